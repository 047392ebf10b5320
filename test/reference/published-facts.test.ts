import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { vendorTable } from "../../fixtures/vendor-tables.js";
import { languageOfNames } from "../../src/crm/language-of-names.js";
import { enginesAtHand } from "../engines/engines.js";
import { consentsByKey, rows } from "../contract/small-crm.js";
import type { DatabaseRows } from "../support/build-database.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import type { DatabaseDump } from "../support/dump-database.js";
import { refusalOf, type CommandEnd } from "../support/run-command.js";

/**
 * What the vendor publishes about the CRM, a test per fact, held against what the program makes of a database. A rule of ours
 * may be carried out to the letter and be wrong about the CRM all the same: only these tests know better.
 */

const NO_DATE = "1760-01-01T00:00:00";
const MAILED = "2017-05-04T10:00:00";
const SENT_ADDRESS = 4;
const [HTML, FINISHED] = [2, 1];

/** The vendor's ShipmentAddrStatus: what became of one recipient of a mailing. */
const RECIPIENT_STATUS = [
  { status: 0, is: "unknown", mailed: false },
  { status: 1, is: "ready to be sent", mailed: false },
  { status: 2, is: "a duplicate", mailed: false },
  { status: 3, is: "blocked by No mailings", mailed: false },
  { status: 4, is: "sent", mailed: true },
  { status: 5, is: "bounced: it was sent", mailed: true },
  { status: 6, is: "opened", mailed: true },
  { status: 7, is: "a test recipient, although its official name is Clicked", mailed: false },
  { status: 8, is: "soft-bounced: it was sent", mailed: true },
  { status: 9, is: "without a subscription", mailed: false },
  { status: 10, is: "a complaint", mailed: false },
  { status: 11, is: "not sent after too many bounces", mailed: false },
  { status: 12, is: "a test mail", mailed: false },
];

/** The vendor's ShipmentStatus: how far a mailing is. */
const MAILING_STATUS = [
  { status: 0, is: "none", mailed: false },
  { status: 1, is: "done", mailed: true },
  { status: 2, is: "cancelled", mailed: false },
  { status: 3, is: "waiting", mailed: false },
  { status: 4, is: "started", mailed: true },
  { status: 5, is: "finished with some errors", mailed: true },
  { status: 6, is: "retrying what failed", mailed: true },
  { status: 7, is: "populating", mailed: false },
  { status: 8, is: "deleted", mailed: false },
  { status: 9, is: "awaiting its recipients", mailed: false },
  { status: 10, is: "populating only", mailed: false },
  { status: 11, is: "aborted while populating", mailed: false },
  { status: 12, is: "failed while populating", mailed: false },
  { status: 13, is: "with too many recipients", mailed: false },
];

/** The vendor's bits of s_message.flags. */
const MESSAGE_FLAG = [
  { flag: 1, is: "plain text", mailed: true },
  { flag: 2, is: "HTML", mailed: true },
  { flag: 4, is: "obsolete, and neither text nor HTML", mailed: false },
  { flag: 8, is: "SMS", mailed: false },
  { flag: 16, is: "a document", mailed: false },
];

/** The standard texts of links on the vendor's help pages, and those that stand in their place since. */
const LINK_TEXTS = [
  ["Click here to unsubscribe", "Click here to manage your subscriptions"],
  ["Klicka här om du vill avregistrera dig", "Klicka här om du vill hantera dina prenumerationer"],
  ["Klikk her for å avslutte abonnementet", "Klikk her for å administrere abonnementene dine"],
  ["Klik her for at afmelde dig", "Klik her for at administrere dine abonnementer"],
  ["Klicken Sie hier, um das Abonnement zu beenden", "Klicken Sie hier, um Ihre Abonnements zu verwalten"],
  ["Klik hier voor uitschrijven", "Klik hier om uw abonnementen te beheren"],
] as const;

const LINK_WRITINGS = ["[[link.subscription]]", "<cs:parser>link.subscription</cs:parser>", "%link.subscription%"] as const;

