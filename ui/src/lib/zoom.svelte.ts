const STORED = "toolcrib.zoom";
const STEPS = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];

/** How large everything is drawn; Ctrl with +, − and 0. */
class Zoom {
  #step = $state(STEPS.indexOf(Number(localStorage.getItem(STORED) ?? 1)));

  constructor() {
    if (this.#step < 0) this.#step = STEPS.indexOf(1);
  }

  get factor(): number {
    return STEPS[this.#step] ?? 1;
  }

  larger = (): void => this.#set(this.#step + 1);
  smaller = (): void => this.#set(this.#step - 1);
  normal = (): void => this.#set(STEPS.indexOf(1));

  /** Layouts ask the window's own width in these pixels, so breakpoints follow the size. */
  apply(): void {
    document.documentElement.style.setProperty("zoom", String(this.factor));
  }

  #set(step: number): void {
    this.#step = Math.max(0, Math.min(STEPS.length - 1, step));
    localStorage.setItem(STORED, String(this.factor));
    this.apply();
  }
}

export const zoom = new Zoom();
