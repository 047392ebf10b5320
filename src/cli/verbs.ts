import type { CommandContext, CommandResult } from "../commands/command.js";
import type { RawOptions } from "../commands/option.js";
import { OPTIONS, readOptions, type OptionsOf, type Verb } from "../commands/options.js";
import { GO_ON } from "../stop-request.js";

/** How a verb is told; its options stand in `src/commands/options.ts`, what it does in `src/commands/<verb>.ts`. */
interface VerbDefinition {
  readonly summary: string;
  /** Behind the options in `--help`. */
  readonly epilogue?: string;
  /** What to do after a signal has stopped it; absent where it writes nothing, and a signal need not let a batch end. */
  readonly afterStop?: string;
  /** Whether it works without an address. */
  readonly withoutDatabase?: (raw: RawOptions) => boolean;
  /** `init` writes the file and must not fail over one. */
  readonly withoutConfiguration?: true;
  /** JSON is an array, however many reports there are. */
  readonly severalReports?: true;
}

/** The commands, each loaded when it is asked for; handed in by `bin`. */
export type CommandTable = {
  readonly [V in Verb]: () => Promise<(context: CommandContext<OptionsOf<V>>) => Promise<CommandResult>>;
};

/** Every verb. */
export const VERBS: Readonly<Record<Verb, VerbDefinition>> = {
  plan: {
    summary: "dry run: exactly what apply would change; writes nothing",
    epilogue:
      "\nExamples:\n  $ consent-upgrade plan\n  $ consent-upgrade plan --format html --output plan.html\n  $ consent-upgrade plan --sql change.sql",
  },
  apply: {
    summary: "run the pending steps",
    epilogue:
      "\nTake a backup first, and read what plan says. A run that was stopped goes on\nwith the next apply.\n\nExamples:\n" +
      "  $ consent-upgrade apply\n  $ consent-upgrade apply --yes --only sales-and-service",
    afterStop: GO_ON,
  },
  verify: { summary: "check the result against the rules, independently of what apply recorded" },
  status: { summary: "what has run, when, by whom, how far" },
  rollback: {
    summary: "undo what apply wrote",
    epilogue: "\nWithout --run: every run that is not rolled back yet, newest first.",
    afterStop: GO_ON,
  },
  doctor: { summary: "is this database, and this login, ready for the upgrade?" },
  explain: {
    summary: "why does this contact get, or have, what it gets? every rule, its evidence, its outcome",
    epilogue: "\nReads only, before and after apply; ids alone, no names.\n\nExample:\n  $ consent-upgrade explain 4711 4712",
  },
  report: {
    summary: "print the stored report of an earlier run again, in any format",
    epilogue: "\nWithout --run: the last run.\n\nExample:\n  $ consent-upgrade report --evidence evidence.csv",
    withoutDatabase: (raw) => readOptions("report", raw).summary.length > 0,
  },
  fixture: {
    summary: "create a sample CRM database in an empty database (trials, CI, benchmarks)",
    afterStop: "Drop the database or schema and create the sample anew.",
  },
  demo: {
    summary: "fixture, plan, apply and verify on an embedded database: one command, no set-up",
    afterStop: "It leaves nothing behind, unless --keep was given. Run it again to see all of it.",
    withoutDatabase: () => true,
    severalReports: true,
  },
  init: {
    summary: "write a commented configuration file",
    epilogue: "\nWrites consent-upgrade.yaml, or the FILE of --config. Never over a file that exists.",
    withoutDatabase: () => true,
    withoutConfiguration: true,
  },
};

/** In the order of `--help`. */
export const VERB_NAMES = Object.keys(OPTIONS) as readonly Verb[];

/** What a user can say first: `completion` prints, and is no verb. */
export const COMMAND_LIST = `Commands: ${[...VERB_NAMES, "completion"].join(", ")}`;

/** The verb among arguments that could not be understood. */
export function verbIn(argv: readonly string[]): Verb | undefined {
  return VERB_NAMES.find((verb) => argv.includes(verb));
}
