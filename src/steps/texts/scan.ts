import type { Dialect } from "../../dialect/dialect.js";
import type { Session } from "../../dialect/session.js";
import { identifier, sql, type Sql } from "../../dialect/sql.js";
import { keyColumn } from "../../crm/tables.js";
import type { Relations } from "../../crm/relations.js";
import type { LinkTexts, TextFacts, TextRecord } from "../template-text.js";
import { count } from "../../dialect/counts.js";

/** Most bytes of text in a page; a single larger record is a page of its own. */
export const PAGE_BYTES = 1024 * 1024;
const PAGE_RECORDS = 500;
/** A page is full where less than this is left of it: another look would find nothing that fits. */
const PAGE_REST = PAGE_BYTES / 4;
/** More than a page can have, records added meanwhile included. */
const MOST_RECORDS = 1_000_000;

/** A record that was gone through; without its texts where the database says that they hold no link. */
export interface SeenRecord {
  readonly id: number;
  readonly facts: TextFacts;
  readonly record: TextRecord | undefined;
}

interface Size {
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
  readonly records: readonly SeenRecord[];
  /** Of the texts that travelled. */
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

interface Flagged {
  readonly id: number;
  readonly facts: TextFacts;
  readonly travels: boolean;
}

/** The first sizes that together fit into the room. */
function fitting(sizes: readonly Size[], room: number, mayExceed: boolean): readonly Size[] {
  let total = 0;
  const end = sizes.findIndex(({ bytes }, position) => (total += bytes) > room && !(mayExceed && position === 0));
  return end === -1 ? sizes : sizes.slice(0, end);
}

/** How much of a window's text is going to travel. */
function bytesOf(window: readonly Size[], flagged: readonly Flagged[]): number {
  const travelling = new Set(flagged.filter(({ travels }) => travels).map(({ id }) => id));
  return window.reduce((sum, { id, bytes }) => sum + (travelling.has(id) ? bytes : 0), 0);
}

/** Reads a table with texts, page by page. */
export class TextScan {
  private readonly id: Sql;
  private readonly source: Sql;
  private readonly bytes: Sql;
  private readonly searched: readonly Sql[];
  private readonly flags: readonly Sql[];
  private readonly columns: readonly Sql[];
  private readonly factColumns: readonly Sql[];

  constructor(
    readonly dialect: Dialect,
    relations: Relations,
    private readonly table: LinkTexts,
  ) {
    const { byteLength, searchable, containsAny } = dialect;
    const { texts, pieces, travelsAnyway } = table;
    const named = (value: Sql, name: string): Sql => sql`${value} AS ${identifier(name)}`;
    const stored = (name: string): Sql => identifier("m", name);
    const listed = (values: Readonly<Record<string, Sql>>) => Object.entries(values).map(([name, value]) => named(value, name));
    const facts = listed(table.facts);
    this.id = identifier("m", keyColumn(table.table));
    this.source = sql`${relations.of(table.table)} m`;
    this.bytes = sql.join(
      texts.map((name) => sql`COALESCE(${byteLength(stored(name))}, 0)`),
      " + ",
    );
    this.columns = [
      named(this.id, "id"),
      ...texts.map((name) => named(stored(name), name)),
      ...facts,
      ...listed(table.told ?? {}),
    ];
    this.factColumns = [named(this.id, "id"), ...facts];
    this.searched = [
      named(this.id, "id"),
      named(travelsAnyway === undefined ? sql`0` : sql`CASE WHEN ${travelsAnyway} THEN 1 ELSE 0 END`, "travels_anyway"),
      ...texts.map((name) => named(searchable(sql`COALESCE(${stored(name)}, '')`, pieces?.[0]), name)),
      ...facts,
    ];
    const mayHoldLink = (text: Sql): Sql => (pieces === undefined ? sql`${byteLength(text)} > 0` : containsAny(text, pieces));
    const conditions = [sql`w.travels_anyway = 1`, ...texts.map((name) => mayHoldLink(identifier("w", name)))];
    this.flags = [
      sql`w.id AS id`,
      ...Object.keys(table.facts).map((name) => named(identifier("w", name), name)),
      sql`CASE WHEN ${sql.join(conditions, " OR ")} THEN 1 ELSE 0 END AS travels`,
    ];
  }

  /** How many records there are over all pages. @throws DatabaseError */
  async count(session: Session): Promise<number> {
    const rows = await session.query<{ n: unknown }>(sql`SELECT COUNT(*) AS n FROM ${this.source}`);
    return count(rows[0]?.n);
  }

