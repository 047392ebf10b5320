import type { Dialect } from "../dialect/dialect.js";
import { identifier, sql, type Sql } from "../dialect/sql.js";
import type { PersonRange } from "./person-range.js";
import type { Relations } from "../crm/relations.js";
import type { ExistingRow, PersonMask, RowSet } from "./row-set.js";
import type { TargetTable } from "../crm/target-table.js";

/** What becomes of a wanted row. */
export type RowFate = "insert" | "update" | "keep";

/** Values of the columns that every written row gets. */
export interface Stamp {
  /** `YYYY-MM-DD HH:MM:SS`, UTC, as a typed expression. */
  readonly at: Sql;
  readonly associateId: Sql;
}

/** The statements of a row set, for reading: counting what a dry run shows, and relations for later steps. */
export class RowSetReader {
  constructor(
    private readonly dialect: Dialect,
    private readonly relations: Relations,
    private readonly rows: RowSet,
  ) {}

  /**
   * Counts the wanted rows by what becomes of them: `fate`, `old_basis` (the legal basis id of the
   * row that gives way or stays), `mask`, `own_id` (the subscription type, where there is one), `last_year` (of the last mail, where
   * the step goes by it), `n`.
   * @param of what persons are told apart by besides; without it the mask is NULL
   */
  fates(range: PersonRange, existing: Sql, of?: PersonMask): Sql {
    const { cast } = this.dialect;
    const { dated, ownIdentity } = this.rows;
    const own = ownIdentity.map((column) => identifier("w", column));
    // A step that goes by the history has the person at hand: to look for it again takes a tenth of the time.
    const isJoined = of !== undefined && dated === undefined;
    const mask = of === undefined ? cast(sql`NULL`, { kind: "bigint" }) : sql`${identifier(isJoined ? "k" : "w", "mask")}`;
    const joined = isJoined
      ? sql`
        LEFT JOIN (SELECT p.person_id, ${of.mask} AS mask FROM ${this.relations.of("person")} p${of.join}) k ON k.person_id = w.person_id`
      : sql``;
    return sql`
      SELECT fate, old_basis, mask, own_id, last_year, COUNT(*) AS n
      FROM (
        SELECT ${this.fate()} AS fate, e.legalbase_id AS old_basis, ${mask} AS mask, ${own[0] ?? cast(sql`NULL`, { kind: "int" })} AS own_id,
               ${this.lastYear()} AS last_year
        FROM (${this.datedRows(range, of)}) w
        LEFT JOIN ${existing} e ON ${this.sameIdentity()}${joined}
      ) f
      GROUP BY fate, old_basis, mask, own_id, last_year`;
  }

  /**
   * What becomes of each wanted row: `person_id`, `fate`, `old_basis`, and `comment` and `source_id` where the step gives
   * them. The same SQL as what is counted and written.
   */
  fatesByPerson(range: PersonRange, existing: Sql): Sql {
    const { cast } = this.dialect;
    const source = this.rows.source?.rows(range) ?? sql``;
    const comment = this.rows.given.includes("comment") ? sql`w.comment` : cast(sql`NULL`, { kind: "text", length: 255 });
    const sourceId = this.rows.assigned["consentSource_id"] ?? cast(sql`NULL`, { kind: "int" });
    return sql`
      SELECT w.person_id, ${this.fate()} AS fate, e.legalbase_id AS old_basis, ${comment} AS comment, ${sourceId} AS source_id
      FROM (${this.rows.wanted(range, source)}) w
      LEFT JOIN ${existing} e ON ${this.sameIdentity()}`;
  }

  /** What becomes of a wanted row `w` beside the stored one `e`, if there is one. */
  fate(): Sql {
    if (this.rows.givesWay === undefined) return sql`CASE WHEN e.person_id IS NULL THEN 'insert' ELSE 'keep' END`;
    const gives = this.rows.givesWay(existingRow("e"));
    return sql`CASE WHEN e.person_id IS NULL THEN 'insert' WHEN ${gives} THEN 'update' ELSE 'keep' END`;
  }

