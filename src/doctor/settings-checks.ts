import { fine, type Check, type Checks } from "../check.js";
import { preferencesOfSome, whyNewContactsLackBasis } from "../crm/new-contacts.js";
import { reachNow } from "../work/reach.js";
import type { UpgradeContext } from "../work/upgrade-context.js";

/** E-marketing privacy, with whom mailings reach by it, and what new contacts get. @throws DatabaseError */
export async function crmSettings(upgrade: UpgradeContext): Promise<Checks> {
  return [await privacy(upgrade), ...newContacts(upgrade)];
}

async function privacy(upgrade: UpgradeContext): Promise<Check> {
  const id = "emarketing-privacy";
  if (!upgrade.relations.has("registry"))
    return fine(id, "This release has no table registry: E-marketing privacy cannot be told.");
  const { privacy: standing, after, afterWithPrivacy } = await reachNow(upgrade);
  const reached =
    standing === "on"
      ? `mailings reach only contacts with a legal basis for E-marketing, ${afterWithPrivacy} today (${after} with it off)`
      : `mailings reach contacts without a legal basis for E-marketing too, ${after} today (${afterWithPrivacy} with it on)`;
  return fine(id, `E-marketing privacy is ${standing === "on" ? "on" : "off"}: ${reached}.`);
}

function newContacts({ reference, relations }: UpgradeContext): readonly Check[] {
  if (!relations.has("UserPreference")) return [];
  const why = whyNewContactsLackBasis(reference);
  const says = {
    "no-default": "New contacts get no legal basis: the preference GdprDefaultLegalBase is not set (defaultLegalBasis sets it).",
    "switched-off": "New contacts get no legal basis: the preference GdprUseDefaultsForNew is off.",
  } as const;
  const some = preferencesOfSome(reference).length;
  const otherwise = some === 0 ? "" : ` Preferences of a database, group or user that say otherwise there: ${some}.`;
  return [fine("new-contacts", `${why === undefined ? "New contacts get a legal basis." : says[why]}${otherwise}`)];
}
