import { plainKey, sameKey } from "../crm/keys.js";
import type { Check } from "../check.js";
import { checksOf, fails, foundIds, reasonsOf, warns } from "./findings.js";
import { newestDone, wholeSeconds } from "./passes.js";
import type { Verification } from "./verification.js";
import { sql } from "../dialect/sql.js";
import { textHash } from "../ledger/text-hash.js";

/** UserPreference.deflevel of a system-wide setting, and the preference of new contacts' legal basis (vendor's reference). */
const SYSTEM_WIDE = 2;
const PREFERENCE = { section: "gdpr", key: "gdprdefaultlegalbase" } as const;
const KEY = "GdprDefaultLegalBase";

const REASONS = reasonsOf("prefkey", {
  missing: fails(
    "preferences for the legal basis of new contacts that are missing at system-wide level, or have another value",
    "apply --rerun default-legal-basis sets it.",
  ),
  changed: warns(
    "preferences for the legal basis of new contacts that somebody changed or removed since",
    "It is the administrator's to change.",
  ),
});

interface Preference {
  readonly id: number;
  readonly prefvalue: string | null;
  readonly saved: number | null;
  readonly at: string | null;
}

/** Opt-in: the configured legal basis of new contacts stands at system-wide level. @throws DatabaseError */
export async function newContacts(verification: Verification): Promise<readonly Check[]> {
  const { session, dialect, relations, ledger, passes, batches } = verification;
  const pass = newestDone(passes, "default-legal-basis");
  const wanted = pass?.settings.defaultLegalBasis ?? null;
  if (pass === undefined || wanted === null) return [];
  const stored = await session.query<Preference>(sql`
    SELECT u.userpreference_id AS id, u.prefvalue, u.updatedcount AS saved, ${dialect.timestampText(sql`u.updated`)} AS at
    FROM ${relations.of("UserPreference")} u
    WHERE u.deflevel = ${SYSTEM_WIDE} AND ${dialect.folded(sql`u.prefsection`)} = ${PREFERENCE.section}
      AND ${dialect.folded(sql`u.prefkey`)} = ${PREFERENCE.key}`);
  if (stored.some((row) => sameKey(row.prefvalue, wanted))) {
    return checksOf("default-legal-basis", [], REASONS, "New contacts get the configured legal basis.");
  }
  const own = batches.filter((batch) => batch.pass.stepId === "default-legal-basis");
  const old = await ledger.select<{ row_id: number; updated_count: number | null; new_hash: string }>(session, "oldText", {
    table_name: "UserPreference",
  });
  const [row] = stored;
  // A row as we wrote it, in time and count of saves, and still with another value: nobody saved it in the CRM.
  const asWritten = own.some((batch) => {
    const inserted = row !== undefined && batch.first_id !== null && row.id >= batch.first_id && row.id <= Number(batch.last_id);
    const changed = old.find((entry) => Number(entry.row_id) === row?.id && entry.new_hash === textHash(plainKey(wanted)));
    const saves = inserted ? 0 : changed === undefined ? undefined : Number(changed.updated_count ?? 0) + 1;
    return saves !== undefined && Number(row?.saved) === saves && row?.at === wholeSeconds(batch.written_at);
  });
  const writtenOnce = own.some((batch) => Number(batch.inserted) + Number(batch.updated) > 0);
  return checksOf("default-legal-basis", foundIds({ [!asWritten && writtenOnce ? "changed" : "missing"]: [KEY] }), REASONS, "");
}
