import { vi } from "vitest";

/** jsdom lays nothing out: everything is 900 by 640, and scrolls where it is told. */
export function layOut(): void {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    },
  );
  const sizes = { offsetHeight: 640, clientHeight: 640, scrollHeight: 9000, clientWidth: 900 };
  for (const [name, px] of Object.entries(sizes)) {
    vi.spyOn(HTMLElement.prototype, name as keyof typeof sizes, "get").mockReturnValue(px);
  }
  HTMLElement.prototype.scrollTo = function (this: HTMLElement, to?: unknown) {
    this.scrollTop = (to as ScrollToOptions).top ?? 0;
    this.dispatchEvent(new Event("scroll"));
  };
}
