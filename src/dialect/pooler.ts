import { RefusedError } from "../errors.js";

/** The code of what is refused behind a pooler. */
export const POOLED_CONNECTION = "POOLED_CONNECTION";

/**
 * A program between us and the server gives each transaction another of its sessions: settings would go to other users, and
 * the run's lock would stay in a session that nobody has any more.
 */
export function pooledConnection(label: string): RefusedError {
  return new RefusedError(
    POOLED_CONNECTION,
    `Between here and the server of ${label} stands a pooler or proxy that shares the server's sessions: neither the run's lock nor its settings would last.`,
    {
      hint: "Connect to the server itself: put its own host and port into the database URL, not those of PgBouncer, ProxySQL or MaxScale.",
    },
  );
}
