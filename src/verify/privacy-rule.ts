import type { Check } from "../check.js";
import { checksOf, foundIds, reasonsOf, warns } from "./findings.js";
import { newestDone } from "./passes.js";
import type { Verification } from "./verification.js";
import { sql } from "../dialect/sql.js";

/** The registry's entry for E-marketing privacy, and its value when on (domain.md, "Values"). */
const [ENTRY, ON] = [342, "1"] as const;

/** The registry keeps neither times nor counts of saves: what somebody changed since cannot be told apart. */
const REASONS = reasonsOf("reg_id", {
  off: warns(
    "settings E-marketing privacy that are off, though the upgrade switched them on",
    "It is the administrator's to change; apply --rerun emarketing-privacy switches it on again.",
  ),
});

/** Opt-in: E-marketing privacy is on. @throws DatabaseError */
export async function privacy({ session, relations, passes }: Verification): Promise<readonly Check[]> {
  const pass = newestDone(passes, "emarketing-privacy");
  if (pass?.settings.emarketingPrivacy !== true) return [];
  const stored = await session.query<{ value: string | null }>(
    sql`SELECT r.value FROM ${relations.of("registry")} r WHERE r.reg_id = ${ENTRY}`,
  );
  const isOn = stored.some(({ value }) => value?.trim() === ON);
  const passed = isOn ? "E-marketing privacy is on." : "The upgrade switched E-marketing privacy on.";
  return checksOf("emarketing-privacy", foundIds({ off: isOn ? [] : [ENTRY] }), REASONS, passed);
}
