import { expect, test } from "vitest";
import { ENGINE_NAMES } from "../engines/engine-name.js";
import { nodesOf, parseText, sourceFiles, type Import, type Node, type SourceFile } from "./source-files.js";

/** The rooms of the program: each may import those that stand after it, and none before it. */
const ORDER = [
  "bin",
  "src/cli",
  "src/commands",
  "src/verify",
  "src/doctor",
  "src/run",
  "src/rollback",
  ["src/steps/schema", "src/steps/seed", "src/steps/persons", "src/steps/texts"],
  "src/script",
  "src/preconditions",
  "src/work",
  "src/ledger",
  "src/report",
  "src/steps",
  "src/crm",
  "src/config",
  "src/template",
  "src/dialect",
  "src/embedded",
  "src/log",
  "src/progress.ts",
  "src/stop-request.ts",
  "src/language.ts",
  "src/owner-only.ts",
  "src/grouped.ts",
  "src/printable.ts",
  "src/check.ts",
  "src/errors.ts",
] as const;

/** Beside that order, and imported by `bin` alone. */
const BESIDE = {
  migrations: ["migrations", "src/steps", "src/crm", "src/template", "src/dialect", "src/errors.ts"],
  fixtures: ["fixtures", "src/crm", "src/dialect", "src/language.ts", "src/errors.ts"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const PLACES: readonly (readonly string[])[] = [...ORDER, ...Object.keys(BESIDE)].map((place) =>
  typeof place === "string" ? [place] : place,
);

const files = sourceFiles(["bin", "src", "migrations", "fixtures"]);

test("every file belongs to a part of the program that has its place", () => {
  expect(files.map(({ path }) => path).filter((path) => partOf(path) === undefined)).toEqual([]);
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

test("no file needs itself, for its types either", () => {
  expect(cyclesOf(files)).toEqual([]);
});

test("engine names are compared in src/dialect alone", () => {
  // To src/embedded, "postgres" is a program and an account.
  const elsewhere = files.filter(({ path }) => !["src/dialect", "src/embedded"].includes(partOf(path) ?? ""));
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

/** The innermost room that a file stands in: of `src/steps/persons/apply.ts` that is `src/steps/persons`. */
function partOf(path: string): string | undefined {
  return PLACES.flat()
    .filter((room) => path === room || path.startsWith(`${room}/`))
    .sort((left, right) => right.length - left.length)[0];
}

function isAllowed({ from, to }: Import): boolean {
  const [user, used] = [partOf(from), partOf(to)];
  if (user === undefined || used === undefined) return false;
  if (user === used) return true;
  const beside = Object.entries(BESIDE).find(([part]) => part === user)?.[1] as readonly string[] | undefined;
  if (beside !== undefined) return beside.includes(used);
  if (Object.hasOwn(BESIDE, used)) return user === "bin";
  const placeOf = (room: string): number => PLACES.findIndex((place) => place.includes(room));
  return placeOf(user) < placeOf(used);
}

function arrow({ from, to }: Import): string {
  return `${from} → ${to}`;
}

/** Each cycle of imports once, as the way around. */
function cyclesOf(all: readonly SourceFile[]): readonly string[] {
  const targets = new Map(all.map(({ path, imports }) => [path, imports.map(({ to }) => to)]));
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
