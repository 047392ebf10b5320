import { createHash } from "node:crypto";
import { redact } from "../log/redact.js";
import type { Report } from "../report/report.js";

/** E-mail addresses, in whatever text. */
const ADDRESS = /[^\s@"'<>()[\],;:=]+@[^\s@"'<>()[\],;:=]+\.[^\s@"'<>()[\],;:=.]{2,}/gu;

/** Words that must not leave the house, by what stands for them: the login, machines, the user's folder. */
export type SecretWords = Readonly<Record<string, string>>;

/** What is left of a text for support: no password, no address, none of the words. Rather too little than too much. */
export function scrubText(text: string, words: SecretWords): string {
  const longestFirst = Object.entries(words).toSorted(([a], [b]) => b.length - a.length);
  const plain = longestFirst.reduce(
    (left, [word, stands]) => (word === "" ? left : left.replaceAll(new RegExp(bounded(word), "giu"), stands)),
    redact(text),
  );
  return plain.replaceAll(ADDRESS, "ADDRESS");
}

/** The word by itself: a login "consent" is no part of "consent-upgrade". */
function bounded(word: string): string {
  return `(?<![\\p{L}\\p{N}_-])${word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}(?![\\p{L}\\p{N}_-])`;
}

/** A text's size and the beginning of its hash: enough to tell whether two are the same. */
function fingerprint(text: string): string {
  return `${String(text.length)} characters, sha256 ${createHash("sha256").update(text, "utf8").digest("hex").slice(0, 16)}`;
}

/**
 * A report for support. What attention says may quote templates and names of the CRM: of it code, count and ids are left, and
 * the details' fingerprints.
 */
export function scrubReport(report: Report, words: SecretWords): Report {
  const clean: Report = {
    ...report,
    attention: report.attention.map(({ params: _names, ...entry }) => ({
      ...entry,
      message: fingerprint(entry.message),
      items: entry.items.map((item) => ({ ...item, detail: item.detail === "" ? "" : fingerprint(item.detail) })),
    })),
    runs: report.runs.map((run) => ({ ...run, login: "LOGIN", machine: "MACHINE" })),
  };
  const scrubbed = JSON.parse(JSON.stringify(clean), (_key, value: unknown) =>
    typeof value === "string" ? scrubText(value, words) : value,
  ) as Report;
  // What the program itself says, and the database's name and schema, of which a login's name may be a part.
  const { tool, steps, database } = report;
  return { ...scrubbed, tool, steps, database };
}
