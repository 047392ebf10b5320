import type { Sql } from "../../dialect/sql.js";
import { everybody } from "../person-range.js";
import type { Relations } from "../../crm/relations.js";
import { RowSetReader, type RowFate } from "../row-set-sql.js";
import type { PersonStep, StepContext } from "../step.js";
import type { Session } from "../../dialect/session.js";
import { askAttention } from "../../report/ask-attention.js";
import { count } from "../../dialect/counts.js";
import type { ConsentMove, StepFigures } from "../../report/step-figures.js";

/** What a step that writes person by person would change. @throws DatabaseError */
export async function planPersons(
  session: Session,
  relations: Relations,
  step: PersonStep,
  context: StepContext,
): Promise<StepFigures> {
  const rows = step.rows(context);
  const reader = new RowSetReader(session.dialect, relations, rows);
  const existing = existingRows(step, context) ?? reader.stored();
  const fates = await session.query<{ fate: RowFate; old_basis: number | null; n: unknown }>(
    reader.fates(everybody(session.dialect), existing),
  );
  const total = { insert: 0, update: 0, keep: 0 };
  const moves: ConsentMove[] = [];
  for (const row of fates) {
    const n = count(row.n);
    total[row.fate] += n;
    if (row.fate === "keep" || step.purpose === undefined) continue;
    const from = row.fate === "insert" ? undefined : row.old_basis;
    moves.push({ purpose: step.purpose, from, toKey: rows.legalBaseKey ?? "", rows: n });
  }
  return {
    changes: { inserted: total.insert, updated: total.update, deleted: 0 },
    counts: { persons: total.insert + total.update + total.keep, alreadyRecorded: total.keep },
    findings: await askAttention(session, step.attention(context, rows)),
    moves,
    otherWork: false,
  };
}

function existingRows({ purpose, hasOwnPersons }: PersonStep, context: StepContext): Sql | undefined {
  if (purpose === undefined) return undefined;
  return hasOwnPersons === true ? context.storedConsents(purpose) : context.consents(purpose);
}
