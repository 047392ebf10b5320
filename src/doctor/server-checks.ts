import { engineOf } from "../dialect/engines.js";
import { findTable, type Catalog } from "../dialect/catalog.js";
import { doubtful, fine, type Check, type Checks } from "../check.js";
import type { Session } from "../dialect/session.js";
import { CONSENT_TABLES, type CrmTable } from "../crm/tables.js";

/** That it answers: whoever gets here has a session. */
export function reachable({ server, dialect, connectionId }: Session): Check {
  return fine(
    "reachable",
    `The server answers: ${dialect.displayName}, database ${server.database}, login ${server.login} (session ${connectionId}).`,
  );
}

/** Tables that apply and rollback write to. */
const WRITTEN: readonly CrmTable[] = [
  ...CONSENT_TABLES,
  "UserPreference",
  "s_message",
  "s_messageblock",
  "s_link",
  "sequence",
  "traveltransactionlog",
];

/** Triggers on tables that are written: nobody knows what they do to the rows. */
export async function triggers(session: Session, catalog: Catalog): Promise<Checks> {
  const tables = WRITTEN.flatMap((table) => findTable(catalog, table)?.name ?? []);
  const { inspection } = engineOf(session.dialect);
  const found = await inspection.triggers(session, catalog.schema, tables);
  const seesAll = await inspection.seesTriggers(session, catalog.schema, tables);
  if (found.length === 0 && seesAll) return fine("triggers", "No triggers on the tables that apply writes to.");
  if (found.length === 0) {
    return doubtful(
      "triggers",
      "Cannot tell whether there are triggers on the tables that apply writes to: the server shows them to logins with the right TRIGGER alone.",
      "Let an administrator look (SHOW TRIGGERS): a trigger that changes rows makes rollback list them as changed since.",
    );
  }
  const names = found.map(({ table, name }) => `${table}.${name}`).join(", ");
  return doubtful(
    "triggers",
    `Triggers on tables that apply writes to: ${names}.${seesAll ? "" : " There may be more on tables on which the login lacks the right TRIGGER."}`,
    "Ask who made them what they do. One that leaves rows out leaves contacts without consent (apply says how many), and rollback lists rows that one changes as changed since.",
  );
}

/** Longer than this a transaction is left open, and not at work, in seconds. */
const LONG_OPEN = 60;

export async function openTransactions(session: Session): Promise<Checks> {
  const open = await engineOf(session.dialect).inspection.openTransactions(session, LONG_OPEN);
  if (open === undefined) {
    return doubtful(
      "open-transactions",
      "Cannot tell whether other logins have transactions open for long.",
      "Let an administrator look: rows that they lock make apply wait.",
    );
  }
  if (open.length === 0) return fine("open-transactions", "No transaction is open for longer than a minute.");
  const longest = Math.max(...open.map(({ seconds }) => Number(seconds)));
  const sessions = open.slice(0, 5).map((transaction) => transaction.session);
  const count = `${open.length} transaction${open.length === 1 ? " is" : "s are"}`;
  return doubtful(
    "open-transactions",
    `${count} open for longer than a minute, the oldest for ${Math.floor(longest / 60)} min (session ${sessions.join(", ")}${open.length > 5 ? ", …" : ""}).`,
    "Find out who that is: rows that it locks make apply wait, and the log cannot be emptied behind it.",
  );
}
