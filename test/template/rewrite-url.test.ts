import { describe, expect, it } from "vitest";
import { compileRules } from "../../src/template/rules.js";
import { rewriteUrl } from "../../src/template/rewrite.js";

const target = "https://www.example.com/profile?a=1&b=2";
const rules = compileRules({ standardLinks: [], target, replaceText: true });

describe("rewriteUrl", () => {
  it("rewrites a standard target, and keeps the white space around it", () => {
    const result = rewriteUrl(" %link.subscription%\r\n", rules);
    expect(result.text).toBe(` ${target}\r\n`);
    expect(result.standardLinks).toBe(1);
    expect(result.replacements).toMatchObject([{ start: 1, after: target, what: "target" }]);
    expect(rewriteUrl(result.text, rules)).toMatchObject({ text: result.text, standardLinks: 0, managedLinks: 1 });
  });

  it("reports somebody's own", () => {
    const result = rewriteUrl("https://www.example.com/avmelding?id=1", rules);
    expect(result.text).toBe("https://www.example.com/avmelding?id=1");
    expect(result.customLinks).toEqual([
      { target: "https://www.example.com/avmelding?id=1", text: undefined, use: "unsubscribe", start: 0, end: 38 },
    ]);
  });

  it.each(["", "  ", "https://www.example.com/", "[[firstname]]"])("leaves %j alone", (url) => {
    expect(rewriteUrl(url, rules)).toEqual({
      text: url,
      replacements: [],
      standardLinks: 0,
      managedLinks: 0,
      customLinks: [],
      manageTargets: [],
      unreadable: undefined,
    });
  });
});
