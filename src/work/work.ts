import type { Settings } from "../config/settings.js";
import type { Logger } from "../log/logger.js";
import type { Progress } from "../progress.js";
import type { StopRequest } from "../stop-request.js";
import type { SequenceRow } from "../crm/sequence.js";
import type { Ledger } from "../ledger/ledger.js";
import type { ActiveRun } from "../ledger/run-record.js";
import type { Rest } from "./rest.js";
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
  readonly rest: Rest;
}
