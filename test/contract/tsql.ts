import { init, parse } from "@guanmingchiu/sqlparser-ts";

/**
 * What the parser understands although SQL Server does not: it takes every engine's words at once and tells in the tree
 * which they were. Field of the tree → the words that it stands for.
 */
const NOT_TSQL: Readonly<Record<string, string>> = {
  limit_clause: "LIMIT or OFFSET alone",
  limit: "LIMIT",
  returning: "RETURNING",
  OnConflict: "ON CONFLICT",
  DuplicateKeyUpdate: "ON DUPLICATE KEY",
  locks: "FOR UPDATE",
  if_not_exists: "IF NOT EXISTS",
  ILike: "ILIKE",
  RLike: "REGEXP",
  Trim: "TRIM, which SQL Server has since 2017",
  using: "USING",
};

const NOT_TSQL_VALUES: Readonly<Record<string, string>> = {
  DoubleColon: "::",
  StringConcat: "||",
  Spaceship: "<=>",
};

/** Functions that SQL Server 2016 has, as far as commands use them. */
const FUNCTIONS = new Set([
  "CHARINDEX",
  "COALESCE",
  "CONCAT",
  "COUNT",
  "DATALENGTH",
  "GETDATE",
  "GETUTCDATE",
  // Since 2016 of texts of any length.
  "HASHBYTES",
  "LEAD",
  "LEN",
  "LOWER",
  "LTRIM",
  "MAX",
  "MIN",
  "NULLIF",
  "REPLACE",
  "ROW_NUMBER",
  "RTRIM",
  "SUM",
  "UPPER",
]);

let ready: Promise<void> | undefined;

/**
 * Holds a statement against the grammar of T-SQL.
 * @param functions that it may use besides those of the steps
 * @returns what is wrong with it; empty where nothing is
 */
export async function mistakesInTsql(statement: string, functions: readonly string[] = []): Promise<readonly string[]> {
  ready ??= Promise.resolve(init()).then(() => undefined);
  await ready;
  try {
    // Through JSON: the parser's own objects have fields that are not there.
    return [...foreignWords(JSON.parse(JSON.stringify(parse(statement, "mssql"))), new Set([...FUNCTIONS, ...functions]))];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** Words outside of brackets that are neither in capitals, as T-SQL's own, nor in lower case. */
export function wordsInMixedCase(statement: string): readonly string[] {
  const bare = statement.replaceAll(/\[[^\]]*\]|'[^']*'|@p\d+|Latin1_General_\w+/g, " ");
  return (bare.match(/[A-Za-z_]\w*/g) ?? []).filter((word) => word !== word.toLowerCase() && word !== word.toUpperCase());
}

function* foreignWords(tree: unknown, functions: ReadonlySet<string>): Generator<string> {
  if (typeof tree === "string") {
    const words = NOT_TSQL_VALUES[tree];
    if (words !== undefined) yield words;
    return;
  }
  if (typeof tree !== "object" || tree === null) return;
  for (const [field, value] of Object.entries(tree)) {
    if (field === "limit_clause" && isOffsetFetch(tree)) continue;
    const words = NOT_TSQL[field];
    if (words !== undefined && isSaid(value)) yield words;
    if (field === "distinct" && typeof value === "object" && value !== null && "On" in value) yield "DISTINCT ON";
    if (field === "Function") yield* unknownFunctions(value, functions);
    yield* foreignWords(value, functions);
  }
}

/** `ORDER BY … OFFSET n ROWS FETCH NEXT m ROWS ONLY`, which T-SQL has in whole only. */
function isOffsetFetch(query: object): boolean {
  const { limit_clause: clause, fetch, order_by: order } = query as Readonly<Record<string, unknown>>;
  const { LimitOffset: limit } = (clause ?? {}) as {
    readonly LimitOffset?: { readonly limit?: unknown; readonly offset?: { readonly rows?: unknown } };
  };
  return limit?.offset?.rows === "Rows" && (limit.limit ?? null) === null && (fetch ?? null) !== null && (order ?? null) !== null;
}

function isSaid(value: unknown): boolean {
  return value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
}

function* unknownFunctions(call: unknown, functions: ReadonlySet<string>): Generator<string> {
  const { name } = call as { readonly name: readonly { readonly Identifier?: { readonly value: string } }[] };
  const called = name.map((part) => part.Identifier?.value ?? "").join(".");
  if (!functions.has(called.toUpperCase())) yield `the function ${called}`;
}