/** What the vendor's database upgrade seeds, by key. */
const NAMES = {
  ConsentPurpose: { STORE: "Sales and service", EMARKETING: "E-marketing" },
  LegalBase: {
    "61A": "Consent",
    "61B": "Contract",
    "61C": "Required by law",
    "61D": "Protect vital interests",
    "61E": "Public interest",
    "61F": "Legitimate interest",
    WITHDRAWN: "Withdrawn",
  },
  ConsentSource: {
    USER: "Created by user",
    EMAIL: "E-mail",
    REQUEST: "Incoming request",
    CHAT: "Chat",
    WEBFORM: "Web form",
    CUSTOMERPORTAL: "Customer portal",
    IMPORT: "Import",
    API: "Other integration",
    UNKNOWN: "Unknown",
  },
} as const;

/** The same in the other languages, the first is seeded, and every one is known; and how `config.language` calls the language. */
const NAMES_BY_LANGUAGE = {
  sv: {
    code: "SW",
    STORE: ["Försäljning och service", "Försäljning och tjänster"],
    EMARKETING: ["E-postmarknadsföring", "E-marknadsföring"],
    "61F": ["Legitimt intresse"],
    WITHDRAWN: ["Återkallat"],
  },
  no: {
    code: "NO",
    STORE: ["Salg og kundeservice", "Salg og service"],
    EMARKETING: ["E-markedsføring"],
    "61F": ["Berettiget interesse"],
    WITHDRAWN: ["Trukket tilbake"],
  },
  da: {
    code: "DA",
    STORE: ["Salg og kundeservice", "Salg og service"],
    EMARKETING: ["E-markedsføring"],
    "61F": ["Legitim interesse"],
    WITHDRAWN: ["Trukket tilbage"],
  },
  de: {
    code: "GE",
    STORE: ["Verkauf und Service", "Vertrieb und Service"],
    EMARKETING: ["E-Marketing"],
    "61F": ["Berechtigtes Interesse"],
    WITHDRAWN: ["Widerrufen"],
  },
  nl: {
    code: "NL",
    STORE: ["Verkopen en service", "Verkoop en service"],
    EMARKETING: ["E-marketing"],
    "61F": ["Gerechtvaardigd belang"],
    WITHDRAWN: ["Ingetrokken"],
  },
} as const;

const OTHER_LANGUAGES = ["sv", "no", "da", "de", "nl"] as const;

/** Each of those names as it may stand in a database. */
const KNOWN_NAMES = OTHER_LANGUAGES.flatMap((language) =>
  (["STORE", "EMARKETING", "61F", "WITHDRAWN"] as const).flatMap((key) =>
    NAMES_BY_LANGUAGE[language][key].map((name) => ({ language, key, name })),
  ),
);

const basis = (prefvalue: string, deflevel = 2) => ({
  prefsection: "GDPR",
  prefkey: "GdprDefaultLegalBase",
  prefvalue,
  deflevel,
  maxlevel: 5,
  owner_id: 0,
});
const useDefaults = (prefvalue: string) => ({ ...basis(prefvalue), prefkey: "GdprUseDefaultsForNew" });
const source = (prefvalue: string) => ({ ...basis(prefvalue), prefkey: "GdprDefaultSource" });

const of = (deflevel: number, owner_id: number, preference: ReturnType<typeof basis>) => ({ ...preference, deflevel, owner_id });

/** The vendor's preferences for new persons, and what the report says of them. */
const NEW_PERSONS = [
  { stored: "nothing", rows: [], says: ["NEW_CONTACTS_WITHOUT_BASIS"] },
  { stored: "an empty basis", rows: [basis("")], says: ["NEW_CONTACTS_WITHOUT_BASIS"] },
  { stored: "a basis: GdprUseDefaultsForNew is true unless set", rows: [basis("61F")], says: [] },
  { stored: "a basis, and defaults in use", rows: [basis("61F"), useDefaults("1")], says: [] },
  { stored: "a basis, and defaults switched off", rows: [basis("61F"), useDefaults("0")], says: ["NEW_CONTACTS_DEFAULTS_OFF"] },
  {
    stored: "a hard default that the system-wide level empties",
    rows: [basis("61F", 1), basis("")],
    says: ["NEW_CONTACTS_WITHOUT_BASIS"],
  },
  { stored: "a system-wide basis over an empty hard default", rows: [basis("", 1), basis("61F")], says: [] },
  {
    stored: "a system-wide basis that one database, one group and one user override",
    rows: [basis("61F"), of(3, 7, basis("")), of(4, 2, basis("61A")), of(5, 9, useDefaults("0"))],
    says: ["NEW_CONTACTS_BY_GROUP 3"],
  },
  {
    stored: "a basis of one group and nothing for everybody: the others get none",
    rows: [of(4, 2, basis("61A"))],
    says: ["NEW_CONTACTS_WITHOUT_BASIS", "NEW_CONTACTS_BY_GROUP 1"],
  },
  {
    stored: "levels that say the same as everybody's",
    rows: [basis("61F"), of(4, 2, basis("#61f")), of(5, 9, useDefaults("1")), of(5, 9, source("EMAIL"))],
    says: [],
  },
];

