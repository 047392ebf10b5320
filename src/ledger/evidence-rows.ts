import type { Session } from "../dialect/session.js";
import { sql } from "../dialect/sql.js";
import { keyOfId, type Reference, type ReferenceTable } from "../crm/reference.js";
import type { Relations } from "../crm/relations.js";
import { grouped } from "../grouped.js";
import { FIRST_POSSIBLE_ID } from "../steps/person-range.js";
import { readBatches } from "./batch-record.js";
import type { Ledger } from "./ledger.js";
import { reportMoment } from "./run-totals.js";
import type { LedgerState, StepRow } from "./step-states.js";

/** Why a contact has a consent: one row that we wrote, as it stands. */
export interface EvidenceRow {
  readonly personId: number;
  /** Undefined: the row is not there yet, or never will be. */
  readonly consentId: number | undefined;
  /** Keys; `#id` where a row has none. */
  readonly purpose: string;
  readonly legalBasis: string;
  readonly source: string;
  /** The step that wrote it. */
  readonly rule: string;
  /** The row's comment. */
  readonly evidence: string;
  /** ISO 8601, UTC; empty where it is not written yet. */
  readonly writtenAt: string;
  readonly runId: string;
  /** Somebody changed the row afterwards: basis and evidence are what stands now. */
  readonly changedSince: boolean;
  /** Only where personal data were asked for. */
  readonly person: { readonly name: string; readonly addresses: readonly string[] } | undefined;
  /** Of a dry run alone. */
  readonly planned?: PlannedFate;
}

/** What would become of a contact's consent. */
export interface PlannedFate {
  /** As `explain` has it: insert, update, keep, none, done. */
  readonly outcome: string;
  /** The key of the basis that stands; empty where there is none. */
  readonly legalBasisBefore: string;
  /** Codes, as `explain` has them. */
  readonly reasons: readonly string[];
  /** The same in the reader's language. */
  readonly why: string;
}

export interface EvidenceInput {
  readonly session: Session;
  readonly relations: Relations;
  readonly reference: Reference;
  readonly ledger: Ledger;
  readonly state: LedgerState;
  /** Undefined: all runs. */
  readonly runId: string | undefined;
  readonly includePersonalData: boolean;
  /** Called between two pages: throws where the user wants to stop. */
  readonly check: () => void;
}

/** Some hundred kilobytes of rows: what is read at once decides about the memory that the program takes. */
const PAGE = 500;

/**
 * The consent rows that our runs wrote and that stand, page by page: by the id ranges of the batches, then
 * the rows that were changed. A row that several steps or runs wrote is told once, by the newest.
 * @throws DatabaseError
 */
export async function* evidencePages(input: EvidenceInput): AsyncGenerator<readonly EvidenceRow[]> {
  for (const step of input.state.steps) {
    if (step.status === "undone" || (input.runId !== undefined && step.run_id !== input.runId)) continue;
    yield* insertedPages(input, step);
    yield* changedPages(input, step);
  }
}

interface RawRow {
  readonly id: number;
  readonly person_id: number;
  readonly purpose: number | null;
  readonly basis: number | null;
  readonly source: number | null;
  readonly comment: string | null;
  readonly same: number;
  readonly written_at: string;
}

async function* insertedPages(input: EvidenceInput, step: StepRow): AsyncGenerator<readonly EvidenceRow[]> {
  const { session, ledger, relations } = input;
  const { cast } = session.dialect;
  for (const batch of await readBatches(session, ledger, step.run_id, step.step_id)) {
    if (batch.table_name !== "ConsentPerson" || batch.first_id === null || batch.last_id === null) continue;
    const writtenAt = cast(batch.written_at, { kind: "timestamp" });
    for (let first = Number(batch.first_id); first <= Number(batch.last_id); first += PAGE) {
      input.check();
      const last = Math.min(Number(batch.last_id), first + PAGE - 1);
      const rows = await session.query<Omit<RawRow, "written_at">>(sql`
        SELECT ${CONSENT_COLUMNS}, CASE WHEN COALESCE(c.updatedcount, 0) = 0 AND c.updated = ${writtenAt} THEN 1 ELSE 0 END AS same
        FROM ${relations.of("ConsentPerson")} c
        WHERE c.consentperson_id BETWEEN ${first} AND ${last}
          AND NOT EXISTS (SELECT 1 FROM ${ledger.table("oldConsent")} o WHERE o.consent_id = c.consentperson_id AND o.undone_piece IS NULL)
        ORDER BY c.consentperson_id`);
      const written = rows.map((row) => ({ ...row, written_at: batch.written_at }));
      yield await evidenceOf(input, step, written);
    }
  }
}

