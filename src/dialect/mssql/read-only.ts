import { DatabaseError } from "../failure.js";

/** Texts, quoted names and comments: what stands in them is no statement. A doubled quote begins the next one. */
const QUOTED = /'[^']*'|"[^"]*"|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?\*\//g;

/** Words that change something, or begin a second statement; none of them is part of a SELECT of ours. */
const FORBIDDEN =
  /;|\b(insert|update|delete|merge|truncate|into|exec|execute|create|alter|drop|grant|revoke|deny|set|declare|begin|commit|rollback|save|use|waitfor|kill|shutdown|backup|restore|bulk|dbcc|openrowset|openquery|opendatasource)\b|\bnext\s+value\b/i;

/**
 * SQL Server has no read-only transaction: in a dry run everything but a SELECT is refused before it is sent.
 * @throws DatabaseError of kind `read-only`
 */
export function refuseWrites(statement: string): void {
  const bare = statement.replace(QUOTED, " ");
  if (/^\s*(select|with)\b/i.test(bare) && !FORBIDDEN.test(bare)) return;
  throw new DatabaseError("read-only", "A dry run sends nothing but SELECT to SQL Server", "", statement);
}
