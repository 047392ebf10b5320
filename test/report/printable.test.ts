import { describe, expect, test } from "vitest";
import { printable, printableJson } from "../../src/report/printable.js";
import { comment } from "../../src/script/code-lines.js";

/** Turn the direction of writing, or end a line for some programs. */
const TURNING = ["\u061c", "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069", "\u009b"];

describe.each(TURNING)("%j", (character) => {
  test("is not printed", () => {
    expect(printable(`a${character}b`)).toBe("a b");
  });

  test("is escaped in JSON, which keeps its value", () => {
    const json = printableJson(JSON.stringify({ text: `a${character}b` }));
    expect(json).not.toContain(character);
    expect(JSON.parse(json)).toEqual({ text: `a${character}b` });
  });

  test("is not in a script's comments", () => {
    expect(comment(`a${character}b`)).toEqual(["-- a b"]);
  });
});
