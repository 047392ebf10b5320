import type { Knex } from "knex";
import type { LiteralValue, Sql, SqlValue } from "./sql.js";
import type { Statements } from "./statements.js";
import type { ColumnType } from "./table-definition.js";

/** The engines, as reports name them. */
export type EngineName = "postgres" | "mysql" | "mariadb" | "mssql";

/** A column as the database's catalog has it. */
export interface CatalogColumn {
  readonly table: string;
  readonly column: string;
  /** The engine's type name, lower case. */
  readonly type: string;
  readonly nullable: boolean;
  /** Filled by the server when an INSERT leaves it out (default, identity, computed). */
  readonly hasDefault: boolean;
}

/** An index as the database's catalog has it; columns in the order of the index. */
export interface CatalogIndex {
  readonly table: string;
  readonly index: string;
  readonly unique: boolean;
  readonly columns: readonly string[];
}

/** Where an engine wants the words that lock the rows of a SELECT. */
export interface RowLock {
  /** After the table's alias: SQL Server's `WITH (UPDLOCK, ROWLOCK)`. */
  readonly hint: Sql;
  /** At the end of the SELECT: `FOR UPDATE OF alias` or `FOR UPDATE`. */
  readonly suffix: Sql;
}

/** A column of a derived table: a member of each JSON object, named by lower-case letters and digits, and its type. */
export interface JsonColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** Bytes of a text in UTF-8 that give way to others. */
export interface ByteReplacement {
  /** Offset of the first of them in the old text, from 0. */
  readonly at: number;
  /** At least one: MariaDB appends nothing to a text. */
  readonly length: number;
  readonly after: Buffer;
}

/** The SHA-256 of one text, in the forms in which the server may compute it. */
export type TextHashes = readonly (string | Buffer)[];

/** What is sought in texts: exactly so, or in lower case and whatever the case of a text's ASCII letters. */
export interface Pieces {
  readonly anyOf: readonly string[];
  readonly capitals: "count" | "ignored";
}

/** What an engine can do, and what it does better in one way than in another. */
interface Traits {
  readonly engine: EngineName;
  /** How people call the engine: `SQL Server`. */
  readonly displayName: string;
  /** Most rows that one statement may write (SQL Server escalates locks at 5 000); undefined: no limit. */
  readonly maxRowsPerStatement: number | undefined;
  /** Whether DDL can be rolled back. */
  readonly transactionalDdl: boolean;
  /** Whether CREATE TABLE takes the table's indexes: where each statement of DDL is a commit, they cost a third of the time so. */
  readonly indexesInCreateTable: boolean;
  /** Longest text column, in characters, that an index can hold whole. */
  readonly indexableTextLength: number;
  /**
   * How the mailing history is read fastest while a step writes: by index for each range of persons, or gathered once
   * into a work table.
   */
  readonly historyAccess: "range" | "work-table";
  /**
   * Whether the history is gathered while the step before still writes, where that was measured (`LookAhead`): two statements
   * at work at a time make users wait on a small server.
   */
  readonly gathersAhead: boolean;
  /**
   * Whether to ask for every person, by index, if a row exists is faster than to gather all rows and count each person
   * once: so it is where gathering means a table on disk and nothing works in parallel.
   */
  readonly probesRows: boolean;
  /**
   * Whether a named query (WITH) is worked out anew wherever it is used, as SQL Server does: where its name stands twice, the
   * mailing history behind it is gathered twice. A FULL JOIN, which MySQL and MariaDB lack, uses each name once.
   */
  readonly repeatsNamedQueries: boolean;
  /** Whether reading never waits for rows that somebody else is writing, nor makes them wait. */
  readonly readsBesideWrites: boolean;
}

/** Names, values and types in the engine's words. */
interface Notation {
  /** knex as a compiler (no connection): placeholders, quoting, schema builder. */
  readonly compiler: Knex;
  /** A value as the engine reads it in a script, whatever its settings and the script's encoding of lines. */
  literal(value: LiteralValue): string;
  /** The engine's type for a column of ours or of a created CRM table. */
  typeName(type: ColumnType): string;
  /** A value or expression with an explicit type (a bare parameter has none on PostgreSQL). */
  cast(value: SqlValue, type: ColumnType): Sql;
}

/** Parts of statements that the engines write differently, and words that help them to choose a way through the rows. */
interface Phrases {
  /** `TOP (n)` right after SELECT, where the engine has it there; empty elsewhere. */
  top(rows: number): Sql;
  /** `LIMIT n` at the end, where the engine has it there; empty elsewhere. */
  limit(rows: number): Sql;
  /** After ORDER BY: the row at this place alone, counted from 1. */
  nth(place: number): Sql;
  /** A SELECT without a table: empty, or `FROM dual` where the engine wants it before WHERE. */
  fromNothing(): Sql;
  /**
   * After a table's name: words that make the engine read it by that index; empty where the optimiser chooses well by
   * itself.
   */
  byIndex(index: string): Sql;
  /** After SELECT: words that make the engine join in the order written; empty where it chooses well by itself. */
  readonly inWrittenOrder: Sql;
  /**
   * After SELECT: words that make the engine sort millions of rows for GROUP BY; empty where it does by itself what is best. Left alone,
   * some look each row's group up in a table.
   */
  readonly sortingGroups: Sql;
  /** A column of a small derived table, for joining many rows with it: so that the engine builds a hash table of it once. */
  hashed(column: Sql): Sql;
  /** Words that lock the rows that a SELECT reads from `alias` for a following UPDATE. */
  rowLock(alias: string): RowLock;
  /**
   * A derived table (with alias `r`) of the objects in a JSON array, where that is faster than VALUES with many
   * parameters; undefined where it is not.
   */
  readonly jsonRows?: (json: string, columns: readonly JsonColumn[]) => Sql;
}

