/** What the card says: beside the pill, on the step, and beneath it. */
import ExternalLink from "@lucide/svelte/icons/external-link";
import FilePlus from "@lucide/svelte/icons/file-plus";
import FileText from "@lucide/svelte/icons/file-text";
import Inbox from "@lucide/svelte/icons/inbox";
import type { Component } from "svelte";
import type { ScanBorrower, ScanCard } from "$lib/bindings";
import { disagreementText } from "$lib/disagreements";
import { date, number, range } from "$lib/format";
import { whyNot, type Need } from "$lib/may.svelte";
import { m } from "$lib/messages";
import { LOOKS } from "$lib/standing";
import { noteOf } from "../equipment/standing";
import { AT_SCHOOL, ROLES } from "../projects/words";
import { STEP_LOOKS, stepWords } from "../requisitions/step-looks";
import { barredBy, type UnitStep } from "../requisitions/unit-steps";
import { borrowerName, loanOf } from "./loan";
import type { Next } from "./next";

/** A step, ready to be drawn. */
export type StepLook = { icon: Component; title: string; body: string };

/** For whom, with whom, until when; else why it stands so. */
export function besidePill(card: ScanCard, today: Date): string {
  const { view } = card;
  const unit = loanOf(card)?.unit;
  const name = borrowerName(card);
  const due = unit?.state === "checked_out" ? unit.due : view.holder?.due;
  if (view.holder) {
    return due ? m.scan_with_until({ name, day: date(due, today) }) : m.scan_with({ name });
  }
  if (unit?.state === "reserved" && unit.hold_until) {
    return m.scan_for_until({ name, day: date(unit.hold_until, today) });
  }
  return unit ? m.scan_for({ name }) : noteOf(view.standing, today);
}

/** The next step as its button says it; nothing where there is none. */
export function lookOf(next: Next, card: ScanCard, offline: boolean): StepLook | undefined {
  switch (next.kind) {
    case "unit":
      return {
        icon: STEP_LOOKS[next.step].icon,
        title: quietWords(next.step, card),
        body: unitBody(next.step, next.loan.unit.due, offline),
      };
    case "wait": {
      const { icon, word } = LOOKS[next.loan.unit.standing];
      return { icon, title: word(), body: m.scan_waits() };
    }
    case "resolve":
      return {
        icon: STEP_LOOKS.resolve.icon,
        title: m.requisition_step_resolve(),
        body: next.loan?.unit.disagreement
          ? disagreementText(next.loan.unit.disagreement)
          : m.scan_does_resolve(),
      };
    case "review":
      return {
        icon: Inbox,
        title: m.scan_step_review({ number: number(next.claim.number) }),
        body: m.scan_does_review({
          name: next.claim.requester,
          period: range(next.claim.from, next.claim.until),
        }),
      };
    case "requisition":
      return {
        icon: FileText,
        title: m.scan_step_requisition({ number: number(next.claim.number) }),
        body: next.claim.project_name,
      };
    case "request":
      return {
        icon: FilePlus,
        title: m.equipment_step_request(),
        body: m.scan_does_request(),
      };
    case "page":
      return {
        icon: ExternalLink,
        title: m.equipment_step_page(),
        body: card.view.holder ? m.scan_does_page_held() : m.scan_does_page(),
      };
    case "nothing":
      return undefined;
  }
}

/** A step by name, with whoever it concerns. */
export function quietWords(step: UnitStep, card: ScanCard): string {
  const asked = card.loan?.requisition.requester.name ?? "";
  const name = step === "take_back" ? borrowerName(card) : asked;
  return stepWords(step, { name, count: 1 });
}

function unitBody(step: Exclude<UnitStep, "resolve">, due: string, offline: boolean): string {
  const day = date(due);
  switch (step) {
    case "hand_over":
    case "lend_to_another":
      return offline ? m.scan_does_hand_over_later({ day }) : m.scan_does_hand_over({ day });
    case "take_back":
      return offline ? m.scan_does_take_back_later() : m.scan_does_take_back();
    case "release":
      return m.scan_does_release();
    case "check":
      return m.scan_does_check();
    case "restore_label":
      return m.scan_does_restore_label();
    case "withdraw":
    case "page":
      return "";
  }
}

/** Why there is no step at all. */
export function noStepText(card: ScanCard): string {
  const { view } = card;
  const barred = barredOf(card);
  if (barred) return whyNot(barred);
  return view.standing.kind === "vanished" ? m.scan_nothing_gone() : m.scan_nothing();
}

/** The right whose absence took the next step away. */
export function barredOf(card: ScanCard): Need | undefined {
  const loan = loanOf(card);
  return loan && barredBy(loan.unit);
}

/** Who it is: Member, student 98214. */
export function aboutBorrower({ person, role, student_number }: ScanBorrower): string {
  const what = person.role ? ROLES[person.role]() : AT_SCHOOL[role]();
  return student_number ? m.scan_person_student({ role: what, number: student_number }) : what;
}

/** How much they have out. */
export function loansOf({ person: { on_loan: count, overdue } }: ScanBorrower): string {
  if (count === 0) return m.scan_nothing_on_loan();
  return overdue
    ? m.scan_on_loan_overdue({ count, overdue })
    : m.scan_on_loan_none_overdue({ count });
}
