/** The present, moving on once a second; one timer serves every age and countdown. */
class Clock {
  ms = $state(Date.now());

  constructor() {
    setInterval(() => (this.ms = Date.now()), 1000);
  }

  /** The present as a date. */
  get date(): Date {
    return new Date(this.ms);
  }
}

export const now = new Clock();
