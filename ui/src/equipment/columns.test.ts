import { expect, test } from "vitest";
import { sortedBy } from "./columns";

test("a header sorts upwards, and pressed again downwards", () => {
  const first = sortedBy({ by: "tag", descending: false }, "due");
  expect(first).toEqual({ by: "due", descending: false });
  expect(sortedBy(first, "due")).toEqual({ by: "due", descending: true });
  expect(sortedBy({ by: "due", descending: true }, "due").descending).toBe(false);
});

test("a column that cannot sort leaves the order as it is", () => {
  const present = { by: "title", descending: true } as const;
  expect(sortedBy(present, "location")).toEqual(present);
});
