import "@testing-library/jest-dom/vitest";

// jsdom has no media queries; the theme asks for one as soon as it is loaded.
window.matchMedia ??= (media: string) =>
  ({
    media,
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }) as unknown as MediaQueryList;
