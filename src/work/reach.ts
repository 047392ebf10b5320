import type { Session } from "../dialect/session.js";
import { sql, type Sql } from "../dialect/sql.js";
import type { Reach } from "../report/report.js";
import { isNotSet } from "../steps/consent-conditions.js";
import { isNoDate } from "../crm/no-date.js";
import { isExcluded } from "../steps/exclusions.js";
import { idOfRow, type Reference } from "../crm/reference.js";
import { isEmarketingPrivacyOn } from "../crm/emarketing-privacy.js";
import type { Relations } from "../crm/relations.js";
import { stepContext, type UpgradeContext } from "./upgrade-context.js";
import type { PersonStep, StepContext } from "../steps/step.js";
import { EVERYBODY } from "../steps/person-range.js";
import type { PersonMask } from "../steps/row-set.js";
import { RowSetReader, type RowFate } from "../steps/row-set-sql.js";
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

/** Whether a person `p` is neither deleted nor retired. */
function isContact(context: StepContext): Sql {
  const { dialect } = context;
  return sql`p.person_id <> 0 AND ${isNoDate(dialect, sql`p.deleteddate`)} AND ${isNotSet("p", "retired")}`;
}

/** The types that persons do not subscribe to: a join of `v` with `mask`, a bit for each; and the mask, 0 where there is none. */
function reservations({ dialect, relations }: StepContext, stored: Reference): { readonly join: Sql; readonly mask: Sql } {
  const { cast } = dialect;
  const none = cast("0", { kind: "bigint" });
  const types = typesOf(stored);
  if (types.length === 0 || !relations.has("ShipmentTypeReservation")) return { join: sql``, mask: none };
  const bit = (place: number): Sql => cast(String(2 ** place), { kind: "bigint" });
  const bits = types.map(({ id }, place) => sql`WHEN ${cast(id, { kind: "int" })} THEN ${bit(place)}`);
  // Cast where there are few rows: PostgreSQL sums 64-bit integers up to a decimal number, which is dear to group by.
  const sum = cast(sql`SUM(CASE d.shipmenttype_id ${sql.join(bits, " ")} ELSE ${none} END)`, { kind: "bigint" });
  const join = sql`
    LEFT JOIN (
      SELECT d.person_id, ${sum} AS mask
      FROM (SELECT DISTINCT r.person_id, r.shipmenttype_id FROM ${relations.of("ShipmentTypeReservation")} r) d
      GROUP BY d.person_id
    ) v ON v.person_id = p.person_id`;
  return { join, mask: sql`COALESCE(v.mask, ${none})` };
}

/** What persons are told apart by, as bits of one number: MySQL and MariaDB group by fewer columns in two thirds of the time. */
const MARKS = { contact: 1, blocked: 2, addressed: 4, flagged: 8, excluded: 16 } as const;
type Mark = keyof typeof MARKS;

/**
 * All persons, and what the reach of mailings is told apart by: `person_id`, `marks` (a contact is neither deleted nor
 * retired), and the `mask` of types that they do not subscribe to.
 * @param stored the reference rows without pending ones, which have no reservations yet
 */
function markedPersons(context: StepContext, stored: Reference): Sql {
  const { relations } = context;
  const { join, mask } = reservations(context, stored);
  const addresses = sql`
    LEFT JOIN (
      SELECT DISTINCT e.person_id FROM ${relations.of("Email")} e WHERE e.person_id IS NOT NULL AND RTRIM(e.email_address) <> ''
    ) a ON a.person_id = p.person_id`;
  const bits = {
    contact: isContact(context),
    blocked: sql`p.blockemarketing <> 0`,
    addressed: relations.has("Email") ? sql`a.person_id IS NOT NULL` : sql`1 = 1`,
    flagged: sql`p.nomailing <> 0`,
    excluded: isExcluded(context, "p"),
  };
  const marks = Object.entries(MARKS).map(([mark, bit]) => sql`CASE WHEN ${bits[mark as Mark]} THEN ${bit} ELSE 0 END`);
  return sql`
    SELECT p.person_id, ${sql.join(marks, " +\n           ")} AS marks, ${mask} AS mask
    FROM ${relations.of("person")} p${relations.has("Email") ? addresses : sql``}${join}`;
}

/** The mask of a person `p` that mailings can reach, for grouping what a step changes; of others it is NULL. */
export function reachableMask(context: StepContext, stored: Reference): PersonMask {
  const { relations } = context;
  const { join, mask } = reservations(context, stored);
  const hasAddress = sql`
      AND EXISTS (SELECT 1 FROM ${relations.of("Email")} e WHERE e.person_id = p.person_id AND RTRIM(e.email_address) <> '')`;
  const condition = sql`${isContact(context)} AND ${isNotSet("p", "blockemarketing")}${relations.has("Email") ? hasAddress : sql``}`;
  return { join, mask: sql`CASE WHEN ${condition} THEN ${mask} END` };
}

