import { storedCounts, storedFindings } from "./stored-json.js";
import { inTransaction, type Session } from "../dialect/session.js";
import type { Sql, SqlValue } from "../dialect/sql.js";
import type { StepId } from "../steps/step.js";
import type { Finding } from "../steps/finding.js";
import { count } from "../dialect/counts.js";
import type { Ledger } from "./ledger.js";
import type { StepFigures } from "../report/step-figures.js";
import type { Recorded } from "./run-record.js";
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
export async function recordBeginning(session: Session, { ledger, run }: Recorded, step: PlacedStep, beginning: StepBeginning) {
  const statement = beginningStatement(ledger, {
    run_id: run.runId,
    step_id: step.id,
    position: step.position,
    started_at: session.dialect.utcNow(),
    greatest_person_id: beginning.greatestPersonId,
    persons: beginning.persons,
    attention: JSON.stringify(beginning.findings),
  });
  await inTransaction(session, "write", () => session.execute(statement));
  return beginning;
}

/** A step, and its place among those of the run. */
interface PlacedStep {
  readonly id: StepId;
  readonly position: number;
}

type Begun = "run_id" | "step_id" | "position" | "started_at" | "greatest_person_id" | "persons" | "attention";

/** `INSERT` of the ledger's row of a step. */
export function beginningStatement(ledger: Ledger, step: Readonly<Record<Begun, SqlValue>>): Sql {
  return ledger.insertStatement("step", { ...step, status: "running", duration_ms: 0 });
}

/** The figures of a step that is done. */
interface StepDone extends Pick<StepFigures, "counts" | "findings"> {
  readonly durationMs: number;
}

/** Records that a step is done, with its figures. @throws DatabaseError */
export async function recordStepDone(session: Session, { ledger, run }: Recorded, step: StepId, done: StepDone): Promise<void> {
  const values = {
    status: "done",
    finished_at: session.dialect.utcNow(),
    counts: JSON.stringify(done.counts),
    attention: JSON.stringify(done.findings),
    duration_ms: done.durationMs,
  };
  await ledger.update(session, "step", values, { run_id: run.runId, step_id: step });
}
