import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/errors.js";
import { standardLikePatterns, compileRules, type TargetKind, type TemplateRules } from "../../src/template/rules.js";

const DEFAULTS: TemplateRules = {
  standardLinks: [],
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
    ["[[link.subscription]]", "standard"],
    ["[[ Link.Subscription ]]", "standard"],
    ["<cs:parser>link.subscription</cs:parser>", "standard"],
    ["<CS:PARSER> unsubscribe </cs:parser>", "standard"],
    ["%link.subscription%", "standard"],
    ["%unsubscribe%", "standard"],
    ["%25link.subscription%25", "standard"],
    ["%3Ccs%3Aparser%3Elink.subscription%3C%2Fcs%3Aparser%3E", "standard"],
    ["http://[[link.subscription]]/", "standard"],
    ["https://www.example.com/?to=[[link.subscription]]", "custom"],
    ["%unsubscribe_url%", "custom"],
    ["{{ unsubscribe_url }}", "custom"],
    ["[[IF:unsubscribed]]", "custom"],
    ["https://crm.example.com/customer.exe?action=unsubscribe", "custom"],
    ["customer.fcgi?unsubscribe=1", "custom"],
    ["https://crm.example.com/scripts/customer.fcgi?action=optout&key=4F3A", "personal"],
    ["https://crm.example.com/scripts/customer.fcgi?action=profile&amp;key=4F3A", "personal"],
    ["https://crm.example.com/scripts/customer.fcgi?action=optout&key=[[customer.key]]", "custom"],
    ["https://www.example.com/email-preferences", "preferences"],
    ["*|UPDATE_PROFILE|*", "preferences"],
    ["<cs:parser>manageSubscriptions</cs:parser>", "managed"],
    ["[[ managesubscriptions ]]", "managed"],
    ["%manageSubscriptions%", "managed"],
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
    "takes the new target %j, though a pattern matches it, for what a link keeps",
    (target) => {
      const rules = compileRules({ ...DEFAULTS, target, standardLinks: ["unsubscribe"] });
      expect(rules.classify(target)).toBe("managed");
      expect(rules.classify("[[other.unsubscribe]]")).toBe("standard");
    },
  );

  it("refuses an empty new target", () => {
    expect(usageError({ target: " \n" }).message).toContain("empty");
  });

  it("leaves variables that may be one subscription's link where subscriptions are in use", () => {
    const rules = compileRules({ ...DEFAULTS, subscriptionsInUse: true });
    expect(rules.classify("[[mailing.unsubscribe]]")).toBe("custom");
    expect(rules.classify("[[link.subscription]]")).toBe("standard");
    expect(
      compileRules({ ...DEFAULTS, subscriptionsInUse: true, standardLinks: ["^\\[\\[unsubscribe\\]\\]$"] }).classify(
        "[[unsubscribe]]",
      ),
    ).toBe("standard");
  });

  it("is not hung by an expression that hangs backtracking engines", () => {
    const rules = compileRules({ ...DEFAULTS, standardLinks: ["^(a+)+$", "(x+x+)+y"] });
    const started = process.cpuUsage();
    rules.classify("a".repeat(3999) + "!");
    rules.classify("x".repeat(4000));
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000);
  });
});

describe("standardLikePatterns", () => {
  it("knows a filter as long as no expression is configured", () => {
    expect(standardLikePatterns(DEFAULTS)).toContain("subscri");
    expect(standardLikePatterns({ ...DEFAULTS, standardLinks: ["leave"] })).toBeUndefined();
  });

  it("is written in lower case, as the database compares it", () => {
    for (const pattern of standardLikePatterns(DEFAULTS) ?? []) {
      expect(pattern).toMatch(/^[\x20-\x7e]{3,}$|^%[4-7]$|^[\u00ad\u200b-\u200f\u2060\ufeff]$/);
      expect(pattern).toBe(pattern.toLowerCase());
    }
  });
});
