import { readFileSync } from "node:fs";
import type { Session } from "../../src/dialect/session.js";
import { LEDGER_SCRIPTS } from "./ledger-scripts.js";
import { run, withLogin } from "../dialect/engine-sessions.js";
import type { EngineName } from "../engines/engines.js";
import type { CrmDatabases, TestCrm } from "../support/crm-databases.js";

/** What an engine is called in docs/grants.md, its ledger script, and how a login without any right is made. */
interface EngineLogins {
  readonly heading: string;
  readonly script: string;
  readonly schemaInDocs: string;
  readonly create: (login: string, password: string) => readonly string[];
  readonly drop: (login: string) => readonly string[];
  readonly oneConnection?: (login: string) => string;
}

const MYSQL: EngineLogins = {
  heading: "MySQL and MariaDB",
  script: "mysql.sql",
  schemaInDocs: "crm",
  create: (login, password) => [`CREATE USER '${login}'@'%' IDENTIFIED BY '${password}'`],
  drop: (login) => [`DROP USER '${login}'@'%'`],
  oneConnection: (login) => `ALTER USER '${login}'@'%' WITH MAX_USER_CONNECTIONS 1`,
};

const LOGINS: Readonly<Record<EngineName, EngineLogins>> = {
  postgres: {
    heading: "PostgreSQL",
    script: "postgres.sql",
    schemaInDocs: "crm7",
    create: (login, password) => [`CREATE ROLE ${login} LOGIN PASSWORD '${password}'`],
    drop: (login) => [`DROP OWNED BY ${login}`, `DROP ROLE ${login}`],
    oneConnection: (login) => `ALTER ROLE ${login} CONNECTION LIMIT 1`,
  },
  mysql: MYSQL,
  mariadb: MYSQL,
  mssql: {
    heading: "SQL Server",
    script: "mssql.sql",
    schemaInDocs: "crm7",
    create: (login, password) => [
      `CREATE LOGIN ${login} WITH PASSWORD = '${password}'`,
      `CREATE USER ${login} FOR LOGIN ${login}`,
    ],
    drop: (login) => [`DROP USER ${login}`, `DROP LOGIN ${login}`],
  },
};

export type GrantSection =
  | "reading"
  | "writing"
  | "the ledger, created by a DBA"
  | "the ledger, created by apply"
  | "undoing"
  | "satellites and travellers"
  | "interests"
  | "exclusions"
  | "default legal basis"
  | "e-marketing privacy";

/** One right on one table, or on the schema. */
export interface GrantedRight {
  readonly grant: string;
  readonly revoke: string;
  readonly right: string;
  /** As the vendor spells it; the schema for rights on it. */
  readonly table: string;
}

/** The statements of a section of docs/grants.md, for this schema and login. */
function documentedGrants(engine: EngineName, section: GrantSection, schema: string, login: string): readonly string[] {
  const { heading, schemaInDocs } = LOGINS[engine];
  const page = readFileSync("docs/grants.md", "utf8");
  const start = page.indexOf(`### ${heading}: ${section}\n`);
  const block = /```sql\n([\s\S]*?)```/.exec(page.slice(start))?.[1];
  if (start < 0 || block === undefined) throw new Error(`docs/grants.md has no ${heading}: ${section}`);
  return block
    .split(/;\s*/)
    .filter((statement) => statement.trim() !== "")
    .map((statement) =>
      statement.replaceAll(new RegExp(`\\b${schemaInDocs}\\b`, "g"), schema).replaceAll(/\bconsent_upgrade\b/g, login),
    );
}

/** The single rights that a statement grants, each with its REVOKE. */
export function rightsOf(statement: string): readonly GrantedRight[] {
  const [, rights = "", objects = "", to = ""] = /^GRANT ([\s\S]+?)\s+ON\s+([\s\S]+?)\s+TO\s+(.+)$/.exec(statement) ?? [];
  return objects.split(/,\s*/).flatMap((object) =>
    rights.split(/,\s*/).map((right) => ({
      grant: `GRANT ${right} ON ${object.trim()} TO ${to}`,
      revoke: `REVOKE ${right} ON ${object.trim()} FROM ${to}`,
      right,
      table: (
        object
          .trim()
          .split(/[. ]|::/)
          .at(-1) ?? ""
      ).replaceAll('"', ""),
    })),
  );
}

/** A login of its own, with no right but those that it is given. */
export class GrantedLogin {
  private constructor(
    private readonly engine: EngineName,
    private readonly admin: Session,
    readonly name: string,
    readonly address: { readonly url: string; readonly schema: string },
  ) {}

  static async on(engine: EngineName, databases: CrmDatabases, crm: TestCrm): Promise<GrantedLogin> {
    const { schema } = crm.session.server;
    const name = `g_${schema.replaceAll(/[^a-z0-9]/g, "").slice(-20)}`;
    const password = "Granted_1_login";
    for (const statement of LOGINS[engine].create(name, password)) await run(databases.admin, statement);
    return new GrantedLogin(engine, databases.admin, name, { url: withLogin(crm.address.url, name, password), schema });
  }

  /** Grants what docs/grants.md says under these headings. */
  async grant(...sections: readonly GrantSection[]): Promise<void> {
    for (const statement of this.documented(...sections)) {
      await run(this.admin, statement).catch((error: unknown) => {
        // A server that only speaks SQL Server's protocol lacks the right to see tables that one may not read.
        if (!/VIEW DEFINITION.* is not currently supported/.test(String(error))) throw error;
      });
    }
  }

  /** The statement that allows it no second connection beside one that is open. */
  get oneConnection(): string {
    const { oneConnection } = LOGINS[this.engine];
    if (oneConnection === undefined) throw new Error(`${this.engine} counts no connections by login`);
    return oneConnection(this.name);
  }

  documented(...sections: readonly GrantSection[]): readonly string[] {
    return sections.flatMap((section) => documentedGrants(this.engine, section, this.address.schema, this.name));
  }

  async without<T>(rights: readonly GrantedRight[], work: () => Promise<T>): Promise<T> {
    for (const right of rights) await run(this.admin, right.revoke);
    try {
      return await work();
    } finally {
      for (const right of rights) await run(this.admin, right.grant);
    }
  }

  async drop(): Promise<void> {
    for (const statement of LOGINS[this.engine].drop(this.name)) {
      await run(this.admin, statement).catch((error: unknown) => {
        // A server that only speaks the protocol keeps a user that still holds rights.
        if (!/cannot be dropped because some objects depend on it/.test(String(error))) throw error;
      });
    }
  }
}

/** Creates the ledger as a DBA does, with the script of docs/ledger. */
export async function runLedgerScript(engine: EngineName, session: Session): Promise<void> {
  const { script, schemaInDocs } = LOGINS[engine];
  const { schema } = session.server;
  const text = (LEDGER_SCRIPTS[script] ?? "")
    .replaceAll(/^--.*$/gm, "")
    .replaceAll(new RegExp(`\\b${schemaInDocs}\\b`, "g"), schema);
  for (const statement of text.split(";\n")) if (statement.trim() !== "") await run(session, statement);
}
