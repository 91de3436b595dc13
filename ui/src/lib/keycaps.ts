const CAPS: Record<string, string> = {
  Shift: "⇧",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Enter: "↵",
  Escape: "Esc",
};

/** The keycaps of a binding: `Shift+A` → ⇧ A, `G I` → G I, `Ctrl++` → Ctrl +. */
export function keycaps(binding: string): string[] {
  return binding
    .split(" ")
    .flatMap((chord) => chord.match(/[^+]+|\+$/g) ?? [])
    .map((key) => CAPS[key] ?? key);
}
