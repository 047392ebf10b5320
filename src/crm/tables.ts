import type { TableDefinition } from "../dialect/table-definition.js";
import { vendorColumn, vendorIndex } from "./vendor-notation.js";

/** Who and when, as on most of the vendor's tables. */
const THE_FIVE =
  "registered:UtcDateTime registered_associate_id:FK updated:UtcDateTime updated_associate_id:FK updatedCount:UShort";

/** The same on tables that got them later: older rows have none. */
const THE_FIVE_LATER = THE_FIVE.replaceAll(/(?= |$)/g, "?");

/** Columns and indexes with blanks between them. */
interface Uses {
  /** Columns without which a rule cannot be followed: a database that lacks one is refused. */
  readonly needs?: string;
  /** Columns that are used where they are; some releases lack them. */
  readonly uses?: string;
  /** `a,b:U`: of these columns, unique; `:I`: not. */
  readonly indexes?: string;
}

function table(name: string, primaryKey: string, { needs = "", uses = "", indexes = "" }: Uses): TableDefinition {
  const key = vendorColumn(primaryKey, true);
  const columns = [
    key,
    ...words(needs).map((column) => vendorColumn(column, true)),
    ...words(uses).map((column) => vendorColumn(column, false)),
  ];
  return { name, primaryKey: [key.name], columns, indexes: words(indexes).map((index) => vendorIndex(index.split(/[,:]/))) };
}

function words(list: string): readonly string[] {
  return list.split(/\s+/).filter((word) => word !== "");
}

/**
 * The vendor's tables with the columns that the upgrade reads or writes, in the writing of the vendor's database
 * reference (`fixtures/vendor-schema.json`); a test holds each of them against it. The relations that steps read and
 * the tables that `consent-schema` creates are made from this.
 */
