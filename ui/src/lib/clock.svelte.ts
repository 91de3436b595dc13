/** The present, moving on once a second; one timer serves every age and countdown. */
class Clock {
  ms = $state(Date.now());

  constructor() {
    setInterval(() => this.look(), 1000);
  }

  /** Catches up at once: a countdown of five seconds starts with five. */
  look(): void {
    this.ms = Date.now();
  }

  /** The present as a date. */
  get date(): Date {
    return new Date(this.ms);
  }
}

export const now = new Clock();
