import type { Sql } from "../dialect/sql.js";
import type { PersonRange } from "./person-range.js";

/** Tables that are written person by person. */
export type PersonTable = "ConsentPerson" | "ShipmentTypeReservation";

/** Columns of a stored row, as expressions, for conditions on it. */
export interface ExistingRow {
  readonly id: Sql;
  /** The raw legal basis id; NULL in tables that have none. */
  readonly legalBaseId: Sql;
}

/**
 * The rows that a step wants to stand, and what happens to a stored row in their place. Written
 * once; plan counts it, apply inserts and updates by it, the script prints it, rollback undoes it.
 */
export interface RowSet {
  readonly table: PersonTable;
  /** Columns with one value in all rows that, with the person, identify a row: the purpose. */
  readonly identity: Readonly<Record<string, Sql>>;
  /** Columns of `wanted` that identify a row besides the person: the subscription type. */
  readonly ownIdentity: readonly string[];
  /** Columns with one value in all rows that we write: legal basis and source. */
  readonly assigned: Readonly<Record<string, Sql>>;
  /** The key of the legal basis that is assigned, for the report. */
  readonly legalBaseKey?: string;
  /** Columns of `wanted` that are written besides: the comment. */
  readonly given: readonly string[];
  /** Most rows that one person can get. */
  readonly rowsPerPerson: number;
  /**
   * SELECT of `person_id`, the own identity and the given columns; each identity at most once.
   * `source` stands for the rows of `source` where the step has one.
   */
  readonly wanted: (range: PersonRange, source: Sql) => Sql;
  /** The same persons with the time of their last mail: `person_id`, `last_sent`; and `mask`, where it is asked for. */
  readonly dated?: (range: PersonRange, source: Sql, mask?: PersonMask) => Sql;
  /** What `wanted` reads that may be worth computing once for all ranges. */
  readonly source?: EvidenceSource;
  /** When a stored row gives way to ours; without it stored rows always stay. */
  readonly givesWay?: (row: ExistingRow) => Sql;
}

/** A number that tells kinds of persons `p` apart, and the joins that it needs. */
export interface PersonMask {
  readonly mask: Sql;
  readonly join: Sql;
}

/**
 * The mailing history, by person: `person_id`, `first_sent`, `last_sent`, `mailings`.
 */
export interface EvidenceSource {
  /** Whether indexes find the rows of a range; where not, all are gathered once, or each range would read everything. */
  readonly isIndexed: boolean;
  readonly rows: (range: PersonRange) => Sql;
  /** The same persons, without the figures: enough for counting, and cheaper. */
  readonly persons: (range: PersonRange) => Sql;
  /** The same persons with `last_sent` alone. */
  readonly lastMails: (range: PersonRange) => Sql;
  /** Every single mail that counts, whoever complained: `person_id`, `shipment_id`, `sent_at`. For explaining. */
  readonly mails: (range: PersonRange) => Sql;
  /** The mails that do not count: `person_id`, `reason`, `n`. */
  readonly notCounted: (range: PersonRange) => Sql;
}
