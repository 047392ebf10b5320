import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { ENGINE_NAMES } from "./engine-name.js";
import type { EngineKeeper } from "./engine-keeper.js";
import { reasonOf } from "./find-engines.js";

const Request = z.discriminatedUnion("ask", [
  z.object({ ask: z.literal("create"), engine: z.enum(ENGINE_NAMES), label: z.string() }),
  z.object({ ask: z.literal("drop"), engine: z.enum(ENGINE_NAMES), url: z.string() }),
  z.object({ ask: z.literal("scriptdom") }),
]);

export type ControlRequest = z.infer<typeof Request>;

/** Where test files, each in a process of its own, ask the main process for databases. */
export interface Control {
  readonly url: string;
  close(): void;
}

/** @param scriptdom builds SQL Server's parsers, once */
export async function openControl(keeper: EngineKeeper, scriptdom: () => Promise<string>): Promise<Control> {
  const path = `/${randomBytes(16).toString("hex")}`;
  const server = createServer((request, response) => {
    answer(keeper, scriptdom, path, request).then(
      (body) => response.writeHead(200).end(body),
      (error: unknown) => response.writeHead(500).end(reasonOf(error)),
    );
  });
  // A MySQL that is set up for the first time takes its time before it answers.
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the system gave no port");
  return {
    url: `http://127.0.0.1:${address.port}${path}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  keeper: EngineKeeper,
  scriptdom: () => Promise<string>,
  path: string,
  request: IncomingMessage,
): Promise<string> {
  if (request.url !== path) throw new Error("not ours");
  const asked = Request.parse(JSON.parse(await text(request)));
  if (asked.ask === "scriptdom") return scriptdom();
  if (asked.ask === "create") return keeper.createDatabase(asked.engine, asked.label);
  await keeper.dropDatabase(asked.engine, asked.url);
  return "";
}
