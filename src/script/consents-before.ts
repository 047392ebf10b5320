import { identifier, sql, type Sql } from "../dialect/sql.js";
import type { ScriptPlan } from "./script-plan.js";

/**
 * The consents that stand when the script begins, by purpose and legal basis, as the ledger keeps them for the report:
 * `[{"purpose":"STORE","legalBasis":"61F","rows":12}]`.
 */
export function consentsBefore({ dialect, language, now }: ScriptPlan): Sql {
  const { cast, concat } = dialect;
  const { relations } = now;
  const text = (value: string | Sql): Sql => cast(value, { kind: "text", length: 255 });
  const number = (value: Sql): Sql => cast(value, { kind: "text", length: 20 });
  // Early releases wrote keys with a leading #.
  const plain = (column: Sql): Sql =>
    sql`CASE WHEN LTRIM(${column}) LIKE '#%' THEN SUBSTRING(LTRIM(${column}), 2, 255) ELSE ${column} END`;
  // A row without a key, or one that is not there, is named by its id.
  const key = (column: Sql, id: Sql): Sql =>
    sql`COALESCE(NULLIF(${language.capitals(plain(column))}, ''), ${concat([text("#"), number(id)])})`;
  const basis = sql`CASE WHEN g.basis IS NOT NULL THEN ${key(sql`b.${identifier("key")}`, sql`g.basis`)} END`;
  const from = sql`
    FROM (
      SELECT f.purpose, f.basis, COUNT(*) AS n
      FROM (SELECT COALESCE(c.consentpurpose_id, 0) AS purpose, NULLIF(c.legalbase_id, 0) AS basis FROM ${relations.of("ConsentPerson")} c) f
      GROUP BY f.purpose, f.basis) g
    LEFT JOIN ${relations.of("ConsentPurpose")} p ON p.consentpurpose_id = g.purpose
    LEFT JOIN ${relations.of("LegalBase")} b ON b.legalbase_id = g.basis`;
  return language.jsonArray(
    [
      ["purpose", key(sql`p.${identifier("key")}`, sql`g.purpose`)],
      ["legalBasis", basis],
      ["rows", sql`g.n`],
    ],
    from,
  );
}
