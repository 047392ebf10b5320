import type { ExplainedPerson } from "../report/report.js";
import { personAndMails } from "./explain-facts.js";
import { keyOf, readStanding, type StandingConsent } from "./explain-consents.js";
import type { PersonRange } from "../steps/person-range.js";
import { RowSetReader, type RowFate } from "../steps/row-set-sql.js";
import type { RowSet } from "../steps/row-set.js";
import type { PersonStep, StepContext } from "../steps/step.js";
import type { SelectedStep } from "./select-steps.js";
import type { LedgerState } from "../ledger/step-states.js";
import { NO_RUN, stepContext, type PendingRows, type UpgradeContext } from "./upgrade-context.js";

/** A step's decision for a contact, with what it would write. */
export type Decision = ExplainedPerson["decisions"][number];

interface FateOfPerson {
  readonly person_id: number;
  readonly fate: RowFate;
  readonly old_id: number | null;
  readonly old_basis: number | null;
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
  const { session, relations } = upgrade;
  let reference = upgrade.reference;
  const pending: PendingRows[] = [];
  const now = stepContext(upgrade, reference, NO_RUN, [], range);
  const history = historySource(selected, now);
  const known = await personAndMails(session, now, range, history);
  const standing = await readStanding(upgrade, state, range);
  const people = new Map<number, ExplainedPerson>();
  for (const [id, { facts, mailings }] of known) {
    const consents = standing.consents.get(id) ?? [];
    people.set(id, {
      id,
      exists: true,
      facts: [...facts],
      mailings,
      consents: consents.map(({ purpose, legalBasis, source, runId }) => ({ purpose, legalBasis, source, runId })),
      decisions: [],
    });
  }
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
    const fates = new Map<number, FateOfPerson[]>();
    for (const row of await session.query<FateOfPerson>(reader.fatesByPerson(range, existing))) {
      fates.set(Number(row.person_id), [...(fates.get(Number(row.person_id)) ?? []), row]);
    }
    for (const [id, person] of people) {
      const facts = known.get(id);
      if (facts === undefined) continue;
      const basis = emarketing.get(id);
      const why = {
        facts: facts.facts,
        mails: facts.mails,
        includesDeleted: upgrade.settings.includeDeletedPersons,
        hasEmarketing: basis !== undefined && basis !== null && basis !== "WITHDRAWN",
      };
      const own = standing.consents.get(id) ?? [];
      const decision = decide(step, choice, fates.get(id) ?? [], {
        reasons: [...step.reasons.whyNot(why)],
        wroteIt: wroteIt(step, own, standing.reservations.get(id) ?? []),
        legalBasis: rows.legalBaseKey ?? null,
        oldBasis: (row) => keyOf(reference, "LegalBase", row.old_basis),
      });
      person.decisions.push(decision);
      const writes = decision.outcome === "insert" || decision.outcome === "update";
      if (step.purpose === "EMARKETING" && writes) emarketing.set(id, rows.legalBaseKey);
    }
    if (choice === "run") pending.push({ purpose: step.purpose, rows });
  }
  return people;
}

/** Where the mails are that count. No step after the one that knows is asked: it may need rows that are still to be seeded. */
function historySource(selected: readonly SelectedStep[], context: StepContext): RowSet["source"] {
  for (const { step } of selected) {
    const source = step.kind === "persons" ? step.rows(context).source : undefined;
    if (source !== undefined) return source;
  }
  return undefined;
}

/** Whether the row of a step that stands was written by it. */
function wroteIt(step: PersonStep, consents: readonly StandingConsent[], reservations: readonly string[]): boolean {
  if (step.purpose === undefined) return reservations.includes(step.id);
  return consents.some((row) => row.purpose === step.purpose && row.stepId === step.id);
}

interface Grounds {
  readonly reasons: Decision["reasons"];
  readonly wroteIt: boolean;
  readonly legalBasis: string | null;
  readonly oldBasis: (row: FateOfPerson) => string | null;
}

function decide(step: PersonStep, choice: SelectedStep["choice"], fates: readonly FateOfPerson[], grounds: Grounds): Decision {
  const { legalBasis, reasons } = grounds;
  const { because } = step.reasons;
  if (choice === "already-done" && grounds.wroteIt) return { step: step.id, outcome: "done", legalBasis, reasons: [because] };
  const [first] = fates;
  if (first === undefined) return { step: step.id, outcome: "none", legalBasis: null, reasons: [...reasons] };
  const written = fates.find(({ fate }) => fate !== "keep");
  if (written === undefined) {
    return { step: step.id, outcome: "keep", legalBasis: grounds.oldBasis(first), reasons: ["ROW_STANDS"] };
  }
  if (choice === "already-done") return { step: step.id, outcome: "none", legalBasis: null, reasons: ["CAME_SINCE"] };
  if (written.fate === "insert") return { step: step.id, outcome: "insert", legalBasis, reasons: [because] };
  const blank = grounds.oldBasis(written) === null;
  return { step: step.id, outcome: "update", legalBasis, reasons: [because, blank ? "BLANK_FILLED" : "OTHER_BASIS_WITHDRAWN"] };
}