const TABLES = {
  person: table("person", "person_id:PK", {
    needs: "nomailing:Bool?",
    uses: `
      contact_id:FK lastname:String(99)? firstname:String(99) retired:UShort? blockEmarketing:Bool?
      activeInterests:UShort? DeletedDate:UtcDateTime? ${THE_FIVE}`,
    indexes: "contact_id:I",
  }),
  contact: table("contact", "contact_id:PK", { uses: "name:String(219) nomailing:Bool?" }),
  associate: table("associate", "associate_id:PK", { uses: "person_id:FK", indexes: "person_id:I" }),
  ConsentPerson: table("ConsentPerson", "consentperson_id:PK", {
    needs: `person_id:FK? consentPurpose_id:FK? legalBase_id:FK? consentSource_id:FK? comment:String(255)? ${THE_FIVE}`,
    indexes: "legalBase_id:I consentSource_id:I person_id,consentPurpose_id:U",
  }),
  ConsentPurpose: table("ConsentPurpose", "consentpurpose_id:PK", {
    needs: `name:String(4000)? rank:UShort? deleted:UShort? key:String(255)? active:Bool? ${THE_FIVE}`,
    uses: `
      tooltip:String(4000)? consentText:String(4000)? formText:Clob? privacyStatementDesc:String(4000)?
      privacyStatementUrl:String(4000)?`,
    indexes: "name:U key:U",
  }),
  LegalBase: table("LegalBase", "legalbase_id:PK", {
    needs: `name:String(4000) rank:UShort? deleted:UShort? key:String(255)? ${THE_FIVE}`,
    uses: "tooltip:String(4000)?",
    indexes: "key:U",
  }),
  ConsentSource: table("ConsentSource", "consentsource_id:PK", {
    needs: `name:String(4000) rank:UShort? deleted:UShort? key:String(255)? ${THE_FIVE}`,
    uses: "tooltip:String(4000)? mailTemplate_id:FK?",
    indexes: "key:U",
  }),
  ShipmentType: table("ShipmentType", "ShipmentType_id:PK", {
    needs: `name:String(4000) rank:UShort? deleted:UShort? ${THE_FIVE}`,
    uses: "tooltip:String(4000)?",
  }),
  ShipmentTypeReservation: table("ShipmentTypeReservation", "ShipmentTypeReservation_id:PK", {
    needs: `person_id:FK ShipmentType_id:FK ${THE_FIVE}`,
    indexes: "person_id:I ShipmentType_id,person_id:I",
  }),
  TemporaryKey: table("TemporaryKey", "temporarykey_id:PK", {
    uses: `domain:Enum target_id:Int? person_id:FK? authkey:String(256) expires:DateTime? payload:String(4000)? ${THE_FIVE}`,
  }),
  s_shipment: table("s_shipment", "id:PK", {
    needs: "message_id:FK status:Enum",
    uses: `
      description:String(255)? start_date:DateTime? end_date:DateTime? recipients:Int flags:UInt? folder_id:Int
      configuration:Int shipmenttype_id:FK? ${THE_FIVE_LATER}`,
    indexes: "message_id:I",
  }),
  s_shipment_addr: table("s_shipment_addr", "id:PK", {
    needs: "shipment_id:FK customer_id:FK status:Enum? sending_time:DateTime?",
    uses: "address:String(255) name:String(255)? type:Int? contact_id:FK? bounce_reason:String(1023)?",
    indexes: "shipment_id:I address:I customer_id:I contact_id:I status,shipment_id:I",
  }),
  s_sent_message: table("s_sent_message", "id:PK", {
    needs: "shipment_id:FK message_id:FK customer_id:FK when_sent:DateTime?",
    uses: "email:String(255)? when_read:DateTime?",
    indexes: "shipment_id:I customer_id:I",
  }),
  s_message: table("s_message", "id:PK", {
    needs: "plain_message:Clob? html_message:Clob? flags:Enum",
    uses: `
      sms_message:Clob? description:String(255)? subject:String(255)? header_field:Clob? folder_id:Int design:Clob?
      designtype:Enum ${THE_FIVE_LATER}`,
  }),
  s_messageblock: table("s_messageblock", "s_messageblock_id:PK", { needs: "block:Clob?", uses: `associateId:FK? ${THE_FIVE}` }),
  s_link: table("s_link", "id:PK", {
    needs: "url:String(4000)",
    uses: `
      description:String(255)? local_link:FK? template_text:Clob? remove_from_selection:FK remove_contact_interest:FK?
      remove_person_interest:FK? remove_contact_selection:FK? ${THE_FIVE_LATER}`,
  }),
  s_link_customer: table("s_link_customer", "id:PK", {
    uses: "customer_id:FK link_id:FK shipment_id:FK pressed:DateTime? link_type:Enum?",
    indexes: "customer_id:I",
  }),
  s_link_customer_statical: table("s_link_customer_statical", "id:PK", {
    uses: "email:String(255) link_id:FK shipment_id:FK pressed:DateTime? link_type:Enum",
    indexes: "email:I",
  }),
  personinterest: table("personinterest", "personinterest_id:PK", {
    needs: "person_id:FK pinterest_idx:FK",
    indexes: "person_id,pinterest_idx:U",
  }),
  PersInt: table("PersInt", "PersInt_id:PK", { needs: "name:String(239)", uses: "rank:UShort? deleted:UShort?" }),
  UserPreference: table("UserPreference", "userpreference_id:PK", {
    needs: "deflevel:Enum maxlevel:Enum owner_id:Id prefsection:String(199) prefkey:String(199) prefvalue:String(2046)?",
    uses: THE_FIVE,
    indexes: "prefsection:I",
  }),
  registry: table("registry", "id:PK", { needs: "reg_id:Int value:String(255)?", uses: "name:String(255)" }),
  config: table("config", "id:PK", { uses: "language:String(5)?" }),
  CacheTables: table("CacheTables", "CacheTabs_id:PK", { uses: "tableId:TableNumber checkSum:Int", indexes: "tableId:I" }),
  reply_template_body: table("reply_template_body", "id:PK", { uses: "body_plain:Clob? body_html:Clob? headers:Clob?" }),
  form: table("form", "form_id:PK", { uses: "config:Clob?" }),
  ejscript: table("ejscript", "id:PK", { uses: "body:Clob?" }),
  screen_definition_action: table("screen_definition_action", "id:PK", { uses: "ejscript_body:Clob?" }),
  quick_reply: table("quick_reply", "quick_reply_id:PK", { uses: "html_body:Clob?" }),
  selection: table("selection", "selection_id:PK", { uses: "seltype:UShort?" }),
  selectionmember: table("selectionmember", "selectionmember_id:PK", {
    uses: "selection_id:FK contact_id:FK person_id:FK?",
    indexes: "selection_id:I person_id:I",
  }),
  sequence: table("sequence", "id:PK", { needs: "next_id:Id?", uses: "TableName:String(255)? TableNumber:Int?" }),
  traveltransactionlog: table("traveltransactionlog", "traveltransactionlog_id:PK", {
    needs: "ttime:DateTime prev_record_id:Id type:Enum associate_id:FK tablenumber:TableNumber record_id:RecordId",
    uses: "flags:Enum? application_id:Int?",
  }),
  travelcurrent: table("travelcurrent", "travelcurrent_id:PK", { uses: "systemlevel:UShort?" }),
  traveller: table("traveller", "traveller_id:PK", { uses: "travel_id:FK?" }),
  satellite: table("satellite", "satellite_id:PK", { uses: "area_id:FK contact_id:FK" }),
  Email: table("Email", "email_id:PK", {
    uses: "person_id:FK? email_address:String(239)",
    indexes: "person_id:I email_address:I",
  }),
} as const satisfies Readonly<Record<string, TableDefinition>>;

