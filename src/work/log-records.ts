import { logStatement, type LOGGED_AS } from "../crm/replication-log.js";
import type { Catalog } from "../dialect/catalog.js";
import type { Session } from "../dialect/session.js";
import type { Sql } from "../dialect/sql.js";
import type { Work } from "./work.js";

/** Logs the records of a SELECT of `record_id`. @returns how many there were */
export type LogRecords = (type: keyof typeof LOGGED_AS, records: Sql) => Promise<number>;

/**
 * Tells the replication log of records of one table, with ids one after the other.
 * @param local the server's local time
 */
export function logRecords(
  session: Session,
  catalog: Catalog,
  { settings }: Pick<Work, "settings">,
  tableNumber: number,
  local: string,
  firstLogId: number,
): LogRecords {
  const { dialect } = session;
  const { cast } = dialect;
  let next = firstLogId;
  return async (type, records) => {
    const logged = await session.execute(
      logStatement(dialect, catalog, records, {
        type,
        tableNumber: cast(tableNumber, { kind: "int" }),
        associateId: settings.associateId,
        at: cast(local, { kind: "timestamp" }),
        firstId: cast(next, { kind: "int" }),
      }),
    );
    next += logged;
    return logged;
  };
}
