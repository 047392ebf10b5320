import { keyOfId, type Reference } from "../crm/reference.js";
import { grouped } from "../grouped.js";
import { sql, withQueries } from "../dialect/sql.js";
import type { ExplainedPerson } from "../report/report.js";
import { personAndMails, type PersonAndMails } from "./explain-facts.js";
import { readStanding, type Standing, type StandingConsent } from "./explain-consents.js";
import type { PersonRange } from "../steps/person-range.js";
import { RowSetReader, type RowFate } from "../steps/row-set-sql.js";
import type { PersonStep, StepContext } from "../steps/step.js";
import type { EvidenceSource } from "../steps/row-set.js";
import type { SelectedStep } from "./select-steps.js";
import type { LedgerState } from "../ledger/step-states.js";
import { NO_RUN, stepContext, type PendingRows, type UpgradeContext } from "./upgrade-context.js";

/** A step's decision for a contact. */
export type Decision = ExplainedPerson["decisions"][number];

/** The same with the row that it is about. */
export interface DecidedRow extends Decision {
  /** The purpose's key; undefined where the step writes no consents. */
  readonly purpose: string | undefined;
  /** The key of the stored row's legal basis; null where it is blank or not there. */
  readonly oldBasis: string | null;
  /** What the written row says; null where nothing is written. */
  readonly comment: string | null;
  /** The key of the written row's source; null where nothing is written. */
  readonly source: string | null;
}

interface FateOfPerson {
  readonly person_id: number;
  readonly fate: RowFate;
  readonly old_basis: number | null;
  readonly comment: string | null;
  readonly source_id: number | null;
}

/** The context of contacts as they stand, and where their mails are read. */
export function standingContext(
  upgrade: UpgradeContext,
  selected: readonly SelectedStep[],
  range: PersonRange,
): { readonly now: StepContext; readonly history: EvidenceSource | undefined } {
  const now = stepContext(upgrade, upgrade.reference, NO_RUN, [], range);
  // Only consents come of a history; what interests become needs types that a step before may have to add.
  const history = selected
    .flatMap(({ step }) => (step.kind === "persons" && step.purpose !== undefined ? [step.rows(now).source] : []))
    .find(Boolean);
  return { now, history };
}

/**
 * Explains the contacts of a range: the steps' own SQL decides, restricted to them, each step seeing what pending ones before
 * it would write. Must run in one read transaction.
 * @throws DatabaseError
 */
export async function explainPersons(
  upgrade: UpgradeContext,
  state: LedgerState,
  selected: readonly SelectedStep[],
  range: PersonRange,
): Promise<ReadonlyMap<number, ExplainedPerson>> {
  const { now, history } = standingContext(upgrade, selected, range);
  const known = await personAndMails(upgrade.session, now, range, history);
  const standing = await readStanding(upgrade, state, range);
  const decided = await decidePersons(upgrade, selected, range, known, standing);
  return new Map(
    [...known].map(([id, { facts, mailings }]) => [
      id,
      {
        id,
        exists: true,
        facts: [...facts],
        mailings,
        consents: (standing.consents.get(id) ?? []).map(({ purpose, legalBasis, source, runId }) => ({
          purpose,
          legalBasis,
          source,
          runId,
        })),
        decisions: (decided.get(id) ?? []).map(({ step, outcome, legalBasis, reasons }) => ({
          step,
          outcome,
          legalBasis,
          reasons,
        })),
      },
    ]),
  );
}

/**
 * What each step decides for each contact, in the order of the steps.
 * @param known the contacts that are asked about
 * @throws DatabaseError
 */
