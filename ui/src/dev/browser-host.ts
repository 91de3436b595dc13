/**
 * Stands in for Tauri in a plain browser: commands and events go to the real desk over loopback.
 * The Vite mode `browser` puts it in the place of `@tauri-apps/api`; the product never holds it.
 */
type Callback = (event: { payload: unknown }) => void;

let source: EventSource | undefined;

/** Carries a command out; throws the desk's own error. */
export async function invoke(command: string, args: unknown = {}): Promise<unknown> {
  const answer = await fetch(`/invoke/${command}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(args),
  });
  const body: unknown = await answer.json();
  if (answer.status === 400) throw new Error(JSON.stringify(body));
  if (!answer.ok) throw body;
  return body;
}

/** Hears an event until the returned function is called. */
export function listen(name: string, callback: Callback): Promise<() => void> {
  const events = (source ??= new EventSource("/events"));
  const hear = (event: MessageEvent<string>) => callback({ payload: JSON.parse(event.data) });
  events.addEventListener(name, hear);
  return Promise.resolve(() => events.removeEventListener(name, hear));
}

export const once = listen;

/** The window tells the shell nothing by events. */
export const emit = (): Promise<void> => Promise.resolve();
export const emitTo = emit;
