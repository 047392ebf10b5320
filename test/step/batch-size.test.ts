import { expect, test } from "vitest";
import { RunFailedError } from "../../src/errors.js";
import { BatchSize } from "../../src/work/batch-size.js";

test("a batch grows tenfold at most, aims at the clock, and shrinks at once", () => {
  const size = new BatchSize(500, 50_000);
  expect(size.persons).toBe(2_000);
  size.measured(2_000, 10);
  expect(size.persons).toBe(20_000);
  size.measured(20_000, 400);
  expect(size.persons).toBe(25_000);
  size.measured(25_000, 5_000);
  expect(size.persons).toBe(2_500);
});

test("a batch takes no more than is configured, from the first on", () => {
  const size = new BatchSize(500, 70);
  expect(size.persons).toBe(70);
  size.measured(70, 1);
  expect(size.persons).toBe(70);
});

test("a batch halves after a statement time-out, for good, and gives up where nothing is left of it", () => {
  const size = new BatchSize(500, 3);
  const tooLong = new RunFailedError("STATEMENT_TIMEOUT", "too long");
  expect(size.orSmaller(tooLong)).toBeUndefined();
  expect(size.persons).toBe(1);
  size.measured(1, 1);
  expect(size.persons).toBe(1);
  expect(() => size.orSmaller(tooLong)).toThrow(tooLong);
  const other = new RunFailedError("DEADLOCK", "in the way");
  expect(() => new BatchSize(500, 3).orSmaller(other)).toThrow(other);
});
