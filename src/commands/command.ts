import type { Era } from "../crm/eras.js";
import type { ExitCode } from "../errors.js";
import type { Session } from "../dialect/session.js";
import type { Settings } from "../config/settings.js";
import type { Language } from "../language.js";
import type { Logger } from "../log/logger.js";
import type { Progress } from "../progress.js";
import type { Report } from "../report/report.js";
import type { StepSelection } from "../work/select-steps.js";
import type { StepDefinition } from "../steps/step.js";
import type { StopRequest } from "../stop-request.js";

export type { StepSelection } from "../work/select-steps.js";

export interface PlanOptions extends StepSelection {
  readonly exitCode: boolean;
  /** Where to write the change as a script for the database's own client. */
  readonly sql: string | undefined;
  /** JSON reports of other plans of the same database. */
  readonly compare: readonly string[];
  /** Where to write what each contact would get, lose or keep. */
  readonly evidence: string | undefined;
  readonly includePersonalData: boolean;
}

export interface ApplyOptions extends StepSelection {
  readonly yes: boolean;
  /** A plan's JSON report whose figures must still hold: see `readReportFile`. */
  readonly expect: string | undefined;
}

export interface RollbackOptions {
  readonly yes: boolean;
  readonly run: string | undefined;
  readonly dryRun: boolean;
  readonly dropLedger: boolean;
}

export interface ReportOptions {
  /** Where to write what somebody needs to help. */
  readonly support: string | undefined;
  /** JSON reports to tell in one table; where there are some, no database is asked. */
  readonly summary: readonly string[];
  readonly run: string | undefined;
  /** The last attempt of the last run, instead of all of it. */
  readonly lastAttempt: boolean;
  readonly evidence: string | undefined;
  readonly includePersonalData: boolean;
}

export interface ExplainOptions {
  /** Of contacts, each once. */
  readonly ids: readonly number[];
}

export interface FixtureOptions {
  readonly persons: number;
  readonly seed: number;
  readonly era: Era;
  /** All tables of the vendor's reference; otherwise those that the upgrade knows. */
  readonly allTables?: boolean;
}

export interface DemoOptions {
  readonly keep: boolean;
}

export interface StatusOptions {
  /** Exit 2 while something is pending or interrupted. */
  readonly exitCode: boolean;
}

export interface DoctorOptions {
  /** Print the missing GRANTs alone, to be pasted. */
  readonly grants?: boolean;
}

/** `verify` and `init` have no options of their own. */
export type NoOptions = Readonly<Record<string, never>>;

/** Which sample database is wanted. */
export interface SampleWish extends FixtureOptions {
  /** Of the reference rows' names; English if it is not given. */
  readonly language?: Language;
  /** Called after each chunk with contacts: the share of the work that is done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What a sample database holds. */
export interface SampleFigures {
  readonly persons: number;
  readonly mailings: number;
  readonly recipients: number;
  readonly messages: number;
}

/** Creates a sample CRM in the session's empty schema. @throws RefusedError (4) where it is not empty */
export type CreateSample = (session: Session, wish: SampleWish) => Promise<SampleFigures>;

/** Everything that a command may use. */
export interface CommandContext<Options = NoOptions, Step extends { readonly id: string } = StepDefinition> {
  readonly settings: Settings;
  readonly options: Options;
  /** All steps, in order. */
  readonly steps: readonly Step[];
  /** Handed in by `bin` from `fixtures`, loaded when it is called. */
  readonly fixture: CreateSample;
  /** Of the report's texts (`--lang`); what is seeded has `settings.language`. */
  readonly lang: Language;
  readonly toolVersion: string;
  /** Of Node.js. */
  readonly nodeVersion: string;
  /** Relative file names are meant from here. */
  readonly workingDirectory: string;
  /** The configuration file that counts: given by `--config`, or the default name. */
  readonly configFile: string;
  readonly log: Logger;
  /** Where the log goes besides, as the user named it. */
  readonly logFile: string | undefined;
  readonly progress: Progress;
  /**
   * Asks on standard error; true only for a yes.
   * @throws RefusedError (4) where no terminal is there to answer, naming `--yes`
   * @throws InterruptedError (130) on Ctrl-C
   */
  readonly confirm: (question: string) => Promise<boolean>;
  /** Shows a report before the command ends; for text at once, for JSON as an element of the array that ends it. */
  readonly publish: (report: Report) => Promise<void>;
  readonly stop: StopRequest;
  readonly now: () => Date;
}

export interface CommandResult {
  /** Normally one. What `publish` showed already is not repeated here. */
  readonly reports: readonly Report[];
  /** What text output has instead of the reports. */
  readonly plain?: string;
  readonly exitCode: ExitCode;
}

export type RunCommand<Context> = (context: Context) => Promise<CommandResult>;
