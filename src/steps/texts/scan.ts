import type { Dialect } from "../../dialect/dialect.js";
import type { Session } from "../../dialect/session.js";
import { identifier, sql, type Sql } from "../../dialect/sql.js";
import { keyColumn } from "../../crm/tables.js";
import type { Relations } from "../../crm/relations.js";
import type { LinkTexts, TextFacts, TextRecord } from "../template-text.js";
import { count, countRows } from "../../dialect/counts.js";

/** Most bytes of text in a page; a single larger record is a page of its own. */
export const PAGE_BYTES = 1024 * 1024;
const PAGE_RECORDS = 500;
/** A page is full where less than this is left of it: another look would find nothing that fits. */
const PAGE_REST = PAGE_BYTES / 4;
/** More than a page can have, records added meanwhile included. */
const MOST_RECORDS = 1_000_000;

/** A record, and how many bytes of text it has. */
export interface Size {
  readonly id: number;
  readonly bytes: number;
}

/** Where records that are gone through together begin and end: all from behind an id up to another one. */
export interface PageBounds {
  readonly after: number;
  readonly last: number;
}

/** Records that were read together. */
export interface TextPage extends PageBounds {
  readonly records: readonly TextRecord[];
  /** Of their texts. */
  readonly bytes: number;
  readonly next: TextCursor;
}

/** Where reading a table has come to. */
export interface TextCursor {
  readonly after: number;
  /** What comes next, by size; texts that were changed since only make a page larger or smaller. */
  readonly upcoming: readonly Size[];
}

/** Reading begins behind this id. */
export function textCursor(after: number): TextCursor {
  return { after, upcoming: [] };
}

type Row = Readonly<Record<string, string | number | null>>;

/** The first sizes that together fit into the room. */
export function fitting(sizes: readonly Size[], room: number, mayExceed: boolean): readonly Size[] {
  let total = 0;
  const end = sizes.findIndex(({ bytes }, position) => (total += bytes) > room && !(mayExceed && position === 0));
  return end === -1 ? sizes : sizes.slice(0, end);
}

/** Reads a table with texts, page by page. */
export class TextScan {
  private readonly id: Sql;
  private readonly source: Sql;
  private readonly bytes: Sql;
  private readonly columns: readonly Sql[];
  private readonly factColumns: readonly Sql[];

  constructor(
    readonly dialect: Dialect,
    relations: Relations,
    private readonly table: LinkTexts,
  ) {
    const listed = (values: Readonly<Record<string, Sql>>) => Object.entries(values).map(([name, value]) => named(value, name));
    const { texts, facts, told = {} } = table;
    this.id = identifier("m", keyColumn(table.table));
    this.source = sql`${relations.of(table.table)} m`;
    this.bytes = sql.join(
      texts.map((name) => sql`COALESCE(${dialect.byteLength(stored(name))}, 0)`),
      " + ",
    );
    this.factColumns = [named(this.id, "id"), ...listed(facts)];
    this.columns = [...this.factColumns, ...texts.map((name) => named(stored(name), name)), ...listed(told)];
  }

  /** How many records there are over all pages. @throws DatabaseError */
  count(session: Session): Promise<number> {
    return countRows(session, sql`FROM ${this.source}`);
  }

  /**
   * The next records: memory stays constant whatever the number of the templates. Undefined at the end.
   * @throws DatabaseError
   */
  async page(session: Session, cursor: TextCursor): Promise<TextPage | undefined> {
    const found: Size[] = [];
    let { after, upcoming } = cursor;
    let room = PAGE_BYTES;
    while (room > PAGE_REST && found.length < PAGE_RECORDS) {
      if (upcoming.length === 0) upcoming = await this.sizesAfter(session, after);
      const window = fitting(upcoming, room, found.length === 0);
      const last = window.at(-1)?.id;
      if (last === undefined) break;
      const matching = await this.matching(session, window, after, last);
      room -= matching.reduce((sum, { bytes }) => sum + bytes, 0);
      found.push(...matching);
      upcoming = upcoming.slice(window.length);
      after = last;
    }
    if (after === cursor.after) return undefined;
    const ids = found.map(({ id }) => id);
    const records = ids.length === 0 ? [] : await this.recordsWhere(session, sql`${this.id} IN (${ids})`);
    return { records, bytes: PAGE_BYTES - room, after: cursor.after, last: after, next: { after, upcoming } };
  }