  /**
   * The next records, with the texts of those that may hold a link: memory stays constant whatever the number of the
   * templates, and a text that holds no link does not travel. Undefined at the end.
   * @throws DatabaseError
   */
  async page(session: Session, cursor: TextCursor): Promise<TextPage | undefined> {
    const flagged: Flagged[] = [];
    let { after, upcoming } = cursor;
    let room = PAGE_BYTES;
    while (room > PAGE_REST && flagged.length < PAGE_RECORDS) {
      if (upcoming.length === 0) upcoming = await this.sizesAfter(session, after);
      const window = fitting(upcoming, room, flagged.length === 0);
      const last = window.at(-1)?.id;
      if (last === undefined) break;
      const found = await this.flagsBetween(session, after, last);
      room -= bytesOf(window, found);
      flagged.push(...found);
      upcoming = upcoming.slice(window.length);
      after = last;
    }
    if (after === cursor.after) return undefined;
    return {
      records: await this.withTexts(session, flagged),
      bytes: PAGE_BYTES - room,
      after: cursor.after,
      last: after,
      next: { after, upcoming },
    };
  }

  /** Records that were read before, as they are now. @throws DatabaseError */
  async pageAgain(session: Session, { after, last }: PageBounds): Promise<readonly SeenRecord[]> {
    return this.withTexts(session, await this.flagsBetween(session, after, last));
  }

  /** What holds of records now besides their texts: a mailing may have been sent since they were read. @throws DatabaseError */
  async facts(session: Session, ids: readonly number[]): Promise<ReadonlyMap<number, TextFacts>> {
    if (ids.length === 0) return new Map();
    const rows = await session.query<Row>(sql`
      SELECT ${this.factColumns} FROM ${this.source} WHERE ${this.id} IN (${ids})`);
    return new Map(rows.map((row) => [Number(row["id"]), this.factsOf(row)]));
  }

  /** Sizes of the next records; no text is read for that on most engines. */
  private async sizesAfter(session: Session, after: number): Promise<readonly Size[]> {
    const { top, limit } = this.dialect;
    const rows = await session.query<{ id: unknown; bytes: unknown }>(sql`
      SELECT ${top(PAGE_RECORDS)} ${this.id} AS id, ${this.bytes} AS bytes
      FROM ${this.source} WHERE ${this.id} > ${after} ORDER BY ${this.id} ${limit(PAGE_RECORDS)}`);
    return rows.map((row) => ({ id: Number(row.id), bytes: count(row.bytes) }));
  }

  /** Which of the records may hold a link. */
  private async flagsBetween(session: Session, after: number, last: number): Promise<readonly Flagged[]> {
    const { top, limit } = this.dialect;
    // The limit is there so that no engine merges the two: a text is made searchable once, not for each thing sought.
    const rows = await session.query<Row>(sql`
      SELECT ${this.flags}
      FROM (
        SELECT ${top(MOST_RECORDS)} ${this.searched} FROM ${this.source}
        WHERE ${this.id} > ${after} AND ${this.id} <= ${last} ORDER BY ${this.id} ${limit(MOST_RECORDS)}) w
      ORDER BY w.id`);
    return rows.map((row) => ({ id: Number(row["id"]), facts: this.factsOf(row), travels: Number(row["travels"]) === 1 }));
  }

  private async withTexts(session: Session, flagged: readonly Flagged[]): Promise<readonly SeenRecord[]> {
    const texts = await this.textsOf(
      session,
      flagged.filter(({ travels }) => travels).map(({ id }) => id),
    );
    return flagged.map(({ id, facts }) => ({ id, facts, record: texts.get(id) }));
  }

  private async textsOf(session: Session, ids: readonly number[]): Promise<ReadonlyMap<number, TextRecord>> {
    if (ids.length === 0) return new Map();
    const rows = await session.query<Row>(sql`
      SELECT ${this.columns} FROM ${this.source} WHERE ${this.id} IN (${ids})`);
    return new Map(rows.map((row) => [Number(row["id"]), this.recordOf(row)]));
  }

  private recordOf(row: Row): TextRecord {
    const texts = this.table.texts.map(
      (name) => [name, row[name] === null || row[name] === undefined ? null : String(row[name])] as const,
    );
    return {
      id: Number(row["id"]),
      texts: Object.fromEntries(texts),
      facts: this.factsOf(row, { ...this.table.facts, ...this.table.told }),
    };
  }

  private factsOf(row: Row, facts: Readonly<Record<string, Sql>> = this.table.facts): TextFacts {
    return Object.fromEntries(Object.keys(facts).map((name) => [name, row[name] ?? null] as const));
  }
}
