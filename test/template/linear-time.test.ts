import { expect, it } from "vitest";
import { compileRules } from "../../src/template/rules.js";
import { rewriteText, rewriteUrl, type TextKind } from "../../src/template/rewrite.js";

const rules = compileRules({
  standardLinks: [],
  target: "[[manageSubscriptions]]",
  replaceText: true,
});
const LENGTH = 400_000;
/** Linear work takes a few hundredths of a second; quadratic work on this length takes minutes. */
const LONGEST_MS = 4000;

const SHORT =
  "[ [[ [[x %5b ]] &#91; &#0 &lsqb; & < </ <a <! <!-- <!--[if <![CDATA[ <td> <b></b> a. a@ a- www. https:// " +
  "https://a&lt; https://x; mailto: customer.exe? customer.exe?action= unsub subject=";
const repeated = [
  ...SHORT.split(" "),
  ...["<a href=", '<a href="x">y', "<v:x href='u'>t", "<a href=x><td>", "<table><a href=x>", "<!--[if mso]>", "<a "],
  ...["https://x:\n", "<https://x ", "<URL:https://x\n", "un sub ", "opt ", " ", "\r\n", "\u00ad", "\u0000", "e\u0301"],
];

it.each(repeated)("%j over and over", (piece) => {
  const text = piece.repeat(Math.ceil(LENGTH / piece.length));
  const kinds: readonly TextKind[] = ["html", "plain", "json-design", "unknown-design"];
  for (const kind of kinds) {
    expect(millisecondsOf(() => rewriteText(text, kind, rules))).toBeLessThan(LONGEST_MS);
  }
  const inString = JSON.stringify({ href: text, text, html: `<a href="[[unsubscribe]]">${text}` });
  expect(millisecondsOf(() => rewriteText(inString, "json-design", rules))).toBeLessThan(LONGEST_MS);
  expect(millisecondsOf(() => rewriteUrl(text, rules))).toBeLessThan(LONGEST_MS);
});

const around: readonly (readonly [string, string])[] = [
  ["https://a", ")"],
  ["<a href=x>", '<img alt="y">'],
  ["<a href=x>", "y<br>"],
  ['<a href="', "x<"],
  ["<a href=x title='", "&nbsp;"],
  ["<!--[if mso]>", "-"],
  ["<script>", "</s"],
];

it.each(around)("%j and then %j over and over", (start, piece) => {
  const text = start + piece.repeat(Math.ceil(LENGTH / piece.length));
  expect(millisecondsOf(() => rewriteText(text, "html", rules))).toBeLessThan(LONGEST_MS);
  expect(millisecondsOf(() => rewriteText(text, "plain", rules))).toBeLessThan(LONGEST_MS);
});

it.each([
  ["[", "]"],
  ['{"a":', "}"],
  ['[{"href":"u","text":"t","b":', "}]"],
])("JSON that nests without end: %s", (open, close) => {
  const depth = LENGTH / 10;
  const text = `${open.repeat(depth)}"[[unsubscribe]]"${close.repeat(depth)}`;
  expect(millisecondsOf(() => rewriteText(text, "json-design", rules))).toBeLessThan(LONGEST_MS);
  expect(rewriteText(text, "json-design", rules)).toMatchObject({ text, unreadable: expect.stringContaining("deep") });
});

it("JSON with tens of thousands of links", () => {
  const links = Array.from({ length: 20_000 }, (_, number) => ({
    href: "[[unsubscribe]]",
    text: "Unsubscribe here",
    number,
  }));
  const text = JSON.stringify({ links, values: Object.fromEntries(links.map((link, at) => [`href${at}`, link.href])) });
  expect(millisecondsOf(() => rewriteText(text, "json-design", rules))).toBeLessThan(LONGEST_MS);
  expect(rewriteText(text, "json-design", rules).standardLinks).toBe(40_000);
});

/** Of the processor, not of the clock: other tests run at the same time. */
function millisecondsOf(work: () => unknown): number {
  const started = process.cpuUsage();
  work();
  return process.cpuUsage(started).user / 1000;
}
