/** The window's parts in the order of UX section 9; a room without a list is one part. */
const REGIONS = [
  "[role=search]",
  "nav",
  "main :is([role=listbox], [role=grid])",
  "main :is(section.detail, aside, [data-region=detail])",
  "main [role=toolbar]",
  "footer:not(main footer)",
];
const ROOM = 2;
const FOCUSABLE =
  "input:not(:disabled), button:not(:disabled), [tabindex]:not([tabindex='-1']), textarea, a[href]";

/** F6: from one part to the next, round and round. */
export function nextRegion(): void {
  const regions = present();
  const here = regions.findLastIndex((region) => region.contains(document.activeElement));
  for (let step = 1; step <= regions.length; step++) {
    const target = stopIn(regions[(here + step) % regions.length]);
    if (target && target !== document.activeElement) return target.focus();
  }
}

function present(): HTMLElement[] {
  const found = REGIONS.map((selector) => document.querySelector<HTMLElement>(selector));
  const main = document.querySelector<HTMLElement>("main");
  if (!found[ROOM] && !found[ROOM + 1]) found.splice(ROOM, 0, main);
  return found.filter((region) => region !== null);
}

/** What is chosen there, or else the first that takes the focus: the part itself, if it does. */
function stopIn(region: HTMLElement | undefined): HTMLElement | undefined {
  const chosen = region?.querySelector<HTMLElement>("[aria-selected=true][tabindex='0']");
  const itself = region?.tabIndex === 0 ? region : undefined;
  return chosen ?? itself ?? region?.querySelector<HTMLElement>(FOCUSABLE) ?? undefined;
}
