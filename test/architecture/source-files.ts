import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { parse } from "@babel/parser";

/** What one file takes from another one of ours. */
export interface Import {
  /** Path from the top, with forward slashes: `src/work/lock.ts`. */
  readonly from: string;
  readonly to: string;
}

export interface SourceFile {
  readonly path: string;
  readonly imports: readonly Import[];
  /** Names of packages and of Node's own modules. */
  readonly packages: readonly string[];
  readonly program: Node;
}

const TOP = join(import.meta.dirname, "..", "..");

/** All TypeScript files under these folders of the project. */
export function sourceFiles(folders: readonly string[]): readonly SourceFile[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(TOP, folder), { recursive: true, encoding: "utf8" }).map((name) => join(TOP, folder, name)),
    )
    .filter((path) => path.endsWith(".ts"))
    .map((path) => readSource(relative(TOP, path).split(sep).join("/")))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
}

function readSource(path: string): SourceFile {
  const program = parseText(readFileSync(join(TOP, path), "utf8"));
  const requests = [...nodesOf(program)].flatMap(requestsOf);
  // The package's own JSON gives the version; it belongs to no room.
  const own = requests.filter((name) => name.startsWith(".") && !name.endsWith(".json"));
  return {
    path,
    imports: own.map((name) => ({ from: path, to: posix.join(dirname(path), name).replace(/\.js$/, ".ts") })),
    packages: requests.filter((name) => !name.startsWith(".")),
    program,
  };
}

/** The name of what a node imports or exports again, if it does. */
function requestsOf(node: Node): readonly string[] {
  const { source } = node;
  if (!/^(Import|Export)/.test(node.type) || typeof source !== "object" || source === null) return [];
  return "value" in source && typeof source.value === "string" ? [source.value] : [];
}

/** The syntax tree of a text, as ESTree. @throws SyntaxError */
export function parseText(text: string): Node {
  return parse(text, { sourceType: "module", plugins: ["typescript", "estree"] }).program as unknown as Node;
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
