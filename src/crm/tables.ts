import {
  CLOB,
  column,
  INT,
  nullable,
  optional,
  SMALLINT,
  text,
  TIMESTAMP,
  type ColumnDefinition,
  type IndexDefinition,
  type TableDefinition,
} from "../dialect/table-definition.js";

/** registered, registered_associate_id, updated, updated_associate_id, updatedCount: on every vendor table. */
const THE_FIVE: readonly ColumnDefinition[] = [
  nullable("registered", TIMESTAMP),
  nullable("registered_associate_id", INT),
  nullable("updated", TIMESTAMP),
  nullable("updated_associate_id", INT),
  nullable("updatedCount", SMALLINT),
];

function index(...columns: readonly string[]): IndexDefinition {
  return { columns, unique: false };
}

function unique(...columns: readonly string[]): IndexDefinition {
  return { columns, unique: true };
}

function table(
  name: string,
  primaryKey: string,
  columns: readonly ColumnDefinition[],
  indexes: readonly IndexDefinition[] = [],
): TableDefinition {
  return { name, primaryKey: [primaryKey], columns: [column(primaryKey, INT), ...columns], indexes };
}

/**
 * The CRM's tables as the vendor's database reference has them, with the columns that matter to the
 * upgrade. `required: false` marks what some releases do not have. The relations that steps read,
 * the tables that `consent-schema` creates and the sample database are all made from this.
 */
