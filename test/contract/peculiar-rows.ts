import type { Row } from "../../fixtures/insert-rows.js";
import type { DatabaseRows } from "../support/build-database.js";

/** What the CRM writes where it knows no date. */
const NO_DATE = "1760-01-01T00:00:00";

const DATES: Readonly<Record<string, readonly string[]>> = {
  person: ["DeletedDate"],
  s_shipment: ["start_date"],
  s_shipment_addr: ["sending_time"],
  s_sent_message: ["when_sent", "when_read"],
};

const NAMED = ["ConsentPurpose", "LegalBase", "ConsentSource"];

/** The same database as the vendor's documentation describes older ones: keys with #, multi-language names, 1760 for no date. */
export function peculiar(rows: DatabaseRows): DatabaseRows {
  return Object.fromEntries(
    Object.entries(rows).map(([table, own]) => [table, (own ?? []).map((row) => withNames(table, withDates(table, row)))]),
  );
}

function withDates(table: string, row: Row): Row {
  const dates = (DATES[table] ?? []).map((column) => [column, row[column] ?? NO_DATE] as const);
  return { ...row, ...Object.fromEntries(dates) };
}

function withNames(table: string, row: Row): Row {
  if (!NAMED.includes(table)) return row;
  const key = String(row["key"]);
  const name = String(row["name"]);
  return {
    ...row,
    key: `#${key.slice(0, 1)}${key.slice(1).toLowerCase()}`,
    name: `US:"${name}";NO:"${name} no"SW:"${name} sw";`,
  };
}
