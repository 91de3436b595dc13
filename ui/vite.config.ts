import { fileURLToPath } from "node:url";
import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const lib = { find: "$lib", replacement: here("./src/lib") };

/**
 * Tests and pictures in a plain browser: the real desk over loopback, and `?pseudo` lengthens
 * every message. The product knows nothing of either.
 */
const inBrowser = [
  {
    find: /^(?:\$lib|\.{1,2}|\.\.\/lib)\/messages$/,
    replacement: here("./src/dev/pseudo-messages.ts"),
  },
  { find: "@tauri-apps/api/core", replacement: here("./src/dev/browser-host.ts") },
  { find: "@tauri-apps/api/event", replacement: here("./src/dev/browser-host.ts") },
];

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
  resolve: { alias: mode === "browser" ? [...inBrowser, lib] : [lib] },
  clearScreen: false,
  server: { port: 5173, strictPort: true, host: "127.0.0.1" },
  build: {
    target: "safari15",
    // The window's policy forbids data: fonts, so nothing may be inlined.
    assetsInlineLimit: 0,
    outDir: mode === "browser" ? "dist-browser" : "dist",
  },
  test: {
    environment: "jsdom",
    setupFiles: ["./src/dev/test-setup.ts"],
    include: ["src/**/*.test.ts"],
  },
}));
