import type { Session } from "./session.js";

/** How certificates are checked: `verify` (default), `no-verify` (encrypted, unchecked), `off`. */
export type TlsMode = "verify" | "no-verify" | "off";

/** What the user gave to name the database: from the flag, the environment or the configuration. */
export interface DatabaseAddress {
  readonly url: string;
  readonly password?: string | undefined;
  readonly schema?: string | undefined;
  readonly tls?: TlsMode | undefined;
  /** Milliseconds before the first look at a statement without an answer (`StallWatch`); no setting of users. */
  readonly lookEvery?: number | undefined;
}

/** A database that sessions can be opened on. */
export interface Database {
  /** The address without password, for messages: `postgres://crm@db.example:5432/crm`. */
  readonly label: string;
  /** @throws UnreachableError (69) */
  open(): Promise<Session>;
  /**
   * A session beside the database, where the engine has such: of a login that may not use the database yet, to see what it may.
   * @throws UnreachableError (69)
   */
  openOutside?(): Promise<Session>;
  /** Stops what `openDatabase` started (the embedded server). Sessions are closed by who opened them. */
  close(): Promise<void>;
}

/** What every engine's driver module exports: checks an address without connecting. @throws UsageError (64) where it is malformed */
export type EngineDriver = (address: DatabaseAddress) => Omit<Database, "close">;

/** Whether a host is this machine, where nobody can listen in: no certificate is asked for there. */
function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || host.startsWith("127.") || host.startsWith("/");
}

/**
 * The ways to try in turn. On a loopback address or a socket certificates are not checked and a
 * server without TLS is fine, unless the user asked for something else.
 */
export function tlsAttempts(asked: TlsMode | undefined, host: string): readonly TlsMode[] {
  if (asked !== undefined) return [asked];
  return isLoopback(host) ? ["no-verify", "off"] : ["verify"];
}
