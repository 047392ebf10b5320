import type { Catalog } from "../dialect/catalog.js";
import type { Sql } from "../dialect/sql.js";
import { CRM_TABLES, type CrmTable } from "../crm/tables.js";
import type { TableNumbers } from "../steps/missing-objects.js";
import type { ReplicaWatch } from "./replica-lag.js";
import type { Work } from "./work.js";

/** What the undoing of one step of one run works with. */
export interface UndoWork extends Work {
  readonly stepId: string;
  /** Asked before each piece: whether the replicas keep up. */
  readonly replicas: ReplicaWatch;
  readonly catalog: Catalog;
  /** Table numbers that the ledger kept, for `sequence` rows of tables that we created. */
  readonly numbers: TableNumbers;
  /** Values that the step gave to all consents it wrote, by column: another value was somebody else's. */
  readonly ours: Readonly<Record<string, Sql>>;
  /** Gives the numbers of further pieces of this step, going on after those of earlier attempts. */
  readonly nextPiece: () => number;
  /** What one statement may write on this engine. */
  readonly mostRowsPerPiece: number;
  /** Called after each committed piece. */
  readonly undone: (rows: { readonly deleted: number; readonly updated: number; readonly left: number }) => void;
}

/**
 * Waits before a piece as `apply` does before a batch: for the rest that was asked for, and for replicas.
 * @throws InterruptedError (130, 143, 129)
 */
export async function beforePiece(work: UndoWork): Promise<void> {
  const where = `while undoing the step ${work.stepId}`;
  work.stop.throwIfAsked(where);
  await work.rest.take(work.stop.asked);
  await work.replicas.waitUntilCaughtUp(work.stepId);
  work.stop.throwIfAsked(where);
}

/** Whether the ledger's name of a table is one of the CRM's that this version knows. */
export function isCrmTable(name: string | null): name is CrmTable {
  return name !== null && Object.hasOwn(CRM_TABLES, name);
}
