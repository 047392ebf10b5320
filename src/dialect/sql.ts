import type { Knex } from "knex";

/** A value that can be bound or written as a literal. Texts hold numbers beyond 2^53. */
export type LiteralValue = string | number | Date | Buffer | null;

/** A value to bind, or another piece of SQL. */
export type SqlValue = LiteralValue | Sql;

/** A statement in the engine's own form: text with its placeholders, and the values for them. */
export interface CompiledSql {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A name in the database. */
class Name {
  constructor(readonly text: string) {}
}

/** A piece of SQL that knows no engine: texts, and what stands between them. Pieces nest. */
export class Sql {
  constructor(
    readonly texts: readonly string[],
    readonly values: readonly (SqlValue | Name)[],
  ) {}
}

/**
 * The tag that every statement is written with: ``sql`SELECT … WHERE id = ${id}` ``. Values are always bound. A list stands with
 * commas in between; an empty piece leaves no blanks behind.
 */
export const sql = Object.assign(pieceOf, {
  /** Pieces with this text in between, for what commas do not join. */
  join,
  /** Conditions all of which hold; true where there are none. */
  and: (conditions: readonly Sql[]): Sql => (conditions.length === 0 ? pieceOf(["1 = 1"]) : join(conditions, " AND ")),
  /** Conditions one of which holds, in brackets; false where there are none. */
  or: (conditions: readonly Sql[]): Sql =>
    conditions.length === 0 ? pieceOf(["1 = 0"]) : pieceOf(["(", ")"], join(conditions, " OR ")),
  /** Text that comes from elsewhere, as knex reads it: what knex itself built, a type's name. */
  raw: (text: string): Sql => new Sql([text], []),
});

function join(pieces: readonly SqlValue[], separator: string): Sql {
  return pieceOf(pieces.length === 0 ? [""] : ["", ...Array<string>(pieces.length - 1).fill(separator), ""], ...pieces);
}

/** A name, or a qualified one, quoted as the engine does when the statement is compiled. */
export function identifier(...parts: readonly string[]): Sql {
  return new Sql(
    ["", ...parts.slice(1).map(() => "."), ""],
    parts.map((part) => new Name(part)),
  );
}

function pieceOf(texts: readonly string[], ...values: readonly (SqlValue | readonly SqlValue[])[]): Sql {
  // knex reads every `?` of a text as a placeholder: a literal one belongs into a value.
  if (texts.some((part) => part.includes("?"))) throw new TypeError(`A literal "?" in SQL text: ${texts.join("…")}`);
  const between: SqlValue[] = [];
  const around: string[] = [];
  let text = texts[0] ?? "";
  values.forEach((value, position) => {
    const next = texts[position + 1] ?? "";
    const pieces = (isList(value) ? value : [value]).filter((piece) => !isEmpty(piece));
    pieces.forEach((piece, place) => {
      // knex reads "??" as an identifier: a blank keeps two pieces apart.
      around.push(place > 0 ? ", " : text === "" && between.length > 0 ? " " : text);
      between.push(piece);
    });
    if (pieces.length > 0) text = next;
    else if (text === "" ? between.length === 0 : /\s$/.test(text)) text += next.replace(/^ /, "");
    else text += next;
  });
  return new Sql([...around, text], between);
}

function isList(value: SqlValue | readonly SqlValue[]): value is readonly SqlValue[] {
  return Array.isArray(value);
}

function isEmpty(piece: SqlValue): boolean {
  return piece instanceof Sql && piece.values.length === 0 && (piece.texts[0] ?? "").trim() === "";
}

/** Names for `IN (…)` after a name in lower case. */
export function lowerCase(names: readonly string[]): readonly string[] {
  return names.map((name) => name.toLowerCase());
}

/** The piece as knex takes it, without others inside it. */
function flat(compiler: Knex, piece: Sql): Knex.Raw {
  const bindings: (LiteralValue | undefined)[] = [];
  let text = "";
  const write = ({ texts: [first = "", ...rest], values }: Sql): void => {
    text += first;
    values.forEach((value, position) => {
      if (value instanceof Sql) write(value);
      else {
        text += value instanceof Name ? "??" : "?";
        bindings.push(value instanceof Name ? value.text : value);
      }
      text += rest[position] ?? "";
    });
  };
  write(piece);
  return compiler.raw(text || " ", bindings as readonly Knex.RawBinding[]);
}

/** The engine's form of a piece of SQL, ready for the driver. */
export function compileSql({ compiler }: { readonly compiler: Knex }, piece: Sql): CompiledSql {
  const { sql: text, bindings } = flat(compiler, piece).toSQL().toNative();
  return { text, values: bindings };
}

/** The piece with its values written into the text as literals of its engine, for scripts that a DBA runs. */
export function literalSql(
  { compiler, literal }: { readonly compiler: Knex; literal(value: LiteralValue): string },
  piece: Sql,
): string {
  const { sql: text, bindings } = flat(compiler, piece).toSQL();
  let position = 0;
  return text.replaceAll("?", () => literal((bindings[position++] ?? null) as LiteralValue));
}

/**
 * A part of a query under a name of its own. Long queries are put together from these instead of from derived tables inside
 * each other: people read them top to bottom, and some servers' parsers take twice the time for each level.
 */
export interface NamedQuery {
  readonly name: string;
  readonly body: Sql;
}

/** `WITH a AS (…), b AS (…)`; each part may use those before it. */
export function withQueries(parts: readonly NamedQuery[]): Sql {
  if (parts.length === 0) return sql``;
  const named = parts.map(({ name, body }) => sql`${identifier(name)} AS (${body})`);
  return sql`WITH ${sql.join(named, ",\n")}`;
}
