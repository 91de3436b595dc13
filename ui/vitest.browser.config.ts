import { defineConfig } from "vitest/config";

const shared = { environment: "node", testTimeout: 120_000, hookTimeout: 60_000 };

/**
 * The window in headless Chromium, with the real desk behind it: `npm run test:browser` checks it,
 * `npm run pictures` draws it, `npm run bench` measures it.
 */
export default defineConfig({
  test: {
    // Two windows at a time: each has a desk, a server and a browser of its own.
    maxWorkers: 2,
    projects: [
      { test: { ...shared, name: "checks", include: ["browser/**/*.test.ts"] } },
      { test: { ...shared, name: "pictures", include: ["browser/pictures.ts"] } },
      { test: { ...shared, name: "bench", include: ["browser/bench.ts"] } },
    ],
  },
});
