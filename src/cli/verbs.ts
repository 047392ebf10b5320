import { ERAS } from "../crm/eras.js";
import { Option, type Command } from "commander";
import { GO_ON } from "../stop-request.js";
import { files, flag, personIds, text, wholeNumber } from "./raw-options.js";
import { stepSelection } from "./step-names.js";
import type { Verb, VerbDefinition } from "./verb.js";

const ORDINARY = {
  epilogue: "",
  writes: false,
  afterStop: "Nothing was written.",
  needsDatabase: () => true,
  readsConfiguration: true,
  severalReports: false,
  declare: () => undefined,
} as const;

function declareSelection(command: Command): void {
  command
    .option("--only <step...>", "run these pending steps only (repeatable, commas allowed)")
    .option("--skip <step...>", "leave these steps out")
    .option("--rerun <step...>", "run these steps again although they are done, by the rules on today's data");
}

const plan: VerbDefinition<"plan"> = {
  ...ORDINARY,
  summary: "dry run: exactly what apply would change; writes nothing",
  epilogue:
    "\nExamples:\n  $ consent-upgrade plan\n  $ consent-upgrade plan --format html --output plan.html\n  $ consent-upgrade plan --sql change.sql",
  declare(command) {
    declareSelection(command);
    command
      .option("--exit-code", "exit with 2 when there is something to apply")
      .option("--sql <file>", "write the same change as a script for the database's own client")
      .option("--compare <file...>", "show other plans (their JSON reports) beside this one")
      .option("--evidence <file>", "write what each contact would get, lose or keep, and why, to FILE.csv or FILE.jsonl")
      .option("--include-personal-data", "with names and addresses in the evidence");
  },
  read: (raw) => ({
    ...stepSelection(raw),
    exitCode: flag(raw, "exitCode"),
    sql: text(raw, "sql"),
    compare: files(raw, "compare"),
    evidence: text(raw, "evidence"),
    includePersonalData: flag(raw, "includePersonalData"),
  }),
};

const apply: VerbDefinition<"apply"> = {
  ...ORDINARY,
  writes: true,
  afterStop: GO_ON,
  summary: "run the pending steps",
  epilogue:
    "\nTake a backup first, and read what plan says. A run that was stopped goes on\nwith the next apply.\n\nExamples:\n" +
    "  $ consent-upgrade apply\n  $ consent-upgrade apply --yes --only sales-and-service",
  declare(command) {
    declareSelection(command);
    command
      .option("--yes", "do not ask (needed where no terminal is)")
      .addOption(new Option("--dry-run", "the same as plan: say what would change; write nothing").conflicts("expect"))
      .option("--expect <file>", "refuse when the figures are not those of this plan (its JSON report)");
  },
  read: (raw) => ({
    ...stepSelection(raw),
    yes: flag(raw, "yes"),
    expect: text(raw, "expect"),
  }),
};

const rollback: VerbDefinition<"rollback"> = {
  ...ORDINARY,
  writes: true,
  afterStop: GO_ON,
  summary: "undo what apply wrote",
  epilogue: "\nWithout --run: every run that is not rolled back yet, newest first.",
  declare(command) {
    command
      .option("--yes", "do not ask (needed where no terminal is)")
      .option("--run <id>", "undo this run alone")
      .option("--dry-run", "say what would be undone; write nothing")
      .option("--drop-ledger", "drop the tables of this tool too, when nothing of it is left");
  },
  read: (raw) => ({
    yes: flag(raw, "yes"),
    run: text(raw, "run"),
    dryRun: flag(raw, "dryRun"),
    dropLedger: flag(raw, "dropLedger"),
  }),
};

