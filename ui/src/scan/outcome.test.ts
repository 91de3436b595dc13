import { expect, test } from "vitest";
import type { ScanCard } from "$lib/bindings";
import { operation } from "../requisitions/samples";
import { isUnderWay, outcomeOf, outcomeText, seen } from "./outcome";
import { card, lent, out, reserved } from "./samples";

const today = new Date(2026, 9, 14);
const became = (before: ScanCard, now: ScanCard) =>
  outcomeText(outcomeOf(seen(before), seen(now)), today).text;

test("what became of a scanned asset is told from how it stood before", () => {
  expect(became(reserved(), out())).toBe("Handed over to Ana Silva");
  expect(became(out(), card())).toBe("Taken back from Ana Silva");
  expect(became(out(), lent({ state: "returned", standing: "returned" }))).toBe(
    "Taken back from Ana Silva",
  );
  expect(became(reserved(), card())).toBe("Released");
  expect(became(reserved(), { ...reserved(), discrepancy: "d1" })).toBe("Discrepancy opened");
});

test("as long as nothing happened it stands as it does", () => {
  expect(became(reserved(), reserved())).toBe("Reserved");
  expect(became(card(), card())).toBe("Available");
  const known = { ...reserved(), discrepancy: "d1" };
  expect(became(known, known)).toBe("Reserved");
});

test("only what is not settled is looked at again", () => {
  const going = operation({ phase: "sending", kind: "hand_over" });
  expect(isUnderWay(seen(reserved({ operation: going })))).toBe(true);
  expect(isUnderWay(seen(reserved()))).toBe(false);
  expect(isUnderWay(seen(card()))).toBe(false);
});
