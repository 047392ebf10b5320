import { expect, test, vi } from "vitest";
import { settingsSchema } from "../../src/config/settings-schema.js";
import { pause } from "../../src/work/back-off.js";
import { Rest, restAfter } from "../../src/work/rest.js";

vi.mock(import("../../src/work/back-off.js"), async (original) => ({ ...(await original()), pause: vi.fn<typeof pause>() }));

test.each([
  [{ mode: "window", pauseMs: 0 }, 400, 0],
  [{ mode: "window", pauseMs: 20 }, 400, 20],
  [{ mode: "office", pauseMs: 0 }, 100, 300],
  [{ mode: "office", pauseMs: 500 }, 100, 500],
  [{ mode: "office", pauseMs: 0 }, 60_000, 2_000],
] as const)("with %j a run rests after %i ms of work for %i ms", (settings, worked, rest) => {
  expect(restAfter(worked, settings)).toBe(rest);
});

test("a rest is as long as the work since the last one wants it: rests are no work", async () => {
  let clock = 0;
  const rests: number[] = [];
  vi.mocked(pause).mockImplementation(async (milliseconds) => {
    rests.push(milliseconds);
    clock += milliseconds;
  });
  const rest = new Rest(settingsSchema.parse({ run: { mode: "office" } }).run, () => new Date(clock));
  for (const work of [100, 40]) {
    clock += work;
    await rest.take(new AbortController().signal);
  }
  expect(rests).toEqual([300, 120]);
});