async function* changedPages(input: EvidenceInput, step: StepRow): AsyncGenerator<readonly EvidenceRow[]> {
  const { session, ledger, relations } = input;
  const { top, limit } = session.dialect;
  let after = FIRST_POSSIBLE_ID;
  for (;;) {
    input.check();
    const rows = await session.query<RawRow>(sql`
      SELECT ${top(PAGE)} ${CONSENT_COLUMNS}, b.written_at,
        CASE WHEN COALESCE(c.updatedcount, 0) = COALESCE(o.updated_count, 0) + 1 AND c.updated = b.written_at THEN 1 ELSE 0 END AS same
      FROM ${ledger.table("oldConsent")} o
      JOIN ${ledger.table("batch")} b ON b.run_id = o.run_id AND b.step_id = o.step_id AND b.batch_no = o.batch_no
      JOIN ${relations.of("ConsentPerson")} c ON c.consentperson_id = o.consent_id
      WHERE o.run_id = ${step.run_id} AND o.step_id = ${step.step_id} AND o.consent_id > ${after} AND o.undone_piece IS NULL
        AND NOT EXISTS (
          SELECT 1 FROM ${ledger.table("oldConsent")} l
          WHERE l.consent_id = o.consent_id AND l.undone_piece IS NULL AND COALESCE(l.updated_count, 0) > COALESCE(o.updated_count, 0))
      ORDER BY o.consent_id ${limit(PAGE)}`);
    const last = rows.at(-1)?.id;
    if (last === undefined) return;
    yield await evidenceOf(input, step, rows);
    after = Number(last);
  }
}

const CONSENT_COLUMNS = sql`c.consentperson_id AS id, c.person_id, c.consentpurpose_id AS purpose, c.legalbase_id AS basis, c.consentsource_id AS source, c.comment`;

async function evidenceOf(input: EvidenceInput, step: StepRow, rows: readonly RawRow[]): Promise<readonly EvidenceRow[]> {
  const keyOf = remembered((table: ReferenceTable) => remembered((id: number) => keyOfId(input.reference, table, id) ?? ""));
  const moment = remembered(reportMoment);
  const ids = rows.map((row) => Number(row.person_id));
  const people = input.includePersonalData ? await readPeople(input, ids) : undefined;
  return rows.map((row) => ({
    personId: Number(row.person_id),
    consentId: Number(row.id),
    purpose: keyOf("ConsentPurpose")(Number(row.purpose ?? 0)),
    legalBasis: keyOf("LegalBase")(Number(row.basis ?? 0)),
    source: keyOf("ConsentSource")(Number(row.source ?? 0)),
    rule: step.step_id,
    evidence: row.comment ?? "",
    writtenAt: moment(row.written_at),
    runId: step.run_id,
    changedSince: Number(row.same) !== 1,
    person: people === undefined ? undefined : (people.get(Number(row.person_id)) ?? { name: "", addresses: [] }),
  }));
}

/** Few values stand in very many rows. */
function remembered<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.get(key) ?? make(key);
    known.set(key, found);
    return found;
  };
}

type Person = NonNullable<EvidenceRow["person"]>;

/** Names and addresses, by contact. @throws DatabaseError */
export async function readPeople(
  { session, relations }: Pick<EvidenceInput, "session" | "relations">,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Person>> {
  const { cast } = session.dialect;
  if (ids.length === 0) return new Map();
  const list = sql`${[...new Set(ids)].map((id) => cast(id, { kind: "int" }))}`;
  const people = await session.query<{ id: number; first: string | null; last: string | null }>(sql`
    SELECT p.person_id AS id, p.firstname AS first, p.lastname AS last FROM ${relations.of("person")} p WHERE p.person_id IN (${list})`);
  const addresses = await session.query<{ id: number; address: string | null }>(sql`
    SELECT e.person_id AS id, e.email_address AS address FROM ${relations.of("Email")} e WHERE e.person_id IN (${list}) ORDER BY e.email_id`);
  const known = addresses.filter(({ address }) => address !== null && address !== "");
  const ofPerson = grouped(known, ({ id }) => Number(id));
  return new Map(
    people.map(({ id, first, last }) => {
      const name = [first, last].filter((part) => part !== null && part !== "").join(" ");
      return [Number(id), { name, addresses: (ofPerson.get(Number(id)) ?? []).map(({ address }) => address ?? "") }];
    }),
  );
}
