import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createProgress } from "../../src/cli/progress.js";
import { progressLine } from "../../src/cli/progress-line.js";
import { ProgressMeter } from "../../src/cli/progress-meter.js";

describe("the line", () => {
  const state = {
    id: "emarketing-from-mailing-history",
    done: 260_000,
    total: 500_000,
    rowsWritten: 131_400,
    rate: 41_234,
    secondsLeft: 245,
    elapsedMs: 6_300,
  };

  it.each([
    [
      120,
      "emarketing-from-mailing-history  [###########............]  52%  260,000/500,000  4 min 5 s left  131,400 rows  41,234/s",
    ],
    [100, "emarketing-from-mailing-history  [######.......]  52%  260,000/500,000  4 min 5 s left  131,400 rows"],
    [80, "emarketing-from-mailing-history  [###....]  52%  260,000/500,000  4 min 5 s left"],
    [60, "emarketing-from-mailing-history  52%  260,000/500,000"],
    [40, "emarketing-from-mailing-history  52%"],
    [20, "emarketing-from-mail"],
  ])("in %i columns", (columns, line) => {
    expect(progressLine(state, columns)).toBe(line);
  });

  it("never is longer than the window", () => {
    for (let columns = 0; columns <= 140; columns += 1)
      expect(progressLine(state, columns).length).toBeLessThanOrEqual(columns);
  });

  it("says how long it took when it is done", () => {
    const done = { ...state, done: 500_000, secondsLeft: 0 };
    expect(progressLine(done, 120)).toBe(
      "emarketing-from-mailing-history  [########################]  100%  500,000/500,000  131,400 rows  6.3 s",
    );
  });

  it("has no bar where nobody knows the total", () => {
    const unknown = { ...state, total: undefined, secondsLeft: undefined };
    expect(progressLine(unknown, 120)).toBe("emarketing-from-mailing-history  260,000  131,400 rows  6.3 s");
    expect(progressLine({ ...unknown, done: 0, rowsWritten: 0 }, 120)).toBe("emarketing-from-mailing-history  6.3 s");
  });
});

describe("the meter", () => {
  it("looks at the last seconds: a server that slowed down shows", () => {
    const meter = new ProgressMeter("a", 100_000, 0);
    for (let second = 1; second <= 20; second += 1) meter.advanced(second * 1_000, 0, second * 1_000);
    expect(meter.state(20_000)).toMatchObject({ rate: 1_000, secondsLeft: 80 });
    for (let second = 21; second <= 60; second += 1) meter.advanced(20_000 + (second - 20) * 10, 0, second * 1_000);
    expect(meter.state(60_000).rate).toBeLessThan(12);
  });

  it("stands still when the step is done", () => {
    const meter = new ProgressMeter("a", 10, 0);
    meter.advanced(10, 10, 500);
    meter.stop(500);
    expect(meter.state(9_000).elapsedMs).toBe(500);
  });
});

describe("without a terminal", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("there is a line every ten seconds, and one at the end of a step", () => {
    const output = new PassThrough();
    const progress = createProgress(output, false);
    progress.stepStarted("sales-and-service", "", 1_000);
    for (let second = 1; second <= 25; second += 1) {
      vi.advanceTimersByTime(1_000);
      progress.advanced(second * 40, second * 40);
    }
    progress.note("the server closed the connection; trying again.");
    progress.stepDone();
    vi.advanceTimersByTime(60_000);
    progress.close();
    expect(String(output.read()).split("\n")).toEqual([
      expect.stringMatching(/^sales-and-service {2}\[.*\] {2}36% {2}360\/1,000/),
      expect.stringMatching(/^sales-and-service {2}\[.*\] {2}76% {2}760\/1,000/),
      "the server closed the connection; trying again.",
      expect.stringMatching(/^sales-and-service {2}\[#+\] {2}100% {2}1,000\/1,000 {2}1,000 rows/),
      "",
    ]);
  });

  it("--quiet says nothing", () => {
    const output = new PassThrough();
    const progress = createProgress(output, true);
    progress.stepStarted("sales-and-service", "", 10);
    progress.note("a note");
    progress.stepDone();
    progress.close();
    expect(output.read()).toBeNull();
  });
});

describe("on a terminal", () => {
  it("bars stay, notes stand above them whole, and the cursor comes back", async () => {
    const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    const progress = createProgress(output, false);
    progress.stepStarted("reference-data", "", 18);
    progress.advanced(18, 18);
    progress.stepDone();
    progress.stepStarted("sales-and-service", "", 1_000);
    progress.advanced(500, 500);
    progress.note("the server closed the connection; trying again.");
    progress.advanced(1_000, 1_000);
    progress.stepDone();
    progress.close();
    progress.note("after");
    const written = String(output.read());
    const end = written.slice(written.lastIndexOf("trying again."));
    expect(end).toContain("reference-data  [########################]  100%  18/18  18 rows");
    expect(end).toMatch(/sales-and-service {2}\[#+\] {2}100% {2}1,000\/1,000 {2}1,000 rows {2}0\.0 s/);
    expect(end.endsWith("\nafter\n")).toBe(true);
    expect(written.indexOf("\u001b[?25h")).toBeGreaterThan(written.indexOf("\u001b[?25l"));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(output.read()).toBeNull();
  });
});
