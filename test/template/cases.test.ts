import { describe, expect, it } from "vitest";
import { rewriteText } from "../../src/template/rewrite.js";
import { readCases } from "./case-folders.js";

const cases = readCases();

it("has the cases that the issue asks for", () => {
  expect(cases.length).toBeGreaterThanOrEqual(80);
});

describe.each(cases)("$name: $about", (one) => {
  const result = rewriteText(one.before, one.kindOfText, one.compiled);

  it("is rewritten to the byte", () => {
    expect(result.text).toBe(one.after);
  });

  it("calls for the attention expected", () => {
    const { standardLinks, managedLinks, customLinks } = one;
    expect({
      standardLinks: result.standardLinks,
      managedLinks: result.managedLinks,
      customLinks: result.customLinks.map(({ target, text, use }) => ({
        target,
        text: text ?? null,
        ...(use === "unsubscribe" ? {} : { use }),
      })),
      unreadable: result.unreadable !== undefined,
    }).toEqual({ standardLinks, managedLinks, customLinks, unreadable: one.unreadable });
  });

  it("changes only what it says it changes", () => {
    let text = "";
    let at = 0;
    for (const { start, end, before, after } of result.replacements) {
      expect(start).toBeGreaterThanOrEqual(at);
      expect(one.before.slice(start, end)).toBe(before);
      text += one.before.slice(at, start) + after;
      at = end;
    }
    expect(text + one.before.slice(at)).toBe(one.after);
  });

  it("is done after one time", () => {
    const again = rewriteText(result.text, one.kindOfText, one.compiled);
    expect(again.text).toBe(result.text);
    expect(again.replacements).toEqual([]);
    expect(again.customLinks.map(({ target, text }) => ({ target, text }))).toEqual(
      result.customLinks.map(({ target, text }) => ({ target, text })),
    );
  });
});
