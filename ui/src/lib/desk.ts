import { commands, events, READS, type DeskError, type Topic } from "./bindings";

export type * from "./bindings";
export { sentence, problemText } from "./sentences";

/** A command that did not do what it was asked, with the desk's own words why. */
export class DeskFailure extends Error {
  constructor(readonly error: DeskError) {
    super(error.code);
    this.name = "DeskFailure";
  }
}

type Commands = typeof commands;
type Value<R> = R extends { status: "ok"; data: infer T } ? T : never;
type Desk = {
  [K in keyof Commands]: (
    ...args: Parameters<Commands[K]>
  ) => Promise<Value<Awaited<ReturnType<Commands[K]>>>>;
};

type Answer = { status: "ok"; data: unknown } | { status: "error"; error: DeskError };

let open = 0;

/** How many questions the desk has not answered yet. */
export const asking = () => open;

async function unwrap(answer: Promise<Answer>): Promise<unknown> {
  open += 1;
  const reply = await answer.finally(() => (open -= 1));
  if (reply.status === "error") throw new DeskFailure(reply.error);
  return reply.data;
}

/** The commands, throwing instead of returning errors. */
export const desk = Object.fromEntries(
  Object.entries(commands).map(([name, command]) => [
    name,
    (...args: unknown[]) => unwrap((command as (...a: unknown[]) => Promise<Answer>)(...args)),
  ]),
) as Desk;

/** The desk's error behind whatever was thrown; anything unknown counts as a storage fault. */
export function deskError(thrown: unknown): DeskError {
  if (thrown instanceof DeskFailure) return thrown.error;
  console.error(thrown);
  return { code: "storage", problem: "other" };
}

/** A read that declares what it depends on. */
export type Read = keyof typeof READS;

/** Calls back after each change of one of the topics a read depends on. */
export function onChanged(read: Read, refetch: () => void): () => void {
  const topics: readonly Topic[] = READS[read];
  return listening(
    events.changedEvent.listen(({ payload }) => {
      if (payload.topics.some((topic) => topics.includes(topic))) refetch();
    }),
  );
}

/** Turns the host's promised unlisten function into one that can be called at once. */
export function listening(started: Promise<() => void>): () => void {
  return () => void started.then((stop) => stop());
}

export { events };
