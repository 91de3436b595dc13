const TICK = 0.04;
const PAUSE = 0.09;

let context: AudioContext | undefined;

/** One tick for found, two for not found. A window without sound stays silent. */
export function tick(found: boolean): void {
  if (typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  // It may have begun before the first key was pressed, and sleeps since.
  void context.resume().catch(() => undefined);
  for (let nth = 0; nth < (found ? 1 : 2); nth++) beep(context, context.currentTime + nth * PAUSE);
}

function beep(audio: AudioContext, at: number): void {
  const [tone, volume] = [audio.createOscillator(), audio.createGain()];
  tone.frequency.value = 1320;
  volume.gain.setValueAtTime(0.12, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + TICK);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + TICK);
}
