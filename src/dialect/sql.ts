import type { Knex } from "knex";

/**
 * A piece of SQL with its bound values: what knex's `raw` gives. Pieces nest; the text stays as it
 * was written, and the placeholders become the engine's own when the statement is compiled.
 */
export type Sql = Knex.Raw;

/** A value to bind, or another piece of SQL. */
export type SqlValue = LiteralValue | Sql;

/** A value that can be bound or written as a literal. Texts hold numbers beyond 2^53. */
export type LiteralValue = string | number | Date | Buffer | null;

/** The template tag that every statement is written with: ``sql`SELECT … WHERE id = ${id}` ``. */
export type SqlTag = (texts: TemplateStringsArray, ...values: readonly (SqlValue | readonly SqlValue[])[]) => Sql;

/** A statement in the engine's own form: text with its placeholders, and the values for them. */
export interface CompiledSql {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * Makes the `sql` tag of one engine. Values are always bound; identifiers come in as pieces of SQL from `identifier`. A list
 * stands with commas in between; an empty piece leaves no blanks behind.
 */
export function makeSqlTag(compiler: Knex): SqlTag {
  return (texts, ...values) => {
    // knex reads every `?` of a raw text as a placeholder: a literal one belongs into a value.
    if (texts.some((part) => part.includes("?"))) throw new TypeError(`A literal "?" in SQL text: ${texts.join("…")}`);
    const bindings: SqlValue[] = [];
    let text = texts[0] ?? "";
    values.forEach((value, position) => {
      const pieces = (isList(value) ? value : [value]).filter((piece) => !isEmpty(piece));
      const next = texts[position + 1] ?? "";
      bindings.push(...pieces);
      // knex reads "??" as an identifier: a blank keeps two pieces apart.
      if (pieces.length > 0) text += `${text.endsWith("?") ? " " : ""}${pieces.map(() => "?").join(", ")}${next}`;
      else text = /(?:^|\s)$/.test(text) ? text + next.replace(/^ /, "") : text + next;
    });
    const made = compiler.raw(text || " ", bindings as readonly Knex.RawBinding[]);
    if (text.trim() === "") EMPTY.add(made);
    return made;
  };
}

/** Pieces without any text. */
const EMPTY = new WeakSet<Sql>();

function isList(value: SqlValue | readonly SqlValue[]): value is readonly SqlValue[] {
  return Array.isArray(value);
}

function isEmpty(piece: SqlValue): boolean {
  return typeof piece === "object" && piece !== null && "toSQL" in piece && EMPTY.has(piece);
}

/** Joins pieces with a separator; an empty list gives an empty piece. */
export function joinSql(sql: SqlTag, pieces: readonly SqlValue[], separator = ", "): Sql {
  const texts = pieces.length === 0 ? [""] : ["", ...Array<string>(pieces.length - 1).fill(separator), ""];
  return sql(Object.assign(texts, { raw: texts }) as TemplateStringsArray, ...pieces);
}

/** Names for `IN (…)` after a name in lower case. */
export function lowerCase(sql: SqlTag, names: readonly string[]): Sql {
  return joinSql(
    sql,
    names.map((name) => name.toLowerCase()),
  );
}

/**
 * The same piece without others inside it: to be used many times. Compiling costs something for each piece, and a
 * relation has dozens.
 */
export function flatSql(compiler: Knex, piece: Sql): Sql {
  const { sql, bindings } = piece.toSQL();
  return compiler.raw(sql, bindings as readonly Knex.RawBinding[]);
}

/** The engine's form of a piece of SQL, ready for the driver. */
export function compileSql(piece: Sql): CompiledSql {
  const native = piece.toSQL().toNative();
  return { text: native.sql, values: native.bindings };
}

/**
 * The piece with its values written into the text as literals of its engine, for scripts that a DBA runs.
 * `dialect` must be the one whose tag made the piece.
 */
export function literalSql(dialect: { literal(value: LiteralValue): string }, piece: Sql): string {
  const { sql, bindings } = piece.toSQL();
  let position = 0;
  return sql.replaceAll("?", () => dialect.literal((bindings[position++] ?? null) as LiteralValue));
}
