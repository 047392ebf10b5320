import type { Changes } from "../report/report.js";
import type { LookAhead } from "./look-ahead.js";
import type { ReplicaWatch } from "./replica-lag.js";
import type { UpgradeFacts } from "./upgrade-context.js";
import type { Work } from "./work.js";

/** Rows and batches of a step that this attempt is known to have committed: for reports of a run whose server is gone. */
export interface Tally {
  inserted: number;
  updated: number;
  batches: number;
}

/** The same as a report has it. */
export function changesOf({ inserted, updated }: Tally): Changes {
  return { inserted, updated, deleted: 0 };
}

/** The same, with what was read of the database before a step. */
export interface StepWork extends Work {
  /** Asked before each batch: whether the replicas keep up. */
  readonly replicas: ReplicaWatch;
  readonly upgrade: UpgradeFacts;
  readonly tally: Tally;
  readonly ahead: LookAhead;
}