/** The name of a CRM table that the upgrade knows. */
export type CrmTable = keyof typeof TABLES;

/** The CRM's tables by name. */
export const CRM_TABLES: Readonly<Record<CrmTable, TableDefinition>> = TABLES;

/** The column of a table's primary key, in lower case. */
export function keyColumn(name: CrmTable): string {
  return (CRM_TABLES[name].primaryKey[0] ?? "id").toLowerCase();
}

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

/** Tables that get rows of ours, with ids from `sequence`. */
export const TABLES_WITH_NEW_ROWS: readonly CrmTable[] = [...CONSENT_TABLES, "UserPreference", "registry"];

/** The tables that the vendor replicates, of those that we write: their changes are logged (vendor's reference). */
const REPLICATED: readonly CrmTable[] = [...CONSENT_TABLES, "UserPreference", "CacheTables"];

export function isReplicated(name: CrmTable): boolean {
  return REPLICATED.includes(name);
}

/** Small tables whose rows others refer to. */
export const REFERRED_TO: readonly CrmTable[] = ["ConsentPurpose", "LegalBase", "ConsentSource", "ShipmentType"];

/** The columns by which any table may refer to their rows: it has the name of the other table's key. */
export const REFERRING_COLUMNS: readonly string[] = REFERRED_TO.flatMap((name) => CRM_TABLES[name].primaryKey);

/** The tables that hold the vendor's own model: newer, and older releases. */
export const MODEL_TABLES = ["DatabaseModel", "ConceptualTable", "PhysicalTable"] as const;

/** Names that the consent tables had before 8.2 came out; the vendor's upgrade removes tables of these names. */
export const OLDER_NAMES = ["MailingType", "MailingTypeReservation", "consent_person", "consent_purpose"] as const;

/** The vendor's numbers of tables older than the consent tables, for `sequence` without TableName. */
export const OLD_TABLE_NUMBERS: Readonly<Partial<Record<CrmTable, number>>> = {
  person: 6,
  personinterest: 15,
  traveltransactionlog: 29,
  UserPreference: 56,
  CacheTables: 148,
  registry: 253,
  s_shipment: 334,
  s_message: 335,
  s_link: 336,
  s_shipment_addr: 347,
  s_sent_message: 405,
};
