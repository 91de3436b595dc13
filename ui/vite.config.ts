import { fileURLToPath } from "node:url";
import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The fake host stands in for Tauri only while screens are being drawn in a plain browser. */
const fakeHost = {
  "@tauri-apps/api/core": here("./src/dev/fake-host.ts"),
  "@tauri-apps/api/event": here("./src/dev/fake-host.ts"),
};

/** Tests and pictures: the real desk, over loopback. */
const browserHost = {
  "@tauri-apps/api/core": here("./src/dev/browser-host.ts"),
  "@tauri-apps/api/event": here("./src/dev/browser-host.ts"),
};

const HOSTS: Record<string, Record<string, string>> = {
  "preview-fake": fakeHost,
  browser: browserHost,
};
/** In the browser of tests `?pseudo` lengthens every message; the product knows nothing of it. */
const pseudoMessages = {
  find: /^(?:\$lib|\.{1,2}|\.\.\/lib)\/messages$/,
  replacement: here("./src/dev/pseudo-messages.ts"),
};

const aliases = (mode: string) => [
  ...(mode === "browser" ? [pseudoMessages] : []),
  { find: "$lib", replacement: here("./src/lib") },
  ...Object.entries(HOSTS[mode] ?? {}).map(([find, replacement]) => ({ find, replacement })),
];

const FOLDERS: Record<string, string> = { "preview-fake": "dist-fake", browser: "dist-browser" };

export default defineConfig(({ mode }) => ({
  plugins: [
    svelte(),
    svelteTesting(),
    paraglideVitePlugin({
      project: "./project.inlang",
      outdir: "./src/paraglide",
      strategy: ["globalVariable", "baseLocale"],
      // The same shape as `npm run messages` writes, or one would break the other's output.
      outputStructure: "locale-modules",
    }),
  ],
  resolve: { alias: aliases(mode) },
  clearScreen: false,
  server: { port: 5173, strictPort: mode !== "preview-fake", host: "127.0.0.1" },
  build: {
    target: "safari15",
    // The window's policy forbids data: fonts, so nothing may be inlined.
    assetsInlineLimit: 0,
    outDir: FOLDERS[mode] ?? "dist",
  },
  test: {
    environment: "jsdom",
    setupFiles: ["./src/dev/test-setup.ts"],
    include: ["src/**/*.test.ts"],
  },
}));
