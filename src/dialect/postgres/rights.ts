import { byTable, type LoginRights, type Right, type TableRight } from "../login-rights.js";
import type { Session } from "../session.js";
import { sql } from "../sql.js";

interface TableRow {
  readonly name: string;
  readonly owner: string;
  readonly owned: boolean;
  readonly SELECT: boolean;
  readonly INSERT: boolean;
  readonly UPDATE: boolean;
  readonly DELETE: boolean;
}

/** The rights that GRANT knows for tables; the others belong to the table's owner. */
type Grantable = "SELECT" | "INSERT" | "UPDATE" | "DELETE";
const GRANTABLE: readonly TableRight[] = ["SELECT", "INSERT", "UPDATE", "DELETE"] satisfies readonly Grantable[];

/** What the login may do with these tables of a schema. @throws DatabaseError */
export async function postgresRights(session: Session, schema: string, named: readonly string[]): Promise<LoginRights> {
  // Nobody is asked for the rights on no table at all.
  const rows =
    named.length === 0
      ? []
      : await session.query<TableRow>(sql`
    SELECT c.relname AS name, pg_get_userbyid(c.relowner) AS owner, pg_has_role(current_user, c.relowner, 'USAGE') AS owned,
           has_table_privilege(c.oid, 'SELECT') AS "SELECT", has_table_privilege(c.oid, 'INSERT') AS "INSERT",
           has_table_privilege(c.oid, 'UPDATE') AS "UPDATE", has_table_privilege(c.oid, 'DELETE') AS "DELETE"
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ${schema} AND c.relkind IN ('r', 'p', 'v') AND c.relname IN (${named})`);
  const [own] = await session.query<{ login: string; usage: boolean; create: boolean }>(sql`
    SELECT current_user AS login, has_schema_privilege(n.oid, 'USAGE') AS usage, has_schema_privilege(n.oid, 'CREATE') AS create
    FROM pg_catalog.pg_namespace n WHERE n.nspname = ${schema}`);
  const tables = new Map(rows.map((row) => [row.name, row]));
  const login = quoted(own?.login ?? session.server.login);
  return {
    // A schema that does not exist lacks tables, not rights.
    schemaRight: {
      name: "USAGE",
      held: own?.usage ?? true,
      always: true,
      grant: `GRANT USAGE ON SCHEMA ${quoted(schema)} TO ${login};`,
    },
    toLockRows: ["UPDATE"],
    toLockTables: [],
    holds({ table, right }) {
      const stored = tables.get(table);
      // Who creates a table owns it, and may do everything with it.
      if (stored === undefined) return own?.create ?? false;
      return isGrantable(right) ? stored[right] : right === "CREATE" || stored.owned;
    },
    // Everybody sees which tables there are.
    grants(rights) {
      const absent = rights.filter(({ table }) => !tables.has(table));
      const onSchema = absent.length === 0 ? [] : [`GRANT CREATE ON SCHEMA ${quoted(schema)} TO ${login};`];
      const present = byTable(rights.filter(({ table }) => tables.has(table)));
      return [...onSchema, ...[...present].flatMap(([table, wanted]) => grantsOnTable(table, wanted))];
    },
  };

  function grantsOnTable(table: string, wanted: readonly TableRight[]): readonly string[] {
    const onTable = wanted.filter((right) => GRANTABLE.includes(right));
    const owner = wanted.length > onTable.length ? tables.get(table)?.owner : undefined;
    return [
      ...(onTable.length === 0 ? [] : [`GRANT ${onTable.join(", ")} ON ${quoted(schema)}.${quoted(table)} TO ${login};`]),
      // ALTER and DROP cannot be granted: they go with the table's owner.
      ...(owner === undefined ? [] : [`GRANT ${quoted(owner)} TO ${login};`]),
    ];
  }
}

function isGrantable(right: Right["right"]): right is Grantable {
  return GRANTABLE.includes(right);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
