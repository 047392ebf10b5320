import type { Settings } from "../config/settings.js";
import type { Logger } from "../log/logger.js";
import type { Progress } from "../progress.js";
import type { StopRequest } from "../stop-request.js";
import type { LookAhead } from "./look-ahead.js";
import type { ReplicaWatch } from "./replica-lag.js";
import type { SequenceRow } from "../crm/sequence.js";
import type { UpgradeContext } from "./upgrade-context.js";
import type { Ledger } from "../ledger/ledger.js";
import type { ActiveRun } from "../ledger/run-record.js";
import type { WorkConnection } from "./work-connection.js";

/** What the steps of an `apply` or `rollback` work with. */
export interface Work {
  readonly connection: WorkConnection;
  readonly ledger: Ledger;
  readonly run: ActiveRun;
  readonly lockName: string;
  readonly settings: Settings;
  readonly progress: Progress;
  readonly stop: StopRequest;
  readonly log: Logger;
  readonly now: () => Date;
  /** The row of `sequence` for the replication log; undefined where nothing has to be logged. */
  readonly logSequence: SequenceRow | undefined;
}

/** Rows and batches of a step that this attempt is known to have committed: for reports of a run whose server is gone. */
export interface Tally {
  inserted: number;
  updated: number;
  batches: number;
}

/** The same, with what was read of the database before a step. */
export interface StepWork extends Work {
  /** Asked before each batch: whether the replicas keep up. */
  readonly replicas: ReplicaWatch;
  readonly upgrade: UpgradeContext;
  readonly tally: Tally;
  readonly ahead: LookAhead;
}
