import { storedCounts, storedFindings } from "./stored-json.js";
import { inTransaction, type Session } from "../dialect/session.js";
import type { Sql, SqlValue } from "../dialect/sql.js";
import type { StepId } from "../steps/step.js";
import type { Finding } from "../steps/finding.js";
import { count } from "../dialect/counts.js";
import type { Ledger } from "./ledger.js";
import type { ActiveRun } from "./run-record.js";
import type { StepRow } from "./step-states.js";

/** What a step finds when it begins, kept for the attempts that go on with it. */
export interface StepBeginning {
  /** 0 for steps that do not go by persons. */
  readonly greatestPersonId: number;
  /** Persons up to there: the whole of the progress bar. */
  readonly persons: number;
  readonly findings: readonly Finding[];
}

/** As steps begin that ask nothing. */
export const NOTHING_FOUND: StepBeginning = { greatestPersonId: 0, persons: 0, findings: [] };

/** What the step found when an earlier attempt of this run began it, and its counts since. @throws DatabaseError */
export async function earlierBeginning(session: Session, { ledger, run }: Recorded, step: StepId) {
  const [row] = await ledger.select<StepRow>(session, "step", { run_id: run.runId, step_id: step });
  if (row === undefined || row.status === "undone") return undefined;
  return {
    greatestPersonId: count(row.greatest_person_id),
    persons: count(row.persons),
    findings: storedFindings(row.attention),
    counts: storedCounts(row.counts),
  };
}

/** Records that a step begins, and what it found. @throws DatabaseError */
export async function recordBeginning(
  session: Session,
  { ledger, run }: Recorded,
  step: PlacedStep,
  beginning: StepBeginning,
): Promise<StepBeginning> {
  const { greatestPersonId: greatest, persons, findings } = beginning;
  const values = { startedAt: session.dialect.utcNow(), greatest, persons, attention: JSON.stringify(findings) };
  await inTransaction(session, "write", () => session.execute(beginningStatement(ledger, run.runId, step, values)));
  return beginning;
}

/** The run and its ledger. */
interface Recorded {
  readonly ledger: Ledger;
  readonly run: ActiveRun;
}

/** A step, and its place among those of the run. */
interface PlacedStep {
  readonly id: StepId;
  readonly position: number;
}

/** `INSERT` of the ledger's row of a step. */
export function beginningStatement(
  ledger: Ledger,
  runId: string,
  { id, position }: PlacedStep,
  { startedAt, greatest, persons, attention }: Readonly<Record<"startedAt" | "greatest" | "persons" | "attention", SqlValue>>,
): Sql {
  return ledger.insertStatement("step", {
    run_id: runId,
    step_id: id,
    position,
    status: "running",
    started_at: startedAt,
    finished_at: null,
    greatest_person_id: greatest,
    persons,
    counts: null,
    attention,
    duration_ms: 0,
  });
}

/** Records that a step is done, with its figures. @throws DatabaseError */
export async function recordStepDone(
  session: Session,
  ledger: Ledger,
  run: ActiveRun,
  step: StepId,
  done: { readonly counts: Readonly<Record<string, number>>; readonly findings: readonly Finding[]; readonly durationMs: number },
): Promise<void> {
  await ledger.update(
    session,
    "step",
    {
      status: "done",
      finished_at: session.dialect.utcNow(),
      counts: JSON.stringify(done.counts),
      attention: JSON.stringify(done.findings),
      duration_ms: done.durationMs,
    },
    { run_id: run.runId, step_id: step },
  );
}
