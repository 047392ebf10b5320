import type { Database } from "../../src/dialect/connection-target.js";
import type { Dialect } from "../../src/dialect/dialect.js";
import { mssqlDialect } from "../../src/dialect/mssql/dialect.js";
import { refuseWrites } from "../../src/dialect/mssql/read-only.js";
import type { Session } from "../../src/dialect/session.js";
import type { TransactionMode } from "../../src/dialect/statements.js";
import { compileSql, Sql } from "../../src/dialect/sql.js";

/** What another engine's dialect wrote → what SQL Server's writes in its place. */
const twins = new WeakMap<Sql, Sql>();

/** Tables are written by knex in the engine's own form, in small letters; those for SQL Server are among the steps' statements. */
const BUILT_BY_KNEX = /^(?:create|alter) /;
/** PostgreSQL's own views and functions: what its engine asks by itself, as SQL Server's does in other words. */
const OF_POSTGRES = /\bpg_|\bcurrent_setting\(|\binformation_schema\b|::/;

/** A session that notes → the session that a dialect works with by itself. */
const workedWith = new WeakMap<object, Session>();

type Call = (...input: readonly unknown[]) => unknown;

/**
 * A database whose sessions do what they are told, and note what SQL Server would have been sent in their place: where a
 * dialect writes a piece of a statement, SQL Server's writes another. What an engine does by itself (the catalog, locks) is
 * not noted.
 * @param note takes the T-SQL of a statement
 */
export function besideTsql(database: Database, note: (text: string) => void): Database {
  return { ...database, open: async () => noting(await database.open(), note) };
}

function noting(session: Session, note: (text: string) => void): Session {
  let reads = false;
  const dialect = twofold(session.dialect);
  const noted = (statement: Sql): Sql => {
    const { text } = compileSql(mssqlDialect, inTsql(statement));
    if (BUILT_BY_KNEX.test(text) || OF_POSTGRES.test(text)) return statement;
    // As SQL Server's session does, which has no read-only transaction.
    if (reads) refuseWrites(text);
    note(text);
    return statement;
  };
  const made = new Proxy(session, {
    get(target, name) {
      if (name === "commit" || name === "rollback") reads = false;
      if (name === "begin") {
        return (mode: TransactionMode) => {
          reads = mode === "read";
          return target.begin(mode);
        };
      }
      if (name === "dialect") return dialect;
      if (name === "query") return (statement: Sql) => target.query(noted(statement));
      if (name === "execute") return (statement: Sql) => target.execute(noted(statement));
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? (value as Call).bind(target) : value;
    },
  });
  workedWith.set(made, session);
  return made;
}

/** The dialect, with SQL Server's traits, and without what SQL Server has no expression for. */
function twofold(dialect: Dialect): Dialect {
  const own: Record<string, unknown> = { ...dialect };
  for (const [name, here] of Object.entries(dialect)) {
    const there: unknown = Reflect.get(mssqlDialect, name);
    if (name === "compiler" || name === "literal" || name === "engine" || name === "displayName") continue;
    if (there === undefined) delete own[name];
    else if (here instanceof Sql && there instanceof Sql) own[name] = paired(here, there);
    else own[name] = typeof here === "function" ? twofoldCall(here as Call, there as Call) : there;
  }
  return own as unknown as Dialect;
}

function twofoldCall(here: Call, there: Call): Call {
  return (...input) => {
    const made = here(...input.map((value) => workedWith.get(Object(value) as object) ?? value));
    if (made instanceof Sql) return paired(made, there(...input) as Sql);
    if (!isPlain(made) || !Object.values(made).every((piece) => piece instanceof Sql)) return made;
    const pieces = there(...input) as Readonly<Record<string, Sql>>;
    return Object.fromEntries(Object.entries(made).map(([name, piece]) => [name, paired(piece, pieces[name] ?? piece)]));
  };
}

/** Another piece of the same text: a dialect may give one for many that another tells apart. It has a text, lest it be left out. */
function paired({ texts: [first = "", ...rest], values }: Sql, twin: Sql): Sql {
  const piece = new Sql([`/**/${first}`, ...rest], values);
  twins.set(piece, twin);
  return piece;
}

function inTsql(piece: Sql): Sql {
  const twin = twins.get(piece);
  if (twin !== undefined) return inTsql(twin);
  return new Sql(
    piece.texts,
    piece.values.map((value) => (value instanceof Sql ? inTsql(value) : value)),
  );
}

function isPlain(value: unknown): value is Readonly<Record<string, Sql>> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
