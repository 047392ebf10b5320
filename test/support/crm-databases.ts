import { openDatabase } from "../../src/dialect/open-database.js";
import type { Session } from "../../src/dialect/session.js";
import type { TestDatabase, TestEngine } from "../engines/engines.js";
import {
  buildDatabase,
  changeTables,
  createSchema,
  emptyDatabase,
  fillDatabase,
  type DatabaseRows,
  type DatabaseShape,
} from "./build-database.js";
import { dumpDatabase, type DatabaseDump, type DumpOptions } from "./dump-database.js";
import {
  runApplyOn,
  runExplainOn,
  runPlanOn,
  runVerifyOn,
  settingsFor,
  type CommandEnd,
  type CommandWish,
} from "./run-command.js";
import { identifier, sql } from "../../src/dialect/sql.js";

export interface CrmAddress {
  readonly url: string;
  readonly schema?: string;
}

/** A CRM in a schema of its own, as the commands see it: by its address. */
export class TestCrm {
  #standing: DatabaseShape;

  constructor(
    readonly session: Session,
    readonly address: CrmAddress,
    private readonly shape: DatabaseShape,
  ) {
    this.#standing = shape;
  }

  plan(wish: CommandWish = {}): Promise<CommandEnd> {
    return runPlanOn(settingsFor(this.address, wish.settings), wish);
  }

  apply(wish: CommandWish = {}): Promise<CommandEnd> {
    return runApplyOn(settingsFor(this.address, wish.settings), wish);
  }

  verify(wish: CommandWish = {}): Promise<CommandEnd> {
    return runVerifyOn(settingsFor(this.address, wish.settings), wish);
  }

  explain(ids: readonly number[], wish: CommandWish = {}): Promise<CommandEnd> {
    return runExplainOn(settingsFor(this.address, wish.settings), ids, wish);
  }

  dump(options?: DumpOptions): Promise<DatabaseDump> {
    return dumpDatabase(this.session, options);
  }

  /**
   * Other rows in the same tables; what the tool wrote about itself goes as well.
   * @param differs what is otherwise than in the shape that the database was made in, until the next time
   */
  async refill(rows: DatabaseRows, differs: DatabaseShape = {}): Promise<void> {
    const shape = { ...this.shape, ...differs };
    await changeTables(this.session, this.#standing, shape);
    this.#standing = shape;
    await emptyDatabase(this.session, shape);
    await fillDatabase(this.session, rows, shape);
  }
}

/** A test file's own database, with any number of CRMs in it. */
export class CrmDatabases {
  readonly #sessions: Session[] = [];
  readonly #schemas: string[] = [];

  private constructor(
    private readonly engine: TestEngine,
    private readonly database: TestDatabase,
    private readonly administration: Session,
  ) {}

  static async on(engine: TestEngine, label: string): Promise<CrmDatabases> {
    const database = await engine.createDatabase(label);
    const administration = await (await openDatabase({ url: database.url })).open();
    return new CrmDatabases(engine, database, administration);
  }

  get url(): string {
    return this.database.url;
  }

  /** A session in the database's own schema, for what only an administrator does. */
  get admin(): Session {
    return this.administration;
  }

  /** A CRM in a new schema. @throws DatabaseError */
  async crm(rows: DatabaseRows, shape: DatabaseShape = {}): Promise<TestCrm> {
    const crm = await this.schema(shape);
    await buildDatabase(crm.session, rows, shape);
    return crm;
  }

  /** A new schema without any table. @throws DatabaseError */
  async schema(shape: DatabaseShape = {}): Promise<TestCrm> {
    // On MySQL and MariaDB a schema is a database, and its name has to be nobody else's.
    const schema = `${new URL(this.url).pathname.slice(1)}_${this.#schemas.length + 1}`;
    await createSchema(this.administration, schema);
    this.#schemas.push(schema);
    const address = this.addressOf(schema);
    return new TestCrm(await this.open(address), address, shape);
  }

  /** Another session. */
  async open(address: CrmAddress): Promise<Session> {
    const session = await (await openDatabase(address)).open();
    this.#sessions.push(session);
    return session;
  }

  private addressOf(schema: string): CrmAddress {
    if (!this.schemasAreDatabases) return { url: this.url, schema };
    const url = new URL(this.url);
    url.pathname = `/${schema}`;
    return { url: url.href };
  }

  private get schemasAreDatabases(): boolean {
    return this.engine.name === "mysql" || this.engine.name === "mariadb";
  }

  /** Closes every session and drops what was created. */
  async end(): Promise<void> {
    for (const session of this.#sessions) await session.close().catch(() => undefined);
    if (this.schemasAreDatabases) {
      for (const schema of this.#schemas) await this.administration.execute(sql`DROP SCHEMA ${identifier(schema)}`);
    }
    await this.administration.close();
    await this.database.drop();
  }
}
