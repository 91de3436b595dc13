import { expect, it } from "vitest";
import { readDay } from "./dates";

const today = new Date(2026, 9, 14);

it.each([
  ["2026-10-28", "2026-10-28"],
  ["28/10", "2026-10-28"],
  ["28.10.2027", "2027-10-28"],
  ["28 Oct", "2026-10-28"],
  ["3 january", "2027-01-03"],
  ["1/3", "2027-03-01"],
  ["14 fev", "2027-02-14"],
  ["28 out.", "2026-10-28"],
  ["1 de março de 2027", "2027-03-01"],
  ["3 dezembro", "2026-12-03"],
])("reads %s as %s", (typed, day) => {
  expect(readDay(typed, today)).toBe(day);
});

it.each(["31/02", "2026-13-01", "soon", "", "12"])("does not guess at %j", (typed) => {
  expect(readDay(typed, today)).toBeUndefined();
});
