import { flushSync } from "svelte";
import { afterEach, expect, it, vi } from "vitest";

type Told = (event: { payload: { topics: string[] } }) => void;

const told = vi.hoisted(() => [] as Told[]);

vi.mock("@tauri-apps/api/event", () => ({
  listen: (_name: string, callback: Told) => {
    told.push(callback);
    return Promise.resolve(() => void told.splice(told.indexOf(callback), 1));
  },
}));

const { query } = await import("./query.svelte");

let stop: (() => void) | undefined;

/** A query whose answers come when the test says so. */
function asked() {
  const answers: ((value: string) => void)[] = [];
  const fetch = () => new Promise<string>((resolve) => void answers.push(resolve));
  let made: ReturnType<typeof query<string>> | undefined;
  stop = $effect.root(() => void (made = query("inbox", fetch)));
  flushSync();
  return { answers, made: made as unknown as ReturnType<typeof query<string>> };
}

const settled = () => new Promise((done) => setTimeout(done));

afterEach(() => stop?.());

it("keeps what is known while it reads again, and drops an answer that was overtaken", async () => {
  const { answers, made } = asked();
  answers[0]?.("first");
  await settled();
  void made.refresh();
  void made.refresh();
  expect(made.data).toBe("first");
  answers[2]?.("third");
  await settled();
  answers[1]?.("second");
  await settled();
  expect(made.data).toBe("third");
});

it("reads again when a topic it depends on changed, and only then", async () => {
  const { answers } = asked();
  told.forEach((tell) => tell({ payload: { topics: ["notifications"] } }));
  expect(answers).toHaveLength(1);
  told.forEach((tell) => tell({ payload: { topics: ["requisitions"] } }));
  expect(answers).toHaveLength(2);
});
