const CAPS: Record<string, string> = {
  Shift: "⇧",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Enter: "↵",
  Escape: "Esc",
};

/** The keycaps of a binding: `Shift+A` → ⇧ A, `G I` → G I. */
export function keycaps(binding: string): string[] {
  if (binding === "+") return ["+"];
  return binding
    .split(/[+ ]/)
    .filter(Boolean)
    .map((key) => CAPS[key] ?? key);
}
