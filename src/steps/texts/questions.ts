import type { Session } from "../../dialect/session.js";
import type { Relations } from "../../crm/relations.js";
import type { TextQuestions } from "../step.js";
import type { Finding } from "../finding.js";
import { textCursor, TextScan } from "./scan.js";

/** What a step that rewrites texts may ask before it begins. @param earlier what it found when the run began it */
export function textQuestions(session: Session, relations: Relations, earlier?: readonly Finding[]): TextQuestions {
  return {
    query: (query) => session.query(query),
    readEach: async (texts, examine) => {
      const scan = new TextScan(session.dialect, relations, texts);
      let cursor = textCursor(-1);
      for (;;) {
        const page = await scan.page(session, cursor);
        if (page === undefined) return;
        if (!page.records.every(examine)) return;
        cursor = page.next;
      }
    },
    earlier,
  };
}
