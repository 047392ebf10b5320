import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { RefusedError, UnreachableError } from "../errors.js";
import { inspectPlace, readPassword, SUPERUSER } from "./cluster-files.js";
import { createCluster } from "./create-cluster.js";
import { readPostmasterFile } from "./postmaster-file.js";
import { HOST, OtherDirectoryError, Presence } from "./presence.js";
import { refuseInOneFile } from "./programs.js";
import { isServerProcessThere, startServer, stopServer, type ServerSettings } from "./server-process.js";

/** A PostgreSQL server of ours that runs, and how to log in to its one database. */
export interface EmbeddedServer {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Ends this use of the server; the last user of all stops it. May be called again. */
  stop(): Promise<void>;
  /** Stops the server and deletes the directory. @throws RefusedError (4) while another command uses it */
  remove(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Whether a missing directory is created. */
  readonly create: boolean;
  /** The port of a server that is started here (default: a free one). */
  readonly port?: number;
  /** Settings of a server that is started here. */
  readonly settings?: ServerSettings;
}

const DATABASE = "crm";
const PATIENCE_MS = 120_000;
const BETWEEN_TRIES_MS = 50;

/**
 * Opens the database of an `embedded:DIRECTORY` URL: creates the directory if asked, joins the server that runs there,
 * or starts one.
 * @throws UnreachableError (69) where the directory is missing and not to be created, no server comes to answer, or the program is one file
 */
export async function openEmbedded(directory: string, options: EmbeddedOptions): Promise<EmbeddedServer> {
  refuseInOneFile();
  const place = resolve(directory);
  await preparePlace(place, options.create);
  const password = await readPassword(place);
  const { presence, port } = await joinOrStart(place, password, options);
  let left: Promise<boolean> | undefined;
  const leave = (): Promise<boolean> => (left ??= leaveServer(place, presence));
  await presence.createDatabase(DATABASE).catch(async (error: unknown) => {
    await leave();
    throw error;
  });
  presence.letGo();
  return {
    host: HOST,
    port,
    user: SUPERUSER,
    password,
    database: DATABASE,
    async stop() {
      await leave();
    },
    async remove() {
      if (await leave()) return rm(place, { recursive: true, force: true, maxRetries: 10 });
      throw new RefusedError("EMBEDDED_IN_USE", `Another command uses the embedded database in ${place}.`, {
        hint: "Delete the directory when that command has ended.",
      });
    },
  };
}

async function preparePlace(directory: string, create: boolean): Promise<void> {
  const found = await inspectPlace(directory);
  if (found === "cluster") return;
  if (found === "foreign") {
    throw new UnreachableError("EMBEDDED_FOREIGN_DIRECTORY", `${directory} holds something else than an embedded database.`, {
      hint: "Name a directory that does not exist yet, or one that `consent-upgrade fixture` or `demo` created.",
    });
  }
  if (!create) {
    throw new UnreachableError("EMBEDDED_MISSING", `There is no embedded database in ${directory}.`, {
      hint: "Only `consent-upgrade fixture` and `consent-upgrade demo` create one; check the directory in the database URL.",
    });
  }
  await createCluster(directory);
}

/** Two commands may start, join and stop at the same time: whoever comes second tries again until one of both works. */
async function joinOrStart(
  directory: string,
  password: string,
  options: EmbeddedOptions,
): Promise<{ presence: Presence; port: number }> {
  const deadline = Date.now() + PATIENCE_MS;
  let failure: unknown;
  while (Date.now() < deadline) {
    failure = undefined;
    const running = await readPostmasterFile(directory);
    if (running !== undefined && running.port > 0) {
      try {
        return { port: running.port, presence: await Presence.register(directory, running.port, password) };
      } catch (error) {
        failure = error;
      }
    }
    const there = await isServerProcessThere(directory);
    if (there && isFinal(failure)) break;
    if (!there && (await startServer(directory, options.settings, options.port))) continue;
    await pause(BETWEEN_TRIES_MS);
  }
  throw new UnreachableError("EMBEDDED_NO_ANSWER", `The server of the embedded database in ${directory} does not answer.`, {
    hint: "If no PostgreSQL serves this directory (it was copied, or the machine failed), delete postmaster.pid in it and try again.",
    cause: failure,
  });
}

/** @returns whether the server is stopped now: by us as its last user, or because it had gone away before */
async function leaveServer(directory: string, presence: Presence): Promise<boolean> {
  try {
    return await presence.leave(() => stopServer(directory));
  } catch (error) {
    if (await isServerProcessThere(directory)) throw error;
    return true;
  }
}

/** A refused password or another directory: not a server that is starting or stopping. */
function isFinal(error: unknown): boolean {
  return error instanceof OtherDirectoryError || (error instanceof Error && "code" in error && error.code === "28P01");
}
