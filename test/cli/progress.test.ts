import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createProgress } from "../../src/cli/progress.js";
import { progressLine } from "../../src/cli/progress-line.js";
import { ProgressMeter } from "../../src/cli/progress-meter.js";
import { SmallTerminal } from "./small-terminal.js";

describe("the line", () => {
  const state = {
    id: "emarketing-from-mailing-history",
    done: 260_000,
    total: 500_000,
    rowsWritten: 131_400,
    rate: 41_234,
    secondsLeft: 245,
    elapsedMs: 6_300,
    ended: false,
  };

  it.each([
    [120, "emarketing-from-mailing-history  [############............]  52%  260,000/500,000  4:05 left  131,400 rows  41,234/s"],
    [99, "emarketing-from-mailing-history  [###....]  52%  260,000/500,000  4:05 left  131,400 rows  41,234/s"],
    [79, "emarketing-from…  [###....]  260,000/500,000  4:05 left  131,400 rows  41,234/s"],
    [60, "emarketing-from…  [######......]  260,000/500,000  4:05 left"],
    [45, "emarketing-from…  [####....]  260,000/500,000"],
    [40, "emarketing-from…  [#######........]  52%"],
    [20, "emarketing-fro…  52%"],
    [3, "52%"],
  ])("in %i columns", (columns, line) => {
    expect(progressLine(state, columns, "en")).toBe(line);
  });

  it("speaks the reader's language, numbers included", () => {
    expect(progressLine(state, 120, "de")).toMatch(/52% {2}260\.000\/500\.000 {2}noch 4:05 {2}131\.400 Zeilen {2}41\.234\/s$/);
    expect(progressLine(state, 120, "sv")).toMatch(/52% {2}260 000\/500 000 {2}4:05 kvar {2}131 400 rader {2}41 234\/s$/);
  });

  it("never is longer than the window, and says how far the step is in any", () => {
    for (const shown of [state, { ...state, ended: true }, { ...state, total: undefined }]) {
      for (let columns = 0; columns <= 140; columns += 1) {
        const line = progressLine(shown, columns, "en");
        expect(line.length).toBeLessThanOrEqual(columns);
        if (columns >= 7) expect(line).toMatch(shown.total === undefined ? /260,000/ : /52%|260,000\/500,000/);
      }
    }
  });

  it("says how long it took when it is done", () => {
    const done = { ...state, done: 500_000, secondsLeft: 0 };
    expect(progressLine(done, 120, "en")).toBe(
      "emarketing-from-mailing-history  [########################]  100%  500,000/500,000  131,400 rows  6.3 s",
    );
  });

  it("says how long it took when it was stopped, not what would be left", () => {
    expect(progressLine({ ...state, ended: true, elapsedMs: 245_000 }, 120, "en")).toBe(
      "emarketing-from-mailing-history  [############............]  52%  260,000/500,000  131,400 rows  4 min 5 s",
    );
  });

  it.each([
    [7.2, "8 s left"],
    [60, "1:00 left"],
    [3_725, "1:02:05 left"],
  ])("%d seconds are left", (secondsLeft, text) => {
    expect(progressLine({ ...state, secondsLeft }, 120, "en")).toContain(`  ${text}  `);
  });

  it("has no bar where nobody knows the total", () => {
    const unknown = { ...state, total: undefined, secondsLeft: undefined };
    expect(progressLine(unknown, 120, "en")).toBe("emarketing-from-mailing-history  260,000  131,400 rows  6.3 s");
    expect(progressLine({ ...unknown, done: 0, rowsWritten: 0 }, 120, "en")).toBe("emarketing-from-mailing-history  6.3 s");
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
    const progress = createProgress(output, false, "en");
    progress.stepStarted("sales-and-service", 1_000);
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
    const progress = createProgress(output, true, "en");
    progress.stepStarted("sales-and-service", 10);
    progress.note("a note");
    progress.stepDone();
    progress.close();
    expect(output.read()).toBeNull();
  });
});

