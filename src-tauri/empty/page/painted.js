// Says when the page is painted, in the same way as ui/src/lib/first-screen.ts.
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => void window.__TAURI_INTERNALS__.invoke("painted");
requestAnimationFrame(() => port2.postMessage(null));