const report: VerbDefinition<"report"> = {
  ...ORDINARY,
  needsDatabase: (raw) => files(raw, "summary").length === 0,
  summary: "print the stored report of an earlier run again, in any format",
  epilogue: "\nWithout --run: the last run.\n\nExample:\n  $ consent-upgrade report --evidence evidence.csv",
  declare(command) {
    command
      .option("--run <id>", "the run; see consent-upgrade status")
      .addOption(new Option("--last-attempt", "of the last run the last attempt alone").conflicts("run"))
      .option("--support <file>", "a zip for whoever helps: reports, settings, log; no secrets, names or texts")
      .option("--summary <file...>", "one table of many reports (their JSON); asks no database")
      .option("--evidence <file>", "write one line per consent row of ours to FILE.csv or FILE.jsonl")
      .option("--include-personal-data", "with names and addresses in the evidence");
  },
  read: (raw) => ({
    support: text(raw, "support"),
    summary: files(raw, "summary"),
    run: text(raw, "run"),
    lastAttempt: flag(raw, "lastAttempt"),
    evidence: text(raw, "evidence"),
    includePersonalData: flag(raw, "includePersonalData"),
  }),
};

const explain: VerbDefinition<"explain"> = {
  ...ORDINARY,
  summary: "why does this contact get, or have, what it gets? every rule, its evidence, its outcome",
  epilogue: "\nReads only, before and after apply; ids alone, no names.\n\nExample:\n  $ consent-upgrade explain 4711 4712",
  declare(command) {
    command.argument("<id...>", "ids of contacts (person_id)");
  },
  read: (raw) => ({ ids: personIds(raw) }),
};

const fixture: VerbDefinition<"fixture"> = {
  ...ORDINARY,
  writes: true,
  afterStop: "Drop the database or schema and create the sample anew.",
  summary: "create a sample CRM database in an empty database (trials, CI, benchmarks)",
  declare(command) {
    command
      .option("--persons <n>", "how many contacts (default: 200)")
      .option("--seed <n>", "the same seed gives the same data (default: 1)")
      .addOption(
        new Option(
          "--era <release>",
          "8.1: no consent tables; 8.2-early: keys with a #; 8.2; 8.2-migrated: the vendor's upgrade has set consents; 10: recent, all tables (default: 8.2)",
        ).choices(ERAS),
      )
      .option("--all-tables", "all tables of the vendor's reference, not only those that the upgrade knows");
  },
  read: (raw) => ({
    persons: wholeNumber(raw, "persons", 200, 1, 50_000_000),
    seed: wholeNumber(raw, "seed", 1, 0, 4_294_967_295),
    era: ERAS.find((era) => era === text(raw, "era")) ?? "8.2",
    allTables: flag(raw, "allTables"),
  }),
};

const demo: VerbDefinition<"demo"> = {
  ...ORDINARY,
  writes: true,
  afterStop: "It leaves nothing behind, unless --keep was given. Run it again to see all of it.",
  summary: "fixture, plan, apply and verify on an embedded database: one command, no set-up",
  needsDatabase: () => false,
  severalReports: true,
  declare(command) {
    command.option("--keep", "leave the database and say how to look at it");
  },
  read: (raw) => ({ keep: flag(raw, "keep") }),
};

const nothing = (): Readonly<Record<string, never>> => ({});

/** Every verb, in the order of `--help`. */
export const VERBS: { readonly [V in Verb]: VerbDefinition<V> } = {
  plan,
  apply,
  verify: {
    ...ORDINARY,
    summary: "check the result against the rules, independently of what apply recorded",
    read: nothing,
  },
  status: {
    ...ORDINARY,
    summary: "what has run, when, by whom, how far",
    declare(command) {
      command.option("--exit-code", "exit with 2 while something is pending");
    },
    read: (raw) => ({ exitCode: flag(raw, "exitCode") }),
  },
  rollback,
  doctor: {
    ...ORDINARY,
    summary: "is this database, and this login, ready for the upgrade?",
    declare(command) {
      command.option("--grants", "print the missing GRANTs alone, for a DBA to paste");
    },
    read: (raw) => ({ grants: flag(raw, "grants") }),
  },
  explain,
  report,
  fixture,
  demo,
  init: {
    ...ORDINARY,
    summary: "write a commented configuration file",
    epilogue: "\nWrites consent-upgrade.yaml, or the FILE of --config. Never over a file that exists.",
    needsDatabase: () => false,
    readsConfiguration: false,
    read: nothing,
  },
};

export const VERB_NAMES = Object.keys(VERBS).filter((name): name is Verb => Object.hasOwn(VERBS, name));
