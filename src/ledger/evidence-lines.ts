import { stringify, type Options } from "csv-stringify/sync";
import { printable, printableJson } from "../printable.js";
import type { EvidenceRow } from "./evidence-rows.js";

/** A form of the evidence: what stands before all rows, and the lines of a page of them. */
export interface EvidenceForm {
  readonly head: string;
  readonly lines: (rows: readonly EvidenceRow[]) => string;
}

const COLUMNS = [
  "person_id",
  "consent_id",
  "purpose",
  "legal_basis",
  "source",
  "rule",
  "evidence",
  "written_at",
  "run_id",
  "changed_since",
] as const;
const PLANNED_COLUMNS = ["outcome", "legal_basis_before", "reasons", "why"] as const;
const PERSONAL_COLUMNS = ["name", "email"] as const;

/** What an evidence file tells besides the row and its ground. */
export interface EvidenceWish {
  readonly includePersonalData: boolean;
  /** Whether it is a dry run's: what would become of each row, and why. */
  readonly isPlanned: boolean;
}

/**
 * RFC 4180 with a header; texts that a spreadsheet would take for a formula are escaped, and characters that turn the direction
 * of writing or end a line are blanks: CSV cannot escape them, and a row is one line. The other form keeps every character.
 */
export function csvEvidence({ includePersonalData, isPlanned }: EvidenceWish): EvidenceForm {
  const options: Options = { escape_formulas: true, cast: { boolean: (value) => String(value) } };
  const columns = [...COLUMNS, ...(isPlanned ? PLANNED_COLUMNS : []), ...(includePersonalData ? PERSONAL_COLUMNS : [])];
  return {
    head: stringify([columns]),
    lines: (rows) =>
      stringify(
        rows.map((row) => Object.values(flat(row)).map((value) => (typeof value === "string" ? printable(value) : value))),
        options,
      ),
  };
}

/**
 * One JSON object per line, with the fields of ISO/IEC TS 27560:2023 consent records as far as they apply:
 * header, processing and event. What the standard has no field for stands under `consent_upgrade`.
 */
export function jsonEvidence(): EvidenceForm {
  return { head: "", lines: (rows) => rows.map((row) => `${printableJson(JSON.stringify(record(row)))}\n`).join("") };
}

function flat(row: EvidenceRow): Readonly<Record<string, string | number | boolean>> {
  return {
    person_id: row.personId,
    consent_id: row.consentId ?? "",
    purpose: row.purpose,
    legal_basis: row.legalBasis,
    source: row.source,
    rule: row.rule,
    evidence: row.evidence,
    written_at: row.writtenAt,
    run_id: row.runId,
    changed_since: row.changedSince,
    ...(row.planned === undefined
      ? {}
      : {
          outcome: row.planned.outcome,
          legal_basis_before: row.planned.legalBasisBefore,
          reasons: row.planned.reasons.join(" "),
          why: row.planned.why,
        }),
    ...(row.person === undefined ? {} : { name: row.person.name, email: row.person.addresses.join("; ") }),
  };
}

const WITHDRAWN = "WITHDRAWN";

function record(row: EvidenceRow): object {
  // A plan is no consent record: nothing has happened yet.
  if (row.planned !== undefined) return { pii_principal_id: String(row.personId), consent_upgrade: flat(row) };
  return {
    schema_version: "ISO/IEC TS 27560:2023",
    record_id: `ConsentPerson ${String(row.consentId)}`,
    pii_principal_id: String(row.personId),
    processing: [{ purpose: row.purpose, lawful_basis: row.legalBasis, collection_method: row.source }],
    event: [
      {
        event_time: row.writtenAt,
        event_type: row.rule,
        event_state: row.legalBasis === WITHDRAWN ? "withdrawn" : "in force",
        entity_id: `consent-upgrade run ${row.runId}`,
      },
    ],
    consent_upgrade: flat(row),
  };
}
