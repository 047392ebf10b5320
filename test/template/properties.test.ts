import fc from "fast-check";
import { expect, it } from "vitest";
import { visitStrings } from "../../src/template/json-visit.js";
import { standardLikePatterns, compileRules } from "../../src/template/rules.js";
import { describeTarget, rewriteText, rewriteUrl, type RewriteResult, type TextKind } from "../../src/template/rewrite.js";
import { anyUnits, brokenMarkup, brokenTemplate, harmless, inEntities, numRuns, timeout } from "./arbitraries.js";

const TARGET = 'https://www.example.com/p?a=1&b="2"';
const rules = compileRules({ standardLinks: [], target: TARGET, replaceText: true });
/** Where the new target is the documented variable: a link that has it keeps it. */
const subscriptionRules = compileRules({ standardLinks: [], target: "[[link.subscription]]", replaceText: true });
const KINDS: readonly TextKind[] = ["html", "plain", "json-design", "unknown-design"];
const OLD_VARIABLE = "[[unsubscribe]]";
/** The standard link in each of its writings. */
const WRITINGS = [
  OLD_VARIABLE,
  "[[link.subscription]]",
  "<cs:parser>link.subscription</cs:parser>",
  "%link.subscription%",
  "%unsubscribe%",
];
const OLD_LINK = '<a href="[[unsubscribe]]">Unsubscribe here</a>';
const NEW_LINK = '<a href="https://www.example.com/p?a=1&amp;b=&quot;2&quot;">Manage your subscriptions</a>';

function check(property: fc.IRawProperty<unknown, false>): void {
  fc.assert(property, { numRuns });
}

/** Builds the new text from the old one and the replacements alone. */
function rebuilt(text: string, { replacements }: RewriteResult): string {
  let at = 0;
  let result = "";
  for (const { start, end, before, after } of replacements) {
    expect(start).toBeGreaterThanOrEqual(at);
    expect(text.slice(start, end)).toBe(before);
    result += text.slice(at, start) + after;
    at = end;
  }
  return result + text.slice(at);
}

it("never throws, and changes what it says, whatever it is given", { timeout }, () => {
  check(
    fc.property(fc.oneof(brokenTemplate, anyUnits), fc.constantFrom(...KINDS), (text, kind) => {
      const result = rewriteText(text, kind, rules);
      expect(result.text).toBe(rebuilt(text, result));
      const grown = result.replacements.reduce((sum, { before, after }) => sum + after.length - before.length, 0);
      expect(result.text.length - text.length).toBe(grown);
      for (const { start, end, target } of [...result.customLinks, ...rewriteUrl(text, rules).customLinks]) {
        expect(0 <= start && start <= end && end <= text.length).toBe(true);
        expect(Array.from(describeTarget(target)).length).toBeLessThanOrEqual(120);
      }
    }),
  );
});

it("rewriting twice is rewriting once", { timeout }, () => {
  check(
    fc.property(brokenTemplate, fc.constantFrom(...KINDS), (text, kind) => {
      const once = rewriteText(text, kind, rules);
      const twice = rewriteText(once.text, kind, rules);
      expect(twice.text).toBe(once.text);
      expect(twice.standardLinks).toBe(0);
    }),
  );
});

it("changes only the link between any bytes", { timeout }, () => {
  check(
    fc.property(fc.oneof(anyUnits, brokenMarkup), fc.oneof(anyUnits, brokenMarkup), (before, after) => {
      const result = rewriteText(before + OLD_LINK + after, "html", rules);
      for (const { start, end } of result.replacements) {
        expect(start).toBeGreaterThanOrEqual(before.length);
        expect(end).toBeLessThanOrEqual(before.length + OLD_LINK.length);
      }
      expect(result.text.startsWith(before) && result.text.endsWith(after)).toBe(true);
    }),
  );
});

it("changes the link between harmless bytes, whatever follows", { timeout }, () => {
  check(
    fc.property(harmless, fc.oneof(anyUnits, brokenMarkup), (before, after) => {
      expect(rewriteText(before + OLD_LINK + after, "html", rules).text).toBe(before + NEW_LINK + after);
    }),
  );
});

it("knows the target and the text in entities of every kind and in any quotes", { timeout }, () => {
  const link = fc.tuple(
    inEntities("[[unsubscribe]]"),
    fc.constantFrom('"', "'", ""),
    inEntities("Unsubscribe"),
    fc.constantFrom(" ", "\r\n\t", "&nbsp;", " <b>", "<br/>", "&#160; "),
    inEntities("here"),
  );
  check(
    fc.property(harmless, link, harmless, (before, [target, quote, one, space, two], after) => {
      const text = `${before}<A HREF=${quote}${target}${quote} x>${one}${space}${two}</A>${after}`;
      const result = rewriteText(text, "html", rules);
      expect(result.standardLinks).toBe(1);
      const texts = result.replacements.filter(({ what }) => what === "text").map((replacement) => replacement.after);
      expect(texts.join("")).toBe("Manage your subscriptions");
      expect(rewriteText(result.text, "html", rules)).toMatchObject({ text: result.text, managedLinks: 1 });
      expect(standardLikePatterns(rules.rules)?.some((pattern) => text.toLowerCase().includes(pattern))).toBe(true);
    }),
  );
});

