import { ERAS } from "../crm/eras.js";
import { Option } from "commander";
import { GO_ON } from "../stop-request.js";
import { choiceOption, flagOption, idsArgument, numberOption, textOption } from "./declared-option.js";
import { STEP_SELECTION } from "./step-names.js";
import type { Verb, VerbDefinition } from "./verb.js";

const ORDINARY = {
  epilogue: "",
  writes: false,
  afterStop: "Nothing was written.",
  needsDatabase: true,
  readsConfiguration: true,
  severalReports: false,
} as const;

const plan: VerbDefinition<"plan"> = {
  ...ORDINARY,
  summary: "dry run: exactly what apply would change; writes nothing",
  epilogue:
    "\nExamples:\n  $ consent-upgrade plan\n  $ consent-upgrade plan --format html --output plan.html\n  $ consent-upgrade plan --sql change.sql",
  options: {
    ...STEP_SELECTION,
    exitCode: flagOption("--exit-code", "exit with 2 when there is something to apply"),
    sql: textOption("--sql <file>", "write the same change as a script for the database's own client"),
    evidence: textOption(
      "--evidence <file>",
      "write what each contact would get, lose or keep, and why, to FILE.csv or FILE.jsonl",
    ),
    includePersonalData: flagOption("--include-personal-data", "with names and addresses in the evidence"),
  },
};

const apply: VerbDefinition<"apply"> = {
  ...ORDINARY,
  writes: true,
  afterStop: GO_ON,
  summary: "run the pending steps",
  epilogue:
    "\nTake a backup first, and read what plan says. A run that was stopped goes on\nwith the next apply.\n\nExamples:\n" +
    "  $ consent-upgrade apply\n  $ consent-upgrade apply --yes --only sales-and-service",
  options: {
    ...STEP_SELECTION,
    yes: flagOption("--yes", "do not ask (needed where no terminal is)"),
    expect: textOption("--expect <file>", "refuse when the figures are not those of this plan (its JSON report)"),
  },
  // `apply --dry-run` is `plan`, and read as that.
  otherOption: new Option("--dry-run", "the same as plan: say what would change; write nothing").conflicts("expect"),
};

const rollback: VerbDefinition<"rollback"> = {
  ...ORDINARY,
  writes: true,
  afterStop: GO_ON,
  summary: "undo what apply wrote",
  epilogue: "\nWithout --run: every run that is not rolled back yet, newest first.",
  options: {
    yes: flagOption("--yes", "do not ask (needed where no terminal is)"),
    run: textOption("--run <id>", "undo this run alone"),
    dryRun: flagOption("--dry-run", "say what would be undone; write nothing"),
    dropLedger: flagOption("--drop-ledger", "drop the tables of this tool too, when nothing of it is left"),
  },
};

const report: VerbDefinition<"report"> = {
  ...ORDINARY,
  summary: "print the stored report of an earlier run again, in any format",
  epilogue: "\nWithout --run: the last run.\n\nExample:\n  $ consent-upgrade report --evidence evidence.csv",
  options: {
    run: textOption("--run <id>", "the run; see consent-upgrade status"),
    evidence: textOption("--evidence <file>", "write one line per consent row of ours to FILE.csv or FILE.jsonl"),
    includePersonalData: flagOption("--include-personal-data", "with names and addresses in the evidence"),
  },
};

const explain: VerbDefinition<"explain"> = {
  ...ORDINARY,
  summary: "why does this contact get, or have, what it gets? every rule, its evidence, its outcome",
  epilogue: "\nReads only, before and after apply; ids alone, no names.\n\nExample:\n  $ consent-upgrade explain 4711 4712",
  options: { ids: idsArgument },
};

const fixture: VerbDefinition<"fixture"> = {
  ...ORDINARY,
  writes: true,
  afterStop: "Drop the database or schema and create the sample anew.",
  summary: "create a sample CRM database in an empty database (trials, CI, benchmarks)",
  options: {
    persons: numberOption("--persons <n>", "how many contacts (default: 200)", { usual: 200, least: 1, greatest: 50_000_000 }),
    seed: numberOption("--seed <n>", "the same seed gives the same data (default: 1)", {
      usual: 1,
      least: 0,
      greatest: 4_294_967_295,
    }),
    era: choiceOption(
      "--era <release>",
      "8.1: no consent tables; 8.2-early: keys with a #; 8.2; 8.2-migrated: the vendor's upgrade has set consents; 10: recent, all tables (default: 8.2)",
      ERAS,
      "8.2",
    ),
    allTables: flagOption("--all-tables", "all tables of the vendor's reference, not only those that the upgrade knows"),
  },
};

const demo: VerbDefinition<"demo"> = {
  ...ORDINARY,
  writes: true,
  afterStop: "It leaves nothing behind, unless --keep was given. Run it again to see all of it.",
  summary: "fixture, plan, apply and verify on an embedded database: one command, no set-up",
  needsDatabase: false,
  severalReports: true,
  options: { keep: flagOption("--keep", "leave the database and say how to look at it") },
};

/** Every verb, in the order of `--help`. */
export const VERBS: { readonly [V in Verb]: VerbDefinition<V> } = {
  plan,
  apply,
  verify: {
    ...ORDINARY,
    summary: "check the result against the rules, independently of what apply recorded",
    options: {},
  },
  status: {
    ...ORDINARY,
    summary: "what has run, when, by whom, how far",
    options: { exitCode: flagOption("--exit-code", "exit with 2 while something is pending") },
  },
  rollback,
  doctor: { ...ORDINARY, summary: "is this database, and this login, ready for the upgrade?", options: {} },
  explain,
  report,
  fixture,
  demo,
  init: {
    ...ORDINARY,
    summary: "write a commented configuration file",
    epilogue: "\nWrites consent-upgrade.yaml, or the FILE of --config. Never over a file that exists.",
    needsDatabase: false,
    readsConfiguration: false,
    options: {},
  },
};

export const VERB_NAMES = Object.keys(VERBS).filter((name): name is Verb => Object.hasOwn(VERBS, name));
