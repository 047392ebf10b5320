import {
  LEGAL_BASES,
  MESSAGE_FLAGS,
  NO_DATE,
  UNKNOWN_BASIS,
  type RandomConsent,
  type RandomCrm,
  type RandomPerson,
  type RandomSettings,
} from "./random-crm.js";

/** A consent row in the end. `says` is the evidence of the rows that the upgrade writes; null for rows that it leaves. */
export interface ModelConsent {
  readonly person: number;
  readonly purpose: RandomConsent["purpose"];
  readonly basis: number | null;
  readonly says: string | null;
}

export interface ModelFigures {
  readonly inserted: number;
  readonly updated: number;
  readonly kept: number;
}

/** What the rules make of a CRM, said without SQL: consents, figures of the three steps, and what needs attention. */
export interface ModelEnd {
  readonly consents: readonly ModelConsent[];
  readonly steps: Readonly<Record<string, ModelFigures>>;
  /** Code → how many. */
  readonly attention: Readonly<Record<string, number>>;
}

interface Mail {
  readonly mailing: number;
  readonly at: string | null;
}

/** The rules of the upgrade, one contact after the other. */
export function modelOf(crm: RandomCrm, settings: RandomSettings): ModelEnd {
  const rows = new Map(
    crm.consents.map((row): [string, ModelConsent] => [`${row.person} ${row.purpose}`, { ...row, says: null }]),
  );
  const included = crm.persons.filter(
    (person) => settings.includeDeleted || (dateOf(person.deleted) === null && !isSet(person.retired)),
  );
  const attention: Record<string, number> = {};
  const note = (code: string, found: readonly unknown[]): void => {
    if (found.length > 0) attention[code] = found.length;
  };

  const steps: Record<string, ModelFigures> = {};
  const step = (
    id: string,
    purpose: RandomConsent["purpose"],
    basis: number,
    gets: (person: RandomPerson) => string | null,
    givesWay: (row: ModelConsent) => boolean,
  ): void => {
    const figures = { inserted: 0, updated: 0, kept: 0 };
    for (const person of included) {
      const says = gets(person);
      if (says === null) continue;
      const key = `${person.id} ${purpose}`;
      const row = rows.get(key);
      if (row !== undefined && !givesWay(row)) {
        figures.kept += 1;
        continue;
      }
      figures[row === undefined ? "inserted" : "updated"] += 1;
      rows.set(key, { person: person.id, purpose, basis, says });
    }
    steps[id] = figures;
  };

  note(
    "UNKNOWN_LEGAL_BASIS",
    crm.consents.filter((row) => row.basis === UNKNOWN_BASIS),
  );
  step("sales-and-service", "STORE", LEGAL_BASES["61F"], () => "Sales and service for every contact", isBlank);

  const unflagged = included.filter((person) => !isSet(person.nomailing));
  note(
    "COMPLAINT_WITHOUT_CONSENT",
    unflagged.filter((person) => complained(crm, person)),
  );
  note(
    "UNSUBSCRIBED_BUT_NOT_FLAGGED",
    unflagged.filter((person) => clickedUnsubscribe(crm, person) && !crm.reservations.includes(person.id)),
  );
  note(
    "UNSUBSCRIBED_WITHOUT_PERSON",
    crm.clicksByAddress.filter(
      ({ address, type }) => type === 3 && !crm.persons.some(({ id }) => addressesOf(crm, id).includes(plain(address))),
    ),
  );
  note(
    "COMPANY_WANTS_NO_MAILINGS",
    unflagged.filter(({ company }) => company !== null && crm.flaggedCompanies.includes(company)),
  );
  note(
    "EMARKETING_BLOCKED",
    unflagged.filter((person) => isSet(person.blocked)),
  );
  note(
    "RECIPIENT_WITHOUT_PERSON",
    crm.recipients.filter(
      ({ person, status }) =>
        status !== null && settings.recipientStatuses.includes(status) && !crm.persons.some(({ id }) => id === person),
    ),
  );
  const given = (otherwise: Partial<RandomSettings>): number =>
    included.filter((person) => mayBeGiven(crm, person) && mailsTo(crm, { ...settings, ...otherwise }, person).length > 0).length;
  const { evidence, since, sentMessageLog } = settings;
  if (evidence === "sent") attention["EVIDENCE_SENT"] = 1;
  if (evidence === "engaged") attention["EVIDENCE_ENGAGED"] = given({ evidence: "sent" }) - given({});
  if (evidence === "none") attention["EVIDENCE_NONE"] = given({ evidence: "sent" });
  if (evidence !== "none" && since !== null) attention["HISTORY_SINCE"] = given({ since: null }) - given({});
  const byLogAlone = given({ sentMessageLog: true }) - given({ sentMessageLog: false });
  if (evidence !== "none" && sentMessageLog && byLogAlone > 0) attention["SENT_MESSAGE_LOG_ADDS"] = byLogAlone;
  if (evidence !== "none" && !sentMessageLog) attention["SENT_MESSAGE_LOG_LEFT_OUT"] = byLogAlone;
  step(
    "emarketing-from-mailing-history",
    "EMARKETING",
    LEGAL_BASES["61F"],
    (person) => {
      const mails = mailsTo(crm, settings, person);
      return !mayBeGiven(crm, person) || mails.length === 0 ? null : evidenceOf(mails, settings);
    },
    isBlank,
  );

  const withdraws = settings.onExistingConsent === "withdraw";
  const customersOther = crm.consents.filter(
    ({ person, purpose, basis }) =>
      purpose === "EMARKETING" &&
      included.some(({ id, nomailing }) => id === person && isSet(nomailing)) &&
      (basis === LEGAL_BASES["61A"] || basis === LEGAL_BASES["61F"]),
  );
  note(withdraws ? "EXISTING_CONSENT_WITHDRAWN" : "EXISTING_CONSENT_KEPT", customersOther);
  step(
    "no-mailings-to-withdrawn",
    "EMARKETING",
    LEGAL_BASES.WITHDRAWN,
    (person) => (isSet(person.nomailing) ? "Contact marked" : null),
    (row) => isBlank(row) || (withdraws && (row.basis === LEGAL_BASES["61A"] || row.basis === LEGAL_BASES["61F"])),
  );

  return { consents: [...rows.values()], steps, attention };
}

