import { z } from "zod";
import { DECISION_REASONS, MAIL_REASONS, PERSON_FACTS } from "../steps/person-facts.js";

/** Whole rows, persons, milliseconds: safe integers only, never rounded. */
const count = z.int().nonnegative();

/** UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
const moment = z.iso.datetime();

export const STEP_STATUSES = ["pending", "done", "already-done", "partly-done", "not-selected", "failed"] as const;

/** From what wants attention most to what wants none. */
export const OUTCOMES = [
  "failed",
  "violations",
  "not-ready",
  "refused",
  "interrupted",
  "changes-pending",
  "rolled-back",
  "applied",
  "verified",
  "ready",
  "created",
  "explained",
  "nothing-to-do",
] as const;

/** Every command writes a document of this form; `report` prints that of another command again. */
export const COMMANDS = [
  "plan",
  "apply",
  "verify",
  "status",
  "rollback",
  "doctor",
  "report",
  "fixture",
  "demo",
  "init",
  "explain",
] as const;

export const Changes = z.object({ inserted: count, updated: count, deleted: count }).meta({
  description: "Rows of the CRM's tables; not sequence, replication log or ledger.",
});

export const StepReport = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(STEP_STATUSES),
  changes: Changes,
  counts: z.record(z.string(), count).meta({ description: "The step's own figures. Read them by name, expect more." }),
  batches: count,
  durationMs: count,
});

export const ConsentCount = z.object({
  purpose: z.string().meta({ description: "The purpose's key, or #id where it has none." }),
  legalBasis: z.string().nullable().meta({ description: "The legal basis' key, #id where it has none, null where it is blank." }),
  before: count,
  after: count,
  purposeName: z.string().optional().meta({ description: "Of a purpose without a key, as the CRM has it." }),
  legalBasisName: z.string().optional().meta({ description: "Of a legal basis without a key, as the CRM has it." }),
});

export const Reach = z
  .object({
    contacts: count.meta({ description: "Neither soft-deleted nor retired." }),
    excluded: count.meta({ description: "Of these, left out of points 1 and 2 by the configuration." }),
    blocked: count.nullable().meta({ description: "Of these, blocked by blockEmarketing; null where there is no such column." }),
    withoutAddress: count.nullable().meta({
      description:
        "Of the contacts that are not blocked, those without an e-mail address; null where there is no table of addresses.",
    }),
    before: count.meta({
      description: "Not marked No mailings; like all figures below without the blocked and those without an address.",
    }),
    after: count.meta({ description: "E-marketing is not Withdrawn: reached while E-marketing privacy is off." }),
    afterWithPrivacy: count.meta({
      description: "E-marketing has a basis other than blank and Withdrawn: reached once E-marketing privacy is on.",
    }),
    privacy: z.enum(["off", "on"]).nullable().default(null).meta({
      description: "How E-marketing privacy stands once the steps are done; null: not told.",
    }),
    types: z
      .array(z.object({ name: z.string(), after: count, afterWithPrivacy: count }))
      .meta({ description: "By subscription type: less those who do not subscribe to it." }),
  })
  .meta({ description: "Whom mailings reach." });

/** Why a contact gets, or has, what it gets. */
export const ExplainedPerson = z.object({
  id: z.int(),
  exists: z.boolean().meta({ description: "False: there is no such contact, and the rest is empty." }),
  facts: z.array(z.enum(PERSON_FACTS)),
  mailings: z.object({
    counted: count.meta({ description: "Different mailings that are evidence of having been mailed before." }),
    first: z.string().nullable(),
    last: z.string().nullable(),
    notCounted: z
      .array(z.object({ reason: z.enum(MAIL_REASONS), count }))
      .meta({ description: "Mails that are no evidence, each counted once under the first reason that applies." }),
  }),
  consents: z.array(
    z.object({
      purpose: z.string(),
      legalBasis: z.string().nullable(),
      source: z.string().nullable(),
      runId: z.string().nullable().meta({ description: "The run that wrote it; null: somebody else did." }),
    }),
  ),
  decisions: z.array(
    z.object({
      step: z.string(),
      outcome: z.enum(["insert", "update", "keep", "none", "done"]),
      legalBasis: z.string().nullable(),
      reasons: z.array(z.enum(DECISION_REASONS)),
    }),
  ),
});

const AttentionItem = z.object({ table: z.string(), id: z.string(), detail: z.string() });

