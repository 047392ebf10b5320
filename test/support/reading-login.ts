import { randomBytes } from "node:crypto";
import { run, withLogin } from "../dialect/engine-sessions.js";
import type { EngineName } from "../engines/engine-name.js";
import type { CrmAddress, TestCrm } from "./crm-databases.js";

/** A login of the server that may read one CRM, and nothing else. */
export interface ReadingLogin {
  readonly name: string;
  readonly address: CrmAddress;
  drop(): Promise<void>;
}

interface LoginStatements {
  readonly create: readonly string[];
  readonly drop: readonly string[];
}

type StatementsFor = (login: string, password: string, schema: string) => LoginStatements;

const MYSQL_LIKE: StatementsFor = (login, password, schema) => ({
  create: [`CREATE USER '${login}'@'%' IDENTIFIED BY '${password}'`, `GRANT SELECT ON \`${schema}\`.* TO '${login}'@'%'`],
  drop: [`DROP USER '${login}'@'%'`],
});

const STATEMENTS: Readonly<Record<EngineName, StatementsFor>> = {
  postgres: (login, password, schema) => ({
    create: [
      `CREATE ROLE ${login} LOGIN PASSWORD '${password}'`,
      `GRANT USAGE ON SCHEMA "${schema}" TO ${login}`,
      `GRANT SELECT ON ALL TABLES IN SCHEMA "${schema}" TO ${login}`,
    ],
    drop: [`DROP OWNED BY ${login} CASCADE`, `DROP ROLE ${login}`],
  }),
  mysql: MYSQL_LIKE,
  mariadb: MYSQL_LIKE,
  mssql: (login, password, schema) => ({
    create: [
      `CREATE LOGIN ${login} WITH PASSWORD = '${password}'`,
      `CREATE USER ${login} FOR LOGIN ${login}`,
      `GRANT SELECT, VIEW DEFINITION ON SCHEMA::[${schema}] TO ${login}`,
    ],
    drop: [`DROP USER ${login}`, `DROP LOGIN ${login}`],
  }),
};

/**
 * Where a server only speaks SQL Server's protocol: it has no right to see tables, and keeps a user who holds rights.
 * @throws what is another error
 */
function unlessForeign(error: unknown): void {
  const text = String(error);
  if (!/VIEW DEFINITION.* is not currently supported|cannot be dropped because some objects depend on it/.test(text)) throw error;
}

/** Creates the login. @throws DatabaseError */
export async function createReadingLogin(engine: EngineName, crm: TestCrm): Promise<ReadingLogin> {
  const name = `reader_${randomBytes(4).toString("hex")}`;
  const password = `Pw_${randomBytes(8).toString("hex")}`;
  const { create, drop } = STATEMENTS[engine](name, password, crm.session.server.schema);
  for (const statement of create) {
    await run(crm.session, statement).catch(async (error: unknown) => {
      unlessForeign(error);
      await run(crm.session, statement.replace(", VIEW DEFINITION", ""));
    });
  }
  return {
    name,
    address: { ...crm.address, url: withLogin(crm.address.url, name, password) },
    async drop() {
      for (const statement of drop) await run(crm.session, statement).catch(unlessForeign);
    },
  };
}
