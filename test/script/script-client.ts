import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createReadStream } from "node:fs";
import type { EngineName } from "../engines/engine-name.js";
import { findProgram, outputOf } from "../engines/find-program.js";
import { runBatches } from "./tds-batches.js";

/** How a script ended in its client. */
export interface ScriptEnd {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Runs a script file on the database of a URL, as its header says. */
export type ScriptClient = (url: string, file: string) => Promise<ScriptEnd>;

function spawned(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  input?: string,
): Promise<ScriptEnd> {
  const child = spawn(program, args, { env: { ...process.env, ...environment }, stdio: ["pipe", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  // A client that stopped at an error reads no further.
  child.stdin.on("error", () => undefined);
  if (input === undefined) child.stdin.end();
  else createReadStream(input).pipe(child.stdin);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, output }));
  });
}

function psql(program: string): ScriptClient {
  return (url, file) => spawned(program, ["-X", "-v", "ON_ERROR_STOP=1", "-d", url, "-f", file], {});
}

/** The client of either engine: it speaks to both. */
function mysql(program: string): ScriptClient {
  return (url, file) => {
    const { hostname, port, username, password, pathname } = new URL(url);
    const args = [
      "--no-defaults",
      "--batch",
      "--protocol=tcp",
      `--host=${hostname}`,
      `--port=${port}`,
      `--user=${decodeURIComponent(username)}`,
    ];
    return spawned(program, [...args, decodeURIComponent(pathname.slice(1))], { MYSQL_PWD: decodeURIComponent(password) }, file);
  };
}

/** Microsoft's newer client reads UTF-8 alone, and older ones of it do not know the option that says so. */
async function sqlcmd(program: string): Promise<ScriptClient> {
  const help = await outputOf(program, "-?").catch(() => "");
  const codePage = /code.?page/i.test(help) ? ["-f", "65001"] : [];
  return (url, file) => {
    const { hostname, port, username, password, pathname } = new URL(url);
    const server = `${hostname},${port === "" ? "1433" : port}`;
    const args = [
      "-b",
      "-x",
      "-C",
      ...codePage,
      "-S",
      server,
      "-U",
      decodeURIComponent(username),
      "-d",
      decodeURIComponent(pathname.slice(1)),
      "-i",
      file,
    ];
    return spawned(program, args, { SQLCMDPASSWORD: decodeURIComponent(password) });
  };
}

/** Why a test is left out where there is none. */
export const NO_CLIENT = "no client that runs scripts is on this machine";

/** The engine's client on this machine; undefined where there is none. */
export async function scriptClient(engine: EngineName): Promise<ScriptClient | undefined> {
  switch (engine) {
    case "postgres": {
      const program = await findProgram("psql");
      return program === undefined ? undefined : psql(program);
    }
    case "mysql":
    case "mariadb": {
      const program = await findProgram("mysql", "mariadb");
      return program === undefined ? undefined : mysql(program);
    }
    case "mssql": {
      const program = await findProgram("sqlcmd");
      // Without sqlcmd its batches are sent by the driver: the same statements, in the same pieces.
      return program === undefined ? async (url, file) => runBatches(url, await readFile(file, "utf8")) : sqlcmd(program);
    }
  }
}
