import type { Dialect } from "../../src/dialect/dialect.js";
import type { Database } from "../../src/dialect/connection-target.js";
import type { Session } from "../../src/dialect/session.js";
import { compileSql, sql, type Sql } from "../../src/dialect/sql.js";
import { CRM_TABLES } from "../../src/crm/tables.js";
import type { ColumnType } from "../../src/dialect/table-definition.js";

/** A statement that a session was asked for. */
export interface Recorded {
  /** The step that asked, or what came before all steps. */
  readonly step: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What the server would answer: rows to statements that match, or as many as are written. The first one that matches counts. */
export type Answers = readonly (readonly [
  about: RegExp,
  rows: (text: string, values: readonly unknown[]) => readonly object[],
])[];

const TYPE_NAMES: Readonly<Record<ColumnType["kind"], string>> = {
  int: "int",
  bigint: "bigint",
  smallint: "smallint",
  timestamp: "datetime",
  "exact-timestamp": "datetime2",
  text: "nvarchar",
  clob: "nvarchar",
  double: "float",
  blob: "varbinary",
};

/**
 * A session without a server: it records what it is asked, and answers from a list. The catalog is that of a CRM without the
 * missing tables (`ShipmentType`) and columns (`s_shipment.shipmenttype_id`).
 */
export class RecordingSession {
  readonly recorded: Recorded[] = [];
  step = "before the steps";
  readonly session: Session;

  constructor(dialect: Dialect, schema: string, missing: readonly string[], answers: Answers) {
    const catalog = catalogWithout(missing);
    const ask = (statement: Sql): readonly object[] => {
      if (statement === COLUMNS) return catalog.columns;
      if (statement === INDEXES) return catalog.indexes;
      const { text, values } = compileSql(dialect, statement);
      this.recorded.push({ step: this.step, text, values });
      return answers.find(([about]) => about.test(text))?.[1](text, values) ?? [];
    };
    const done = (): Promise<void> => Promise.resolve();
    this.session = {
      dialect: withoutServer(dialect),
      server: { version: "0", database: "crm", schema, login: "test" },
      connectionId: "1",
      origin: "",
      query: <Row extends object>(statement: Sql) => Promise.resolve(ask(statement) as readonly Row[]),
      execute: (statement) => Promise.resolve(ask(statement)).then((rows) => Math.max(1, rows.length)),
      begin: done,
      commit: done,
      rollback: done,
      cancel: done,
      close: done,
    };
  }

  get database(): Database {
    return { label: "recorded", open: () => Promise.resolve(this.session), close: () => Promise.resolve() };
  }
}

/** The one index of these recordings: the steps choose other ways where those on recipients are missing. */
const ONE_CONSENT_EACH = ["person_id", "consentPurpose_id"].map((column) => ({
  table: "ConsentPerson",
  index: "one_each",
  is_unique: 1,
  column,
}));

/** What a server that has the CRM's tables answers to `COLUMNS` and `INDEXES`. */
function catalogWithout(missing: readonly string[]) {
  const tables = Object.values(CRM_TABLES).filter(({ name }) => !missing.includes(name));
  const columns = tables.flatMap((table) =>
    table.columns
      .filter(({ name }) => !missing.includes(`${table.name}.${name}`))
      .map((column) => ({
        table: table.name,
        column: column.name,
        type: TYPE_NAMES[column.type.kind],
        nullable: column.nullable,
        has_default: 0,
      })),
  );
  return { columns, indexes: missing.includes("ConsentPerson") ? [] : ONE_CONSENT_EACH };
}

/** Stand for what the catalog is asked: they are answered, and not recorded. */
const COLUMNS = sql`SELECT columns`;
const INDEXES = sql`SELECT indexes`;

/** The dialect of a server that grants every lock. */
function withoutServer(dialect: Dialect): Dialect {
  return {
    ...dialect,
    columns: () => COLUMNS,
    indexes: () => INDEXES,
    takeLock: () => Promise.resolve(true),
    holdsLock: () => Promise.resolve(true),
    releaseLock: () => Promise.resolve(),
    setLockTimeout: () => Promise.resolve(),
  };
}
