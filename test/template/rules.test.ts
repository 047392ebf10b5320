import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/errors.js";
import {
  candidateLikePatterns,
  compileRules,
  DEFAULT_STANDARD_LINKS,
  type TargetKind,
  type TemplateRules,
} from "../../src/template/rules.js";

const DEFAULTS: TemplateRules = {
  standardLinks: DEFAULT_STANDARD_LINKS,
  target: "[[manageSubscriptions]]",
  replaceText: true,
};

function usageError(rules: Partial<TemplateRules>): UsageError {
  try {
    compileRules({ ...DEFAULTS, ...rules });
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    if (error instanceof UsageError) {
      return error;
    }
  }
  throw new Error("compileRules accepted the rules");
}

describe("compileRules", () => {
  it.each<readonly [string, TargetKind]>([
    ["[[unsubscribe]]", "standard"],
    [" [[Mailing.UnsubscribeUrl]]\n", "standard"],
    ["http://[[unsubscribe]]", "standard"],
    ["%5B%5bunsubscribe%5D%5d", "standard"],
    ["https://crm.example.com/customer.exe?action=unsubscribe", "standard"],
    ["https://crm.example.com/customer.exe?id=1&amp;action=doUnsubscribe", "standard"],
    ["customer.fcgi?unsubscribe=1", "standard"],
    ["https://crm.example.com/customer.exe?action=view&back=unsubscribe", "custom"],
    ["https://crm.example.com/customer.exe#action=unsubscribe", "custom"],
    ["https://crm.example.com/mycustomer.exe?action=unsubscribe", "custom"],
    ["https://own.example/?u=[[unsubscribe]]", "custom"],
    ["[[unsubscribe]", "custom"],
    ["[[manageSubscriptions]]", "managed"],
    ["%5B%5BmanageSubscriptions%5D%5D", "managed"],
    ["[[firstname]]", "other"],
    ["https://www.example.com/", "other"],
    ["", "other"],
  ])("takes %j for %s", (target, kind) => {
    expect(compileRules(DEFAULTS).classify(target)).toBe(kind);
  });

  it("takes no target that lost its closing quote for a standard one", () => {
    const rules = compileRules({ ...DEFAULTS, standardLinks: ["unsubscribe"] });
    expect(rules.classify("https://a/unsubscribe")).toBe("standard");
    expect(rules.classify("https://a/unsubscribe>here</a>")).toBe("custom");
    expect(rules.classify(`https://a/unsubscribe${"x".repeat(4000)}`)).toBe("custom");
  });

  it("freezes a copy of the rules", () => {
    const standardLinks = ["^x$"];
    const { rules } = compileRules({ ...DEFAULTS, standardLinks });
    standardLinks.push("y");
    expect(rules.standardLinks).toEqual(["^x$"]);
    expect(Object.isFrozen(rules) && Object.isFrozen(rules.standardLinks)).toBe(true);
  });

  it.each(["(", "[[", "(?=x)", String.raw`(a)\1`, "a{2000}", "((a{1000}){1000})"])("names the bad expression %j", (bad) => {
    const error = usageError({ standardLinks: ["^fine$", bad] });
    expect(error.message).toContain(bad);
    expect(error.exitCode).toBe(64);
    expect(error.hint).toContain("RE2");
  });

  it("refuses an expression too long to be anybody's", () => {
    expect(usageError({ standardLinks: ["a".repeat(1001)] }).message).toContain("1001");
  });

  it.each(["[[unsubscribe]]", " [[newUnsubscribe]] ", "%5B%5Bunsubscribe%5D%5D", "https://a/customer.exe?action=unsubscribe"])(
    "refuses the new target %j, which is a standard one",
    (target) => {
      const error = usageError({ target });
      expect(error.message).toContain(target);
      expect(error.exitCode).toBe(64);
    },
  );

  it("refuses an empty new target, and an expression that matches everything", () => {
    expect(usageError({ target: " \n" }).message).toContain("empty");
    expect(usageError({ standardLinks: [""] }).message).toContain("[[manageSubscriptions]]");
  });

  it("is not hung by an expression that hangs backtracking engines", () => {
    const rules = compileRules({ ...DEFAULTS, standardLinks: ["^(a+)+$", "(x+x+)+y"] });
    const started = process.cpuUsage();
    rules.classify("a".repeat(3999) + "!");
    rules.classify("x".repeat(4000));
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000);
  });
});

describe("candidateLikePatterns", () => {
  it("knows a filter for the default expressions, and none for others", () => {
    expect(candidateLikePatterns(DEFAULTS)).toEqual([...candidateLikePatterns(), "managesubscriptions"]);
    expect(candidateLikePatterns({ ...DEFAULTS, standardLinks: DEFAULT_STANDARD_LINKS.slice(1) })).toBeDefined();
    expect(candidateLikePatterns({ ...DEFAULTS, standardLinks: [...DEFAULT_STANDARD_LINKS, "leave"] })).toBeUndefined();
  });

  it("is written in lower case and without accents, as the database compares it", () => {
    for (const pattern of candidateLikePatterns()) {
      expect(pattern).toMatch(/^[\x20-\x7e]{3,}$|^%[4-7]$|^[\u00ad\u200b-\u200f\u2060\ufeff]$/);
      expect(pattern).toBe(pattern.toLowerCase());
    }
  });

  it("holds no message back for its everyday words", () => {
    const everyday =
      '<!DOCTYPE html><html lang="en"><body style="width:100%;color:#fff"><p>Dear &#160;[[firstname]],&nbsp;see our ' +
      '<a href="https://www.example.com/spring%20news?a=1&amp;b=%C3%A5">spring news</a> &copy; Kj\\u00e6re v\\u00e5r</p></body></html>';
    expect(candidateLikePatterns().filter((pattern) => everyday.toLowerCase().includes(pattern))).toEqual([]);
  });
});
