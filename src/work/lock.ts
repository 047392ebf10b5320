import { stateOf } from "../ledger/run-states.js";
import { createHash } from "node:crypto";
import { engineOf } from "../dialect/engines.js";
import type { Session } from "../dialect/session.js";
import { RefusedError, RunFailedError } from "../errors.js";
import { unfinishedRun, type LedgerState, type RunRow } from "../ledger/step-states.js";
import type { WorkConnection } from "./work-connection.js";

/** The name of the run's lock: the same for everybody who works on this database and schema. */
export function lockName(session: Session): string {
  const { database, schema } = session.server;
  const hash = createHash("sha256")
    .update(JSON.stringify([database.toLowerCase(), schema.toLowerCase()]))
    .digest("hex");
  return `consent_upgrade_${hash.slice(0, 32)}`;
}

/**
 * Takes the lock, or refuses, naming who holds it since when.
 * @throws RefusedError (4)
 */
export async function takeLockOrRefuse(connection: WorkConnection, session: Session, state: LedgerState): Promise<string> {
  const name = lockName(session);
  if (await connection.takeLock(name)) return name;
  throw heldBy(state.runs.at(-1));
}

/**
 * For who is about to read a long plan and to answer a question: whether another run is at work. Takes no lock, as nobody is to
 * wait for an answer.
 * @throws RefusedError (4)
 */
export async function refuseBesideAnotherRun(session: Session, state: LedgerState): Promise<void> {
  if (unfinishedRun(state) === undefined) return;
  if (await engineOf(session.dialect).inspection.isLocked(session, lockName(session))) throw heldBy(state.runs.at(-1));
}

function heldBy(holder: RunRow | undefined): RefusedError {
  const who =
    holder === undefined || stateOf(holder).isOver
      ? "Another run has just begun on this database."
      : `Another run is at work on this database: ${holder.holder_login} on ${holder.holder_machine}, since ${holder.started_at} UTC (run ${holder.run_id}, session ${holder.holder_session}).`;
  return new RefusedError("LOCKED", who, {
    hint: "Wait until it is done; consent-upgrade status shows how far it is. Of a machine that is gone the server frees the lock by itself, within a quarter of an hour.",
  });
}

/**
 * Asked before each batch: a lock may be gone while its session lives (a pooler that gives sessions out by transaction,
 * a server's administrator).
 * @throws RunFailedError (1) where the run's lock is no longer ours
 */
export async function stopWithoutLock(session: Session, name: string): Promise<void> {
  if (await session.dialect.holdsLock(session, name)) return;
  throw new RunFailedError("LOCK_LOST", "This session no longer holds the run's lock; it stops before the next batch.", {
    hint: "Run the same command again to go on.",
  });
}