const TABLES = {
  person: table(
    "person",
    "person_id",
    [
      nullable("contact_id", INT),
      nullable("lastname", text(100)),
      nullable("firstname", text(100)),
      nullable("nomailing", SMALLINT),
      optional("retired", SMALLINT),
      optional("blockEmarketing", SMALLINT),
      optional("activeInterests", SMALLINT),
      optional("DeletedDate", TIMESTAMP),
      ...THE_FIVE,
    ],
    [index("contact_id")],
  ),
  ConsentPerson: table(
    "ConsentPerson",
    "consentperson_id",
    [
      nullable("person_id", INT),
      nullable("consentPurpose_id", INT),
      nullable("legalBase_id", INT),
      nullable("consentSource_id", INT),
      nullable("comment", text(255)),
      ...THE_FIVE,
    ],
    [index("legalBase_id"), index("consentSource_id"), unique("person_id", "consentPurpose_id")],
  ),
  ConsentPurpose: table(
    "ConsentPurpose",
    "consentpurpose_id",
    [
      nullable("name", text(4000)),
      nullable("rank", SMALLINT),
      optional("tooltip", text(255)),
      nullable("deleted", SMALLINT),
      nullable("key", text(255)),
      optional("consentText", text(4000)),
      optional("formText", CLOB),
      optional("privacyStatementDesc", text(4000)),
      optional("privacyStatementUrl", text(4000)),
      nullable("active", SMALLINT),
      ...THE_FIVE,
    ],
    [unique("name"), unique("key")],
  ),
  LegalBase: table(
    "LegalBase",
    "legalbase_id",
    [
      nullable("name", text(4000)),
      nullable("rank", SMALLINT),
      optional("tooltip", text(255)),
      nullable("deleted", SMALLINT),
      nullable("key", text(255)),
      ...THE_FIVE,
    ],
    [unique("key")],
  ),
  ConsentSource: table(
    "ConsentSource",
    "consentsource_id",
    [
      nullable("name", text(4000)),
      nullable("rank", SMALLINT),
      optional("tooltip", text(255)),
      nullable("deleted", SMALLINT),
      nullable("key", text(255)),
      optional("mailTemplate_id", INT),
      ...THE_FIVE,
    ],
    [unique("key")],
  ),
  ShipmentType: table("ShipmentType", "ShipmentType_id", [
    nullable("name", text(4000)),
    optional("tooltip", text(255)),
    nullable("rank", SMALLINT),
    nullable("deleted", SMALLINT),
    ...THE_FIVE,
  ]),
  ShipmentTypeReservation: table(
    "ShipmentTypeReservation",
    "ShipmentTypeReservation_id",
    [nullable("person_id", INT), nullable("ShipmentType_id", INT), ...THE_FIVE],
    [index("person_id"), index("ShipmentType_id", "person_id")],
  ),
  s_shipment: table(
    "s_shipment",
    "id",
    [
      optional("description", text(255)),
      nullable("message_id", INT),
      nullable("start_date", TIMESTAMP),
      optional("end_date", TIMESTAMP),
      nullable("status", INT),
      optional("recipients", INT),
      optional("flags", INT),
      optional("folder_id", INT),
      optional("configuration", INT),
      optional("shipmenttype_id", INT),
      ...THE_FIVE,
    ],
    [index("message_id")],
  ),
  s_shipment_addr: table(
    "s_shipment_addr",
    "id",
    [
      nullable("shipment_id", INT),
      optional("address", text(255)),
      optional("name", text(255)),
      nullable("customer_id", INT),
      optional("type", INT),
      nullable("status", INT),
      optional("contact_id", INT),
      nullable("sending_time", TIMESTAMP),
      optional("bounce_reason", text(255)),
    ],
    [index("shipment_id"), index("address"), index("customer_id"), index("contact_id"), index("status", "shipment_id")],
  ),
  s_sent_message: table(
    "s_sent_message",
    "id",
    [
      nullable("shipment_id", INT),
      nullable("message_id", INT),
      nullable("customer_id", INT),
      optional("email", text(255)),
      nullable("when_sent", TIMESTAMP),
      optional("when_read", TIMESTAMP),
    ],
    [index("shipment_id"), index("customer_id")],
  ),
  s_message: table("s_message", "id", [
    nullable("plain_message", CLOB),
    nullable("html_message", CLOB),
    optional("sms_message", CLOB),
    nullable("description", text(255)),
    optional("subject", text(255)),
    optional("header_field", CLOB),
    nullable("flags", INT),
    optional("folder_id", INT),
    optional("design", CLOB),
    optional("designtype", INT),
    ...THE_FIVE,
  ]),
  s_messageblock: table("s_messageblock", "s_messageblock_id", [
    nullable("block", CLOB),
    optional("associateId", INT),
    ...THE_FIVE,
  ]),
  s_link: table("s_link", "id", [
    nullable("url", text(4000)),
    optional("description", text(255)),
    // The message that the link belongs to; empty where several may use it.
    optional("local_link", INT),
    ...THE_FIVE.map(({ name, type }) => optional(name, type)),
  ]),
  s_link_customer: table(
    "s_link_customer",
    "id",
    [
      optional("link_id", INT),
      nullable("customer_id", INT),
      optional("shipment_id", INT),
      nullable("link_type", INT),
      optional("time", TIMESTAMP),
    ],
    [index("customer_id")],
  ),
  s_link_customer_statical: table(
    "s_link_customer_statical",
    "id",
    [
      optional("link_id", INT),
      nullable("customer_id", INT),
      optional("shipment_id", INT),
      nullable("link_type", INT),
      optional("time", TIMESTAMP),
    ],
    [index("customer_id")],
  ),
  personinterest: table(
    "personinterest",
    "personinterest_id",
    [nullable("person_id", INT), nullable("pinterest_idx", INT)],
    [unique("person_id", "pinterest_idx")],
  ),
  PersInt: table("PersInt", "PersInt_id", [
    nullable("name", text(255)),
    optional("rank", SMALLINT),
    nullable("deleted", SMALLINT),
  ]),
  UserPreference: table(
    "UserPreference",
    "userpreference_id",
    [
      nullable("deflevel", SMALLINT),
      nullable("maxlevel", SMALLINT),
      nullable("owner_id", INT),
      nullable("prefsection", text(199)),
      nullable("prefkey", text(199)),
      nullable("prefvalue", text(2046)),
      ...THE_FIVE,
    ],
    [index("prefsection", "prefkey")],
  ),
  sequence: table("sequence", "id", [nullable("next_id", INT), optional("TableName", text(255)), optional("TableNumber", INT)]),
  traveltransactionlog: table("traveltransactionlog", "traveltransactionlog_id", [
    nullable("ttime", TIMESTAMP),
    nullable("prev_record_id", INT),
    nullable("type", INT),
    nullable("associate_id", INT),
    nullable("tablenumber", INT),
    nullable("record_id", INT),
    optional("flags", INT),
    optional("application_id", INT),
  ]),
  travelcurrent: table("travelcurrent", "travelcurrent_id", [nullable("systemlevel", SMALLINT)]),
  traveller: table("traveller", "traveller_id", [nullable("travel_id", INT)]),
  satellite: table("satellite", "satellite_id", [nullable("area_id", INT), optional("contact_id", INT)]),
  selectionmember: table(
    "selectionmember",
    "selectionmember_id",
    [optional("selection_id", INT), optional("contact_id", INT), optional("person_id", INT)],
    [index("selection_id"), index("person_id")],
  ),
  contact: table("contact", "contact_id", [optional("nomailing", SMALLINT)]),
  associate: table("associate", "associate_id", [optional("person_id", INT)]),
  Email: table("Email", "email_id", [nullable("person_id", INT), nullable("email_address", text(255))], [index("person_id")]),
} as const satisfies Readonly<Record<string, TableDefinition>>;

/** The name of a CRM table that the upgrade knows. */
export type CrmTable = keyof typeof TABLES;

/** The CRM's tables by name. */
export const CRM_TABLES: Readonly<Record<CrmTable, TableDefinition>> = TABLES;

/** What makes a database a CRM database: without one of these it is refused. */
export const ESSENTIAL_TABLES: readonly CrmTable[] = ["person", "sequence", "s_shipment", "s_shipment_addr", "s_message"];

/** Tables that `consent-schema` creates where they are missing; all of them are replicated by the vendor. */
export const CONSENT_TABLES: readonly CrmTable[] = [
  "ConsentPurpose",
  "LegalBase",
  "ConsentSource",
  "ConsentPerson",
  "ShipmentType",
  "ShipmentTypeReservation",
];

/** The vendor's numbers of tables older than the consent tables, for `sequence` without TableName. */
export const OLD_TABLE_NUMBERS: Readonly<Partial<Record<CrmTable, number>>> = {
  person: 6,
  personinterest: 15,
  traveltransactionlog: 29,
  UserPreference: 56,
  s_shipment: 334,
  s_message: 335,
  s_link: 336,
  s_shipment_addr: 347,
  s_sent_message: 405,
};
