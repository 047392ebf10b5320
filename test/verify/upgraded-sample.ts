import { createSample } from "../../fixtures/create-sample.js";
import { steps } from "../../migrations/steps.js";
import type { Settings } from "../../src/config/settings.js";
import type { Catalog } from "../../src/dialect/catalog.js";
import { readWholeCatalog } from "../support/read-whole-catalog.js";
import type { Session } from "../../src/dialect/session.js";
import { identifier, literalSql, sql, type Sql } from "../../src/dialect/sql.js";
import type { Check } from "../../src/check.js";
import { LEDGER, type LedgerTable } from "../../src/ledger/tables.js";
import { Relations } from "../../src/crm/relations.js";
import type { CrmTable } from "../../src/crm/tables.js";
import { TargetTable } from "../../src/crm/target-table.js";
import { verifyDatabase } from "../../src/verify/verify-database.js";
import { EngineSessions } from "../dialect/engine-sessions.js";
import type { TestEngine } from "../engines/engines.js";
import { runApplyOn, settingsFor } from "../support/run-command.js";

/** A value of a row that a test sets. */
export type CellValue = string | number | null | Sql;

/** A sample with every step applied, opt-in ones too, and a satellite; tests damage it and roll their damage back. */
export class UpgradedSample {
  private constructor(
    private readonly sessions: EngineSessions,
    readonly session: Session,
    readonly settings: Settings,
    private readonly catalog: Catalog,
  ) {}

  /**
   * @param isPeculiar with keys that have a #, names in several languages, 1760-01-01 for no date, and deleted contacts left out
   * @throws Error where the upgrade fails
   */
  static async on(engine: TestEngine, isPeculiar = false): Promise<UpgradedSample> {
    const sessions = await EngineSessions.on(engine, "verify");
    const session = await sessions.open();
    await createSample(session, { persons: 230, seed: 3, era: "8.2", satellites: 1 });
    if (isPeculiar) await makePeculiar(session);
    const settings = settingsFor(
      { url: sessions.url },
      {
        includeDeletedPersons: !isPeculiar,
        interests: { Newsletter: "News", Seminare: "Invitations" },
        emarketingPrivacy: true,
        defaultLegalBasis: "61F",
      },
    );
    const applied = await runApplyOn(settings);
    if (applied.report.error !== null) throw new Error(applied.report.error.message);
    return new UpgradedSample(sessions, session, settings, await readWholeCatalog(session));
  }

  end(): Promise<void> {
    return this.sessions.end();
  }

  /** A CRM table as rules read it: columns in lower case. */
  of(table: CrmTable): Sql {
    return new Relations(this.session.dialect, this.catalog).of(table);
  }

  ledger(table: LedgerTable): Sql {
    return identifier(this.catalog.schema, LEDGER[table].name);
  }

  /** The first column of the first row of a query. @throws Error where there is none: the sample lacks the case */
  async id(query: Sql): Promise<number> {
    const [row] = await this.session.query<Record<string, unknown>>(query);
    const value = row === undefined ? undefined : Object.values(row)[0];
    if (value === undefined || value === null)
      throw new Error(`The sample has no such record: ${literalSql(this.session.dialect, query)}`);
    return Number(value);
  }

  /** Sets columns of a CRM table's record. */
  async set(table: CrmTable, id: number, values: Readonly<Record<string, CellValue>>): Promise<void> {
    const target = this.target(table);
    for (const [column, value] of Object.entries(values)) {
      const matched = await this.session.execute(
        sql`UPDATE ${target.name} SET ${target.column(column)} = ${target.typed(column, value)} WHERE ${target.column(target.primaryKey)} = ${id}`,
      );
      if (matched !== 1) throw new Error(`${matched} rows of ${table} ${id}`);
    }
  }

  /** Saves a record as the CRM does: with its time, a minute from now, and its count. */
  async save(table: CrmTable, id: number, values: Readonly<Record<string, CellValue>>): Promise<void> {
    const { column } = { column: this.target(table).column("updatedCount") };
    await this.set(table, id, { ...values, updated: this.later(), updatedCount: sql`${column} + 1` });
  }

  async insert(table: CrmTable, values: Readonly<Record<string, CellValue>>): Promise<void> {
    const target = this.target(table);
    const row = Object.entries(values).map(([column, value]) => [column, target.typed(column, value)] as const);
    await this.session.execute(target.insert(Object.fromEntries(row)));
  }

  async remove(table: CrmTable, where: { readonly column: string; readonly value: number }): Promise<void> {
    const target = this.target(table);
    await this.session.execute(sql`DELETE FROM ${target.name} WHERE ${target.column(where.column)} = ${where.value}`);
  }

  /** A time after the upgrade, as text. */
  later(): string {
    return new Date(Date.now() + 86_400_000).toISOString().slice(0, 19).replace("T", " ");
  }

  /** What verify says after some damage, which is undone then. */
  async verifyAfter(damage: () => Promise<void>): Promise<readonly Check[]> {
    await this.session.begin("write");
    try {
      await damage();
      return await this.verify();
    } finally {
      await this.session.rollback();
    }
  }

  async verify(): Promise<readonly Check[]> {
    const session = takingTurns(this.session);
    return (await verifyDatabase([session, session], steps, this.settings, () => undefined)).checks;
  }

  private target(table: CrmTable): TargetTable {
    const target = TargetTable.find(this.session.dialect, this.catalog, table);
    if (target === undefined) throw new Error(`no table ${table}`);
    return target;
  }
}

/** For two users at once, as both have to see what one transaction did: their questions take turns. */
function takingTurns(session: Session): Session {
  let last: Promise<unknown> = Promise.resolve();
  const query = <Row extends object>(statement: Sql): Promise<readonly Row[]> => {
    const answer = last.then(() => session.query<Row>(statement));
    last = answer.catch(() => undefined);
    return answer;
  };
  return Object.create(session, { query: { value: query } }) as Session;
}

/** What the CRM writes where it knows no date. */
const NO_DATE = "1760-01-01 00:00:00";

const DATES = [
  ["person", "DeletedDate"],
  ["s_shipment", "start_date"],
  ["s_shipment_addr", "sending_time"],
  ["s_sent_message", "when_sent"],
] as const;

async function makePeculiar(session: Session): Promise<void> {
  const { dialect, server } = session;
  for (const [table, column] of DATES) {
    await session.execute(
      sql`UPDATE ${identifier(server.schema, table)} SET ${identifier(column)} = ${dialect.cast(NO_DATE, { kind: "timestamp" })} WHERE ${identifier(column)} IS NULL`,
    );
  }
  const text = (value: string): Sql => dialect.cast(value, { kind: "text", length: 100 });
  for (const table of ["ConsentPurpose", "LegalBase", "ConsentSource"]) {
    const [key, name] = [identifier("key"), identifier("name")];
    await session.execute(sql`
      UPDATE ${identifier(server.schema, table)}
      SET ${key} = ${dialect.concat([text("#"), key])},
          ${name} = ${dialect.concat([text('US:"'), name, text('";SW:"'), name, text(' sv"')])}`);
  }
}
