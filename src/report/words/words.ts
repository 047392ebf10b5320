import type { Language } from "../../language.js";
import type { Legend } from "../document.js";
import type { Check } from "../../check.js";
import type { Attention, CommandName, Outcome, RunSummary, StepStatus } from "../report.js";

/** What to do next, by situation. */
export type NextStep =
  | "backUpAndApply"
  | "verify"
  | "rollBack"
  | "undo"
  | "goOn"
  | "plan"
  | "doctorAgain"
  | "doctor"
  | "editAndPlan"
  | "askAfterViolations"
  | "evidence";

/** The configuration names it, the CRM's own does, a row's name is in it, nothing tells another, the run began with it. */
export const LANGUAGE_REASONS = ["configured", "installation", "found", "default", "run"] as const;

export type LanguageReason = (typeof LANGUAGE_REASONS)[number];

/** Every word of a report, but for attention (`src/report/attention`). Names in {braces} are filled in, {one|several} by {count}. */
export interface Words {
  readonly language: Language;
  /** For `Intl`: how numbers look. */
  readonly locale: string;
  readonly titles: Readonly<Record<CommandName, string>>;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  /** The outcome of a dry run of rollback that found something. */
  readonly undoAhead: string;
  readonly statuses: Readonly<Record<StepStatus, string>>;
  /** The steps' own figures, by their name in the report; others are shown by that name. */
  readonly counts: Readonly<Record<string, string>>;
  readonly purposes: Readonly<Record<string, string>>;
  readonly legalBases: Readonly<Record<string, string>>;
  readonly blankBasis: string;
  /** Behind the id of a legal basis that exists nowhere. */
  readonly unknownBasis: string;
  readonly severities: Readonly<Record<Attention["severity"], string>>;
  readonly checkOutcomes: Readonly<Record<Check["outcome"], string>>;
  readonly runOutcomes: Readonly<Record<RunSummary["outcome"], string>>;
  readonly headings: {
    /** Where no run has been. */
    readonly steps: string;
    readonly stepsAhead: string;
    /** A dry run of rollback. */
    readonly stepsToUndo: string;
    readonly stepsDone: string;
    readonly consents: string;
    /** Warnings of a dry run that have to be decided first. */
    readonly decide: string;
    readonly look: string;
    /** Where nothing is urgent. */
    readonly notes: string;
    readonly checksFailed: string;
    readonly checksWarning: string;
    readonly checksPassed: string;
    readonly runs: string;
    readonly error: string;
    readonly next: string;
  };
  readonly labels: {
    readonly database: string;
    readonly run: string;
    readonly time: string;
    readonly result: string;
    readonly step: string;
    readonly state: string;
    readonly inserted: string;
    readonly updated: string;
    readonly deleted: string;
    readonly total: string;
    readonly purpose: string;
    readonly legalBasis: string;
    readonly before: string;
    readonly after: string;
    readonly change: string;
    readonly started: string;
    readonly settings: string;
    readonly none: string;
  };
  /** What the bars of a table show. */
  readonly legends: { readonly time: Legend; readonly consents: Legend };
  /** The first lines of a report. */
  readonly summary: {
    /** {inserted} {updated} */
    readonly wouldChange: string;
    readonly changed: string;
    readonly onlySchema: string;
    readonly nothing: string;
    /** {count} */
    readonly decide: string;
    readonly decideNothing: string;
    readonly look: string;
    readonly lookAtNothing: string;
    /** {count} {all} */
    readonly checksFailed: string;
    readonly checksWarn: string;
    readonly checksPass: string;
  };
  /** {name} {engine} {version} */
  readonly databaseOn: string;
  /** {database} {schema} */
  readonly databaseSchema: string;
  /** {moment} {duration} */
  readonly startedAndTook: string;
  /** {count} {duration} */
  readonly batches: string;
  /** {count} */
  readonly more: string;
  /** {login} {machine} {version} */
  readonly ranBy: string;
  /** {moment} */
  readonly endedAt: string;
  /** {count} */
  readonly attempts: string;
  /** {step} {done} {total} {rows} */
  readonly atWork: string;
  /** The same of a run that is not at work. */
  readonly cameTo: string;
  /** {rate} */
  readonly perSecond: string;
  /** {duration} */
  readonly timeLeft: string;
  /** Why a language was taken for what is seeded. installation, found: {evidence} */
  readonly languageBecause: Readonly<Record<LanguageReason, string>>;
  readonly noRuns: string;
  readonly next: Readonly<Record<NextStep, string>>;
}
