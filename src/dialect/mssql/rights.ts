import { byTable, type LoginRights, type Right, type TableRight } from "../login-rights.js";
import type { Session } from "../session.js";
import { sql } from "../sql.js";

/** Rights as SQL Server names them: an index needs ALTER; a table is dropped with CONTROL of it, or ALTER on its schema. */
const NAMES: Readonly<Record<Exclude<TableRight, "CREATE">, keyof Answers>> = {
  SELECT: "SELECT",
  INSERT: "INSERT",
  UPDATE: "UPDATE",
  DELETE: "DELETE",
  INDEX: "ALTER",
  ALTER: "ALTER",
  DROP: "CONTROL",
  "LOCK TABLES": "SELECT",
};

/** Rights on the rows of a table that is there. */
const OF_ROWS: readonly TableRight[] = ["SELECT", "INSERT", "UPDATE", "DELETE"];

type Answer = 0 | 1 | null;
type Answers = Readonly<Record<"SELECT" | "INSERT" | "UPDATE" | "DELETE" | "ALTER" | "CONTROL", Answer>>;

/** What the login may do with these tables of a schema. @throws DatabaseError */
export async function mssqlRights(session: Session, schema: string, named: readonly string[]): Promise<LoginRights> {
  const rows =
    named.length === 0
      ? []
      : await session.query<Answers & { name: string }>(sql`
    SELECT r.name, HAS_PERMS_BY_NAME(r.whole, N'OBJECT', N'SELECT') AS [SELECT], HAS_PERMS_BY_NAME(r.whole, N'OBJECT', N'INSERT') AS [INSERT],
           HAS_PERMS_BY_NAME(r.whole, N'OBJECT', N'UPDATE') AS [UPDATE], HAS_PERMS_BY_NAME(r.whole, N'OBJECT', N'DELETE') AS [DELETE],
           HAS_PERMS_BY_NAME(r.whole, N'OBJECT', N'ALTER') AS [ALTER], HAS_PERMS_BY_NAME(r.whole, N'OBJECT', N'CONTROL') AS [CONTROL]
    FROM (
      SELECT o.name, QUOTENAME(s.name) + N'.' + QUOTENAME(o.name) AS whole
      FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id
      WHERE s.name = ${schema} AND o.type IN ('U', 'V') AND o.name IN (${named})
    ) r`);
  const [own] = await session.query<Answers & { login: string; create: Answer; see: Answer }>(sql`
    SELECT USER_NAME() AS login, HAS_PERMS_BY_NAME(DB_NAME(), N'DATABASE', N'CREATE TABLE') AS [create],
           HAS_PERMS_BY_NAME(r.whole, N'SCHEMA', N'VIEW DEFINITION') AS see, HAS_PERMS_BY_NAME(r.whole, N'SCHEMA', N'SELECT') AS [SELECT],
           HAS_PERMS_BY_NAME(r.whole, N'SCHEMA', N'INSERT') AS [INSERT], HAS_PERMS_BY_NAME(r.whole, N'SCHEMA', N'UPDATE') AS [UPDATE],
           HAS_PERMS_BY_NAME(r.whole, N'SCHEMA', N'DELETE') AS [DELETE], HAS_PERMS_BY_NAME(r.whole, N'SCHEMA', N'ALTER') AS [ALTER],
           HAS_PERMS_BY_NAME(r.whole, N'SCHEMA', N'CONTROL') AS [CONTROL]
    FROM (SELECT QUOTENAME(${schema}) AS whole) r`);
  const tables = new Map(rows.map((row) => [row.name, row]));
  const login = quoted(own?.login ?? session.server.login);
  // Rights on the whole schema show its tables as well; one that does not exist (NULL) lacks tables, not rights.
  const onSchema = [own?.see, own?.SELECT, own?.ALTER];
  const sees = onSchema.includes(1) || !onSchema.includes(0);
  return {
    schemaRight: {
      name: "VIEW DEFINITION",
      held: sees,
      always: false,
      grant: `GRANT VIEW DEFINITION ON SCHEMA::${quoted(schema)} TO ${login};`,
    },
    toLockRows: [],
    toLockTables: [],
    holds({ table, right }) {
      const stored = tables.get(table);
      if (right === "CREATE") return stored !== undefined || both(answer(own?.create), answer(own?.ALTER));
      if (right === "DROP" && own?.ALTER === 1) return true;
      return answer((stored ?? own)?.[NAMES[right]]);
    },
    grants(rights, hidden) {
      const present = byTable(rights.filter(({ table }) => tables.has(table)));
      const unseen = rights.filter(({ table }) => !tables.has(table) && hidden.includes(table));
      const absent = rights.filter(({ table }) => !tables.has(table) && !hidden.includes(table));
      const ahead = new Set(unseen.filter(({ right }) => right === "CREATE").map(({ table }) => table));
      const [first = ""] = ahead;
      return [
        ...toCreate(absent),
        ...toCreate(unseen.filter(({ table }) => ahead.has(table))).map((grant) => `${whereThere(first, "IS NULL")} ${grant}`),
        ...[...byTable(unseen.filter(({ right }) => OF_ROWS.includes(right)))].map(
          ([table, wanted]) => `${whereThere(table, "IS NOT NULL")} ${onTable(table, wanted)}`,
        ),
        ...[...present].map(([table, wanted]) => onTable(table, wanted)),
      ];
    },
  };

  function onTable(table: string, wanted: readonly TableRight[]): string {
    return `GRANT ${names(wanted).join(", ")} ON ${quoted(schema)}.${quoted(table)} TO ${login};`;
  }

  function toCreate(rights: readonly Right[]): readonly string[] {
    if (rights.length === 0) return [];
    const wanted = rights.map(({ right }) => right);
    return [
      ...(wanted.includes("CREATE") ? [`GRANT CREATE TABLE TO ${login};`] : []),
      `GRANT ${names(wanted).join(", ")} ON SCHEMA::${quoted(schema)} TO ${login};`,
    ];
  }

  function whereThere(table: string, is: "IS NULL" | "IS NOT NULL"): string {
    return `IF OBJECT_ID(N'${`${quoted(schema)}.${quoted(table)}`.replaceAll("'", "''")}') ${is}`;
  }
}

/** A table is created with CREATE TABLE in the database and ALTER on the schema. */
function names(rights: readonly TableRight[]): readonly string[] {
  return [...new Set(rights.map((right) => (right === "CREATE" ? "ALTER" : NAMES[right])))];
}

function answer(value: Answer | undefined): boolean | undefined {
  return value === null || value === undefined ? undefined : value === 1;
}

function both(left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  if (left === false || right === false) return false;
  return left === undefined || right === undefined ? undefined : true;
}

function quoted(name: string): string {
  return `[${name.replaceAll("]", "]]")}]`;
}
