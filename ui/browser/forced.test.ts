/** With a person's own few colours everything that must be seen is still to be seen. */
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { everyScreen, Scene, THEMES, type Check } from "./scene";
import { disturb } from "./screens";
import { keys } from "./window";

const scene = new Scene("lab", disturb);

/** What is drawn so that nobody sees it: runs inside the page. */
function unseen(): string[] {
  const canvas = getComputedStyle(document.body).backgroundColor;
  const shown = (element: Element) => element.getClientRects().length > 0;
  const all = (selector: string) => [...document.querySelectorAll(selector)].filter(shown);
  const what = (element: Element) =>
    `${element.localName}.${element.getAttribute("class")} ${element.textContent?.trim().slice(0, 40)}`;
  const hasBorder = (element: Element) => {
    const { borderTopStyle, borderTopColor, borderTopWidth } = getComputedStyle(element);
    return borderTopStyle !== "none" && borderTopWidth !== "0px" && borderTopColor !== canvas;
  };
  const hasBar = (element: Element) => {
    const shadow = getComputedStyle(element).boxShadow;
    return shadow.includes("inset") && !shadow.startsWith(canvas);
  };
  const looksTicked = (element: Element) =>
    getComputedStyle(element, "::after").content !== "none" && !element.matches(":checked");
  const selected = all("[aria-selected=true], [aria-current=true], [aria-current=page]");
  return [
    ...selected.filter((element) => !hasBar(element)).map((it) => `selection: ${what(it)}`),
    ...all(".pill, kbd, .strip i")
      .filter((element) => !hasBorder(element))
      .map((it) => `border: ${what(it)}`),
    ...all("input[type=checkbox]")
      .filter(looksTicked)
      .map((it) => `tick: ${what(it)}`),
  ];
}

/** The ring around what has the focus. */
const ring = (page: Page) =>
  page.evaluate(() => {
    const { activeElement, body } = document;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(activeElement ?? body);
    const canvas = getComputedStyle(body).backgroundColor;
    return { style: outlineStyle, width: parseFloat(outlineWidth), seen: outlineColor !== canvas };
  });

const NAMES = [
  "01-today",
  "02-inbox",
  "03-scan",
  "03e-scan-in-doubt",
  "04-equipment",
  "06b-requisition",
  "06e-requisition-in-doubt",
  "08-discrepancies",
];

const isSeen: Check = async (page) => {
  const active = await page.evaluate(() => matchMedia("(forced-colors: active)").matches);
  expect(active, "the browser forces colours").toBe(true);
  expect(await page.evaluate(unseen)).toEqual([]);
  const selected = page.locator("main [aria-selected=true], nav [aria-current=page]");
  expect(await selected.count(), "something is selected").toBeGreaterThan(0);
  await keys(page, "Tab");
  expect(await ring(page)).toMatchObject({ style: "solid", seen: true });
  expect((await ring(page)).width).toBeGreaterThanOrEqual(2);
};

describe.each(THEMES)("%s", (theme) => {
  everyScreen(scene, [{ theme, forced: true }], isSeen, NAMES);
});