export async function decidePersons(
  upgrade: UpgradeContext,
  selected: readonly SelectedStep[],
  range: PersonRange,
  known: ReadonlyMap<number, PersonAndMails>,
  standing: Standing,
): Promise<ReadonlyMap<number, readonly DecidedRow[]>> {
  const { session, relations } = upgrade;
  let reference = upgrade.reference;
  const pending: PendingRows[] = [];
  const people = new Map<number, DecidedRow[]>([...known.keys()].map((id) => [id, []]));
  const emarketing = new Map(
    [...standing.consents].map(([id, rows]) => [id, rows.find((row) => row.purpose === "EMARKETING")?.legalBasis]),
  );
  for (const { step, choice } of selected) {
    if (step.kind === "seed" && choice === "run")
      reference = reference.with(step.change(stepContext(upgrade, reference, NO_RUN)).inserts);
    if (step.kind !== "persons" || choice === "not-selected") continue;
    const context = stepContext(upgrade, reference, NO_RUN, pending, range);
    const rows = step.rows(context);
    const reader = new RowSetReader(session.dialect, relations, rows);
    const existing = step.purpose === undefined ? reader.stored() : context.consents(step.purpose);
    const decided = reader.fatesByPerson(range, existing);
    const rowsOfFates = await session.query<FateOfPerson>(sql`${withQueries(context.named)}${decided}`);
    const fates = grouped(rowsOfFates, ({ person_id }) => Number(person_id));
    for (const [id, decisions] of people) {
      const facts = known.get(id);
      if (facts === undefined) continue;
      const basis = emarketing.get(id);
      const why = {
        facts: facts.facts,
        mails: facts.mails,
        notCounted: new Set(facts.mailings.notCounted.map(({ reason }) => reason)),
        includesDeleted: upgrade.settings.includeDeletedPersons,
        hasEmarketing: basis !== undefined && basis !== null && basis !== "WITHDRAWN",
      };
      const own = standing.consents.get(id) ?? [];
      const decision = decide(step, choice, fates.get(id) ?? [], {
        reasons: [...step.reasons.whyNot(why)],
        wroteIt: wroteIt(step, own, standing.reservations.get(id) ?? []),
        legalBasis: rows.legalBaseKey ?? null,
        reference,
      });
      decisions.push(decision);
      const writes = decision.outcome === "insert" || decision.outcome === "update";
      if (step.purpose === "EMARKETING" && writes) emarketing.set(id, rows.legalBaseKey);
    }
    if (choice === "run") pending.push({ step: step.id, purpose: step.purpose, rows, named: context.named });
  }
  return people;
}

/** Whether the row of a step that stands was written by it. */
function wroteIt(
  step: PersonStep,
  consents: readonly StandingConsent[],
  reservations: readonly { readonly step_id: string }[],
): boolean {
  if (step.purpose === undefined) return reservations.some(({ step_id }) => step_id === step.id);
  return consents.some((row) => row.purpose === step.purpose && row.stepId === step.id);
}

interface Grounds {
  readonly reasons: Decision["reasons"];
  readonly wroteIt: boolean;
  readonly legalBasis: string | null;
  readonly reference: Reference;
}

function decide(
  step: PersonStep,
  choice: SelectedStep["choice"],
  fates: readonly FateOfPerson[],
  { reasons, wroteIt: isOurs, legalBasis, reference }: Grounds,
): DecidedRow {
  const { because } = step.reasons;
  const [first] = fates;
  const row = fates.find(({ fate }) => fate !== "keep") ?? first;
  const oldBasis = keyOfId(reference, "LegalBase", row?.old_basis ?? null);
  const old = { step: step.id, purpose: step.purpose, oldBasis, comment: null, source: null };
  if (choice === "already-done" && isOurs) return { ...old, outcome: "done", legalBasis, reasons: [because] };
  if (row === undefined) return { ...old, outcome: "none", legalBasis: null, reasons: [...reasons] };
  if (row.fate === "keep") return { ...old, outcome: "keep", legalBasis: oldBasis, reasons: ["ROW_STANDS"] };
  if (choice === "already-done") return { ...old, outcome: "none", legalBasis: null, reasons: ["CAME_SINCE"] };
  const written = { ...old, legalBasis, comment: row.comment, source: keyOfId(reference, "ConsentSource", row.source_id) };
  if (row.fate === "insert") return { ...written, outcome: "insert", reasons: [because] };
  return { ...written, outcome: "update", reasons: [because, oldBasis === null ? "BLANK_FILLED" : "OTHER_BASIS_WITHDRAWN"] };
}
