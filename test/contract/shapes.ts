import { column, INT, SMALLINT, text, TIMESTAMP, type ColumnDefinition } from "../../src/dialect/table-definition.js";
import type { DatabaseRows, DatabaseShape } from "../support/build-database.js";
import { SMALL_CRM, SMALL_CRM_CONSENTS } from "./small-crm.js";

/** A form in which customers' databases come, and what differs in the end. */
export interface ShapeCase {
  readonly title: string;
  readonly shape: DatabaseShape;
  readonly rows: DatabaseRows;
  readonly consents: readonly string[];
  /** The language of what is seeded. */
  readonly language: string;
}

function shaped(title: string, shape: DatabaseShape, differs: Partial<ShapeCase> = {}): ShapeCase {
  return { title, shape, rows: SMALL_CRM, consents: SMALL_CRM_CONSENTS, language: "en", ...differs };
}

const OWN_COLUMNS: readonly ColumnDefinition[] = [
  column("x_code", text(20)),
  column("x_count", SMALLINT),
  column("x_seen", TIMESTAMP),
  { name: "x_note", type: text(50), nullable: true, required: false },
];

const { s_sent_message: _log, ...WITHOUT_LOG } = SMALL_CRM;

/** Databases of every kind that item 2 of the second issue lists. */
export const SHAPES: readonly ShapeCase[] = [
  shaped("the vendor's names", {}),
  shaped("lower-case names", { names: "lower" }),
  shaped("upper-case names", { names: "upper" }),
  shaped("mixed-case names", { names: "mixed" }),
  shaped("the customer's own tables, and own columns that are NOT NULL", {
    extraTables: [
      { name: "y_order", primaryKey: ["y_id"], columns: [column("y_id", INT), column("person_id", INT)], indexes: [] },
    ],
    extraColumns: {
      ConsentPerson: OWN_COLUMNS,
      ShipmentType: OWN_COLUMNS,
      person: OWN_COLUMNS,
      traveltransactionlog: OWN_COLUMNS,
    },
  }),
  shaped("other ids and Swedish names", { reference: { language: "sv", firstId: 4711 } }, { language: "sv" }),
  shaped("German names", { reference: { language: "de", firstId: 90 } }, { language: "de" }),
  shaped("empty reference tables", { reference: "none" }),
  shaped(
    "no optional table",
    {
      without: [
        "s_sent_message",
        "s_link",
        "s_link_customer",
        "s_link_customer_statical",
        "s_messageblock",
        "Email",
        "personinterest",
        "PersInt",
        "UserPreference",
        "traveltransactionlog",
        "travelcurrent",
        "traveller",
        "satellite",
      ],
    },
    { rows: WITHOUT_LOG, consents: SMALL_CRM_CONSENTS.filter((consent) => consent !== "5 EMARKETING 61F") },
  ),
  shaped("no optional column", {
    without: [
      "person.DeletedDate",
      "person.retired",
      "person.blockEmarketing",
      "person.activeInterests",
      "s_message.design",
      "s_message.designtype",
      "s_message.sms_message",
      "s_shipment.end_date",
      "s_shipment.recipients",
      "s_shipment.shipmenttype_id",
      "s_shipment_addr.type",
      "ConsentPurpose.tooltip",
      "ConsentPurpose.consentText",
      "ConsentPurpose.formText",
      "LegalBase.tooltip",
      "ConsentSource.mailTemplate_id",
      "ShipmentType.tooltip",
    ],
  }),
  shaped("no index at all", {
    withoutIndexes: ["person", "ConsentPerson", "ConsentPurpose", "LegalBase", "s_shipment_addr", "s_shipment"],
  }),
  shaped("other table numbers", {
    sequence: { numbers: { ConsentPerson: 299, ConsentPurpose: 213, ShipmentType: 77, LegalBase: 800 } },
  }),
  shaped("era 8.1", { era: "8.1" }),
  shaped("era 8.1, lower-case names", { era: "8.1", names: "lower" }),
  shaped("era 8.1, sequence without names of tables", { era: "8.1", sequence: { idsOnly: true } }),
];
