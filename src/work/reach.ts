import type { Session } from "../dialect/session.js";
import { joinSql, type Sql } from "../dialect/sql.js";
import type { Reach } from "../report/report.js";
import { isExcluded } from "../steps/exclusions.js";
import { idOfRow, type Reference } from "../crm/reference.js";
import { isEmarketingPrivacyOn } from "../crm/emarketing-privacy.js";
import type { StepContext } from "../steps/step.js";
import { count } from "../dialect/counts.js";

/** A mask of reservations is summed in a 64-bit integer, and read as a double: more types are not told apart. */
const MOST_TYPES = 50;

/** How many contacts of one kind move from one legal basis to another, or give a subscription up. */
export interface ReachMove {
  /** The legal basis before: null is blank or no row at all; undefined: not a consent, but a reservation. */
  readonly from: number | null | undefined;
  readonly toKey: string;
  /** The subscription type that is given up. */
  readonly typeId: number | null;
  /** Which types the contacts do not subscribe to. */
  readonly mask: number;
  readonly persons: number;
}

/** The subscription types that are in use, by id. */
function typesOf(reference: Reference): readonly { readonly id: number; readonly name: string }[] {
  return reference
    .rows("ShipmentType")
    .filter((row) => Number(row["deleted"] ?? 0) === 0)
    .map((row) => ({ id: idOfRow("ShipmentType", row), name: String(row["name"] ?? "") }))
    .slice(0, MOST_TYPES);
}

/**
 * The contacts that mailings could reach at all, and what they are told apart by: `person_id`, `blocked`, `addressed`,
 * `flagged`, `excluded` (0 or 1) and `mask`, a bit for each type that they do not subscribe to. Deleted and retired ones are
 * not among them.
 * @param types of the reference as it is stored: pending ones have no reservations yet
 */
function reachableContacts(context: StepContext, types: readonly { readonly id: number }[]): Sql {
  const { dialect, relations } = context;
  const { sql, cast } = dialect;
  const bit = (place: number): Sql => cast(String(2 ** place), { kind: "bigint" });
  const bits = types.map(({ id }, place) => sql`WHEN ${cast(id, { kind: "int" })} THEN ${bit(place)}`);
  const nobody = cast("0", { kind: "bigint" });
  const reserves = types.length > 0 && relations.has("ShipmentTypeReservation");
  const reserved = sql`
    LEFT JOIN (
      SELECT d.person_id, SUM(CASE d.shipmenttype_id ${joinSql(sql, bits, " ")} ELSE ${nobody} END) AS mask
      FROM (SELECT DISTINCT r.person_id, r.shipmenttype_id FROM ${relations.of("ShipmentTypeReservation")} r) d
      GROUP BY d.person_id
    ) v ON v.person_id = p.person_id`;
  const addressed = sql`
    LEFT JOIN (
      SELECT DISTINCT e.person_id FROM ${relations.of("Email")} e WHERE e.person_id IS NOT NULL AND RTRIM(e.email_address) <> ''
    ) a ON a.person_id = p.person_id`;
  return sql`
    SELECT p.person_id,
           CASE WHEN p.blockemarketing <> 0 THEN 1 ELSE 0 END AS blocked,
           ${relations.has("Email") ? sql`CASE WHEN a.person_id IS NULL THEN 0 ELSE 1 END` : sql`1`} AS addressed,
           CASE WHEN p.nomailing <> 0 THEN 1 ELSE 0 END AS flagged,
           CASE WHEN ${isExcluded(context, "p")} THEN 1 ELSE 0 END AS excluded,
           ${reserves ? sql`COALESCE(v.mask, ${nobody})` : nobody} AS mask
    FROM ${relations.of("person")} p${relations.has("Email") ? addressed : sql``}${reserves ? reserved : sql``}
    WHERE p.person_id <> 0 AND (p.deleteddate IS NULL OR p.deleteddate <= ${cast("1760-01-02 00:00:00", { kind: "timestamp" })})
      AND (p.retired IS NULL OR p.retired = 0)`;
}

/** Contacts that mailings could reach, for grouping what a step changes: `person_id`, `mask`. */
export function contactsByMask(context: StepContext, stored: Reference): Sql {
  const { sql } = context.dialect;
  return sql`SELECT k.person_id, k.mask FROM (${reachableContacts(context, typesOf(stored))}) k WHERE k.blocked = 0 AND k.addressed = 1`;
}

interface ReachRow {
  readonly blocked: unknown;
  readonly addressed: unknown;
  readonly flagged: unknown;
  readonly excluded: unknown;
  readonly mask: unknown;
  readonly standing: "none" | "withdrawn" | "given";
  readonly n: unknown;
}

/** What stands: counted once, and moved by what pending steps would change. */
export interface StoredReach {
  readonly rows: readonly ReachRow[];
  readonly stored: Reference;
  readonly hasAddresses: boolean;
  readonly hasBlocks: boolean;
}

