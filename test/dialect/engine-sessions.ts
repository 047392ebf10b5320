import { openDatabase } from "../../src/dialect/open-database.js";
import type { Session } from "../../src/dialect/session.js";
import { sql } from "../../src/dialect/sql.js";
import type { TestDatabase, TestEngine } from "../engines/engines.js";

/** A database of a test file's own, and the sessions that the file opened on it. */
export class EngineSessions {
  readonly #opened: Session[] = [];

  private constructor(private readonly database: TestDatabase) {}

  static async on(engine: TestEngine, label: string): Promise<EngineSessions> {
    return new EngineSessions(await engine.createDatabase(label));
  }

  get url(): string {
    return this.database.url;
  }

  async open(url: string = this.url): Promise<Session> {
    const session = await (await openDatabase({ url })).open();
    this.#opened.push(session);
    return session;
  }

  /** Closes every session and drops the database. */
  async end(): Promise<void> {
    for (const session of this.#opened) await session.close().catch(() => undefined);
    await this.database.drop();
  }
}

/** Runs a statement that has no values. */
export async function run(session: Session, text: string): Promise<number> {
  return session.execute(sql.raw(text));
}

/** The address with another user and password. */
export function withLogin(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  return changed.href;
}

/** Whether the server only speaks SQL Server's protocol. */
export async function onlySpeaksTds(session: Session): Promise<boolean> {
  if (session.dialect.engine !== "mssql") return false;
  const [row] = await session.query<{ version: unknown }>(
    sql`SELECT CASE WHEN @@VERSION LIKE '%PostgreSQL%' THEN 1 END AS version`,
  );
  return row?.version != null;
}
