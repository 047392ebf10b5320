import { findTable, type Catalog } from "../../src/dialect/catalog.js";
import { readWholeCatalog } from "../support/read-whole-catalog.js";
import { openDatabase } from "../../src/dialect/open-database.js";
import { inTransaction, type Session } from "../../src/dialect/session.js";
import { identifier, sql, type Sql } from "../../src/dialect/sql.js";
import { SequenceTable } from "../../src/crm/sequence.js";
import type { CrmTable } from "../../src/crm/tables.js";
import { Relations } from "../../src/crm/relations.js";
import { TargetTable } from "../../src/crm/target-table.js";

type Cells = Readonly<Record<string, string | number | null | Sql>>;

/** Somebody who works with the CRM while the upgrade runs: writes as the CRM does, with ids from `sequence`. */
export class CrmUser {
  private constructor(
    readonly session: Session,
    private readonly ids: Session,
    private readonly catalog: Catalog,
  ) {}

  static async on(url: string): Promise<CrmUser> {
    const database = await openDatabase({ url });
    const session = await database.open();
    return new CrmUser(session, await database.open(), await readWholeCatalog(session));
  }

  async close(): Promise<void> {
    await this.session.rollback();
    await this.session.close();
    await this.ids.close();
  }

  /** The ids of persons that a condition on the relation `p` holds for, in order. */
  async persons(condition: (relations: Relations) => Sql): Promise<readonly number[]> {
    const relations = new Relations(this.session.dialect, this.catalog);
    const rows = await this.session.query<{ id: number }>(
      sql`SELECT p.person_id AS id FROM ${relations.of("person")} p WHERE ${condition(relations)} ORDER BY p.person_id`,
    );
    return rows.map((row) => row.id);
  }

  /** Persons without a consent row for a purpose, unflagged. */
  withoutConsent(purpose: string): Promise<readonly number[]> {
    return this.persons(
      (relations) => sql`COALESCE(p.nomailing, 0) = 0 AND NOT EXISTS (
        SELECT 1 FROM ${relations.of("ConsentPerson")} c JOIN ${relations.of("ConsentPurpose")} u ON u.consentpurpose_id = c.consentpurpose_id
        WHERE c.person_id = p.person_id AND u.${identifier("key")} = ${purpose})`,
    );
  }

  /** Takes an id in a transaction of its own, as the CRM does. */
  async takeId(table: CrmTable): Promise<number> {
    const sequence = new SequenceTable(this.ids, this.catalog);
    const row = await sequence.find(table);
    if (row === undefined) throw new Error(`no sequence row for ${table}`);
    return (await inTransaction(this.ids, "write", () => sequence.take(row, 1))).first;
  }

  async insert(table: CrmTable, id: number, values: Cells): Promise<void> {
    const target = this.target(table);
    const cells = { ...values, [target.primaryKey]: id, registered: this.now(), updated: this.now(), updatedCount: 0 };
    const row = Object.fromEntries(
      Object.entries(cells)
        .filter(([column]) => target.has(column))
        .map(([column, value]) => [column, target.typed(column, value)]),
    );
    await this.session.execute(target.insert(row));
  }

  /** Gives a person a consent by hand. @returns the row's id */
  async giveConsent(person: number, purpose: string, basis: string, comment: string): Promise<number> {
    const id = await this.takeId("ConsentPerson");
    await this.insert("ConsentPerson", id, {
      person_id: person,
      consentPurpose_id: await this.idOf("ConsentPurpose", purpose),
      legalBase_id: await this.idOf("LegalBase", basis),
      consentSource_id: await this.idOf("ConsentSource", "USER"),
      comment,
    });
    return id;
  }

  /** Saves rows as the CRM does, with time and count. @returns how many there were */
  save(table: CrmTable, values: Cells, where: Cells): Promise<number> {
    const target = this.target(table);
    const set = Object.entries(values).map(([column, value]) => sql`${target.column(column)} = ${target.typed(column, value)}`);
    if (target.has("updatedCount")) {
      set.push(
        sql`${target.column("updated")} = ${target.typed("updated", this.now())}`,
        sql`${target.column("updatedCount")} = COALESCE(${target.column("updatedCount")}, 0) + 1`,
      );
    }
    return this.session.execute(sql`UPDATE ${target.name} SET ${set} WHERE ${this.matches(target, where)}`);
  }

  remove(table: CrmTable, where: Cells): Promise<number> {
    const target = this.target(table);
    return this.session.execute(sql`DELETE FROM ${target.name} WHERE ${this.matches(target, where)}`);
  }

  async count(table: CrmTable, where: Cells): Promise<number> {
    const target = this.target(table);
    const [row] = await this.session.query<{ n: unknown }>(
      sql`SELECT COUNT(*) AS n FROM ${target.name} WHERE ${this.matches(target, where)}`,
    );
    return Number(row?.n);
  }

  /** The id of a purpose, basis or source. */
  async idOf(table: "ConsentPurpose" | "LegalBase" | "ConsentSource", key: string): Promise<number> {
    const target = this.target(table);
    const [row] = await this.session.query<{ id: number }>(
      sql`SELECT ${target.column(target.primaryKey)} AS id FROM ${target.name} WHERE ${identifier(findTable(this.catalog, table)?.columns.get("key")?.column ?? "key")} = ${key}`,
    );
    if (row === undefined) throw new Error(`no ${table} ${key}`);
    return row.id;
  }

  private matches(target: TargetTable, where: Cells): Sql {
    return sql.join(
      [
        sql`1 = 1`,
        ...Object.entries(where).map(([column, value]) => sql`${target.column(column)} = ${target.typed(column, value)}`),
      ],
      " AND ",
    );
  }

  private now(): string {
    return new Date().toISOString().slice(0, 19).replace("T", " ");
  }

  private target(table: CrmTable): TargetTable {
    const target = TargetTable.find(this.session.dialect, this.catalog, table);
    if (target === undefined) throw new Error(`no table ${table}`);
    return target;
  }
}