it("reports a variable that tags divide, and a form", { timeout }, () => {
  const tag = fc.constantFrom("<b>", "</b>", "<span class=SpellE>", "</span>", "<o:p></o:p>");
  const divided = fc
    .tuple(fc.integer({ min: 1, max: 14 }), tag)
    .map(([at, one]) => `${OLD_VARIABLE.slice(0, at)}${one}${OLD_VARIABLE.slice(at)}`);
  const form = inEntities(OLD_VARIABLE).map(
    (target) => `<form action="${target}"><button formaction=${target}>x</button></form>`,
  );
  check(
    fc.property(harmless, fc.oneof(divided, form), harmless, (before, reported, after) => {
      const text = before + reported + after;
      const result = rewriteText(text, "html", rules);
      expect(result.customLinks.map(({ target }) => target)).toContain(OLD_VARIABLE);
      expect(result.text).toBe(text);
    }),
  );
});

it("changes only the target in a plain text", { timeout }, () => {
  const around = fc.constantFrom(["<", ">"], ["(", ")"], ["", "\r\n"], [" ", ". "], ["", ""]);
  const target = fc.constantFrom("[[unsubscribe]]", "<cs:parser>link.subscription</cs:parser>", "%link.subscription%");
  check(
    fc.property(harmless, around, target, harmless, (before, [open, close], old, after) => {
      const result = rewriteText(`${before}${open}${old}${close}\n${after}`, "plain", rules);
      expect(result.text).toBe(`${before}${open}${TARGET}${close}\n${after}`);
    }),
  );
});

it("changes only the strings concerned in any JSON document", { timeout }, () => {
  const indent = fc.constantFrom(undefined, 1, "\t");
  check(
    fc.property(fc.jsonValue(), harmless, harmless, fc.jsonValue(), indent, (first, before, after, last, space) => {
      const document = (link: string, target: string, label: string): string =>
        JSON.stringify({ first, html: before + link + after, block: { href: target, text: label }, last }, undefined, space);
      const result = rewriteText(document(OLD_LINK, "[[unsubscribe]]", "Hier abmelden"), "json-design", rules);
      expect(result.text).toBe(document(NEW_LINK, TARGET, "Abonnements verwalten"));
    }),
  );
});

/** What a visitor is told of a document, as JSON.parse reads it. */
function toldOf(value: unknown, key = ""): readonly string[] {
  if (typeof value === "string") return [`${key}: ${value}`];
  if (Array.isArray(value)) return value.flatMap((each) => toldOf(each, key));
  if (typeof value !== "object" || value === null) return [];
  return [`${key} {`, ...Object.entries(value).flatMap(([name, each]) => toldOf(each, name)), "}"];
}

it("finds each string of a JSON document, where it stands", { timeout }, () => {
  const indent = fc.constantFrom(undefined, 1, "\t");
  const pieces = fc.constantFrom("\\", '\\"', '"', "a", " ", "\n", "{", "]", ":", "\ud83d");
  const string = fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join(""));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.oneof(string, fc.constantFrom(1, true, null)),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(string, tie("value"), { maxKeys: 4 }),
    ),
  }));
  check(
    fc.property(value, indent, fc.constantFrom("", "\ufeff"), (given, space, mark) => {
      const document = mark + JSON.stringify(given, undefined, space);
      const told: string[] = [];
      const problem = visitStrings(document, {
        beginObject: (key) => told.push(`${key} {`),
        string: (key, found) => {
          expect(JSON.parse(document.slice(found.start - 1, found.end + 1))).toBe(found.value);
          told.push(`${key}: ${found.value}`);
        },
        endObject: () => told.push("}"),
      });
      expect(problem).toBeUndefined();
      expect(told).toEqual(toldOf(JSON.parse(document.slice(mark.length))));
    }),
  );
});

it("rewrites the link in each of its writings, in any quotes or none, and percent-encoded", { timeout }, () => {
  const quote = fc.constantFrom('"', "'", "");
  const written = fc.constantFrom(...WRITINGS, ...WRITINGS.map((one) => encodeURIComponent(one)));
  check(
    fc.property(harmless, written, quote, harmless, (before, target, mark, after) => {
      const text = `${before}<a href=${mark}${target}${mark} x>Unsubscribe here</a>${after}`;
      const result = rewriteText(text, "html", rules);
      expect(result.standardLinks).toBe(1);
      expect(result.text.startsWith(before) && result.text.endsWith(`>Manage your subscriptions</a>${after}`)).toBe(true);
      const kept = rewriteText(text, "html", subscriptionRules);
      expect(kept.standardLinks).toBe(1);
      expect(kept.text.includes(target)).toBe(/subscription/.test(target));
      expect(standardLikePatterns(rules.rules)?.some((pattern) => text.toLowerCase().includes(pattern))).toBe(true);
    }),
  );
});
