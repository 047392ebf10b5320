import type { Session } from "../dialect/session.js";
import type { Report } from "../report/report.js";
import { Ledger } from "./ledger.js";
import type { ActiveRun } from "./run-record.js";

/** Keeps a run's report in the ledger, one for each attempt; a repeated one replaces the first. @throws DatabaseError */
export async function storeReport(session: Session, schema: string, run: ActiveRun, report: Report): Promise<void> {
  const ledger = new Ledger(session.dialect, schema);
  const key = { run_id: run.runId, attempt: run.attempt };
  const values = { command: report.command, created_at: session.dialect.utcNow(), report: JSON.stringify(report) };
  if ((await ledger.update(session, "report", values, key)) === 0) await ledger.insert(session, "report", { ...key, ...values });
}