const [FIRST_SATELLITE_ID, FIRST_TRAVEL_ID] = [16_777_216, 2_113_929_216];

const [NEVER_MAILED, FLAGGED, FLAGGED_AND_MAILED, OUTSIDE_DATES, LOGGED_OUTSIDE_DATES] = [1, 2, 3, 4, 5];
const [ACTIVE_SINCE_1760, ACTIVE_SINCE_1760_A_DAY_LATER, DELETED] = [11, 12, 13];
const [CLICKED_LINK, CLICKED_IMAGE, CLICKED_UNSUBSCRIBE, CLICKED_CONSENT] = [21, 22, 23, 24];
const [BY_RECIPIENT, BY_MAILING, BY_FLAG] = [100, 200, 300];

function mailing(id: number, status: number, flags: number, start_date: string | null = MAILED) {
  return { shipment: { id, message_id: id, status, start_date }, message: { id, flags, description: "mail" } };
}

const MAILINGS = [
  mailing(1, FINISHED, HTML),
  mailing(2, FINISHED, HTML, NO_DATE),
  ...MAILING_STATUS.map(({ status }) => mailing(BY_MAILING + status, status, HTML)),
  ...MESSAGE_FLAG.map(({ flag }) => mailing(BY_FLAG + flag, FINISHED, flag)),
];

const recipient = (customer_id: number, shipment_id = 1, status = SENT_ADDRESS, sending_time: string | null = MAILED) => ({
  customer_id,
  shipment_id,
  status,
  sending_time,
});

const LINKS = LINK_TEXTS.map(([text], position) => ({
  id: 900 + position,
  flags: HTML,
  html_message: `<p><a href="[[link.subscription]]">${text}</a></p>`,
}));
const WRITINGS = LINK_WRITINGS.map((target, position) => ({
  id: 950 + position,
  flags: HTML,
  html_message: `<p><a href="${target}">unsubscribe here</a></p>`,
}));

