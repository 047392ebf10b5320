import type { Session } from "../dialect/session.js";
import type { Relations } from "../step/relations.js";
import type { StepContext, TextStep } from "../step/step.js";
import { askAttention } from "./ask-attention.js";
import { readTextPage } from "./scan-texts.js";
import type { StepFigures } from "./step-figures.js";
import { TextFindings } from "./text-findings.js";

/** What a step that rewrites texts would change. @throws DatabaseError */
export async function planTexts(session: Session, relations: Relations, step: TextStep, context: StepContext): Promise<StepFigures> {
  const findings = new TextFindings(await askAttention(session, step.attention(context)));
  const total = { records: 0, changed: 0, links: 0 };
  for (const table of step.texts(context)) {
    let after = 0;
    for (;;) {
      const page = await readTextPage(session, relations, table, after);
      if (page === undefined) break;
      for (const record of page.records) {
        const outcome = table.examine(record);
        findings.add(table.table, record.id, outcome.findings);
        total.records += 1;
        total.changed += outcome.changes.length > 0 ? 1 : 0;
        total.links += outcome.links;
      }
      after = page.last;
    }
  }
  return {
    changes: { inserted: 0, updated: total.changed, deleted: 0 },
    counts: { records: total.records, links: total.links },
    findings: findings.all(),
    moves: [],
    otherWork: false,
  };
}
