/** Finds text that cannot be read whole: runs inside the page. */
export type Clipped = { what: string; text: string; where: string };

/** Everything that is cut off, and whether the page scrolls sideways. */
export function clipped(): Clipped[] {
  const found: Clipped[] = [];
  const visible = (box: DOMRect) => box.width > 1 && box.height > 1;
  const path = (element: Element): string => {
    const names: string[] = [];
    for (let at: Element | null = element; at && names.length < 4; at = at.parentElement) {
      const word = typeof at.className === "string" ? at.className.split(" ")[0] : "";
      names.unshift(at.localName + (word ? `.${word}` : ""));
    }
    return names.join(" > ");
  };
  const note = (what: string, element: Element) =>
    found.push({
      what,
      text: (element.textContent ?? "").trim().slice(0, 60),
      where: path(element),
    });
  const explained = (element: Element) => element.closest("[title], [data-tooltip]") !== null;
  const scrolls = (element: Element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    return /auto|scroll/.test(overflowX + overflowY);
  };
  const scroller = (element: Element): Element | null => {
    for (let at = element.parentElement; at; at = at.parentElement) if (scrolls(at)) return at;
    return null;
  };
  const hasText = (element: Element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());

  if (document.documentElement.scrollWidth > window.innerWidth + 1) {
    note("the page scrolls sideways", document.documentElement);
  }
  for (const element of document.body.querySelectorAll("*")) {
    if (!hasText(element) || element.closest(".visually-hidden, [aria-hidden=true], option"))
      continue;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (style.visibility === "hidden" || !visible(box)) continue;
    const hides = style.overflowX !== "visible";
    if (hides && !scrolls(element) && element.scrollWidth > element.clientWidth + 1) {
      const ellipsis = style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
      if (!ellipsis) note("cut off at its side", element);
      else if (!explained(element)) note("shortened without a tooltip", element);
    }
    if (hides && !scrolls(element) && element.scrollHeight > element.clientHeight + 3) {
      if (style.webkitLineClamp === "none") note("cut off below", element);
      else if (!explained(element)) note("shortened without a tooltip", element);
    }
    const out = box.right > window.innerWidth + 1 || box.left < -1;
    if (out && !scroller(element)) note("outside the window", element);
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      const outer = getComputedStyle(at);
      if (outer.overflowX === "visible" || scrolls(at)) {
        if (scrolls(at)) break;
        continue;
      }
      const frame = at.getBoundingClientRect();
      if (box.right > frame.right + 1 || box.left < frame.left - 1) {
        if (outer.textOverflow !== "ellipsis") note("cut off by what holds it", element);
        break;
      }
    }
  }
  return found;
}
