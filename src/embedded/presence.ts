import { realpath } from "node:fs/promises";
import { Socket } from "node:net";
import { relative } from "node:path";
import { Client } from "pg";
import { SUPERUSER } from "./cluster-files.js";

export const HOST = "127.0.0.1";

/** The database of PostgreSQL's own where presence is kept: locks there and in the CRM's database do not meet. */
const PRESENCE_DATABASE = "postgres";
const PRESENCE_LOCK = 0x636f_6e73;
const CREATION_LOCK = PRESENCE_LOCK + 1;

/** A start of this many milliseconds is a hang, not a slow machine. */
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * A command's presence at an embedded server: one session that holds a shared advisory lock. The server itself takes
 * the lock back when the command ends in any way, `kill -9` included, so nothing is left to be cleaned up.
 */
export class Presence {
  private constructor(
    private readonly client: Client,
    private readonly socket: Socket,
  ) {}

  /**
   * Registers at the server on a port.
   * @throws the driver's error where nobody answers, the login is refused, or the server is about to stop;
   *   `OtherDirectoryError` where the server there has another data directory
   */
  static async register(directory: string, port: number, password: string): Promise<Presence> {
    const socket = new Socket();
    const client = new Client({
      stream: () => socket,
      host: HOST,
      port,
      user: SUPERUSER,
      password,
      database: PRESENCE_DATABASE,
      ssl: false,
      application_name: "consent-upgrade embedded",
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    });
    // A server that goes away ends the sessions that work with it too, and they tell; this one has nothing to add.
    client.on("error", () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
      const served = rows[0]?.data_directory ?? "";
      if (relative(await realpath(served), await realpath(directory)) !== "") throw new OtherDirectoryError(served);
      // Waits while the last user before us stops the server; the session ends with the server then.
      await client.query("SELECT pg_advisory_lock_shared($1)", [PRESENCE_LOCK]);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    return new Presence(client, socket);
  }

  /** Creates a database, where there is none of that name; of several users one does, the others wait. */
  async createDatabase(name: string): Promise<void> {
    await this.client.query("SELECT pg_advisory_lock($1)", [CREATION_LOCK]);
    const found = await this.client.query("SELECT FROM pg_database WHERE datname = $1", [name]);
    if (found.rowCount === 0) await this.client.query(`CREATE DATABASE ${this.client.escapeIdentifier(name)}`);
    await this.client.query("SELECT pg_advisory_unlock($1)", [CREATION_LOCK]);
  }

  /** Lets the program end without leaving: a command that failed must not hang here. */
  letGo(): void {
    this.socket.unref();
  }

  /**
   * Gives the presence up. Where nobody else is present, `whenLast` runs while newcomers are held off.
   * @returns whether it ran
   */
  async leave(whenLast: () => Promise<void>): Promise<boolean> {
    this.socket.ref();
    try {
      await this.client.query("SELECT pg_advisory_unlock_shared($1)", [PRESENCE_LOCK]);
      const { rows } = await this.client.query<{ last: boolean }>("SELECT pg_try_advisory_lock($1) AS last", [PRESENCE_LOCK]);
      if (rows[0]?.last !== true) return false;
      await whenLast();
      return true;
    } finally {
      await this.client.end().catch(() => undefined);
    }
  }
}

/** A copy of a data directory names the original's server in its `postmaster.pid`. */
export class OtherDirectoryError extends Error {
  constructor(readonly served: string) {
    super(`the server serves ${served}`);
  }
}
