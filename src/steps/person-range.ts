import type { Dialect } from "../dialect/dialect.js";
import { sql, type Sql, type SqlValue } from "../dialect/sql.js";

/** A range of person ids, both ends included. */
export interface PersonIds {
  readonly first: number;
  readonly last: number;
}

/** The persons that a statement is about: those of a range, or everybody (plan). */
export interface PersonRange {
  /** Whether it is a small part of all persons, which an index finds sooner than reading everything. */
  readonly isNarrow: boolean;
  /** The condition on a column that holds a person's id. */
  covers(personId: Sql): Sql;
}

/** Everybody: a dry run reads all persons at once. */
export const EVERYBODY: PersonRange = { isNarrow: false, covers: (personId) => sql`${personId} IS NOT NULL` };

/** The persons of one batch: between two ids, or between the variables of a script. */
export function personsFrom({ first, last }: { readonly first: SqlValue; readonly last: SqlValue }): PersonRange {
  return { isNarrow: true, covers: (personId) => sql`${personId} BETWEEN ${first} AND ${last}` };
}

/** A few persons, by id. */
export function thesePersons(dialect: Dialect, ids: readonly number[]): PersonRange {
  const list = (): Sql => sql`${ids.map((id) => dialect.cast(id, { kind: "int" }))}`;
  return { isNarrow: true, covers: (personId) => sql`${personId} IN (${list()})` };
}

/** Where the first range begins: ids are positive in every CRM, but a customer's import may have used others. */
export const FIRST_POSSIBLE_ID = -2_147_483_648;
