import type { Command } from "commander";
import type {
  ApplyOptions,
  CommandContext,
  DemoOptions,
  DoctorOptions,
  ExplainOptions,
  FixtureOptions,
  NoOptions,
  PlanOptions,
  ReportOptions,
  RollbackOptions,
  RunCommand,
  StatusOptions,
} from "../commands/command.js";
import type { RawOptions } from "./raw-options.js";

/** Which options each verb has. */
export interface OptionsOfVerb {
  readonly plan: PlanOptions;
  readonly apply: ApplyOptions;
  readonly verify: NoOptions;
  readonly status: StatusOptions;
  readonly rollback: RollbackOptions;
  readonly doctor: DoctorOptions;
  readonly report: ReportOptions;
  readonly fixture: FixtureOptions;
  readonly demo: DemoOptions;
  readonly init: NoOptions;
  readonly explain: ExplainOptions;
}

export type Verb = keyof OptionsOfVerb;

/** How a verb is told, declared and read; what it does stands in `src/commands/<verb>.ts`. */
export interface VerbDefinition<V extends Verb> {
  readonly summary: string;
  /** Behind the options in `--help`. */
  readonly epilogue: string;
  /** Whether it changes the database: then a signal lets the batch at work end. */
  readonly writes: boolean;
  /** What to do after a signal has stopped it. */
  readonly afterStop: string;
  /** Whether an address must be given. */
  readonly needsDatabase: (raw: RawOptions) => boolean;
  /** `init` writes the file and must not fail over one. */
  readonly readsConfiguration: boolean;
  /** JSON is an array, however many reports there are. */
  readonly severalReports: boolean;
  readonly declare: (command: Command) => void;
  /** @throws UsageError (64) where a value is impossible */
  readonly read: (raw: RawOptions) => OptionsOfVerb[V];
}

/** The commands, each loaded when it is asked for; handed in by `bin`. */
export type CommandTable = {
  readonly [V in Verb]?: () => Promise<RunCommand<CommandContext<OptionsOfVerb[V]>>>;
};
