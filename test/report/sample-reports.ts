import { attention } from "../../src/report/attention.js";
import { buildReport } from "../../src/report/build-report.js";
import type { Language } from "../../src/language.js";
import type { Report, StepReport } from "../../src/report/report.js";
import { stepTitle } from "../../src/report/words/step-titles.js";

const EMPTY: Report = buildReport(
  {
    command: "plan",
    toolVersion: "0.1.0",
    startedAt: new Date("2026-01-31T22:00:00.000Z"),
    finishedAt: new Date("2026-01-31T22:00:01.234Z"),
    database: { engine: "postgres", serverVersion: "18.4", name: "crm", schema: "crm7" },
  },
  "nothing-to-do",
);

/** A report with the given parts; the rest is empty. */
export function report(parts: Partial<Report>): Report {
  return { ...EMPTY, ...parts };
}

function step(lang: Language, id: string, parts: Partial<StepReport>): StepReport {
  return {
    id,
    title: stepTitle(id, lang),
    status: "pending",
    changes: { inserted: 0, updated: 0, deleted: 0 },
    counts: {},
    batches: 0,
    durationMs: 0,
    ...parts,
  };
}

/** A dry run on a large database from before 8.2, with something of everything. */
export function largePlan(lang: Language): Report {
  return report({
    outcome: "changes-pending",
    steps: [
      step(lang, "consent-schema", { counts: { tables: 6, columns: 1, indexes: 9, sequenceRows: 6 } }),
      step(lang, "reference-data", { changes: { inserted: 18, updated: 0, deleted: 0 } }),
      step(lang, "sales-and-service", {
        changes: { inserted: 1_500_000, updated: 12, deleted: 0 },
        counts: { persons: 1_500_000, alreadyRecorded: 1_234 },
      }),
      step(lang, "emarketing-from-mailing-history", {
        changes: { inserted: 812_345, updated: 0, deleted: 0 },
        counts: { persons: 812_345 },
      }),
      step(lang, "no-mailings-to-withdrawn", { changes: { inserted: 40_210, updated: 3, deleted: 0 } }),
      step(lang, "subscription-types", { changes: { inserted: 4, updated: 0, deleted: 0 } }),
      step(lang, "template-links", { changes: { inserted: 0, updated: 118, deleted: 0 }, counts: { somethingNew: 7 } }),
      step(lang, "interests-to-subscriptions", { status: "not-selected" }),
    ],
    consents: [
      { purpose: "STORE", legalBasis: "61F", before: 1_234, after: 1_501_234 },
      { purpose: "EMARKETING", legalBasis: "61F", before: 0, after: 812_345 },
      { purpose: "EMARKETING", legalBasis: "WITHDRAWN", before: 2, after: 40_215 },
      { purpose: "EMARKETING", legalBasis: null, before: 7, after: 0 },
      { purpose: "#17", legalBasis: "61A", before: 40, after: 40 },
    ],
    evidence: [
      { year: 2025, contacts: 500_000 },
      { year: 2019, contacts: 300_000 },
      { year: 2009, contacts: 12_300 },
      { year: null, contacts: 45 },
    ],
    attention: [
      attention(
        {
          code: "LANGUAGE_CHOSEN",
          params: { language: "sv", because: 'ConsentPurpose STORE "Försäljning och service"' },
        },
        lang,
      ),
      attention(
        {
          code: "CUSTOM_UNSUBSCRIBE_LINK",
          count: 1_236,
          items: [
            { table: "s_message", id: "12", detail: "Newsletter May: https://example.com/leave?… (Leave the list)" },
            { table: "s_message", id: "15", detail: "Invitation\u001b[31m\n<b>red</b> | a\u202etxt" },
          ],
        },
        lang,
      ),
      attention(
        {
          code: "TEMPLATE_LINK_DEFAULT",
          params: { link: "[[manageSubscriptions]]" },
          items: [{ table: "s_message", id: "9", detail: 'href="[[unsubscribe]]" -> href="[[manageSubscriptions]]"' }],
        },
        lang,
      ),
    ],
  });
}
