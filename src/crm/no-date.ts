import type { Dialect } from "../dialect/dialect.js";
import { sql, type Sql } from "../dialect/sql.js";

/**
 * The CRM writes 1760-01-01 where it knows no date (vendor's reference); the zone of a server may move it by hours. MySQL's zero dates,
 * which some copies have, are none either.
 */
const LAST_NO_DATE = "1760-01-02 00:00:00";

/** A time of the CRM, or NULL where the column holds no date. */
export function knownTime(dialect: Dialect, column: Sql): Sql {
  return sql`CASE WHEN ${dialect.realTime(column)} > ${lastNoDate(dialect)} THEN ${column} END`;
}

/** Whether a column holds no date. */
export function isNoDate(dialect: Dialect, column: Sql): Sql {
  return sql`(${dialect.realTime(column)} IS NULL OR ${column} <= ${lastNoDate(dialect)})`;
}

function lastNoDate(dialect: Dialect): Sql {
  return dialect.cast(LAST_NO_DATE, { kind: "timestamp" });
}
