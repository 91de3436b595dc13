/** The window's parts in the order of UX section 9. */
const REGIONS = "[role=search], nav, main, [role=toolbar], footer";
const FOCUSABLE =
  "input:not(:disabled), button:not(:disabled), [tabindex]:not([tabindex='-1']), textarea, a[href]";

/** F6: from one region to the next, round and round. */
export function nextRegion(): void {
  const regions = [...document.querySelectorAll<HTMLElement>(REGIONS)];
  const here = regions.findLastIndex((region) => region.contains(document.activeElement));
  for (let step = 1; step <= regions.length; step++) {
    const region = regions[(here + step) % regions.length];
    const target = region?.querySelector<HTMLElement>("[aria-selected=true][tabindex='0']");
    const first = target ?? region?.querySelector<HTMLElement>(FOCUSABLE);
    if (first && first !== document.activeElement) return first.focus();
  }
}
