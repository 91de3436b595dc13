import { beforeEach, expect, test } from "vitest";
import { forget, keepScroll } from "./remember.svelte";

beforeEach(forget);

/** Scrolls as a person does. */
function scroll(element: HTMLElement, to: number): void {
  element.scrollTop = to;
  element.dispatchEvent(new Event("scroll"));
}

test("a place that was left is found again, in another element and in the same", () => {
  const first = document.createElement("div");
  keepScroll("first")(first);
  scroll(first, 120);

  keepScroll("second")(first);
  expect(first.scrollTop, "a place without a past begins at its top").toBe(0);

  const again = document.createElement("div");
  keepScroll("first")(again);
  expect(again.scrollTop).toBe(120);
});