describe("on a terminal", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Runs two steps with a note in the middle of the second one; looks between the batches. */
  function runSteps(terminal: SmallTerminal, look: (done: number) => void = () => undefined): void {
    const progress = createProgress(terminal, false, "en");
    progress.stepStarted("reference-data", 18);
    progress.advanced(18, 18);
    progress.stepDone();
    progress.stepStarted("emarketing-from-mailing-history", 500_000);
    for (let done = 10_000; done <= 500_000; done += 10_000) {
      vi.advanceTimersByTime(300);
      progress.advanced(done, done / 2);
      if (done === 250_000) progress.note("contacts 250001 to 260000: deadlock; trying again.");
      look(done);
    }
    progress.stepDone();
    progress.close();
  }

  it.each([20, 40, 80, 200])("of %i columns no bar is broken, and no write leaves the window without one", (columns) => {
    const terminal = new SmallTerminal(columns);
    runSteps(terminal);
    const isNoteLonger = columns < "contacts 250001 to 260000: deadlock; trying again.".length;
    expect(terminal.brokenLines).toBe(isNoteLonger ? 1 : 0);
    for (const screen of terminal.frames.slice(1, -1)) expect(screen.at(-1)).toMatch(/^(reference-|emarketing-)|^$/);
    const shownBars = terminal.frames.filter((screen) => screen.at(-1)?.startsWith("emarketing-"));
    expect(shownBars.length).toBeGreaterThan(40);
    expect(terminal.screen.filter((row) => row.startsWith("emarketing-"))).toHaveLength(1);
    expect(terminal.screen.filter((row) => row.startsWith("reference"))).toHaveLength(1);
    expect(terminal.screen.join("")).toContain("contacts 250001 to 260000: deadlock; trying again.");
    expect(terminal.screen.at(-1)).toBe("");
  });

  it("says persons done, rows written, rate and time left while the step is at work", () => {
    const terminal = new SmallTerminal(120);
    runSteps(terminal, (done) => {
      if (done !== 400_000) return;
      vi.advanceTimersByTime(250);
      expect(terminal.screen.at(-1)).toMatch(
        /^emarketing-from-mailing-history {2}\[#+\.+\] {2}80% {2}400,000\/500,000 {2}\d+ s left {2}200,000 rows {2}3\d,\d{3}\/s$/,
      );
    });
    expect(terminal.screen.at(-2)).toMatch(/100% {2}500,000\/500,000 {2}250,000 rows {2}15\.\d s$/);
  });

  it("a window that becomes narrower and wider again has one bar, and nothing left of the old one", () => {
    const terminal = new SmallTerminal(100);
    runSteps(terminal, (done) => {
      if (done === 100_000) terminal.columns = 34;
      if (done === 120_000) expect(terminal.screen.filter((row) => /emarketing|%|left|rows/.test(row)).length).toBeLessThan(4);
      if (done === 400_000) terminal.columns = 160;
    });
    expect(terminal.screen.map((row) => row.replace(/\d+\.\d s$/, "time"))).toEqual([
      "reference-data  [########################]  100%  18/18  18 rows  time",
      "contacts 250001 to 260000: deadlock; trying again.",
      "emarketing-from-mailing-history  [########################]  100%  500,000/500,000  250,000 rows  time",
      "",
    ]);
  });

  it("a step that fails keeps its bar with what was done, and the next line stands below", () => {
    const terminal = new SmallTerminal(80);
    const progress = createProgress(terminal, false, "en");
    progress.stepStarted("sales-and-service", 1_000);
    vi.advanceTimersByTime(2_000);
    progress.advanced(300, 290);
    progress.close();
    progress.close();
    progress.note("consent-upgrade: the server stayed away.");
    vi.advanceTimersByTime(60_000);
    expect(terminal.screen).toEqual([
      "sales-and-service  [#######.................]  30%  300/1,000  290 rows  2.0 s",
      "consent-upgrade: the server stayed away.",
      "",
    ]);
  });

  it("what a user types is drawn over", () => {
    const terminal = new SmallTerminal(80);
    const progress = createProgress(terminal, false, "en");
    progress.stepStarted("sales-and-service", 1_000);
    terminal.write("^C");
    progress.note("Stopping at the end of this batch.");
    terminal.write("xyz");
    progress.advanced(1_000, 1_000);
    progress.stepDone();
    expect(terminal.screen).toEqual([
      "Stopping at the end of this batch.",
      "sales-and-service  [####################]  100%  1,000/1,000  1,000 rows  0.0 s",
      "",
    ]);
  });

  it("is still while nothing happens but the clock: at most a drawing a second", () => {
    const terminal = new SmallTerminal(80);
    const progress = createProgress(terminal, false, "en");
    progress.stepStarted("sales-and-service", 1_000);
    progress.advanced(300, 300);
    vi.advanceTimersByTime(400);
    const drawn = terminal.frames.length;
    vi.advanceTimersByTime(10_000);
    expect(terminal.frames.length - drawn).toBeLessThanOrEqual(10);
    expect(terminal.frames.length - drawn).toBeGreaterThan(5);
    progress.close();
  });

  it.each([
    ["that does not know its width", 0, undefined],
    ["that is dumb: lines", 80, "dumb"],
  ])("%s", (_what, columns, kind) => {
    const terminal = new SmallTerminal(columns);
    const progress = createProgress(terminal, false, "en", kind);
    progress.stepStarted("sales-and-service", 10);
    progress.advanced(10, 10);
    progress.stepDone();
    expect(terminal.screen).toEqual(["sales-and-service  [########################]  100%  10/10  10 rows  0.0 s", ""]);
    if (kind === "dumb") expect(terminal.frames).toHaveLength(1);
  });
});