/** Times as the CRM keeps them. */
interface Times {
  /** A timestamp as `YYYY-MM-DD`. */
  dateText(timestamp: Sql): Sql;
  /** A timestamp as `YYYY-MM-DD HH:MM:SS`. */
  timestampText(timestamp: Sql): Sql;
  /** The column, or NULL where it holds no real time (MySQL's zero dates). */
  realTime(timestamp: Sql): Sql;
  /** The database's clock, UTC, whole seconds. */
  utcNow(): Sql;
  /** The server's local time, whole seconds. */
  localNow(): Sql;
}

/** Texts joined, compared, sought and replaced. */
interface Texts {
  /** Texts joined; every part must be NOT NULL and typed. */
  concat(parts: readonly Sql[]): Sql;
  /** A text trimmed and in lower case, that then compares byte for byte: some collations hold é for e, or aa for å. */
  folded(text: Sql): Sql;
  /** Comparison byte for byte, whatever the collation. */
  sameBytes(left: SqlValue, right: SqlValue): Sql;
  /** What `hasHash` compares a column with. */
  hashesOf(text: string): TextHashes;
  /** Whether a text column has the very bytes of a text, by a SHA-256 that the server computes: the text need not travel again. */
  hasHash(column: Sql, hashes: TextHashes): Sql;
  /**
   * SHA-256 of a text column in UTF-8, as 64 hexadecimal digits in lower case, so that texts can be compared with a hash
   * that is stored. Absent where the server's texts are UTF-16.
   */
  readonly utf8Hash?: (column: Sql) => Sql;
  /**
   * A text column with some of its bytes in UTF-8 replaced, by the server: what stays need not travel. A server whose texts
   * are UTF-16 has no such expression.
   * @param parts in the order of the text, without overlaps; statements have room for some dozens
   */
  readonly replaceBytes?: (column: Sql, parts: readonly ByteReplacement[]) => Sql;
  /** Up to which length that works, in UTF-16 units of the old and the new text together. */
  readonly longestReplaced: number;
  /** Length in bytes of a text column. */
  byteLength(text: Sql): Sql;
  /** A text in the form in which `containsAny` reads it; made once in a derived table, as it may cost more than the search. */
  searchable(text: Sql, capitals: Pieces["capitals"]): Sql;
  /**
   * Whether a text holds one of these pieces; in one pass where the engine can.
   * @param searchable what `searchable` made of the text
   */
  containsAny(searchable: Sql, pieces: Pieces): Sql;
  /** The name of a text column's character set, in a query of INFORMATION_SCHEMA.COLUMNS. */
  readonly columnCharacters: Sql;
}

/** What is asked of the server's catalog (`catalog.ts` reads the answers). Truth values are 1 or true. */
interface CatalogQueries {
  /** `name`: schemas or databases that hold a table of that name, whatever its case. */
  schemasWithTable(table: string): Sql;
  /** `name`: all tables and views of the schema; nothing else is asked of a whole schema, which has hundreds of them. */
  tables(schema: string): Sql;
  /** `name`: tables and views of the schema with a column of one of these names, whatever its case. */
  tablesWithColumn(schema: string, columns: readonly string[]): Sql;
  /** `table`, `column`, `type`, `nullable`, `has_default` of these tables and views, whatever the case of their names. */
  columns(schema: string, tables: readonly string[]): Sql;
  /** `table`, `index`, `is_unique`, `column`: the columns of these tables' indexes in order, whatever the case of their names. */
  indexes(schema: string, tables: readonly string[]): Sql;
}

/** Locks of a session, and how long it waits for those of others. */
interface Locks {
  /** Tries to take the session's lock of that name (at most 60 characters). @returns whether it was granted @throws DatabaseError */
  takeLock(session: Statements, name: string): Promise<boolean>;
  /** Whether this session still holds the lock. @throws DatabaseError */
  holdsLock(session: Statements, name: string): Promise<boolean>;
  /**
   * Ends another session of this login if it is the one that holds the lock: the server may not have noticed for hours that
   * nobody is there any more. Absent where a login may not.
   * @throws DatabaseError
   */
  endHolder?(session: Statements, name: string, holder: Pick<Statements, "connectionId" | "origin">): Promise<void>;
  /** Releases the lock that this session holds. @throws DatabaseError */
  releaseLock(session: Statements, name: string): Promise<void>;
  /**
   * Does `work` while nobody else writes to the table. It may read, change and drop that table, and read the catalog; no
   * other table. What it leaves open is committed at the end.
   * @throws DatabaseError of kind lock-timeout where others have the table for longer than the session waits
   */
  whileTableIsLocked<T>(session: Statements, table: Sql, work: () => Promise<T>): Promise<T>;
  /**
   * Tells the server that each query of the open transaction joins whole tables, whatever it believes of them: right after
   * `apply`, or after a copy was restored, it has no good statistics, and would look every row up one by one. No query gets a
   * second processor: `verify` asks two at once. Absent where the engine needs no telling.
   * @throws DatabaseError
   */
  joinWholeTables?(session: Statements): Promise<void>;
  /** Lock time-out of the session's next statements, in milliseconds; undefined: the engine's default of the run. */
  setLockTimeout(session: Statements, milliseconds: number): Promise<void>;
}

/**
 * The differences between the engines: capabilities, and a few functions that make SQL. Nothing
 * else in the program compares engine names.
 */
export interface Dialect extends Traits, Notation, Phrases, Times, Texts, CatalogQueries, Locks {}
