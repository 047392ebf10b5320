import { createHash } from "node:crypto";
import type { Check } from "../report/report.js";
import { checksOf, foundIds, type Reasons } from "./findings.js";
import { newestDone } from "./passes.js";
import type { Verification } from "./verification.js";

/** UserPreference.deflevel of a system-wide setting (vendor's reference). */
const SYSTEM_WIDE = 2;

const REASONS: Reasons = {
  missing: {
    outcome: "fail",
    says: "settings for E-marketing privacy that are missing at system-wide level, or have another value",
    ids: "prefkey",
    hint: "apply --rerun emarketing-privacy sets it.",
  },
  changed: {
    outcome: "warn",
    says: "settings for E-marketing privacy that somebody changed or removed since",
    ids: "prefkey",
    hint: "It is the administrator's to change.",
  },
};

interface Preference {
  readonly id: number;
  readonly prefvalue: string | null;
  readonly saved: number | null;
  readonly at: string | null;
}

/** Opt-in: the configured preference stands at system-wide level. @throws DatabaseError */
export async function privacy(verification: Verification): Promise<readonly Check[]> {
  const { session, dialect, relations, ledger, passes, batches } = verification;
  const { sql } = dialect;
  const pass = newestDone(passes, "emarketing-privacy");
  const wanted = pass?.settings.emarketingPrivacy ?? null;
  if (pass === undefined || wanted === null) return [];
  const stored = await session.query<Preference>(sql`
    SELECT u.userpreference_id AS id, u.prefvalue, u.updatedcount AS saved, ${dialect.timestampText(sql`u.updated`)} AS at
    FROM ${relations.of("UserPreference")} u
    WHERE u.deflevel = ${SYSTEM_WIDE} AND ${dialect.folded(sql`u.prefsection`)} = ${wanted.prefsection.trim().toLowerCase()}
      AND ${dialect.folded(sql`u.prefkey`)} = ${wanted.prefkey.trim().toLowerCase()}`);
  if (stored.some((row) => row.prefvalue === wanted.prefvalue)) {
    return checksOf("emarketing-privacy", [], REASONS, "The setting E-marketing privacy has the configured value.");
  }
  const own = batches.filter((batch) => batch.pass.stepId === "emarketing-privacy");
  const old = await ledger.select<{ row_id: number; updated_count: number | null; new_hash: string }>(session, "oldText", {
    table_name: "UserPreference",
  });
  const [row] = stored;
  // A row as we wrote it, in time and count of saves, and still with another value: nobody saved it in the CRM.
  const asWritten = own.some((batch) => {
    const inserted = row !== undefined && batch.first_id !== null && row.id >= batch.first_id && row.id <= Number(batch.last_id);
    const changed = old.find((entry) => Number(entry.row_id) === row?.id && entry.new_hash === sha256(wanted.prefvalue));
    const saves = inserted ? 0 : changed === undefined ? undefined : Number(changed.updated_count ?? 0) + 1;
    return (
      saves !== undefined && Number(row?.saved) === saves && row?.at === String(batch.written_at).slice(0, 19).replace("T", " ")
    );
  });
  const writtenOnce = own.some((batch) => Number(batch.inserted) + Number(batch.updated) > 0);
  return checksOf(
    "emarketing-privacy",
    foundIds(!asWritten && writtenOnce ? "changed" : "missing", [wanted.prefkey]),
    REASONS,
    "",
  );
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
