/** The first screen: what can wait in the desk waits until it is there. */
import { asking, desk } from "./desk";

/** Frames without a question to the desk after which a screen is taken to be complete. */
const CALM = 2;

const frame = () => new Promise((next) => requestAnimationFrame(next));

/** A message that is sent in a frame arrives when that frame was painted. */
const painted = () =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    requestAnimationFrame(() => port2.postMessage(null));
  });

/** Tells the desk, once, that everything the first screen asked for is painted. */
export async function tellWhenPainted(): Promise<void> {
  for (let calm = 0; calm < CALM; calm++) {
    await frame();
    if (asking() > 0) calm = -1;
  }
  await painted();
  await desk.painted();
}
