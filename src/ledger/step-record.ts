import { storedFindings } from "./stored-json.js";
import type { Session } from "../dialect/session.js";
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

/** The step of this run as an earlier attempt left it. @throws DatabaseError */
export async function findStep(session: Session, ledger: Ledger, run: ActiveRun, step: StepId): Promise<StepRow | undefined> {
  const [row] = await ledger.select<StepRow>(session, "step", { run_id: run.runId, step_id: step });
  return row?.status === "undone" ? undefined : row;
}

/** Reads back what `recordStepBeginning` wrote. */
export function stepBeginning(row: StepRow): StepBeginning {
  return {
    greatestPersonId: count(row.greatest_person_id),
    persons: count(row.persons),
    findings: storedFindings(row.attention),
  };
}

/** Records that a step began, and what it found. @throws DatabaseError */
export async function recordStepBeginning(
  session: Session,
  ledger: Ledger,
  run: ActiveRun,
  step: { readonly id: StepId; readonly position: number },
  beginning: StepBeginning,
): Promise<void> {
  await ledger.insert(session, "step", {
    run_id: run.runId,
    step_id: step.id,
    position: step.position,
    status: "running",
    started_at: session.dialect.utcNow(),
    finished_at: null,
    greatest_person_id: beginning.greatestPersonId,
    persons: beginning.persons,
    counts: null,
    attention: JSON.stringify(beginning.findings),
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
