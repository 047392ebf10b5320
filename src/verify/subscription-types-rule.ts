import type { Check } from "../check.js";
import { seededTexts } from "../crm/seeded-texts.js";
import { everyName } from "./every-name.js";
import { checksOf, fails, foundIds, reasonsOf, warns } from "./findings.js";
import { newestDone, passesOfStep, wholeSeconds } from "./passes.js";
import type { PassBatch, Verification } from "./verification.js";
import { sql } from "../dialect/sql.js";

const REASONS = reasonsOf("ShipmentType_id", {
  missing: fails("subscription types that are missing", "The upgrade adds them: apply --rerun subscription-types.", "name"),
  twice: fails(
    "subscription types that the upgrade added although the name was there",
    "Remove the one without reservations in the CRM.",
  ),
  other: fails(
    "subscription types of the upgrade with another name than it gives, or marked as deleted",
    "Nobody saved them since, so they were changed past the CRM.",
  ),
  gone: warns(
    "subscription types that were added and then renamed or removed by somebody",
    "They are the customer's to change.",
    "name",
  ),
});

interface StoredType {
  readonly id: number;
  readonly name: string | null;
  readonly deleted: number | null;
  readonly saved: number | null;
  readonly at: string | null;
}

/** Point 5: the configured types are there once, unless somebody changed or removed them since. @throws DatabaseError */
export async function subscriptionTypes(verification: Verification): Promise<readonly Check[]> {
  const { session, dialect, relations, passes, batches } = verification;
  const pass = newestDone(passes, "subscription-types");
  if (pass === undefined) return [];
  const wanted = (pass.settings.subscriptionTypes ?? seededTexts(pass.language).subscriptionTypes).map((type) => type.name);
  const stored = await session.query<StoredType>(sql`
    SELECT t.shipmenttype_id AS id, t.name, t.deleted, t.updatedcount AS saved, ${dialect.timestampText(sql`t.updated`)} AS at
    FROM ${relations.of("ShipmentType")} t ORDER BY t.shipmenttype_id`);
  const own = batches.filter(
    (batch) => passesOfStep(passes, "subscription-types").includes(batch.pass) && batch.first_id !== null,
  );
  const ours = own.flatMap((batch) =>
    stored.filter((row) => isOf(batch, row)).map((row) => ({ row, untouched: isUntouched(batch, row) })),
  );
  const added = own.reduce((sum, batch) => sum + Number(batch.inserted), 0);
  const missing = wanted.filter((name) => !stored.some((row) => isType(row.name, name)));
  const explained = missing.length <= added - ours.length + ours.filter(({ untouched }) => !untouched).length;
  const untouched = ours.filter((one) => one.untouched).map(({ row }) => row);
  const twice = untouched.filter((row) => stored.some((other) => other.id < row.id && isType(other.name, row.name ?? "")));
  const other = untouched.filter((row) => Number(row.deleted ?? 0) !== 0 || !wanted.some((name) => isType(row.name, name)));
  const found = foundIds({
    [explained ? "gone" : "missing"]: missing,
    twice: twice.map(({ id }) => id),
    other: other.map(({ id }) => id),
  });
  const there =
    missing.length === 0
      ? `The ${wanted.length} subscription types are there.`
      : `Of the ${wanted.length} subscription types ${wanted.length - missing.length} are there; what became of the others was users' business.`;
  return checksOf("subscription-types", found, REASONS, there);
}

function isOf(batch: PassBatch, row: StoredType): boolean {
  return row.id >= Number(batch.first_id) && row.id <= Number(batch.last_id);
}

function isUntouched(batch: PassBatch, row: StoredType): boolean {
  return Number(row.saved) === 0 && String(row.at) === wholeSeconds(batch.written_at);
}

/** The vendor's four, in the languages of domain.md: a type that is there in one language is there. */
const FOUR: readonly (readonly string[])[] = [
  ["invitations", "inbjudningar", "invitasjoner", "invitationer", "einladungen", "uitnodigingen"],
  ["news", "nyheter", "nyheder", "neuigkeiten", "nieuws"],
  ["promotions", "kampanjer", "kampagner", "angebote", "aanbiedingen"],
  [
    "urgent messages",
    "brådskande meddelanden",
    "viktige meldinger",
    "vigtige meddelelser",
    "dringende mitteilungen",
    "dringende berichten",
  ],
];

/** Whether a stored name, which may hold several languages (`US:"News";SW:"Nyheter"`), is a wanted one. */
function isType(stored: string | null, wanted: string): boolean {
  const known = everyName(wanted).flatMap((name) => FOUR.find((names) => names.includes(name)) ?? [name]);
  return everyName(stored ?? "").some((name) => known.includes(name));
}
