import { inspectionOf } from "../dialect/inspection.js";
import { doubtful, fine, wrong, type Observation } from "../dialect/observation.js";
import type { Session } from "../dialect/session.js";

/** That it answers: whoever gets here has a session. */
export function reachable({ server, dialect, connectionId }: Session): readonly Observation[] {
  return [
    fine(
      "reachable",
      `The server answers: ${dialect.displayName}, database ${server.database}, login ${server.login} (session ${connectionId}).`,
    ),
  ];
}

export async function version(session: Session): Promise<readonly Observation[]> {
  const inspection = inspectionOf(session);
  // MariaDB has its name in its version.
  const name = `${session.dialect.displayName} ${session.server.version.replace(/-[a-z]+$/i, "")}`;
  if (await inspection.isSupported(session)) return [fine("version", `${name} is supported.`)];
  return [
    wrong(
      "version",
      `${name} is not supported: ${inspection.oldestVersion} is the oldest.`,
      "Upgrade the database server first.",
    ),
  ];
}

export async function writable(session: Session): Promise<readonly Observation[]> {
  const reason = await inspectionOf(session).readOnlyReason(session);
  if (reason === undefined) return [fine("writable", "The server takes writes.")];
  return [
    wrong("writable", `The server takes no writes: ${reason}.`, "Connect to the primary server, and see that it takes writes."),
  ];
}

/** Longer than this a transaction is left open, and not at work, in seconds. */
const LONG_OPEN = 60;

export async function openTransactions(session: Session): Promise<readonly Observation[]> {
  const open = await inspectionOf(session).openTransactions(session, LONG_OPEN);
  if (open === undefined) {
    return [
      doubtful(
        "open-transactions",
        "Cannot tell whether other logins have transactions open for long.",
        "Let an administrator look: rows that they lock make apply wait.",
      ),
    ];
  }
  if (open.length === 0) return [fine("open-transactions", "No transaction is open for longer than a minute.")];
  const longest = Math.max(...open.map(({ seconds }) => Number(seconds)));
  const sessions = open.slice(0, 5).map((transaction) => transaction.session);
  const count = `${open.length} transaction${open.length === 1 ? " is" : "s are"}`;
  return [
    doubtful(
      "open-transactions",
      `${count} open for longer than a minute, the oldest for ${Math.floor(longest / 60)} min (session ${sessions.join(", ")}${open.length > 5 ? ", …" : ""}).`,
      "Find out who that is: rows that it locks make apply wait, and the log cannot be emptied behind it.",
    ),
  ];
}
