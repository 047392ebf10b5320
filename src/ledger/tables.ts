import {
  BIGINT,
  CLOB,
  column,
  EXACT_TIMESTAMP,
  INT,
  nullable,
  SMALLINT,
  text,
  TIMESTAMP,
  type ColumnDefinition,
  type RowOf,
  type TableDefinition,
} from "../dialect/table-definition.js";

/** What the tables below mean; a database with a run of a newer ledger is refused. */
export const LEDGER_VERSION = 1;

const RUN = column("run_id", text(36));
const STEP = column("step_id", text(64));
const BATCH = column("batch_no", INT);

/** @param key how many of the columns, from the first on, are the primary key */
function table<const Columns extends readonly ColumnDefinition[]>(
  name: string,
  key: number,
  columns: Columns,
  indexes: TableDefinition["indexes"] = [],
) {
  return { name, primaryKey: columns.slice(0, key).map((own) => own.name), columns, indexes };
}

/**
 * The tool's own tables, beside the CRM's. All names start with `consent_upgrade_`, all columns are
 * lower case; every table has a primary key (MySQL's sql_require_primary_key, Galera).
 */
export const LEDGER = {
  run: table("consent_upgrade_run", 1, [
    RUN,
    column("run_no", INT),
    column("status", text(20)),
    column("tool_version", text(40)),
    column("ledger_version", INT),
    column("language", text(5)),
    nullable("row_settings", CLOB),
    nullable("differences", CLOB),
    nullable("consents_before", CLOB),
    column("started_at", TIMESTAMP),
    nullable("finished_at", TIMESTAMP),
    column("heartbeat_at", TIMESTAMP),
    column("owner_token", text(36)),
    column("holder_login", text(255)),
    column("holder_machine", text(255)),
    column("holder_session", text(40)),
    column("attempts", INT),
  ]),
  step: table("consent_upgrade_step", 2, [
    RUN,
    STEP,
    column("position", INT),
    column("status", text(20)),
    column("started_at", TIMESTAMP),
    nullable("finished_at", TIMESTAMP),
    nullable("greatest_person_id", INT),
    nullable("persons", BIGINT),
    nullable("counts", CLOB),
    nullable("attention", CLOB),
    column("duration_ms", BIGINT),
  ]),
  batch: table(
    "consent_upgrade_batch",
    3,
    [
      RUN,
      STEP,
      BATCH,
      nullable("table_name", text(128)),
      nullable("first_key", INT),
      nullable("last_key", INT),
      column("records", BIGINT),
      nullable("first_id", INT),
      nullable("last_id", INT),
      column("inserted", BIGINT),
      column("updated", BIGINT),
      column("deleted", BIGINT),
      column("kept", BIGINT),
      column("written_at", TIMESTAMP),
      nullable("undone_at", TIMESTAMP),
    ],
    [{ columns: ["table_name", "first_id"], unique: false }],
  ),
  /** Ids taken from `sequence`, recorded in the transaction that took them. */
  reservation: table("consent_upgrade_reservation", 2, [
    column("table_name", text(128)),
    column("first_id", INT),
    column("last_id", INT),
    RUN,
    STEP,
    BATCH,
    column("reserved_at", TIMESTAMP),
  ]),
  /** Consent rows as they were before we changed them, and the comment that they got. */
  oldConsent: table(
    "consent_upgrade_old_consent",
    3,
    [
      RUN,
      STEP,
      /** ConsentPerson's key, by a name that it does not have: correlated subqueries need no qualifier. */
      column("consent_id", INT),
      BATCH,
      column("person_id", INT),
      nullable("legalbase_id", INT),
      nullable("consentsource_id", INT),
      nullable("comment_text", text(255)),
      nullable("updated", EXACT_TIMESTAMP),
      nullable("updated_associate_id", INT),
      nullable("updated_count", SMALLINT),
      nullable("new_comment", text(255)),
      /** The piece of a rollback that gave the old values back. */
      nullable("undone_piece", INT),
    ],
    [{ columns: ["consent_id"], unique: false }],
  ),
  /** Single columns as they were before we changed them: templates, blocks, links, preferences. */
  oldText: table("consent_upgrade_old_text", 4, [
    RUN,
    column("table_name", text(128)),
    column("row_id", INT),
    column("column_name", text(128)),
    STEP,
    BATCH,
    nullable("old_text", CLOB),
    /** SHA-256 of what we wrote, in hexadecimal: tells whether somebody changed it since. */
    column("new_hash", text(64)),
    nullable("updated", EXACT_TIMESTAMP),
    nullable("updated_associate_id", INT),
    nullable("updated_count", SMALLINT),
    nullable("undone_piece", INT),
  ]),
  /** What a rollback undid of a step: a row for each of its transactions. */
  undo: table("consent_upgrade_undo", 3, [
    RUN,
    STEP,
    column("piece_no", INT),
    column("kind", text(20)),
    column("table_name", text(128)),
    nullable("batch_no", INT),
    column("first_id", INT),
    column("last_id", INT),
    column("deleted", BIGINT),
    column("updated", BIGINT),
    /** Rows in the range that stand, because somebody changed them or something refers to them. */
    column("left_behind", BIGINT),
    column("undone_at", TIMESTAMP),
  ]),
  /** Tables, columns, indexes and sequence rows that we create: announced first, then created. */
  object: table("consent_upgrade_object", 4, [
    RUN,
    column("kind", text(20)),
    column("table_name", text(128)),
    column("object_name", text(128)),
    column("status", text(20)),
    column("position", INT),
    nullable("table_number", INT),
  ]),
  report: table("consent_upgrade_report", 2, [
    RUN,
    column("attempt", INT),
    column("command", text(20)),
    column("created_at", TIMESTAMP),
    nullable("report", CLOB),
  ]),
  /** Work table: the mailing history, aggregated once where the engine is faster that way; emptied at the end. */
  history: table("consent_upgrade_history", 1, [
    column("person_id", INT),
    nullable("first_sent", EXACT_TIMESTAMP),
    nullable("last_sent", EXACT_TIMESTAMP),
    column("mailings", INT),
  ]),
} as const satisfies Readonly<Record<string, TableDefinition>>;

export type LedgerTable = keyof typeof LEDGER;

/** A row of one of them. */
export type LedgerRow<Table extends LedgerTable> = RowOf<(typeof LEDGER)[Table]["columns"]>;