const CRM: DatabaseRows = {
  person: [
    { person_id: NEVER_MAILED },
    { person_id: FLAGGED, nomailing: 1 },
    { person_id: FLAGGED_AND_MAILED, nomailing: 1 },
    { person_id: OUTSIDE_DATES },
    { person_id: LOGGED_OUTSIDE_DATES },
    { person_id: ACTIVE_SINCE_1760, DeletedDate: NO_DATE },
    { person_id: ACTIVE_SINCE_1760_A_DAY_LATER, DeletedDate: "1760-01-02T00:00:00" },
    { person_id: DELETED, DeletedDate: "2016-02-03T00:00:00" },
    ...[CLICKED_LINK, CLICKED_IMAGE, CLICKED_UNSUBSCRIBE, CLICKED_CONSENT].map((person_id) => ({ person_id })),
    ...RECIPIENT_STATUS.map(({ status }) => ({ person_id: BY_RECIPIENT + status })),
    ...MAILING_STATUS.map(({ status }) => ({ person_id: BY_MAILING + status })),
    ...MESSAGE_FLAG.map(({ flag }) => ({ person_id: BY_FLAG + flag })),
  ],
  s_message: [...MAILINGS.map(({ message }) => message), ...LINKS, ...WRITINGS],
  s_shipment: MAILINGS.map(({ shipment }) => shipment),
  s_shipment_addr: [
    recipient(FLAGGED_AND_MAILED),
    recipient(OUTSIDE_DATES, 2, SENT_ADDRESS, NO_DATE),
    ...RECIPIENT_STATUS.map(({ status }) => recipient(BY_RECIPIENT + status, 1, status)),
    ...MAILING_STATUS.map(({ status }) => recipient(BY_MAILING + status, BY_MAILING + status)),
    ...MESSAGE_FLAG.map(({ flag }) => recipient(BY_FLAG + flag, BY_FLAG + flag)),
  ],
  s_sent_message: [{ customer_id: LOGGED_OUTSIDE_DATES, message_id: 2, shipment_id: 2, when_sent: NO_DATE }],
  s_link_customer: [CLICKED_LINK, CLICKED_IMAGE, CLICKED_UNSUBSCRIBE, CLICKED_CONSENT].map((customer_id, position) => ({
    customer_id,
    link_id: 1,
    shipment_id: 1,
    link_type: position + 1,
  })),
  s_link_customer_statical: [{ email: "nobody@example.com", link_type: 3 }],
  registry: [
    { id: 1, reg_id: 287, name: "", value: "0" },
    { id: 2, reg_id: 342, name: "", value: "0" },
  ],
  satellite: [{ satellite_id: 2, area_id: 3 }],
  CacheTables: ["ConsentPerson", "ShipmentType", "person"].map((table, position) => ({
    CacheTabs_id: 3 + position,
    tableId: vendorTable(table).number,
    checkSum: 4711,
  })),
};

const SETTINGS = { includeDeletedPersons: false, emarketingPrivacy: true, defaultLegalBasis: "61F" } as const;

test.each(KNOWN_NAMES)("“$name” is $key in $language", ({ language, key, name }) => {
  const table = key === "STORE" || key === "EMARKETING" ? "ConsentPurpose" : "LegalBase";
  const found = languageOfNames([{ table, key, name }]);
  // Where languages share a name, the sentence says which.
  expect([found?.language, ...(/\((.*)\)$/.exec(found?.because ?? "")?.[1] ?? "").split(", ")]).toContain(language);
});