  /** The stored rows of the row set's identity: `id`, `person_id`, `legalbase_id` and the own identity. */
  stored(): Sql {
    const conditions = Object.entries(this.rows.identity).map(
      ([column, value]) => sql`s.${identifier(column.toLowerCase())} = ${value}`,
    );
    const own = this.rows.ownIdentity.map((column) => sql`, s.${identifier(column)}`);
    return this.rows.table === "ConsentPerson"
      ? sql`(SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id${sql.join(own, "")}
             FROM ${this.relations.of("ConsentPerson")} s WHERE ${sql.and(conditions)})`
      : sql`(SELECT s.shipmenttypereservation_id AS id, s.person_id, ${this.dialect.cast(sql`NULL`, { kind: "int" })} AS legalbase_id${sql.join(own, "")}
             FROM ${this.relations.of("ShipmentTypeReservation")} s)`;
  }

  /** A relation as a later step sees it once the row set is written. @param wanted the name of `wantedRows` */
  overlay(existing: Sql, wanted: Sql): Sql {
    const basis = this.rows.assigned["legalBase_id"] ?? this.dialect.cast(sql`NULL`, { kind: "int" });
    const e = existingRow("e");
    const replaced = this.rows.givesWay === undefined ? sql`1 = 0` : sql`w.person_id IS NOT NULL AND ${this.rows.givesWay(e)}`;
    if (this.dialect.repeatsNamedQueries) {
      return sql`
      SELECT e.id, COALESCE(e.person_id, w.person_id) AS person_id,
             CASE WHEN e.person_id IS NULL OR (${replaced}) THEN ${basis} ELSE e.legalbase_id END AS legalbase_id
      FROM ${existing} e FULL JOIN ${wanted} w ON ${this.sameIdentity()}`;
    }
    return sql`
      SELECT e.id, e.person_id, CASE WHEN ${replaced} THEN ${basis} ELSE e.legalbase_id END AS legalbase_id
      FROM ${existing} e LEFT JOIN ${wanted} w ON ${this.sameIdentity()}
      UNION ALL
      SELECT ${this.dialect.cast(sql`NULL`, { kind: "int" })}, w.person_id, ${basis}
      FROM ${wanted} w
      WHERE NOT EXISTS (SELECT 1 FROM ${existing} e WHERE ${this.sameIdentity()})`;
  }

  /** The wanted rows, by the cheapest way. */
  wantedRows(range: PersonRange): Sql {
    return this.rows.wanted(range, this.rows.source?.persons(range) ?? sql``);
  }

  /** The same with `last_sent`, where the step goes by the mailing history, and then with `mask`, where that is asked for. */
  datedRows(range: PersonRange, of?: PersonMask): Sql {
    const { dated, source } = this.rows;
    return dated === undefined || source === undefined ? this.wantedRows(range) : dated(range, source.lastMails(range), of);
  }

  /** The year of a dated row's last mail, as a text; NULL where no date is known, or the step does not go by it. */
  lastYear(): Sql {
    const { cast, dateText } = this.dialect;
    return cast(this.rows.dated === undefined ? sql`NULL` : dateText(sql`w.last_sent`), { kind: "text", length: 4 });
  }

  private sameIdentity(): Sql {
    const columns = ["person_id", ...this.rows.ownIdentity];
    return sql.and(columns.map((column) => sql`${identifier("e", column)} = ${identifier("w", column)}`));
  }
}

/** The columns of a stored row under an alias. */
function existingRow(alias: string): ExistingRow {
  return { id: identifier(alias, "id"), legalBaseId: identifier(alias, "legalbase_id") };
}

/** The statements of a row set, for writing into the stored table. */
export class RowSetWriter {
  constructor(
    private readonly dialect: Dialect,
    private readonly target: TargetTable,
    private readonly rows: RowSet,
  ) {}

  /** A stored row of this identity in the range, if there is any. */
  findStored(range: PersonRange): Sql {
    const { top, limit } = this.dialect;
    const person = this.column("person_id");
    // In the index's order: what asks for any row tempts planners to read the table until they meet one.
    return sql`SELECT ${top(1)} ${person} FROM ${this.target.name} e WHERE ${this.storedIn(range)} ORDER BY ${person} ${limit(1)}`;
  }

  /** Whether the server itself refuses a second row of an identity. */
  isGuarded(): boolean {
    return this.target.isUniqueBy(["person_id", ...Object.keys(this.rows.identity), ...this.rows.ownIdentity]);
  }

