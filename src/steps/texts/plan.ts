import type { Session } from "../../dialect/session.js";
import type { Relations } from "../../crm/relations.js";
import type { StepContext, TextStep } from "../step.js";
import { Examination } from "./examine.js";
import { PAGE_BYTES, textCursor, TextScan } from "./scan.js";
import type { StepFigures } from "../../report/step-figures.js";
import { TextFindings } from "./findings.js";
import { textQuestions } from "./questions.js";

/** What a step that rewrites texts would change. @throws DatabaseError */
export async function planTexts(
  session: Session,
  relations: Relations,
  step: TextStep,
  context: StepContext,
): Promise<StepFigures> {
  const { tables, notes } = await step.prepare(context, textQuestions(session, relations));
  const findings = new TextFindings(notes);
  const written = new Set<string>();
  const total = { records: 0, changed: 0, links: 0 };
  for (const table of tables) {
    const scan = new TextScan(session.dialect, relations, table);
    let page = await scan.page(session, textCursor(0));
    while (page !== undefined) {
      const { bytes, next } = page;
      const examination = new Examination(table, page.records, ({ column }) => column);
      // The examination gives each text free that it is done with; a message of megabytes before another one is read.
      page = undefined;
      if (bytes > PAGE_BYTES) examination.all();
      page = await examination.during(scan.page(session, next));
      for (const { id, changes, links, findings: found } of examination.all()) {
        findings.add(table.table, id, found);
        total.records += 1;
        total.changed += changes.length > 0 ? 1 : 0;
        if (changes.length > 0) written.add(table.table);
        total.links += links;
      }
    }
  }
  return {
    changes: { inserted: 0, updated: total.changed, deleted: 0 },
    counts: { records: total.records, links: total.links },
    findings: findings.all(),
    written: [...written],
  };
}
