import { reachableMask, countReachAndFates, isReachable, type ReachMove, type StoredReach } from "../../work/reach.js";
import type { Reference } from "../../crm/reference.js";
import { sql, withQueries, type Sql } from "../../dialect/sql.js";
import { EVERYBODY } from "../person-range.js";
import { RowSetReader, type RowFate } from "../row-set-sql.js";
import type { PersonStep, StepContext } from "../step.js";
import type { Session } from "../../dialect/session.js";
import { askAttention } from "../../report/ask-attention.js";
import { count } from "../../dialect/counts.js";
import { evidenceByYear, type EvidenceYear } from "../../report/evidence.js";
import type { ConsentMove, StepFigures } from "../../report/step-figures.js";

/** With what it means for the reach of mailings. */
export interface PersonFigures extends StepFigures {
  readonly reach: readonly ReachMove[];
  /** Who gets a row, by the year of their last mail; empty where the step does not go by it. */
  readonly evidence: readonly EvidenceYear[];
  /** Whom mailings reach before, where that was counted in passing. */
  readonly standing: StoredReach | undefined;
}

interface FateRow {
  readonly fate: RowFate;
  readonly old_basis: number | null;
  readonly mask: unknown;
  readonly own_id: number | null;
  readonly last_year: string | null;
  readonly n: unknown;
}

/**
 * What a step that writes person by person would change.
 * @param stored the reference rows without pending ones
 * @param isFirst no pending step before it writes E-marketing: then, where whole tables are joined at once, the same statement counts
 *   whom mailings reach before
 * @throws DatabaseError
 */
export async function planPersons(
  session: Session,
  step: PersonStep,
  context: StepContext,
  stored: Reference,
  isFirst: boolean,
): Promise<PersonFigures> {
  const rows = step.rows(context);
  const { standing, fates } =
    isFirst && step.purpose === "EMARKETING" && !session.dialect.probesRows
      ? await fatesInPassing(session, step, context, stored)
      : { standing: undefined, fates: await fatesAlone(session, step, context, stored) };
  const total = { insert: 0, update: 0, keep: 0 };
  const moves: ConsentMove[] = [];
  const reach: ReachMove[] = [];
  for (const row of fates) {
    const n = count(row.n);
    total[row.fate] += n;
    if (row.fate === "keep") continue;
    const toKey = rows.legalBaseKey ?? "";
    if (row.mask !== null) {
      const from = step.purpose === undefined ? undefined : row.old_basis;
      const typeId = row.own_id === null ? null : Number(row.own_id);
      reach.push({ from, toKey, typeId, mask: Number(row.mask), persons: n });
    }
    if (step.purpose === undefined) continue;
    moves.push({ purpose: step.purpose, from: row.fate === "insert" ? undefined : row.old_basis, toKey, rows: n });
  }
  return {
    changes: { inserted: total.insert, updated: total.update, deleted: 0 },
    counts: { persons: total.insert + total.update + total.keep, alreadyRecorded: total.keep },
    findings: await askAttention(session, step.attention(context, rows), context.named),
    moves,
    reach,
    standing,
    evidence: rows.dated === undefined ? [] : evidenceByYear(fates.filter(({ fate }) => fate !== "keep")),
  };
}

function fatesAlone(session: Session, step: PersonStep, context: StepContext, stored: Reference): Promise<readonly FateRow[]> {
  const reader = new RowSetReader(session.dialect, context.relations, step.rows(context));
  const existing = existingRows(step, context) ?? reader.stored();
  // Sales and service has no bearing on mailings.
  const mask = step.purpose === "STORE" ? undefined : reachableMask(context, stored);
  const counted = reader.fates(EVERYBODY, existing, mask);
  return session.query<FateRow>(sql`${withQueries(context.named)}${counted}`);
}

async function fatesInPassing(session: Session, step: PersonStep, context: StepContext, stored: Reference) {
  const { standing, rows } = await countReachAndFates(session, context, stored, step);
  const fates = rows.flatMap((row): readonly FateRow[] =>
    row.fate === "none" ? [] : [{ ...row, fate: row.fate, mask: isReachable(row) ? row.mask : null, own_id: null }],
  );
  return { standing, fates };
}

function existingRows({ purpose, hasOwnPersons }: PersonStep, context: StepContext): Sql | undefined {
  if (purpose === undefined) return undefined;
  return hasOwnPersons === true ? context.storedConsents(purpose) : context.consents(purpose);
}