describe.each(enginesAtHand())("published by the vendor, on $name", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  let planned: CommandEnd;
  let applied: CommandEnd;
  let before: DatabaseDump;
  let after: DatabaseDump;
  let consents: readonly string[];
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "published facts");
    crm = await databases.crm(CRM, { reference: "none" });
    before = await crm.dump({ without: [] });
    planned = await crm.plan({ settings: SETTINGS });
    applied = await crm.apply({ settings: SETTINGS });
    after = await crm.dump({ without: [] });
    consents = consentsByKey(after);
  });
  afterAll(() => databases.end());

  const emarketingOf = (person: number): string | undefined =>
    consents.find((consent) => consent.startsWith(`${person} EMARKETING `))?.split(" ")[2];
  const storeOf = (person: number): string | undefined =>
    consents.find((consent) => consent.startsWith(`${person} STORE `))?.split(" ")[2];
  const named = (code: string): readonly string[] =>
    applied.report.attention.filter((entry) => entry.code === code).flatMap(({ items }) => items.map(({ id }) => id));

  test("the STORE consent is set on all persons that do not have it, with the basis 61F", () => {
    const persons = [...(CRM.person ?? [])].map(({ person_id }) => Number(person_id)).filter((id) => id !== DELETED);
    expect(persons.map((id) => `${id} ${storeOf(id) ?? "none"}`)).toEqual(persons.map((id) => `${id} 61F`));
  });

  test("E-marketing is migrated from person.nomailing and s_shipment_addr", () => {
    expect([FLAGGED, FLAGGED_AND_MAILED, NEVER_MAILED, BY_RECIPIENT + SENT_ADDRESS].map(emarketingOf)).toEqual([
      "WITHDRAWN",
      "WITHDRAWN",
      undefined,
      "61F",
    ]);
  });

  test("the migration gives rows for the flag the source USER, and the flag itself stays", () => {
    const sources = new Map(rows(after, "consentsource").map((row) => [row["consentsource_id"], row["key"]]));
    const bases = new Map(rows(after, "legalbase").map((row) => [row["legalbase_id"], row["key"]]));
    const withdrawn = rows(after, "consentperson").filter((row) => bases.get(row["legalbase_id"] ?? null) === "WITHDRAWN");
    expect(withdrawn.map((row) => sources.get(row["consentsource_id"] ?? null))).toEqual(["USER", "USER"]);
    expect(after["person"]).toEqual(before["person"]);
  });

  test.each(RECIPIENT_STATUS)("ShipmentAddrStatus $status is $is: mailed $mailed", ({ status, mailed }) => {
    expect(emarketingOf(BY_RECIPIENT + status)).toBe(mailed ? "61F" : undefined);
  });

  test.each(MAILING_STATUS)("ShipmentStatus $status is $is: mailed $mailed", ({ status, mailed }) => {
    expect(emarketingOf(BY_MAILING + status)).toBe(mailed ? "61F" : undefined);
  });

  test.each(MESSAGE_FLAG)("bit $flag of s_message.flags is $is: e-mail $mailed", ({ flag, mailed }) => {
    expect(emarketingOf(BY_FLAG + flag)).toBe(mailed ? "61F" : undefined);
  });

  test("a person is active whose DeletedDate is NULL, or 1760-01-01 with a day's grace; any other date is a deletion", () => {
    expect([NEVER_MAILED, ACTIVE_SINCE_1760, ACTIVE_SINCE_1760_A_DAY_LATER, DELETED].map(storeOf)).toEqual([
      "61F",
      "61F",
      "61F",
      undefined,
    ]);
  });

  test("1760-01-01 is no date: a mail of that day was sent, and nothing says when", () => {
    expect([OUTSIDE_DATES, LOGGED_OUTSIDE_DATES].map(emarketingOf)).toEqual(["61F", "61F"]);
    expect(JSON.stringify(rows(after, "consentperson"))).toContain(MAILED.slice(0, 10));
    expect(JSON.stringify(rows(after, "consentperson").map((row) => row["comment"]))).not.toContain("1760");
    expect(JSON.stringify([planned.report, applied.report])).not.toContain("1760");
  });

  test("1760-01-01 is never before since, and never after: a mail of that day does not count once dates do", async () => {
    const mailings = [mailing(1, FINISHED, HTML), mailing(2, FINISHED, HTML, NO_DATE)];
    const other = await databases.crm({
      person: [{ person_id: 1 }, { person_id: 2 }, { person_id: 3 }],
      s_message: mailings.map(({ message }) => message),
      s_shipment: mailings.map(({ shipment }) => shipment),
      s_shipment_addr: [recipient(1), recipient(2, 2, SENT_ADDRESS, NO_DATE), recipient(3, 1, SENT_ADDRESS, NO_DATE)],
    });
    await other.apply({ settings: { mailingHistory: { since: "1753-01-01" } } });
    const found = consentsByKey(await other.dump()).filter((consent) => consent.includes("EMARKETING"));
    // The third mail has its mailing's date.
    expect(found).toEqual(["1 EMARKETING 61F", "3 EMARKETING 61F"]);
  });

  test("only a click of type 3 unsubscribes, and s_link_customer_statical knows an address and no person", () => {
    expect(named("UNSUBSCRIBED_BUT_NOT_FLAGGED")).toEqual([String(CLICKED_UNSUBSCRIBE)]);
    expect(applied.report.attention.find(({ code }) => code === "UNSUBSCRIBED_WITHOUT_PERSON")?.count).toBe(1);
    expect(before["s_link_customer_statical"]?.columns.join()).not.toMatch(/customer_id/i);
  });

  test("ConsentPurpose, LegalBase and ConsentSource have these keys, and these names in English", () => {
    for (const [table, names] of Object.entries(NAMES)) {
      const seeded = rows(after, table.toLowerCase()).map((row) => [String(row["key"]), String(row["name"])]);
      expect(Object.fromEntries(seeded), table).toEqual(names);
    }
  });

  test("the four mailing types are Invitations, News, Promotions and Urgent messages", () => {
    const types = rows(after, "shipmenttype").map((row) => String(row["name"]));
    expect(types.sort()).toEqual(["Invitations", "News", "Promotions", "Urgent messages"]);
  });

  test.each(LINK_TEXTS)("the standard text “%s” is now “%s”", (old, now) => {
    const position = LINK_TEXTS.findIndex(([text]) => text === old);
    const message = rows(after, "s_message").find((row) => row["id"] === 900 + position);
    expect(message?.["html_message"]).toBe(`<p><a href="[[link.subscription]]">${now}</a></p>`);
  });

  test.each(LINK_WRITINGS)("link.subscription is the documented variable: written %s, it stays", (target) => {
    const message = rows(after, "s_message").find((row) => row["id"] === 950 + LINK_WRITINGS.indexOf(target));
    expect(message?.["html_message"]).toBe(`<p><a href="${target}">manage your subscriptions</a></p>`);
  });

  test("E-marketing privacy is registry entry 342, and no other entry changes", () => {
    expect(rows(after, "registry").map((row) => [row["reg_id"], row["value"]])).toEqual([
      [287, "0"],
      [342, "1"],
    ]);
  });

  test("what new persons get is the preference GDPR / GdprDefaultLegalBase, system-wide", () => {
    expect(
      rows(after, "userpreference").map((row) => [row["prefsection"], row["prefkey"], row["prefvalue"], row["deflevel"]]),
    ).toEqual([["GDPR", "GdprDefaultLegalBase", "61F", 2]]);
  });

  test("CacheTables.checkSum 0 makes clients read a table anew: it is that for what was written, and for nothing else", () => {
    expect(rows(after, "cachetables").map((row) => [row["cachetabs_id"], row["checksum"]])).toEqual([
      [3, 0],
      [4, 0],
      [5, 4711],
    ]);
    expect(rows(before, "cachetables").map((row) => row["checksum"])).toEqual([4711, 4711, 4711]);
  });

  test("the rows of sequence are the vendor's: none comes or goes, and each is past what was written", () => {
    const ids = (dump: DatabaseDump) => rows(dump, "sequence").map((row) => [row["id"], row["tablename"]]);
    expect(ids(after)).toEqual(ids(before));
    for (const table of ["ConsentPerson", "ShipmentType", "UserPreference"]) {
      const next = rows(after, "sequence").find((row) => row["tablename"] === table)?.["next_id"];
      const greatest = Math.max(...rows(after, table.toLowerCase()).map((row) => Number(row[`${table.toLowerCase()}_id`])));
      expect(Number(next), table).toBeGreaterThan(greatest);
    }
  });

  test("registry, s_message and s_link are not replicated: satellites are told of no change there", () => {
    const numbers = new Map(rows(after, "sequence").map((row) => [row["tablenumber"], String(row["tablename"])]));
    const told = new Set(rows(after, "traveltransactionlog").map((row) => numbers.get(row["tablenumber"] ?? null)));
    expect([...told].sort()).toEqual([
      "CacheTables",
      "ConsentPerson",
      "ConsentPurpose",
      "ConsentSource",
      "LegalBase",
      "ShipmentType",
      "UserPreference",
    ]);
    expect(rows(after, "traveltransactionlog").every((row) => row["flags"] === 2)).toBe(true);
  });

  test.each(OTHER_LANGUAGES)(
    "config.language decides about the language, and in %s names are those of domain.md",
    async (language) => {
      const { code, ...names } = NAMES_BY_LANGUAGE[language];
      const other = await databases.crm(
        { person: [{ person_id: 1 }], config: [{ id: 1, language: code }] },
        { reference: "none" },
      );
      await other.apply();
      const dump = await other.dump();
      const seeded = ["consentpurpose", "legalbase"].flatMap((table) =>
        rows(dump, table).map((row) => [String(row["key"]), String(row["name"])] as const),
      );
      expect(Object.fromEntries(seeded)).toMatchObject(
        Object.fromEntries(Object.entries(names).map(([key, [name]]) => [key, name])),
      );
    },
  );

  test.each(NEW_PERSONS)("what new persons get where UserPreference holds $stored", async ({ rows: UserPreference, says }) => {
    const other = await databases.crm({ person: [{ person_id: 1 }], UserPreference });
    const { report } = await other.plan();
    const told = report.attention.filter(({ code }) => code.startsWith("NEW_CONTACTS"));
    expect(told.map(({ code, items }) => [code, ...(items.length > 0 ? [items.length] : [])].join(" "))).toEqual(says);
  });

  test("GdprUseDefaultsForNew and GdprDefaultSource are the administrator's: the step sets the basis alone", async () => {
    const own = [useDefaults("0"), source("USER")];
    const other = await databases.crm({ person: [{ person_id: 1 }], UserPreference: own });
    await other.apply({ settings: { defaultLegalBasis: "61F" } });
    const stored = rows(await other.dump(), "userpreference").map((row) => [row["prefkey"], row["prefvalue"]]);
    expect(stored.sort()).toEqual([
      ["GdprDefaultLegalBase", "61F"],
      ["GdprDefaultSource", "USER"],
      ["GdprUseDefaultsForNew", "0"],
    ]);
  });

  test("ids from 16 777 216 on are satellites', from 2 113 929 216 on travel databases': sequence counts its own alone", async () => {
    const person = [{ person_id: 1 }, { person_id: FIRST_SATELLITE_ID }, { person_id: FIRST_TRAVEL_ID }];
    const consent = { consentPurpose_id: 1, legalBase_id: 1 };
    const ConsentPerson = [
      { ...consent, consentperson_id: FIRST_SATELLITE_ID, person_id: FIRST_SATELLITE_ID },
      { ...consent, consentperson_id: FIRST_TRAVEL_ID, person_id: FIRST_TRAVEL_ID },
    ];
    const central = await databases.crm({ person, ConsentPerson }, { sequence: { next: { ConsentPerson: 40 } } });
    expect((await central.apply()).report.error).toBeNull();
    const ids = rows(await central.dump(), "consentperson").map((row) => Number(row["consentperson_id"]));
    expect(ids.sort((left, right) => left - right)).toEqual([40, FIRST_SATELLITE_ID, FIRST_TRAVEL_ID]);
    const last = [{ ...consent, consentperson_id: FIRST_SATELLITE_ID - 1, person_id: 1 }];
    const behind = await databases.crm({ person, ConsentPerson: last }, { sequence: { next: { ConsentPerson: 40 } } });
    expect(await refusalOf(behind.plan())).toMatchObject({ exitCode: 4, code: "SEQUENCE_BEHIND" });
  });

  test("early 8.2 releases wrote # before keys, and names in several languages: both are known, and nothing is seeded twice", async () => {
    const old = await databases.crm({
      person: [{ person_id: 1 }, { person_id: 2, nomailing: 1 }],
      ConsentPurpose: [
        { consentpurpose_id: 5, key: "#STORE", name: 'US:"Sales and service";NO:"Salg og kundeservice"' },
        { consentpurpose_id: 6, key: "#Emarketing", name: 'US:"E-marketing";SW:"E-marknadsföring";' },
      ],
      LegalBase: Object.entries(NAMES.LegalBase).map(([key, name], position) => ({
        legalbase_id: 30 + position,
        key: `#${key.toLowerCase()}`,
        name,
      })),
      ConsentSource: Object.entries(NAMES.ConsentSource).map(([key, name], position) => ({
        consentsource_id: 50 + position,
        key: `#${key.slice(0, 1)}${key.slice(1).toLowerCase()}`,
        name,
      })),
      ShipmentType: [
        { ShipmentType_id: 1, name: 'NO:"Invitasjoner";GE:"Einladungen"' },
        { ShipmentType_id: 2, name: 'SW:"Nyheter"' },
        { ShipmentType_id: 3, name: "promotions " },
        { ShipmentType_id: 4, name: 'US:"Urgent messages"' },
      ],
    });
    const stood = await old.dump();
    const { report } = await old.apply();
    const now = await old.dump();
    expect(report.error).toBeNull();
    for (const table of ["consentpurpose", "legalbase", "consentsource", "shipmenttype"])
      expect(now[table], table).toEqual(stood[table]);
    expect(rows(now, "consentperson").map((row) => [row["person_id"], row["consentpurpose_id"], row["legalbase_id"]])).toEqual(
      expect.arrayContaining([
        [1, 5, 35],
        [2, 5, 35],
        [2, 6, 36],
      ]),
    );
    expect((await old.verify()).exitCode).toBe(0);
  });
});
