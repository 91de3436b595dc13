import { expect, test } from "vitest";
import type { Health, OperationKind } from "$lib/bindings";
import { operation } from "../requisitions/samples";
import { operationText } from "./words";

const now = Date.parse("2026-10-14T10:29:02Z");
const waits = (kind: OperationKind, health?: Health) =>
  operationText(operation({ kind, waits_for_server: true }), now, health);
const stopped = (kind: string) =>
  ({ state: "refused", last_error: { problem: { kind }, recovered: false } }) as Health;

test("what waits says what it will become and what for", () => {
  expect(waits("reserve")).toMatch(/^Will be approved when Snipe-IT is reachable\. Decided/);
  expect(waits("hand_over")).toMatch(/^Will be handed over when Snipe-IT is reachable\./);
  expect(waits("expire")).toMatch(/^Will be released when/);
});

test("nothing is said to be sent when Snipe-IT is reachable while another thing stops it", () => {
  const certificate = waits("reserve", stopped("changed_certificate"));
  expect(certificate).toMatch(/^Will be approved once the server’s new certificate is trusted/);
  const token = waits("reserve", stopped("token_refused"));
  expect(token).toMatch(/^Will be approved once a new token is entered/);
  expect(certificate + token).not.toMatch(/reachable/);
});

test("what goes at once counts nothing down", () => {
  expect(operationText(operation({ kind: "take_back" }), now, undefined)).toMatch(/on its way/);
  expect(operationText(operation(), now, undefined)).toBe("Sent in 3 s.");
});