  /** Counts the wanted rows that have a stored row already: `met`, and `giving`, those of them that give way. */
  countMeeting(range: PersonRange, source: Sql): Sql {
    const gives = this.rows.givesWay === undefined ? sql`1 = 0` : this.rows.givesWay(this.row());
    return sql`
      SELECT COUNT(*) AS met, COALESCE(SUM(m.gives), 0) AS giving
      FROM (
        SELECT ${this.dialect.inWrittenOrder} CASE WHEN ${gives} THEN 1 ELSE 0 END AS gives
        FROM (${this.rows.wanted(range, source)}) w
        JOIN ${this.target.name} e ON ${this.sameStored()}
        WHERE ${this.storedIn(range)}
      ) m`;
  }

  /** Counts the wanted rows that a stored row stands in for already and that stays as it is. */
  countKept(range: PersonRange, source: Sql): Sql {
    const stays = this.rows.givesWay === undefined ? sql`1 = 1` : sql`NOT (${this.rows.givesWay(this.row())})`;
    return sql`SELECT COUNT(*) AS n FROM ${this.target.name} e
      WHERE ${this.storedIn(range)} AND ${stays} AND EXISTS (SELECT 1 FROM (${this.rows.wanted(range, source)}) w WHERE ${this.sameStored()})`;
  }

  /** INSERT … SELECT of the wanted rows that are missing, with ids from `firstId` on. */
  insertMissing(range: PersonRange, source: Sql, firstId: Sql, stamp: Stamp): Sql {
    return sql`${this.insertAll(range, source, firstId, stamp)}
      WHERE NOT EXISTS (SELECT 1 FROM ${this.target.name} e WHERE ${this.sameStored()} AND ${this.storedIn(range)})`;
  }

  /** The same where the range has no stored row. */
  insertAll(range: PersonRange, source: Sql, firstId: Sql, stamp: Stamp): Sql {
    const order = ["person_id", ...this.rows.ownIdentity].map((column) => identifier("w", column));
    const values: Record<string, Sql> = {
      [this.target.primaryKey]: sql`${firstId} - 1 + ROW_NUMBER() OVER (ORDER BY ${order})`,
      person_id: identifier("w", "person_id"),
      registered: stamp.at,
      registered_associate_id: stamp.associateId,
      updated: stamp.at,
      updated_associate_id: stamp.associateId,
      updatedCount: sql`0`,
      ...this.rows.identity,
      ...this.rows.assigned,
    };
    for (const column of [...this.rows.ownIdentity, ...this.rows.given]) values[column] = identifier("w", column);
    return this.target.insert(
      values,
      sql`
      FROM (${this.rows.wanted(range, source)}) w`,
    );
  }

  /**
   * SELECT of stored rows that give way, locked for the UPDATE that follows. Undefined where stored
   * rows always stay.
   * @param columns expressions on the stored row `e` and the wanted row `w`
   */
  selectGivingWay(range: PersonRange, source: Sql, columns: readonly Sql[]): Sql | undefined {
    if (this.rows.givesWay === undefined) return undefined;
    const lock = this.dialect.rowLock("e");
    return sql`
      SELECT ${columns}
      FROM ${this.target.name} e ${lock.hint}
      JOIN (${this.rows.wanted(range, source)}) w ON ${this.sameStored()}
      WHERE ${this.storedIn(range)} AND ${this.rows.givesWay(this.row())}
      ${lock.suffix}`;
  }

  /** The condition that a stored row belongs to the range and to the row set's identity. */
  private storedIn(range: PersonRange): Sql {
    const identity = Object.entries(this.rows.identity).map(([column, value]) => sql`${this.column(column)} = ${value}`);
    return sql.and([range.covers(this.column("person_id")), ...identity]);
  }

  private column(name: string): Sql {
    return this.target.column(name, "e");
  }

  private row(): ExistingRow {
    return {
      id: this.column(this.target.primaryKey),
      legalBaseId: this.target.has("legalBase_id") ? this.column("legalBase_id") : sql`NULL`,
    };
  }

  private sameStored(): Sql {
    const columns = ["person_id", ...this.rows.ownIdentity];
    return sql.and(columns.map((column) => sql`${this.column(column)} = ${identifier("w", column)}`));
  }
}