/** Persons who are alike in all of this, and in the legal basis that they have for E-marketing. */
export interface MarkedRow {
  readonly marks: unknown;
  readonly mask: unknown;
  readonly old_basis: number | null;
  readonly n: unknown;
}

function isMarked({ marks }: MarkedRow, mark: Mark): boolean {
  return (Number(marks) & MARKS[mark]) !== 0;
}

/** Whether mailings can reach such persons at all. */
export function isReachable(row: MarkedRow): boolean {
  return isMarked(row, "contact") && !isMarked(row, "blocked") && isMarked(row, "addressed");
}

/** What stands: counted once, and moved by what pending steps would change. */
export interface StoredReach {
  readonly rows: readonly MarkedRow[];
  readonly stored: Reference;
  readonly relations: Relations;
}

/** Counts whom mailings reach as the consents stand, in one statement. @throws DatabaseError */
export async function countReach(session: Session, context: StepContext, stored: Reference): Promise<StoredReach> {
  return { rows: await countMarked<MarkedRow>(session, context, stored), stored, relations: context.relations };
}

/**
 * The same, with what becomes of the rows that a step wants: `fate` of all persons. Counting both apart took twice as long on
 * PostgreSQL; engines that look rows up one by one (`probesRows`) are three times slower at both together.
 * @throws DatabaseError
 */
export async function countReachAndFates(session: Session, context: StepContext, stored: Reference, step: PersonStep) {
  const rows = await countMarked<MarkedRow & { readonly fate: RowFate | "none"; readonly last_year: string | null }>(
    session,
    context,
    stored,
    step,
  );
  return { standing: { rows, stored, relations: context.relations }, rows };
}

function countMarked<Row extends MarkedRow>(
  session: Session,
  context: StepContext,
  stored: Reference,
  step?: PersonStep,
): Promise<readonly Row[]> {
  const { dialect, relations } = context;
  const marked = sql`
      FROM (${markedPersons(context, stored)}) k
      LEFT JOIN ${context.storedConsents("EMARKETING")} e ON e.person_id = k.person_id`;
  if (step === undefined) {
    return session.query<Row>(sql`
    SELECT g.marks, g.mask, g.old_basis, COUNT(*) AS n
    FROM (SELECT k.marks, k.mask, e.legalbase_id AS old_basis${marked}) g
    GROUP BY g.marks, g.mask, g.old_basis`);
  }
  const wanted = new RowSetReader(dialect, relations, step.rows(context));
  return session.query<Row>(sql`
    SELECT g.marks, g.mask, g.old_basis, g.fate, g.last_year, COUNT(*) AS n
    FROM (
      SELECT k.marks, k.mask, e.legalbase_id AS old_basis,
             CASE WHEN w.person_id IS NULL THEN 'none' ELSE ${wanted.fate()} END AS fate, ${wanted.lastYear()} AS last_year${marked}
      LEFT JOIN (${wanted.datedRows(EVERYBODY)}) w ON w.person_id = k.person_id
    ) g
    GROUP BY g.marks, g.mask, g.old_basis, g.fate, g.last_year`);
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
  const { stored, relations } = counted;
  const sum = (rows: readonly MarkedRow[]): number => rows.reduce((total, row) => total + count(row.n), 0);
  const contacts = counted.rows.filter((row) => isMarked(row, "contact"));
  const [reachable, blocked] = [contacts.filter(isReachable), contacts.filter((row) => isMarked(row, "blocked"))];
  const withdrawn = stored.byKey("LegalBase", "WITHDRAWN");
  const withdrawnId = withdrawn === undefined ? undefined : idOfRow("LegalBase", withdrawn);
  const open = new Tally();
  const given = new Tally();
  for (const row of reachable) {
    const basis = Number(row.old_basis ?? 0);
    if (basis !== withdrawnId) open.add(Number(row.mask), count(row.n));
    if (basis !== withdrawnId && basis !== 0) given.add(Number(row.mask), count(row.n));
  }
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
    contacts: sum(contacts),
    excluded: sum(contacts.filter((row) => isMarked(row, "excluded"))),
    blocked: relations.hasColumn("person", "blockEmarketing") ? sum(blocked) : null,
    withoutAddress: relations.has("Email") ? sum(contacts) - sum(blocked) - sum(reachable) : null,
    before: sum(reachable.filter((row) => !isMarked(row, "flagged"))),
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

/** Whom mailings reach as the consents stand, nothing pending. @throws DatabaseError */
export async function reachNow(upgrade: UpgradeContext): Promise<Reach> {
  const { reference } = upgrade;
  return reachOf(await countReach(upgrade.session, stepContext(upgrade, reference, ""), reference), [], reference);
}