/** Counts whom mailings reach as the consents stand, in one statement. @throws DatabaseError */
export async function countReach(session: Session, context: StepContext): Promise<StoredReach> {
  const { dialect, relations, reference } = context;
  const { sql } = dialect;
  const standing = sql`
    CASE WHEN c.legalbase_id IS NULL OR c.legalbase_id = 0 THEN 'none'
         WHEN c.legalbase_id = ${reference.idOf("LegalBase", "WITHDRAWN")} THEN 'withdrawn'
         ELSE 'given' END`;
  const rows = await session.query<ReachRow>(sql`
    SELECT g.blocked, g.addressed, g.flagged, g.excluded, g.mask, g.standing, COUNT(*) AS n
    FROM (
      SELECT k.blocked, k.addressed, k.flagged, k.excluded, k.mask, ${standing} AS standing
      FROM (${reachableContacts(context, typesOf(reference))}) k
      LEFT JOIN ${context.storedConsents("EMARKETING")} c ON c.person_id = k.person_id
    ) g
    GROUP BY g.blocked, g.addressed, g.flagged, g.excluded, g.mask, g.standing`);
  return {
    rows,
    stored: reference,
    hasAddresses: relations.has("Email"),
    hasBlocks: relations.hasColumn("person", "blockEmarketing"),
  };
}

/** Contacts by whether they are reached, and by the types that they do not subscribe to. */
class Tally {
  private readonly byMask = new Map<number, number>();
  private readonly givenUp = new Map<number, number>();

  add(mask: number, persons: number): void {
    this.byMask.set(mask, (this.byMask.get(mask) ?? 0) + persons);
  }

  giveUp(typeId: number, persons: number): void {
    this.givenUp.set(typeId, (this.givenUp.get(typeId) ?? 0) + persons);
  }

  get all(): number {
    return [...this.byMask.values()].reduce((sum, n) => sum + n, 0);
  }

  /** @param place of the type's bit; negative: a type that is not there yet */
  subscribed(typeId: number, place: number): number {
    const reserved = place < 0 ? 0 : [...this.byMask].reduce((sum, [mask, n]) => (hasBit(mask, place) ? sum + n : sum), 0);
    return this.all - reserved - (this.givenUp.get(typeId) ?? 0);
  }
}

function hasBit(mask: number, place: number): boolean {
  return Math.floor(mask / 2 ** place) % 2 === 1;
}

/**
 * The reach figures of a report.
 * @param moves what pending steps would change; none where nothing is pending
 * @param after the reference rows then
 */
export function reachOf(counted: StoredReach, moves: readonly ReachMove[], after: Reference): Reach {
  const { stored } = counted;
  const sum = (chosen: (row: ReachRow) => boolean): number =>
    counted.rows.filter(chosen).reduce((total, row) => total + count(row.n), 0);
  const isBlocked = (row: ReachRow): boolean => Number(row.blocked) === 1;
  const hasAddress = (row: ReachRow): boolean => Number(row.addressed) === 1;
  const isReachable = (row: ReachRow): boolean => !isBlocked(row) && hasAddress(row);
  const open = new Tally();
  const given = new Tally();
  for (const row of counted.rows.filter(isReachable)) {
    if (row.standing !== "withdrawn") open.add(Number(row.mask), count(row.n));
    if (row.standing === "given") given.add(Number(row.mask), count(row.n));
  }
  const withdrawn = stored.byKey("LegalBase", "WITHDRAWN");
  const withdrawnId = withdrawn === undefined ? undefined : idOfRow("LegalBase", withdrawn);
  for (const move of moves) {
    if (move.from === undefined) {
      if (move.typeId !== null) for (const tally of [open, given]) tally.giveUp(move.typeId, move.persons);
      continue;
    }
    const wasWithdrawn = move.from !== null && move.from === withdrawnId;
    const wasGiven = move.from !== null && move.from !== 0 && !wasWithdrawn;
    const isWithdrawn = move.toKey === "WITHDRAWN";
    if (wasWithdrawn !== isWithdrawn) open.add(move.mask, isWithdrawn ? -move.persons : move.persons);
    if (wasGiven === isWithdrawn) given.add(move.mask, isWithdrawn ? -move.persons : move.persons);
  }
  const places = new Map(typesOf(stored).map(({ id }, place) => [id, place]));
  return {
    contacts: sum(() => true),
    excluded: sum((row) => Number(row.excluded) === 1),
    blocked: counted.hasBlocks ? sum(isBlocked) : null,
    withoutAddress: counted.hasAddresses ? sum((row) => !isBlocked(row) && !hasAddress(row)) : null,
    before: sum((row) => isReachable(row) && Number(row.flagged) === 0),
    after: open.all,
    afterWithPrivacy: given.all,
    privacy: isEmarketingPrivacyOn(after) ? "on" : "off",
    types: typesOf(after).map(({ id, name }) => ({
      name,
      after: open.subscribed(id, places.get(id) ?? -1),
      afterWithPrivacy: given.subscribed(id, places.get(id) ?? -1),
    })),
  };
}
