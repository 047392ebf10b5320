import type { Sql } from "../dialect/sql.js";
import type { ExistingRow } from "./row-set.js";
import type { StepContext } from "./step.js";

/** A row whose legal basis is NULL or 0 is blank: it is filled in as if it were missing. */
export function isBlank({ dialect: { sql } }: StepContext, row: ExistingRow): Sql {
  return sql`(${row.legalBaseId} IS NULL OR ${row.legalBaseId} = 0)`;
}

/** The No-mailings flag of a person relation under an alias; NULL means not flagged. */
export function isFlagged({ dialect: { sql, identifier } }: StepContext, alias: string): Sql {
  return sql`COALESCE(${identifier(alias, "nomailing")}, 0) <> 0`;
}

/** Whether a person counts at all: soft-deleted and retired ones do, unless the configuration says no. */
export function isIncluded({ dialect: { sql, identifier }, settings }: StepContext, alias: string): Sql {
  if (settings.includeDeletedPersons) return sql`1 = 1`;
  return sql`(${identifier(alias, "deleteddate")} IS NULL AND COALESCE(${identifier(alias, "retired")}, 0) = 0)`;
}

/** The identity and the assigned columns of consent rows for a purpose and a legal basis, by key. */
export function consentColumns({ reference, settings }: StepContext, purpose: string, legalBase: string) {
  return {
    table: "ConsentPerson",
    identity: { consentPurpose_id: reference.idOf("ConsentPurpose", purpose) },
    ownIdentity: [],
    assigned: {
      legalBase_id: reference.idOf("LegalBase", legalBase),
      consentSource_id: reference.idOf("ConsentSource", settings.consentSource),
    },
    legalBaseKey: legalBase,
    given: ["comment"],
    rowsPerPerson: 1,
  } as const;
}
