import { expect, test } from "vitest";
import { restAfter } from "../../src/work/rest.js";

test.each([
  [{ mode: "window", pauseMs: 0 }, 400, 0],
  [{ mode: "window", pauseMs: 20 }, 400, 20],
  [{ mode: "office", pauseMs: 0 }, 100, 300],
  [{ mode: "office", pauseMs: 500 }, 100, 500],
  [{ mode: "office", pauseMs: 0 }, 60_000, 2_000],
] as const)("with %j a run rests after %i ms of work for %i ms", (settings, worked, rest) => {
  expect(restAfter(worked, settings)).toBe(rest);
});
