import { findTable, type Catalog } from "../dialect/catalog.js";
import { engineOf } from "../dialect/engines.js";
import { doubtful, fine, type Checks } from "../check.js";
import type { Session } from "../dialect/session.js";
import { Ledger, ledgerPresence } from "../ledger/ledger.js";
import { LEDGER, LEDGER_VERSION } from "../ledger/tables.js";
import { lockName } from "../work/lock.js";
import { readLedgerState, unfinishedRun } from "../ledger/step-states.js";
import { readLedger } from "../ledger/whole-ledger.js";

/** The tool's own tables. @throws RefusedError where a newer version of the program wrote them, or where they are not whole */
export async function ledger(session: Session, catalog: Catalog): Promise<Checks> {
  if (ledgerPresence(catalog) === "missing")
    return fine("ledger", "There is no ledger yet: apply creates it, or a DBA with the script in docs/ledger.");
  const { ledger: own, state } = await readLedger(session, catalog);
  if (own === undefined) {
    const missing = Object.values(LEDGER).filter(({ name }) => findTable(catalog, name) === undefined);
    return doubtful(
      "ledger",
      `Tables of the ledger are missing: ${missing.map(({ name }) => name).join(", ")}.`,
      "apply creates them, or a DBA with the script in docs/ledger.",
    );
  }
  const unfinished = unfinishedRun(state);
  const whole = fine("ledger", `The ledger is there, version ${LEDGER_VERSION}.`);
  if (unfinished === undefined) return [whole];
  return [
    whole,
    doubtful(
      "unfinished-run",
      `Run ${unfinished.run_id}, begun ${unfinished.started_at} UTC, is ${unfinished.status}.`,
      "The next apply goes on with it.",
    ),
  ];
}

/** Whether a run is at work, and whose. */
export async function lock(session: Session, catalog: Catalog): Promise<Checks> {
  if (!(await engineOf(session.dialect).inspection.isLocked(session, lockName(session))))
    return fine("lock", "No run is at work on this database.");
  const readable = ledgerPresence(catalog) === "whole";
  const holder = readable ? (await readLedgerState(session, new Ledger(session.dialect, catalog.schema))).runs.at(-1) : undefined;
  const who =
    holder === undefined
      ? ""
      : `: ${holder.holder_login} on ${holder.holder_machine}, since ${holder.started_at} UTC (run ${holder.run_id})`;
  return doubtful(
    "lock",
    `A run is at work on this database${who}.`,
    "Wait until it is done; consent-upgrade status shows how far it is.",
  );
}
