import { ERAS } from "../crm/eras.js";
import { LANGUAGES } from "../language.js";
import { LOG_LEVELS } from "../log/log-levels.js";
import { FORMATS } from "../report/formats.js";
import { choice, file, files, flag, personIds, stepIds, text, wholeNumber, type Option, type RawOptions } from "./option.js";

const selection = {
  only: stepIds("run these pending steps only (repeatable, commas allowed)"),
  skip: stepIds("leave these steps out", ["only", "rerun"]),
  rerun: stepIds("run these steps again although they are done, by the rules on today's data"),
};
const evidence = {
  includePersonalData: flag("with names and addresses in the evidence"),
};
const yes = flag("do not ask (needed where no terminal is)");

/** The options of every command. */
export const COMMON_OPTIONS = {
  databaseUrl: text("url", "the database; better: the variable CONSENT_UPGRADE_DATABASE_URL"),
  passwordFile: file("its first line is the password; or CONSENT_UPGRADE_DATABASE_PASSWORD", "read"),
  config: file("configuration (default: consent-upgrade.yaml, if it is there)", "read"),
  format: choice("format", "of the report (default: text)", FORMATS, "text"),
  output: file("write the report there instead of standard output", "written"),
  lang: choice("code", "of the report (default: en)", LANGUAGES, "en"),
  logLevel: choice("level", "(default: warn on standard error, info in a file)", LOG_LEVELS, undefined),
  logFile: file("append the log there, as lines of JSON", "written"),
  noColor: flag("no colours, as with the variable NO_COLOR"),
  quiet: flag("no progress; the report stays"),
};

/** The options of each command, by its verb; in the order of `--help`. */
export const OPTIONS = {
  plan: {
    ...selection,
    exitCode: flag("exit with 2 when there is something to apply"),
    sql: file("write the same change as a script for the database's own client", "written"),
    compare: files("show other plans (their JSON reports) beside this one"),
    evidence: file("write what each contact would get, lose or keep, and why, to FILE.csv or FILE.jsonl", "written"),
    ...evidence,
  },
  apply: {
    ...selection,
    yes,
    dryRun: flag("the same as plan: say what would change; write nothing", { conflicts: "expect" }),
    expect: file("refuse when the figures are not those of this plan (its JSON report)", "read"),
  },
  verify: {},
  status: { exitCode: flag("exit with 2 while something is pending") },
  rollback: {
    yes,
    run: text("id", "undo this run alone"),
    dryRun: flag("say what would be undone; write nothing"),
    dropLedger: flag("drop the tables of this tool too, when nothing of it is left"),
  },
  doctor: { grants: flag("print the missing GRANTs alone, for a DBA to paste") },
  explain: { ids: personIds("ids of contacts (person_id)") },
  report: {
    run: text("id", "the run; see consent-upgrade status"),
    lastAttempt: flag("of the last run the last attempt alone", { conflicts: "run" }),
    support: file("a zip for whoever helps: reports, settings, log; no secrets, names or texts", "written"),
    summary: files("one table of many reports (their JSON); asks no database"),
    evidence: file("write one line per consent row of ours to FILE.csv or FILE.jsonl", "written"),
    ...evidence,
  },
  fixture: {
    persons: wholeNumber("how many contacts (default: 200)", 200, 1, 50_000_000),
    seed: wholeNumber("the same seed gives the same data (default: 1)", 1, 0, 4_294_967_295),
    era: choice(
      "release",
      "8.1: no consent tables; 8.2-early: keys with a #; 8.2; 8.2-migrated: the vendor's upgrade has set consents; 10: recent, all tables (default: 8.2)",
      ERAS,
      "8.2",
    ),
    allTables: flag("all tables of the vendor's reference, not only those that the upgrade knows"),
  },
  demo: { keep: flag("leave the database and say how to look at it") },
  init: {},
};

type ValuesOf<Options> = {
  readonly [Name in keyof Options]: Options[Name] extends Option<infer Value> ? Value : never;
};

export type Verb = keyof typeof OPTIONS;

/** What a command gets of its options. */
export type OptionsOf<V extends Verb> = ValuesOf<(typeof OPTIONS)[V]>;

export type CommonOptions = ValuesOf<typeof COMMON_OPTIONS>;

/** Everything that can be said with a command, by name. */
export type Declared = Readonly<Record<string, Option<unknown>>>;

/** @throws UsageError (64) where a value is impossible */
export function readOptions<V extends Verb>(verb: V, raw: RawOptions): OptionsOf<V> {
  return readAll(OPTIONS[verb], raw);
}

/** @throws UsageError (64) where a value is impossible */
export function readAll<Of extends object>(declared: Of, raw: RawOptions): ValuesOf<Of> {
  const values = Object.entries(declared as Declared).map(([name, option]) => [name, option.read(raw[name], name, raw)]);
  return Object.fromEntries(values) as ValuesOf<Of>;
}
