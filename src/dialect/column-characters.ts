import type { Session } from "./session.js";
import { identifier, sql, type Sql } from "./sql.js";

/** What asking takes of a session. */
export type Asking = Pick<Session, "dialect" | "query">;

/** A column of text as the catalog describes it. */
export interface TextColumn {
  /** As the database spells it: `s_link.url`. */
  readonly name: string;
  /** In characters; undefined where there is no limit worth one. */
  readonly longest: number | undefined;
  /** The name of its character set, in the words of the engine. */
  readonly characters: string;
}

/** Text columns of a schema, by `table.column` in lower case. @throws DatabaseError */
export async function textColumns(
  asking: Asking,
  schema: string,
  tables: readonly string[],
): Promise<ReadonlyMap<string, TextColumn>> {
  const { folded, columnCharacters } = asking.dialect;
  const named = (value: Sql, name: string): Sql => sql`${value} AS ${identifier(name)}`;
  const rows = await asking.query<Record<"owner" | "name" | "longest" | "characters", unknown>>(sql`
    SELECT ${named(sql`TABLE_NAME`, "owner")}, ${named(sql`COLUMN_NAME`, "name")},
      ${named(sql`CHARACTER_MAXIMUM_LENGTH`, "longest")}, ${named(columnCharacters, "characters")}
    FROM INFORMATION_SCHEMA.COLUMNS
    WHERE TABLE_SCHEMA = ${schema} AND ${folded(sql`TABLE_NAME`)} IN (${tables})
      AND DATA_TYPE IN ('varchar', 'nvarchar', 'char', 'nchar', 'text', 'ntext', 'tinytext', 'mediumtext', 'longtext', 'character varying', 'character')`);
  return new Map(
    rows.map((row) => {
      const name = `${String(row.owner)}.${String(row.name)}`;
      const longest = Number(row.longest ?? 0);
      return [name.toLowerCase(), { name, longest: longest > 0 ? longest : undefined, characters: String(row.characters ?? "") }];
    }),
  );
}

/** Character sets of one byte per character, and what WHATWG's decoders call them. MySQL's latin1 is Windows' 1252. */
const ONE_BYTE: Readonly<Record<string, string>> = {
  ...{ latin1: "windows-1252", latin2: "iso-8859-2", latin5: "windows-1254", latin7: "iso-8859-13", latin9: "iso-8859-15" },
  ...{ iso_1: "windows-1252", greek: "iso-8859-7", hebrew: "iso-8859-8", koi8r: "koi8-r", koi8u: "koi8-u", cp866: "ibm866" },
  ...Object.fromEntries(
    [1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258].flatMap((page) => [
      [`cp${page}`, `windows-${page}`],
      [`win${page}`, `windows-${page}`],
    ]),
  ),
};

/** The characters of a text that a set does not have; empty also where the set is not one that we know. @param set as the engine names it */
export function charactersBeyond(set: string, text: string): string {
  const name = set.toLowerCase();
  const label = ONE_BYTE[name];
  if (name !== "ascii" && label === undefined) return "";
  const known = new Set(new TextDecoder(label ?? "windows-1252").decode(Uint8Array.from({ length: 256 }, (_, byte) => byte)));
  const isKnown = (character: string): boolean => character <= "\x7f" || (name !== "ascii" && known.has(character));
  return [...new Set(text)].filter((character) => !isKnown(character)).join("");
}
