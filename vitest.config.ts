import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "dist/**"],
    globalSetup: ["test/engines/setup.ts"],
    setupFiles: ["test/engines/random-seed.ts"],
    // A test file is a process of its own: it may be killed, and what it measures is its own.
    pool: "forks",
    // Half of the time is spent waiting, for servers, locks and pauses.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
  },
});
