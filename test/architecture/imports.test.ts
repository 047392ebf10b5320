import { expect, test } from "vitest";
import { ENGINE_NAMES } from "../engines/engine-name.js";
import { nodesOf, parseText, sourceFiles, type Import, type Node, type SourceFile } from "./source-files.js";

/** The parts of the program: each may import those that stand after it, and none before it. */
const ORDER = [
  "bin",
  "src/cli",
  "src/commands",
  "src/verify",
  "src/doctor",
  "src/script",
  "src/run",
  "src/report",
  "src/step",
  "src/config",
  "src/template",
  "src/crm",
  "src/dialect",
  "src/embedded",
  "src/log",
  "src/progress.ts",
  "src/stop-request.ts",
  "src/language.ts",
  "src/errors.ts",
] as const;

/** Beside that order, and imported by `bin` alone. */
const BESIDE = {
  migrations: ["migrations", "src/step", "src/template", "src/crm", "src/dialect", "src/errors.ts"],
  fixtures: ["fixtures", "src/step", "src/crm", "src/dialect", "src/language.ts", "src/errors.ts"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Types that are described further up than where they are used: the columns that engines have types for. */
const TYPES_FROM_ABOVE: readonly (readonly [part: string, file: string])[] = [["src/dialect", "src/step/table-definition.ts"]];

const files = sourceFiles(["bin", "src", "migrations", "fixtures"]);

test("every file belongs to a part of the program that has its place", () => {
  const places: readonly string[] = [...ORDER, ...Object.keys(BESIDE)];
  expect(files.map(({ path }) => partOf(path)).filter((part) => !places.includes(part))).toEqual([]);
  expect(files.length).toBeGreaterThan(200);
});

test("imports run in one direction", () => {
  expect(
    files
      .flatMap(({ imports }) => imports)
      .filter((each) => !isAllowed(each))
      .map(arrow),
  ).toEqual([]);
});

test("every import names a file that is there", () => {
  const paths = new Set(files.map(({ path }) => path));
  expect(
    files
      .flatMap(({ imports }) => imports)
      .filter(({ to }) => !paths.has(to))
      .map(arrow),
  ).toEqual([]);
});

test("no file needs itself when the program runs", () => {
  expect(cyclesOf(files)).toEqual([]);
});

test("engine names are compared in src/dialect alone", () => {
  // To src/embedded, "postgres" is a program and an account.
  const elsewhere = files.filter(({ path }) => !["src/dialect", "src/embedded"].includes(partOf(path)));
  expect(placesOf(elsewhere, comparesEngine)).toEqual([]);
  expect(placesOf([parsed('if (session.dialect.engine === "mssql") work();')], comparesEngine)).toHaveLength(1);
});

test("only bin prints, and only bin knows of the process", () => {
  const elsewhere = files.filter(({ path }) => partOf(path) !== "bin");
  expect(placesOf(elsewhere, usesProcess)).toEqual([]);
  expect(elsewhere.filter(({ packages }) => packages.includes("node:process")).map(({ path }) => path)).toEqual([]);
  expect(placesOf([parsed('console.log("x"); globalThis.process.exit(1);')], usesProcess)).toHaveLength(1);
});

function parsed(text: string): SourceFile {
  const made = files.find(({ path }) => path === "src/errors.ts");
  if (made === undefined) throw new Error("src/errors.ts is gone");
  return { ...made, path: text, program: parseText(text) };
}

/** `src/run`, `src/errors.ts`, `bin`. */
function partOf(path: string): string {
  const [top = "", second = ""] = path.split("/");
  return top === "src" ? `${top}/${second}` : top;
}

function isAllowed({ from, to, isType }: Import): boolean {
  const [user, used] = [partOf(from), partOf(to)];
  if (user === used) return true;
  const beside = Object.entries(BESIDE).find(([part]) => part === user)?.[1] as readonly string[] | undefined;
  if (beside !== undefined) return beside.includes(used);
  if (Object.hasOwn(BESIDE, used)) return user === "bin";
  if (isType && TYPES_FROM_ABOVE.some(([part, file]) => part === user && file === to)) return true;
  const order: readonly string[] = ORDER;
  return order.indexOf(user) < order.indexOf(used);
}

function arrow({ from, to }: Import): string {
  return `${from} → ${to}`;
}

/** Each cycle of runtime imports once, as the way around. */
function cyclesOf(all: readonly SourceFile[]): readonly string[] {
  const targets = new Map(all.map(({ path, imports }) => [path, imports.filter(({ isType }) => !isType).map(({ to }) => to)]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    const start = way.indexOf(path);
    if (start >= 0) cycles.push([...way.slice(start), path].join(" → "));
    if (start >= 0 || done.has(path)) return;
    for (const target of targets.get(path) ?? []) visit(target, [...way, path]);
    done.add(path);
  };
  for (const path of targets.keys()) visit(path, []);
  return cycles;
}

function placesOf(all: readonly SourceFile[], isFound: (node: Node) => boolean): readonly string[] {
  return all.filter(({ program }) => [...nodesOf(program)].some(isFound)).map(({ path }) => path);
}

function isEngineName(value: unknown): boolean {
  return isLiteral(value) && (ENGINE_NAMES as readonly unknown[]).includes(value.value);
}

function isLiteral(value: unknown): value is Node & { readonly value: unknown } {
  return typeof value === "object" && value !== null && "type" in value && value.type === "Literal";
}

function comparesEngine(node: Node): boolean {
  if (node.type === "BinaryExpression") return isEngineName(node["left"]) || isEngineName(node["right"]);
  return node.type === "SwitchCase" && isEngineName(node["test"]);
}

function usesProcess(node: Node): boolean {
  if (node.type !== "MemberExpression") return false;
  return [node["object"], node["property"]].some((part) => {
    const name = typeof part === "object" && part !== null && "name" in part ? part.name : undefined;
    const isGlobal = part === node["object"] || (node["object"] as { readonly name?: unknown }).name === "globalThis";
    return isGlobal && (name === "process" || name === "console");
  });
}