function dateOf(time: string | null): string | null {
  return time === NO_DATE ? null : time;
}

function isSet(value: number | null): boolean {
  return value !== null && value !== 0;
}

function isBlank(row: ModelConsent): boolean {
  return row.basis === null || row.basis === 0;
}

function mayBeGiven(crm: RandomCrm, person: RandomPerson): boolean {
  return !isSet(person.nomailing) && !isSet(person.blocked) && !complained(crm, person);
}

/** Whether a link of a mailing other than to unsubscribe was clicked. */
function clickedIn(crm: RandomCrm, person: number, mailing: number): boolean {
  return mailing !== 0 && crm.clicks.some((click) => click.person === person && click.mailing === mailing && click.type !== 3);
}

function complained(crm: RandomCrm, person: RandomPerson): boolean {
  return crm.recipients.some((recipient) => recipient.person === person.id && recipient.status === 10);
}

function plain(address: string): string {
  return address.trim().toLowerCase();
}

function addressesOf(crm: RandomCrm, person: number): readonly string[] {
  return crm.addresses
    .filter((row) => row.person === person)
    .map(({ address }) => plain(address))
    .filter((address) => address !== "");
}

function clickedUnsubscribe(crm: RandomCrm, person: RandomPerson): boolean {
  const own = addressesOf(crm, person.id);
  return (
    crm.clicks.some((click) => click.person === person.id && click.type === 3) ||
    crm.clicksByAddress.some(({ address, type }) => type === 3 && own.includes(plain(address)))
  );
}

function isEmail(message: number): boolean {
  const flags = message === 0 ? null : (MESSAGE_FLAGS[message - 1] ?? null);
  return flags !== null && (flags % 2 === 1 || Math.floor(flags / 2) % 2 === 1);
}

function mailsTo(crm: RandomCrm, settings: RandomSettings, person: RandomPerson): readonly Mail[] {
  if (settings.evidence === "none") return [];
  const startOf = (id: number): string | null => dateOf(crm.mailings.find((mailing) => mailing.id === id)?.started ?? null);
  const received = crm.recipients.flatMap((recipient): Mail[] => {
    const mailing = crm.mailings.find(({ id }) => id === recipient.mailing);
    const counts =
      recipient.person === person.id &&
      recipient.status !== null &&
      settings.recipientStatuses.includes(recipient.status) &&
      mailing !== undefined &&
      settings.mailingStatuses.includes(mailing.status) &&
      isEmail(mailing.message) &&
      (settings.evidence === "sent" || recipient.status === 6 || clickedIn(crm, person.id, mailing.id));
    return counts ? [{ mailing: mailing.id, at: dateOf(recipient.sent) ?? dateOf(mailing.started) }] : [];
  });
  const logged = crm.log.flatMap((entry): Mail[] =>
    settings.sentMessageLog &&
    entry.person === person.id &&
    isEmail(entry.message) &&
    (settings.evidence === "sent" || dateOf(entry.read) !== null || clickedIn(crm, person.id, entry.mailing))
      ? [{ mailing: entry.mailing, at: dateOf(entry.sent) ?? startOf(entry.mailing) }]
      : [],
  );
  const { since } = settings;
  return [...received, ...logged].filter(({ at }) => since === null || (at !== null && at >= since));
}

function evidenceOf(mails: readonly Mail[], { evidence }: RandomSettings): string {
  const count = new Set(mails.map(({ mailing }) => mailing).filter((id) => id !== 0)).size;
  const days = mails.flatMap(({ at }) => (at === null ? [] : [at.slice(0, 10)])).sort();
  const [first, last] = [days[0], days.at(-1)];
  const when = first === undefined ? "date unknown" : first === last ? `on ${first}` : `first ${first}, last ${last ?? ""}`;
  return `E-mail mailings ${evidence === "engaged" ? "opened or clicked" : "sent"}: ${count}, ${when}.`;
}
