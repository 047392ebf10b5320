import { byTable, type LoginRights, type TableRight } from "../login-rights.js";
import type { Session } from "../session.js";
import { sql } from "../sql.js";
import { mysqlLiteral } from "./literal.js";

/** One line of SHOW GRANTS: rights on everything (`*.*`), a schema (`crm`.*) or a table. */
export interface MysqlGrant {
  readonly revoked: boolean;
  readonly rights: readonly string[];
  /** A pattern of LIKE in grants on whole schemas. */
  readonly schema: string;
  readonly table: string;
}

/**
 * Reads one line of SHOW GRANTS; undefined for a role and for a proxy. Rights on single columns do not count:
 * our statements name nearly all columns.
 */
export function parseGrant(line: string): MysqlGrant | undefined {
  const match = /^(GRANT|REVOKE) (.+?) ON (?:TABLE )?(\*|`(?:[^`]|``)*`)\.(\*|`(?:[^`]|``)*`) (?:TO|FROM) /i.exec(line);
  if (match === null) return undefined;
  const [, verb = "", list = "", schema = "", table = ""] = match;
  const rights = list
    .replaceAll(/\w[\w ]* \([^)]*\)/g, "")
    .split(",")
    .map((right) => right.trim().toUpperCase())
    .filter((right) => right !== "");
  return { revoked: verb.toUpperCase() === "REVOKE", rights, schema: bare(schema), table: bare(table) };
}

function bare(name: string): string {
  return name.startsWith("`") ? name.slice(1, -1).replaceAll("``", "`") : name;
}

/** Whether a grant's schema covers this one: `%` and `_` stand for others unless escaped, but not in grants on tables. */
export function coversSchema(grant: MysqlGrant, schema: string, fold: (name: string) => string): boolean {
  if (grant.schema === "*") return true;
  if (grant.table !== "*" || grant.revoked) return fold(grant.schema) === fold(schema);
  const pattern = fold(grant.schema).replaceAll(/\\([%_])|([%_])|([.*+?^${}()|[\]\\])/g, (_all, escaped, wild, special) =>
    typeof escaped === "string" ? escaped : typeof wild === "string" ? (wild === "%" ? ".*" : ".") : `\\${String(special)}`,
  );
  return new RegExp(`^${pattern}$`, "s").test(fold(schema));
}

/** Can be granted on whole schemas alone. */
const TO_LOCK = "LOCK TABLES";

const gives = ({ rights }: MysqlGrant, wanted: string): boolean =>
  rights.some((right) => right === wanted || right === "ALL PRIVILEGES" || right === "ALL");

interface Holdings {
  readonly onSchema: (right: string) => boolean;
  readonly onTable: (table: string, right: string) => boolean;
}

/** The login's rights on a schema and its tables, active roles included. @throws DatabaseError */
async function holdings(session: Session, schema: string): Promise<Holdings> {
  const lines = await session.query<Record<string, string>>(sql`SHOW GRANTS`);
  const [settings] = await session.query<{ lower: number }>(sql`SELECT @@lower_case_table_names AS lower`);
  const fold = (name: string): string => (Number(settings?.lower) === 0 ? name : name.toLowerCase());
  const grants = lines
    .flatMap((line) => parseGrant(Object.values(line)[0] ?? "") ?? [])
    .filter((grant) => coversSchema(grant, schema, fold));
  const onSchema = (right: string): boolean => {
    // A partial revoke takes away what was granted on everything.
    const revoked = grants.some((grant) => grant.revoked && gives(grant, right));
    return grants.some(
      (grant) => !grant.revoked && grant.table === "*" && !(grant.schema === "*" && revoked) && gives(grant, right),
    );
  };
  return {
    onSchema,
    onTable: (table, right) =>
      onSchema(right) || grants.some((grant) => !grant.revoked && fold(grant.table) === fold(table) && gives(grant, right)),
  };
}

/** Whether the login sees the triggers of a table: the server shows them to those alone who may make them. @throws DatabaseError */
export async function seesTriggers(session: Session, schema: string, tables: readonly string[]): Promise<boolean> {
  const { onTable } = await holdings(session, schema);
  return tables.every((table) => onTable(table, "TRIGGER"));
}

/** What the login may do with the tables of a schema. @throws DatabaseError */
export async function mysqlRights(session: Session, schema: string): Promise<LoginRights> {
  const { onSchema, onTable } = await holdings(session, schema);
  const login = accountName(session.server.login);
  return {
    // Rights that columns can have show, held on the whole schema, all tables and columns; this one gives nothing else away.
    schemaRight: {
      name: "REFERENCES",
      held: ["REFERENCES", "SELECT", "INSERT", "UPDATE"].some(onSchema),
      always: false,
      grant: `GRANT REFERENCES ON ${quoted(schema)}.* TO ${login};`,
    },
    toLockRows: [],
    toLockTables: [TO_LOCK],
    holds: ({ table, right }) => onTable(table, right),
    grants: (rights, hidden) => [
      ...[...byTable(rights.filter(({ right }) => right !== TO_LOCK))].map(
        ([table, wanted]: readonly [string, readonly TableRight[]]) =>
          // The server takes no right on a table that is not there, unless it is the right to create it.
          hidden.includes(table) && !wanted.includes("CREATE")
            ? grantIfThere(wanted, schema, table, login)
            : `GRANT ${wanted.join(", ")} ON ${quoted(schema)}.${quoted(table)} TO ${login};`,
      ),
      ...(rights.some(({ right }) => right === TO_LOCK) ? [`GRANT ${TO_LOCK} ON ${quoted(schema)}.* TO ${login};`] : []),
    ],
  };
}

/** A GRANT on a table of that name in whichever case, where there is one; GRANT knows no condition outside of procedures. */
function grantIfThere(wanted: readonly TableRight[], schema: string, table: string, login: string): string {
  const before = mysqlLiteral(`GRANT ${wanted.join(", ")} ON ${quoted(schema)}.\``);
  const found = `SELECT MAX(CONCAT(${before}, table_name, ${mysqlLiteral(`\` TO ${login}`)})) FROM information_schema.tables`;
  const there = `table_schema = ${mysqlLiteral(schema)} AND LOWER(table_name) = ${mysqlLiteral(table.toLowerCase())}`;
  return `SET @g = COALESCE((${found} WHERE ${there}), 'DO 0'); PREPARE g FROM @g; EXECUTE g;`;
}

function quoted(part: string): string {
  return `\`${part.replaceAll("`", "``")}\``;
}

/** `crm@%` as GRANT wants it: `'crm'@'%'`. */
function accountName(login: string): string {
  const at = login.lastIndexOf("@");
  const text = (part: string): string => `'${part.replaceAll("'", "''")}'`;
  return at < 0 ? text(login) : `${text(login.slice(0, at))}@${text(login.slice(at + 1))}`;
}

/** Whether the login has a right on the whole server, such as PROCESS. @throws DatabaseError */
export async function holdsEverywhere(session: Session, right: string): Promise<boolean> {
  const lines = await session.query<Record<string, string>>(sql`SHOW GRANTS`);
  return lines
    .flatMap((line) => parseGrant(Object.values(line)[0] ?? "") ?? [])
    .some((grant) => !grant.revoked && grant.schema === "*" && gives(grant, right));
}