export const Attention = z.object({
  code: z.string(),
  severity: z.enum(["info", "warning", "error"]),
  count,
  message: z.string(),
  items: z.array(AttentionItem).max(20).meta({ description: "The first twenty; count has them all." }),
  params: z
    .record(z.string(), z.union([z.string(), z.number(), z.array(z.string()).readonly()]))
    .optional()
    .meta({ description: "What the message was made from: report words it anew in another language. Absent: in its own only." }),
});

const Check = z.object({
  id: z.string(),
  outcome: z.enum(["pass", "warn", "fail"]),
  message: z.string(),
  hint: z.string().nullable(),
});

export const ReportError = z.object({ code: z.string(), message: z.string(), hint: z.string().nullable() });

/** One run in the ledger, for `status`. */
export const RunSummary = z.object({
  runId: z.string(),
  outcome: z.enum(["running", "applied", "failed", "interrupted", "partly-rolled-back", "rolled-back"]),
  startedAt: moment,
  finishedAt: moment.nullable(),
  attempts: count,
  login: z.string().meta({ description: "The database login that ran it." }),
  machine: z.string(),
  toolVersion: z.string(),
  settings: z.record(z.string(), z.json()).meta({ description: "What differed from the defaults, by dotted name." }),
  changes: Changes,
  atWork: z
    .object({
      step: z.string(),
      personsDone: count,
      personsTotal: count.nullable(),
      rowsWritten: count,
      personsPerSecond: z.number().nonnegative().nullable(),
      secondsLeft: count.nullable(),
    })
    .nullable()
    .meta({ description: "How far a run that is not finished has come; rate and time left while it is at work." }),
});

export const DatabaseFacts = z.object({
  engine: z.string(),
  serverVersion: z.string(),
  name: z.string(),
  schema: z.string().nullable(),
});

/** What is told of another command's report beside one's own. */
export const ReportDigest = z.object({
  name: z.string().meta({ description: "The file." }),
  command: z.enum(COMMANDS).nullable(),
  startedAt: moment.nullable(),
  outcome: z.enum(OUTCOMES),
  database: DatabaseFacts.nullable(),
  changes: Changes,
  steps: z.array(z.object({ id: z.string(), status: z.enum(STEP_STATUSES), changes: Changes })),
  consents: z.array(ConsentCount),
  reach: Reach.nullable(),
  warnings: count.meta({ description: "Entries of attention that are warnings or errors." }),
  failedChecks: count,
  error: ReportError.nullable(),
});

export const Report = z
  .object({
    schemaVersion: z.literal(1),
    tool: z.object({ name: z.literal("consent-upgrade"), version: z.string() }),
    command: z.enum(COMMANDS).nullable().meta({ description: "null where the command line could not be understood." }),
    runId: z.string().nullable(),
    startedAt: moment,
    finishedAt: moment,
    durationMs: count,
    outcome: z.enum(OUTCOMES),
    database: DatabaseFacts.nullable(),
    steps: z.array(StepReport),
    consents: z.array(ConsentCount),
    reach: Reach.nullable().default(null),
    evidence: z
      .array(z.object({ year: z.int().nullable(), contacts: count }))
      .default([])
      .meta({
        description:
          "Contacts who are given E-marketing by the mailing history, by the year of their last mailing, newest first; null: no date is known.",
      }),
    persons: z.array(ExplainedPerson).default([]),
    attention: z.array(Attention),
    checks: z.array(Check),
    runs: z.array(RunSummary),
    reports: z
      .array(ReportDigest)
      .default([])
      .meta({ description: "plan --compare: the other plans; report --summary: the reports of the table." }),
    error: ReportError.nullable(),
  })
  .meta({
    title: "Report of consent-upgrade",
    description: "One document per command; demo writes an array of them.",
  });

export type Changes = z.infer<typeof Changes>;
export type StepReport = z.infer<typeof StepReport>;
export type StepStatus = StepReport["status"];
export type ConsentCount = z.infer<typeof ConsentCount>;
export type ExplainedPerson = z.infer<typeof ExplainedPerson>;
export type Reach = z.infer<typeof Reach>;
export type Attention = z.infer<typeof Attention>;
export type ReportError = z.infer<typeof ReportError>;
export type RunSummary = z.infer<typeof RunSummary>;
export type ReportDigest = z.infer<typeof ReportDigest>;
export type DatabaseFacts = z.infer<typeof DatabaseFacts>;
export type Report = z.infer<typeof Report>;
export type Outcome = Report["outcome"];
export type CommandName = (typeof COMMANDS)[number];

/** The JSON Schema that is published in `docs/report.schema.json`. */
export function reportJsonSchema(): unknown {
  return z.toJSONSchema(Report, { target: "draft-2020-12", io: "input" });
}
