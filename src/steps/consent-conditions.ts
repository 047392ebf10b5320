import type { Settings } from "../config/settings.js";
import { isNoDate } from "../crm/no-date.js";
import { identifier, sql, type Sql } from "../dialect/sql.js";
import type { ExistingRow } from "./row-set.js";
import type { StepContext } from "./step.js";

/** A row whose legal basis is NULL or 0 is blank: it is filled in as if it were missing. */
export function isBlank(row: ExistingRow): Sql {
  return sql`(${row.legalBaseId} IS NULL OR ${row.legalBaseId} = 0)`;
}

/** Whether a flag of a person relation under an alias is set; NULL means not set. */
export function isSet(alias: string, flag: "nomailing" | "blockemarketing"): Sql {
  return sql`${identifier(alias, flag)} <> 0`;
}

/**
 * The opposite. Written out, since planners know nothing of what COALESCE gives: PostgreSQL expects one
 * person in 200 for each, and then chooses nested loops that never end.
 */
export function isNotSet(alias: string, flag: "nomailing" | "blockemarketing" | "retired"): Sql {
  const column = identifier(alias, flag);
  return sql`(${column} = 0 OR ${column} IS NULL)`;
}

/** Whether a person counts at all: soft-deleted and retired ones do, unless the configuration says no. */
export function isIncluded(context: StepContext, alias: string): Sql {
  if (context.settings.includeDeletedPersons) return sql`1 = 1`;
  return sql`(${isNoDate(context.dialect, identifier(alias, "deleteddate"))} AND ${isNotSet(alias, "retired")})`;
}

/** The identity and the assigned columns of consent rows for a purpose and a legal basis, by key; the source is that of the step. */
export function consentColumns(
  { reference, settings }: StepContext,
  purpose: string,
  legalBase: string,
  source: keyof Settings["consentSource"],
) {
  return {
    table: "ConsentPerson",
    identity: { consentPurpose_id: reference.idOf("ConsentPurpose", purpose) },
    ownIdentity: [],
    assigned: {
      legalBase_id: reference.idOf("LegalBase", legalBase),
      consentSource_id: reference.idOf("ConsentSource", settings.consentSource[source]),
    },
    legalBaseKey: legalBase,
    given: ["comment"],
    rowsPerPerson: 1,
  } as const;
}
