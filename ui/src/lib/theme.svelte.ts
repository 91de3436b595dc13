/** What the technician chose; `system` follows the OS. */
export type Theme = "system" | "light" | "dark";

const STORED = "toolcrib.theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

class ThemeChoice {
  chosen = $state<Theme>((localStorage.getItem(STORED) as Theme | null) ?? "system");

  choose(theme: Theme): void {
    this.chosen = theme;
    if (theme === "system") localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, theme);
    this.apply();
  }

  /** Puts the theme on the document, now and whenever the OS changes. */
  start(): void {
    this.apply();
    dark.addEventListener("change", () => this.apply());
  }

  private apply(): void {
    const follows = dark.matches ? "dark" : "light";
    document.documentElement.dataset.theme = this.chosen === "system" ? follows : this.chosen;
  }
}

export const theme = new ThemeChoice();
