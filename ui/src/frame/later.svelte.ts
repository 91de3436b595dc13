/**
 * The rooms that the first screen does not need. They are a file of their own, which is read once
 * the first screen is painted, or when one of them is asked for before that.
 */
type Rooms = typeof import("./later-rooms");

class Later {
  #rooms = $state.raw<Rooms>();
  #coming?: Promise<void>;

  /** The rooms, once they are here: then each of them shows at once. */
  get rooms(): Rooms | undefined {
    return this.#rooms;
  }

  /** Reads them, once. */
  fetch(): Promise<void> {
    return (this.#coming ??= import("./later-rooms").then((rooms) => void (this.#rooms = rooms)));
  }
}

export const later = new Later();
