import { seededTexts } from "../crm/seeded-texts.js";
import type { Language } from "../language.js";
import { evidenceByYear, type EvidenceYear } from "../report/evidence.js";
import { COMMENT_LENGTH } from "../steps/comment-sql.js";
import type { StepDefinition } from "../steps/step.js";
import { stepContext, type UpgradeContext } from "../work/upgrade-context.js";
import { sql } from "../dialect/sql.js";

const DAY_LENGTH = "2026-01-31".length;

/**
 * How old the evidence is of what a run wrote by the mailing history, in all of its attempts: from the comments of its rows, which
 * end with the day of the last mailing, the ground, and the run. What users changed since is not among them.
 * @param language of the run
 * @throws DatabaseError
 */
export async function evidenceOfRun(
  upgrade: UpgradeContext,
  steps: readonly StepDefinition[],
  runId: string,
  language: Language,
): Promise<EvidenceYear[]> {
  const { session, relations, reference } = upgrade;
  const runLabel = runId.slice(0, 8);
  const found: EvidenceYear[] = [];
  for (const step of steps) {
    if (step.kind !== "persons" || step.purpose === undefined) continue;
    const context = { ...stepContext(upgrade, reference, runLabel), texts: seededTexts(language) };
    const { dated, legalBaseKey = "" } = step.rows(context);
    const ending = step.comments?.(context).at(-1)?.split("{last}")[1]?.replace("{run}", runLabel);
    if (dated === undefined || ending === undefined) continue;
    const { cast } = session.dialect;
    const rows = await session.query<{ readonly last_year: string; readonly n: unknown }>(sql`
      SELECT g.last_year, COUNT(*) AS n
      FROM (
        SELECT LEFT(RIGHT(s.comment, ${ending.length + DAY_LENGTH}), 4) AS last_year
        FROM ${relations.of("ConsentPerson")} s
        WHERE s.consentpurpose_id = ${reference.idOf("ConsentPurpose", step.purpose)}
          AND s.legalbase_id = ${reference.idOf("LegalBase", legalBaseKey)}
          AND RIGHT(s.comment, ${ending.length}) = ${cast(ending, { kind: "text", length: COMMENT_LENGTH })}
      ) g
      GROUP BY g.last_year`);
    found.push(...evidenceByYear(rows));
  }
  return found;
}
