import { steps } from "../../migrations/steps.js";
import { CONSENT_TABLES } from "../../src/crm/tables.js";
import { mssqlDialect } from "../../src/dialect/mssql/dialect.js";
import { NO_LEDGER } from "../../src/ledger/step-states.js";
import { writeScript } from "../../src/run/write-script.js";
import { readUpgradeContext } from "../../src/work/upgrade-context.js";
import { RecordingSession, type Answers } from "../contract/recording-session.js";
import { ALL_STEPS } from "../contract/small-crm.js";
import { settingsFor } from "../support/run-command.js";

const TEMPLATE = {
  id: 21,
  html_message: '<p>\u00e5 $(x) it\'s</p>\nGO\n<a href="[[unsubscribe]]">unsubscribe here</a>\\\n',
  plain_message: null,
  design: null,
  designtype: 0,
  email: 1,
  sent: 0,
};
const PREFERENCE = {
  userpreference_id: 4,
  deflevel: 2,
  maxlevel: 2,
  owner_id: 0,
  prefsection: "GDPR",
  prefkey: "GdprDefaultLegalBase",
  prefvalue: "0",
};
const INTERESTS = [
  { persint_id: 6, name: "Fairs", deleted: 0 },
  { persint_id: 7, name: "News by mail", deleted: 0 },
];

/** The server has one template, one preference, two interests, and rows of `sequence` for tables older than the consent tables. */
const ANSWERS: Answers = [
  [
    /TableName/i,
    (_, values) => (CONSENT_TABLES.some((table) => values.includes(table.toLowerCase())) ? [] : [{ id: 66, number: 56 }]),
  ],
  [/AS bytes/, (text, values) => (/html_message/.test(text) && values.includes(0) ? [{ id: 21, bytes: 90 }] : [])],
  [/ AS travels$/m, (text) => (/html_message/.test(text) ? [{ id: 21, designtype: 0, email: 1, sent: 0, travels: 1 }] : [])],
  [/AS .?html_message.?[^)]*FROM/, () => [TEMPLATE]],
  [/FROM \(SELECT[^)]*UserPreference.?\) r/, () => [PREFERENCE]],
  [/FROM \(SELECT[^)]*PersInt.?\) r/, () => INTERESTS],
  [/COUNT\(\*\) AS n/, () => [{ n: 1 }]],
];

/** The script for a database from before 8.2, with every step, also those of one's own choice, and the replication log. */
export async function wholeTsqlScript(): Promise<string> {
  const { session } = new RecordingSession(mssqlDialect, "crm7", [...CONSENT_TABLES, "s_shipment.shipmenttype_id"], ANSWERS);
  const upgrade = await readUpgradeContext(
    session,
    settingsFor({ url: "" }, { ...ALL_STEPS, run: { replicationLog: "always" } }),
  );
  const selected = steps.map((step) => ({ step, choice: "run" as const }));
  const lines: string[] = [];
  for await (const code of writeScript(
    { upgrade, state: NO_LEDGER, selected, toolVersion: "0", now: new Date(0), findings: new Map() },
    "change.sql",
  ))
    lines.push(...code);
  return lines.join("\n");
}
