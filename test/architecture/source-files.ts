import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { parseSync, type Program } from "oxc-parser";

/** What one file takes from another one of ours. */
export interface Import {
  /** Path from the top, with forward slashes: `src/run/lock.ts`. */
  readonly from: string;
  readonly to: string;
  /** Only types: gone when the program runs. */
  readonly isType: boolean;
}

export interface SourceFile {
  readonly path: string;
  readonly imports: readonly Import[];
  /** Names of packages and of Node's own modules. */
  readonly packages: readonly string[];
  readonly program: Program;
}

const TOP = join(import.meta.dirname, "..", "..");

/** All TypeScript files under these folders of the project. */
export function sourceFiles(folders: readonly string[]): readonly SourceFile[] {
  return folders
    .flatMap((folder) => readdirSync(join(TOP, folder), { recursive: true, encoding: "utf8" }).map((name) => join(TOP, folder, name)))
    .filter((path) => path.endsWith(".ts"))
    .map((path) => readSource(relative(TOP, path).split(sep).join("/")))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(TOP, path), "utf8");
  const { module, program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message ?? ""}`);
  const requests = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      name: moduleRequest.value,
      isType: entries.length > 0 && entries.every((entry) => entry.isType),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) => (moduleRequest === null ? [] : [{ name: moduleRequest.value, isType }])),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) => ({
      name: text.slice(moduleRequest.start, moduleRequest.end).replace(/^["'`]|["'`]$/g, ""),
      isType: false,
    })),
  ];
  const own = requests.filter(({ name }) => name.startsWith("."));
  return {
    path,
    imports: own.map(({ name, isType }) => ({ from: path, to: posix.join(dirname(path), name).replace(/\.js$/, ".ts"), isType })),
    packages: requests.filter(({ name }) => !name.startsWith(".")).map(({ name }) => name),
    program,
  };
}

/** The syntax tree of a text that is in no file. */
export function parseText(text: string): Program {
  return parseSync("text.ts", text).program;
}

/** A node of a syntax tree, as far as the tests look at it. */
export interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Every node of a file's syntax tree. */
export function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const part of value) yield* nodesOf(part);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  if (isNode(value)) yield value;
  for (const part of Object.values(value)) yield* nodesOf(part);
}

function isNode(value: object): value is Node {
  return "type" in value && typeof value.type === "string";
}
