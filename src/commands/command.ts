import { RefusedError, type ExitCode } from "../errors.js";
import type { Session } from "../dialect/session.js";
import type { Settings } from "../config/settings.js";
import type { Language } from "../language.js";
import type { Logger } from "../log/logger.js";
import type { Progress } from "../progress.js";
import type { Report } from "../report/report.js";
import type { OptionsOf } from "./options.js";
import type { StepDefinition } from "../steps/step.js";
import type { StopRequest } from "../stop-request.js";

/** Which sample database is wanted. */
export interface SampleWish extends OptionsOf<"fixture"> {
  /** Of the reference rows' names; English if it is not given. */
  readonly language?: Language;
  /** Called after each chunk with contacts: the share of the work that is done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Creates a sample CRM in the session's empty schema, and tells how many contacts it has. @throws RefusedError (4) where it is not empty */
export type CreateSample = (session: Session, wish: SampleWish) => Promise<{ readonly persons: number }>;

/** Everything that a command may use. */
export interface CommandContext<Options = object> {
  readonly settings: Settings;
  readonly options: Options;
  /** All steps, in order. */
  readonly steps: readonly StepDefinition[];
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

/** Asks. @throws RefusedError (4) where the answer is no */
export async function refuseUnconfirmed({ confirm }: Pick<CommandContext, "confirm">, question: string): Promise<void> {
  if (await confirm(question)) return;
  throw new RefusedError("NOT_CONFIRMED", "Not confirmed: nothing was written.", {
    hint: "Answer y, or give --yes where nobody can answer.",
  });
}

export interface CommandResult {
  /** Normally one. What `publish` showed already is not repeated here. */
  readonly reports: readonly Report[];
  /** What text output has instead of the reports. */
  readonly plain?: string;
  readonly exitCode: ExitCode;
}
