import { flushSync } from "svelte";
import { expect, test, vi } from "vitest";
import { keys } from "./keys.svelte";

function press(key: string): void {
  document.body.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
  );
}

test("what several effects bind anew at once is all bound", () => {
  const stop = keys.listen(document.body) as () => void;
  const [first, second] = [vi.fn(), vi.fn()];
  let card = $state(1);
  const end = $effect.root(() => {
    $effect(() => keys.bind("work", { key: "A", label: `A${card}`, run: first }));
    $effect(() => keys.bind("work", { key: "B", label: `B${card}`, run: second }));
  });
  flushSync();
  card = 2;
  flushSync();
  press("a");
  press("b");
  expect([first, second].map((run) => run.mock.calls.length)).toEqual([1, 1]);
  expect(keys.live().map(({ binding }) => binding.label)).toEqual(["A2", "B2"]);
  end();
  expect(keys.live()).toEqual([]);
  stop();
});
