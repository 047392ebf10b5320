import type { Session } from "../dialect/session.js";
import { CRM_TABLES, type CrmTable } from "../crm/tables.js";
import type { Ledger } from "./ledger.js";
import type { LedgerRow } from "./tables.js";
import type { TableNumbers } from "../steps/missing-objects.js";

/** An object that a run announced or created. */
export interface ObjectRow extends LedgerRow<"object"> {
  readonly kind: "table" | "column" | "index" | "sequence-row";
  readonly table_name: CrmTable;
  readonly status: "announced" | "created" | "dropped";
}

/** What runs of ours created in this database. */
export interface CreatedObjects {
  readonly rows: readonly ObjectRow[];
  /** Tables that stand and are ours. */
  readonly tables: ReadonlySet<CrmTable>;
  readonly numbers: TableNumbers;
}

/** Reads it from the ledger; nothing where there is none. @throws DatabaseError */
export async function readCreatedObjects(session: Session, ledger: Ledger | undefined): Promise<CreatedObjects> {
  const rows = ledger === undefined ? [] : await ledger.select<ObjectRow>(session, "object");
  const known = rows.filter((row) => Object.hasOwn(CRM_TABLES, row.table_name));
  const tables = known.filter((row) => row.kind === "table" && row.status !== "dropped").map((row) => row.table_name);
  const numbers = known.flatMap((row) =>
    row.table_number === null ? [] : [[row.table_name, Number(row.table_number)] as const],
  );
  return { rows: known, tables: new Set(tables), numbers: new Map(numbers) };
}
