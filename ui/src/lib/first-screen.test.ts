import { expect, it, vi } from "vitest";

const host = vi.hoisted(() => ({ asked: [] as string[], answers: [] as (() => void)[] }));

vi.mock("@tauri-apps/api/core", () => ({
  invoke: (command: string) => {
    host.asked.push(command);
    return new Promise((answer) => host.answers.push(() => answer(null)));
  },
}));
vi.mock("@tauri-apps/api/event", () => ({ listen: () => Promise.resolve(() => {}) }));

const { desk } = await import("./desk");
const { tellWhenPainted } = await import("./first-screen");

const frames = async (count: number) => {
  for (let frame = 0; frame < count; frame++) await new Promise(requestAnimationFrame);
};

it("tells the desk once everything that was asked for is painted, and not before", async () => {
  void desk.session().then(() => desk.today());
  void tellWhenPainted();
  await frames(5);
  expect(host.asked, "the session is not answered").toEqual(["session"]);
  host.answers[0]?.();
  await frames(5);
  expect(host.asked, "what the session leads to is not answered").toEqual(["session", "today"]);
  host.answers[1]?.();
  await vi.waitFor(() => expect(host.asked).toEqual(["session", "today", "painted"]));
});
