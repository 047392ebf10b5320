import { grouped } from "../grouped.js";
import type { EvidenceRow } from "../ledger/evidence-rows.js";
import { readPeople } from "../ledger/evidence-rows.js";
import type { LedgerState } from "../ledger/step-states.js";
import type { DecisionReason } from "../steps/person-facts.js";
import { personsFrom, type PersonRange } from "../steps/person-range.js";
import { DECIDING_FACTS, personAndMails } from "./explain-facts.js";
import { readStanding, type StandingConsent } from "./explain-consents.js";
import { decidePersons, standingContext, type DecidedRow } from "./explain.js";
import type { SelectedStep } from "./select-steps.js";
import type { UpgradeContext } from "./upgrade-context.js";
import { sql } from "../dialect/sql.js";

export interface PlannedEvidenceInput {
  readonly upgrade: UpgradeContext;
  readonly state: LedgerState;
  readonly selected: readonly SelectedStep[];
  readonly includePersonalData: boolean;
  /** Reasons as a sentence of the reader's language. */
  readonly sayWhy: (reasons: readonly DecisionReason[]) => string;
  /** Called between two pages: throws where the user wants to stop. */
  readonly check: () => void;
}

/** Contacts that are read at once: what a page holds decides about the memory that the program takes. */
const PAGE = 500;
/** Where no index finds the mails of a page, each page reads all of them: then fewer pages. */
const PAGE_WITHOUT_INDEX = 20_000;

/**
 * What each contact would get, lose or keep of each purpose, by the steps' own SQL: a row per contact and purpose, page by page.
 * Must run in the read transaction of the plan.
 * @throws DatabaseError
 */
export async function* plannedEvidence(input: PlannedEvidenceInput): AsyncGenerator<readonly EvidenceRow[]> {
  const { upgrade, selected, check } = input;
  const { session, relations } = upgrade;
  const { top, limit, cast } = session.dialect;
  let after: number | undefined;
  for (;;) {
    check();
    const size = pageSize(upgrade, selected);
    const beyond = after === undefined ? sql`1 = 1` : sql`p.person_id > ${cast(after, { kind: "int" })}`;
    const [page] = await session.query<{ first: number | null; last: number | null }>(sql`
      SELECT MIN(n.person_id) AS first, MAX(n.person_id) AS last
      FROM (SELECT ${top(size)} p.person_id FROM ${relations.of("person")} p WHERE ${beyond} ORDER BY p.person_id ${limit(size)}) n`);
    if (page === undefined || page.first === null || page.last === null) return;
    yield await rowsOf(input, personsFrom({ first: Number(page.first), last: Number(page.last) }));
    after = Number(page.last);
  }
}

function pageSize({ relations }: UpgradeContext, selected: readonly SelectedStep[]): number {
  const reads = selected.some(({ step }) => step.id === "emarketing-from-mailing-history");
  const found = relations.hasIndex("s_shipment_addr", "customer_id") && relations.hasIndex("s_sent_message", "customer_id");
  return reads && !found ? PAGE_WITHOUT_INDEX : PAGE;
}

async function rowsOf(input: PlannedEvidenceInput, range: PersonRange): Promise<readonly EvidenceRow[]> {
  const { upgrade, state, selected, sayWhy } = input;
  const { now, history } = standingContext(upgrade, selected, range);
  const known = await personAndMails(upgrade.session, now, range, history, DECIDING_FACTS);
  const standing = await readStanding(upgrade, state, range);
  const decided = await decidePersons(upgrade, selected, range, known, standing);
  const people = input.includePersonalData ? await readPeople(upgrade, [...known.keys()]) : undefined;
  const rows: EvidenceRow[] = [];
  for (const [personId, decisions] of decided) {
    for (const [purpose, own] of grouped(decisions, (decision) => decision.purpose)) {
      if (purpose === undefined) continue;
      const decision = decisive(own);
      const stored = standing.consents.get(personId)?.find((row) => row.purpose === purpose);
      rows.push({
        ...evidenceRow(decision, stored),
        personId,
        purpose,
        person: people === undefined ? undefined : (people.get(personId) ?? { name: "", addresses: [] }),
        planned: {
          outcome: decision.outcome,
          legalBasisBefore: stored?.legalBasis ?? "",
          reasons: decision.reasons,
          why: sayWhy(decision.reasons),
        },
      });
    }
  }
  return rows;
}

function evidenceRow(decision: DecidedRow, stored: StandingConsent | undefined) {
  const writes = decision.outcome === "insert" || decision.outcome === "update";
  return {
    consentId: stored?.id,
    legalBasis: (writes ? decision.legalBasis : stored?.legalBasis) ?? "",
    source: (writes ? decision.source : stored?.source) ?? "",
    rule: decision.step,
    evidence: decision.comment ?? "",
    writtenAt: "",
    runId: "",
    changedSince: false,
  };
}

/** Of the steps of one purpose the last that writes decides, as in the database; else what stands; else what kept the contact out. */
function decisive(decisions: readonly DecidedRow[]): DecidedRow {
  const last = (...outcomes: readonly string[]): DecidedRow | undefined =>
    decisions.findLast(({ outcome }) => outcomes.includes(outcome));
  const written = last("insert", "update") ?? last("done") ?? last("keep");
  if (written !== undefined) return written;
  const [first, ...more] = decisions;
  if (first === undefined) throw new TypeError("A purpose without a step");
  return {
    ...first,
    reasons: [...new Set([first, ...more].flatMap(({ reasons }) => reasons))].filter((reason) => reason !== "NOT_FLAGGED"),
  };
}