  /** Records that were read before, as they are now. @throws DatabaseError */
  async pageAgain(session: Session, { after, last }: PageBounds): Promise<readonly TextRecord[]> {
    return this.recordsWhere(session, this.between(after, last));
  }

  /** What holds of records now besides their texts: a mailing may have been sent since they were read. @throws DatabaseError */
  async facts(session: Session, ids: readonly number[]): Promise<ReadonlyMap<number, TextFacts>> {
    if (ids.length === 0) return new Map();
    const rows = await session.query<Row>(sql`
      SELECT ${this.factColumns} FROM ${this.source} WHERE ${this.id} IN (${ids})`);
    return new Map(rows.map((row) => [Number(row["id"]), valuesOf(row, this.table.facts)]));
  }

  /** Sizes of the next records; no text is read for that on most engines. */
  private async sizesAfter(session: Session, after: number): Promise<readonly Size[]> {
    const { top, limit } = this.dialect;
    const rows = await session.query<{ id: unknown; bytes: unknown }>(sql`
      SELECT ${top(PAGE_RECORDS)} ${this.id} AS id, ${this.bytes} AS bytes
      FROM ${this.source} WHERE ${this.id} > ${after} ORDER BY ${this.id} ${limit(PAGE_RECORDS)}`);
    return rows.map((row) => ({ id: Number(row.id), bytes: count(row.bytes) }));
  }

  /** Those of a window that hold one of the table's pieces; all of it where none are named. */
  private async matching(session: Session, window: readonly Size[], after: number, last: number): Promise<readonly Size[]> {
    const { texts, pieces } = this.table;
    if (pieces === undefined) return window;
    const { top, limit, searchable, containsAny } = this.dialect;
    const searched = texts.map((name) => named(searchable(sql`COALESCE(${stored(name)}, '')`, pieces.capitals), name));
    // The limit is there so that no engine merges the two: a text is made searchable once, not for each thing sought.
    const rows = await session.query<{ id: unknown }>(sql`
      SELECT w.id AS id
      FROM (
        SELECT ${top(MOST_RECORDS)} ${[named(this.id, "id"), ...searched]} FROM ${this.source}
        WHERE ${this.between(after, last)} ORDER BY ${this.id} ${limit(MOST_RECORDS)}) w
      WHERE ${sql.or(texts.map((name) => containsAny(identifier("w", name), pieces)))}`);
    const ids = new Set(rows.map(({ id }) => Number(id)));
    return window.filter(({ id }) => ids.has(id));
  }

  private between(after: number, last: number): Sql {
    return sql`${this.id} > ${after} AND ${this.id} <= ${last}`;
  }

  private async recordsWhere(session: Session, condition: Sql): Promise<readonly TextRecord[]> {
    const rows = await session.query<Row>(sql`SELECT ${this.columns} FROM ${this.source} WHERE ${condition}`);
    const { texts, facts, told = {} } = this.table;
    const records = rows.map((row) => ({
      id: Number(row["id"]),
      texts: Object.fromEntries(texts.map((name) => [name, row[name] === null ? null : String(row[name])])),
      facts: valuesOf(row, facts),
      told: valuesOf(row, told),
    }));
    return records.toSorted((one, other) => one.id - other.id);
  }
}

function stored(column: string): Sql {
  return identifier("m", column);
}

function named(value: Sql, name: string): Sql {
  return sql`${value} AS ${identifier(name)}`;
}

function valuesOf(row: Row, columns: Readonly<Record<string, Sql>>): TextFacts {
  return Object.fromEntries(Object.keys(columns).map((name) => [name, row[name] ?? null]));
}
