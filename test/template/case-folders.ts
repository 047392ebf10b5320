import { existsSync, readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { compileRules, type CompiledRules } from "../../src/template/rules.js";
import type { TextKind } from "../../src/template/rewrite.js";

/** What an installation may configure whose templates lead to its own customer pages. */
const CUSTOMER_PAGES: readonly string[] = [
  String.raw`^(?:[^?#]*/)?customer\.(?:exe|fcgi)\?(?:[^#]*[&;])?(?:[\w.-]*action|do|cmd|command)=[^&;#]*unsubscribe`,
  String.raw`^(?:[^?#]*/)?customer\.(?:exe|fcgi)\?(?:[^#]*[&;])?unsubscribe[\w.-]*(?:[=&;#]|$)`,
];

const CASES = new URL("./cases/", import.meta.url);

const caseFile = z.strictObject({
  /** What the case is about, in a few words. */
  about: z.string().min(1),
  /** Where the file's ending does not tell it. */
  kind: z.enum(["unknown-design"]).optional(),
  /** What differs from the default rules. */
  rules: z
    .strictObject({
      standardLinks: z.array(z.string()).optional(),
      /** Whether the CRM's own pages with an unsubscribe action are configured as standard. */
      customerPages: z.boolean().optional(),
      subscriptionsInUse: z.boolean().optional(),
      target: z.string().optional(),
      replaceText: z.boolean().optional(),
    })
    .optional(),
  standardLinks: z.number(),
  managedLinks: z.number().default(0),
  customLinks: z.array(
    z.strictObject({ target: z.string(), text: z.string().nullable(), use: z.enum(["preferences", "personal"]).optional() }),
  ),
  unreadable: z.boolean().default(false),
});

/** A case as a folder states it: `before`, `after` or `unchanged`, and the attention expected in `case.json`. */
export interface TemplateCase extends z.infer<typeof caseFile> {
  readonly name: string;
  readonly kindOfText: TextKind;
  readonly before: string;
  readonly after: string;
  readonly compiled: CompiledRules;
}

const KIND_OF_ENDING: Readonly<Record<string, TextKind>> = { html: "html", txt: "plain", json: "json-design" };

/** Reads every case; fails on a folder that is not complete. */
export function readCases(): readonly TemplateCase[] {
  return readdirSync(CASES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readCase(entry.name));
}

function readCase(name: string): TemplateCase {
  const folder = new URL(`${name}/`, CASES);
  const files = readdirSync(folder);
  const ending = files.find((file) => file.startsWith("before."))?.slice("before.".length) ?? "";
  const kindOfEnding = KIND_OF_ENDING[ending];
  if (kindOfEnding === undefined) {
    throw new Error(`${name}: before.html, before.txt or before.json is missing`);
  }
  const before = readFileSync(new URL(`before.${ending}`, folder), "utf8");
  const isUnchanged = existsSync(new URL("unchanged", folder));
  if (isUnchanged === files.includes(`after.${ending}`)) {
    throw new Error(`${name}: needs after.${ending} or a file "unchanged", not both`);
  }
  const after = isUnchanged ? before : readFileSync(new URL(`after.${ending}`, folder), "utf8");
  const stated = caseFile.parse(JSON.parse(readFileSync(new URL("case.json", folder), "utf8")));
  const { standardLinks = [], customerPages = false, target = "[[manageSubscriptions]]", ...others } = stated.rules ?? {};
  const { replaceText = true, subscriptionsInUse = false } = others;
  const compiled = compileRules({
    standardLinks: [...standardLinks, ...(customerPages ? CUSTOMER_PAGES : [])],
    target,
    replaceText,
    subscriptionsInUse,
  });
  return { ...stated, name, kindOfText: stated.kind ?? kindOfEnding, before, after, compiled };
}
