import type { Dialect } from "../dialect/dialect.js";
import type { ScriptLanguage } from "../dialect/script-language.js";
import type { Session } from "../dialect/session.js";
import type { Finding } from "../steps/finding.js";
import type { Ledger } from "../ledger/ledger.js";
import type { SelectedStep } from "../work/select-steps.js";
import type { SequenceRow } from "../crm/sequence.js";
import type { LedgerState } from "../ledger/step-states.js";
import type { UpgradeContext } from "../work/upgrade-context.js";
import type { StepId } from "../steps/step.js";

/** What a script is made from: the database as it stands, read in the plan's transaction. */
export interface ScriptInput {
  readonly upgrade: UpgradeContext;
  readonly state: LedgerState;
  readonly selected: readonly SelectedStep[];
  readonly toolVersion: string;
  readonly now: Date;
  /** What the plan found that a person should look at: the report of the script's run repeats it. */
  readonly findings: ReadonlyMap<StepId, readonly Finding[]>;
}

/** What every part of a script is written with. */
export interface ScriptPlan {
  readonly dialect: Dialect;
  readonly language: ScriptLanguage;
  /** For reading the templates while the script is written. */
  readonly session: Session;
  /** The database as it will be once the script created what is missing. */
  readonly upgrade: UpgradeContext;
  /** The database as it stands. */
  readonly now: UpgradeContext;
  readonly ledger: Ledger;
  readonly runId: string;
  readonly ownerToken: string;
  readonly lockName: string;
  /** The row of `sequence` for the replication log; undefined where nothing has to be logged. */
  readonly logSequence: SequenceRow | undefined;
  readonly findings: ScriptInput["findings"];
}
