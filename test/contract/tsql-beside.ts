import type { Database } from "../../src/dialect/connection-target.js";
import type { Dialect } from "../../src/dialect/dialect.js";
import { mssqlDialect } from "../../src/dialect/mssql/dialect.js";
import { refuseWrites } from "../../src/dialect/mssql/read-only.js";
import type { Session } from "../../src/dialect/session.js";
import type { TransactionMode } from "../../src/dialect/statements.js";
import { compileSql, type Sql, type SqlTag } from "../../src/dialect/sql.js";

/** What SQL Server would be sent for a piece of another engine's SQL. */
const inTsql = new WeakMap<object, Sql>();
/** A compiled piece's values → the piece: `flatSql` makes a new one of them. */
const compiledFrom = new WeakMap<object, Sql>();

/** Tables are written by knex in the engine's own form, in small letters; those for SQL Server are among the steps' statements. */
const BUILT_BY_KNEX = /^(?:create|alter) /;

type Call = (...input: readonly unknown[]) => unknown;

/**
 * A database whose sessions do what they are told, and note what SQL Server would have been sent in their place: every piece
 * of SQL is written twice, by the engine's dialect and by SQL Server's. What a dialect does by itself (the catalog, locks) is
 * written once, and not noted.
 * @param note takes the T-SQL of a statement
 */
export function besideTsql(database: Database, note: (text: string) => void): Database {
  return { ...database, open: async () => noting(await database.open(), note) };
}

function noting(session: Session, note: (text: string) => void): Session {
  let reads = false;
  const dialect = twofold(session.dialect);
  const noted = (statement: Sql): Sql => {
    const twin = inTsql.get(statement);
    const text = twin && compileSql(twin).text;
    if (text !== undefined && !BUILT_BY_KNEX.test(text)) {
      // As SQL Server's session does, which has no read-only transaction.
      if (reads) refuseWrites(text);
      note(text);
    }
    return statement;
  };
  return new Proxy(session, {
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
}

/** The dialect, with SQL Server's traits, and without what SQL Server has no expression for. */
function twofold(dialect: Dialect): Dialect {
  const sql: SqlTag = (texts, ...values) =>
    paired(dialect.sql(texts, ...values), mssqlDialect.sql(texts, ...values.map((value) => twinOf(value))));
  const compiler = new Proxy(dialect.compiler, {
    get: (target, name) => (name === "raw" ? twofoldRaw(dialect) : (Reflect.get(target, name) as unknown)),
  });
  const own: Record<string, unknown> = { ...dialect, sql, compiler };
  for (const [name, here] of Object.entries(dialect)) {
    const there: unknown = Reflect.get(mssqlDialect, name);
    if (name === "sql" || name === "compiler" || name === "engine" || name === "displayName") continue;
    if (there === undefined) delete own[name];
    else if (isPiece(here) && isPiece(there)) own[name] = paired(another(dialect, here), there);
    else own[name] = typeof here === "function" ? twofoldCall(dialect, here as Call, there as Call) : there;
  }
  return own as unknown as Dialect;
}

/** A dialect may give the same piece for many things that another one tells apart. */
function another(dialect: Dialect, piece: Sql): Sql {
  return dialect.sql` ${piece} `;
}

function twofoldRaw(dialect: Dialect): Call {
  return (text, values) => {
    const piece = dialect.compiler.raw(text as string, values as never);
    const flat = typeof values === "object" && values !== null ? compiledFrom.get(values) : undefined;
    return paired(piece, flat === undefined ? mssqlDialect.compiler.raw(text as string, twinOf(values) as never) : twinOf(flat));
  };
}

function twofoldCall(dialect: Dialect, here: Call, there: Call): Call {
  return (...input) => {
    const made = here(...input);
    const twins = (): unknown => there(...input.map((value) => twinOf(value)));
    if (isPiece(made)) return paired(another(dialect, made), twins() as Sql);
    if (!isPlain(made) || !Object.values(made).every(isPiece)) return made;
    const pieces = twins() as Readonly<Record<string, Sql>>;
    return Object.fromEntries(
      Object.entries(made).map(([name, piece]) => [name, paired(another(dialect, piece as Sql), pieces[name] as Sql)]),
    );
  };
}

function paired(piece: Sql, twin: Sql): Sql {
  inTsql.set(piece, twin);
  const compile = piece.toSQL.bind(piece);
  piece.toSQL = (...input) => {
    const compiled = compile(...input);
    compiledFrom.set(compiled.bindings, piece);
    return compiled;
  };
  return piece;
}

function twinOf<Value>(value: Value): Value {
  if (isPiece(value)) {
    const twin = inTsql.get(value);
    if (twin === undefined) throw new Error(`SQL of one engine in what all engines are sent: ${value.toString()}`);
    return twin as Value;
  }
  if (Array.isArray(value)) return value.map((one: unknown) => twinOf(one)) as Value;
  if (isPlain(value)) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, twinOf(one)])) as Value;
  return value;
}

function isPiece(value: unknown): value is Sql {
  return typeof value === "object" && value !== null && "toSQL" in value && typeof value.toSQL === "function";
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
