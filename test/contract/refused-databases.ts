import { column, INT, nullable, text, type TableDefinition } from "../../src/dialect/table-definition.js";
import type { DatabaseRows, DatabaseShape } from "../support/build-database.js";
import { SMALL_CRM } from "./small-crm.js";

/** A database that is not to be upgraded, and what must be said about it. */
export interface RefusedDatabase {
  readonly title: string;
  readonly rows: DatabaseRows;
  readonly shape: DatabaseShape;
  readonly code: string;
  readonly says: readonly (string | RegExp)[];
}

function refused(
  title: string,
  code: string,
  says: RefusedDatabase["says"],
  rows: DatabaseRows,
  shape: DatabaseShape = {},
): RefusedDatabase {
  return { title, code, says, shape, rows: { ...SMALL_CRM, ...rows } };
}

/** The vendor's own model, by which a real CRM is told from a copy. */
export const VENDOR_MODEL: TableDefinition = {
  name: "DatabaseModel",
  primaryKey: ["id"],
  columns: [column("id", INT), nullable("name", text(50))],
  indexes: [],
};

const CONSENTED_TWICE = [
  { person_id: 2, consentPurpose_id: 1, legalBase_id: 1 },
  { person_id: 2, consentPurpose_id: 1, legalBase_id: 2 },
];

/** Refused by plan and apply alike. */
export const REFUSED_DATABASES: readonly RefusedDatabase[] = [
  refused("is a satellite's", "NOT_CENTRAL", ["satellite", "5"], { travelcurrent: [{ systemlevel: 5 }] }),
  refused("has travellers out", "TRAVELLERS_OUT", [/2 travellers are out/, "7, 9"], {
    traveller: [{ travel_id: 9 }, { travel_id: 0 }, { travel_id: null }, { travel_id: 7 }, { travel_id: 16_777_216 }],
  }),
  refused("lacks a row of sequence", "SEQUENCE_ROW_MISSING", ["ConsentPerson"], {}, { sequence: { without: ["ConsentPerson"] } }),
  refused(
    "has a sequence that names no tables",
    "SEQUENCE_ROW_MISSING",
    ["ConsentPurpose"],
    { ConsentPerson: [] },
    { reference: "none", sequence: { idsOnly: true } },
  ),
  refused(
    "has a sequence behind its consents",
    "SEQUENCE_BEHIND",
    ["ConsentPerson", "greatest id in use 700", "next_id is 700"],
    {
      ConsentPerson: [{ consentperson_id: 700, person_id: 1, consentPurpose_id: 1, legalBase_id: 1 }],
    },
    { sequence: { next: { ConsentPerson: 700 } } },
  ),
  refused(
    "has two consents for one contact and purpose",
    "DUPLICATE_CONSENTS",
    ["person_id 2"],
    { ConsentPerson: CONSENTED_TWICE },
    { withoutIndexes: ["ConsentPerson"] },
  ),
  refused("gave a purpose's name to another key", "NAME_TAKEN", ["EMARKETING", "E-marketing", "ConsentPurpose 8", "NEWS"], {
    ConsentPurpose: [
      { consentpurpose_id: 3, key: "STORE", name: "Sales and service" },
      { consentpurpose_id: 8, key: "NEWS", name: " e-MARKETING" },
    ],
  }),
  refused(
    "keeps times as integers",
    "UNSUPPORTED_VERSION",
    ["s_shipment.start_date"],
    { s_shipment: [], s_shipment_addr: [], s_sent_message: [] },
    {
      without: ["s_shipment.start_date"],
      extraColumns: { s_shipment: [nullable("start_date", INT)] },
    },
  ),
  refused(
    "lacks a column that decides",
    "NOT_A_CRM_DATABASE",
    ["person.nomailing"],
    { person: [{ person_id: 1 }] },
    { without: ["person.nomailing"] },
  ),
  refused(
    "lacks tables of a CRM",
    "NOT_A_CRM_DATABASE",
    ["lacks the tables s_shipment_addr, s_message"],
    {},
    { without: ["s_shipment_addr", "s_message"] },
  ),
].map((each) => (each.shape.without?.includes("s_message") === true ? { ...each, rows: { person: SMALL_CRM.person } } : each));

/** Looks alarming, and is fine. */
export const ACCEPTED_DATABASES: readonly Pick<RefusedDatabase, "title" | "rows" | "shape">[] = [
  { title: "does not say which level it has", rows: { ...SMALL_CRM, travelcurrent: [] }, shape: {} },
  {
    title: "has satellites, and travellers at home",
    rows: { ...SMALL_CRM, traveller: [{ travel_id: 16_777_216 }, { travel_id: 0 }, { travel_id: null }] },
    shape: {},
  },
  {
    title: "has consents of a satellite, with ids beyond its own",
    rows: {
      ...SMALL_CRM,
      ConsentPerson: [{ consentperson_id: 16_777_300, person_id: 1, consentPurpose_id: 1, legalBase_id: 1 }],
    },
    shape: {},
  },
  {
    title: "has consents of nobody for nothing, twice",
    rows: {
      ...SMALL_CRM,
      ConsentPerson: [
        { person_id: null, consentPurpose_id: null },
        { person_id: null, consentPurpose_id: null },
        { person_id: 2, consentPurpose_id: null },
        { person_id: 2, consentPurpose_id: null },
      ],
    },
    shape: { withoutIndexes: ["ConsentPerson"] },
  },
];
