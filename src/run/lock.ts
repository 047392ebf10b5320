import { createHash } from "node:crypto";
import type { Session } from "../dialect/session.js";
import { RefusedError } from "../errors.js";
import type { LedgerState } from "./step-states.js";
import type { WorkConnection } from "./work-connection.js";

/** The name of the run's lock: the same for everybody who works on this database and schema. */
export function lockName(session: Session): string {
  const { database, schema } = session.server;
  const hash = createHash("sha256").update(JSON.stringify([database.toLowerCase(), schema.toLowerCase()])).digest("hex");
  return `consent_upgrade_${hash.slice(0, 32)}`;
}

/**
 * Takes the lock, or refuses, naming who holds it since when.
 * @throws RefusedError (4)
 */
export async function takeLockOrRefuse(connection: WorkConnection, session: Session, state: LedgerState): Promise<string> {
  const name = lockName(session);
  if (await connection.takeLock(name)) return name;
  const holder = state.runs.at(-1);
  const who =
    holder === undefined || holder.status === "finished" || holder.status === "rolled-back"
      ? "Another run has just begun on this database."
      : `Another run is at work on this database: ${holder.holder_login} on ${holder.holder_machine}, since ${holder.started_at} UTC (run ${holder.run_id}, session ${holder.holder_session}).`;
  throw new RefusedError("LOCKED", who, { hint: "Wait until it is done; consent-upgrade status shows how far it is." });
}
