import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { parse } from "@babel/parser";

/** What one file takes from another one of ours. */
export interface Import {
  /** Path from the top, with forward slashes: `src/work/lock.ts`. */
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
  const own = requests.filter(({ name }) => name.startsWith(".") && !name.endsWith(".json"));
  return {
    path,
    imports: own.map(({ name, isType }) => ({ from: path, to: posix.join(dirname(path), name).replace(/\.js$/, ".ts"), isType })),
    packages: requests.filter(({ name }) => !name.startsWith(".")).map(({ name }) => name),
    program,
  };
}

interface Request {
  readonly name: string;
  readonly isType: boolean;
}

/** What a node imports or exports again, if it does. */
function requestsOf(node: Node): readonly Request[] {
  const { source } = node;
  if (typeof source !== "object" || source === null || !("value" in source) || typeof source.value !== "string") return [];
  const name = source.value;
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
      return [{ name, isType: isOnlyTypes(node) }];
    case "ImportExpression":
      return [{ name, isType: false }];
    default:
      return [];
  }
}

/** `import type { … }`, or a list in which every name says so. */
function isOnlyTypes(node: Node): boolean {
  if (node["importKind"] === "type" || node["exportKind"] === "type") return true;
  const specifiers = Array.isArray(node["specifiers"]) ? (node["specifiers"] as readonly Node[]) : [];
  return specifiers.length > 0 && specifiers.every((each) => each["importKind"] === "type" || each["exportKind"] === "type");
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
