import type { CrmTable } from "../crm/tables.js";
import { textColumns } from "../dialect/column-characters.js";
import { wrong, type Checks } from "../check.js";
import { COMMENT_LENGTH, longestComment } from "../steps/comment-sql.js";
import type { StepDefinition } from "../steps/step.js";
import { NO_RUN, stepContext, type UpgradeContext } from "../work/upgrade-context.js";
import { wantedChange } from "./pending-writes.js";

interface WrittenText {
  readonly step: string;
  readonly table: CrmTable;
  readonly column: string;
  readonly length: number;
}

/**
 * A column that is too short for what a selected step writes into it: nothing is cut, and nothing fails in the middle of a
 * run. Addresses of tracked links are another matter: those that do not fit are left.
 * @throws DatabaseError
 */
export async function shortColumns(upgrade: UpgradeContext, steps: readonly StepDefinition[]): Promise<Checks> {
  const texts = writtenTexts(upgrade, steps);
  const tables = [...new Set(texts.map(({ table }) => table.toLowerCase()))];
  if (tables.length === 0) return [];
  const columns = await textColumns(upgrade.session, upgrade.catalog.schema, tables);
  for (const { step, table, column, length } of texts) {
    const stored = columns.get(`${table}.${column}`.toLowerCase());
    if (stored?.longest === undefined || length <= stored.longest) continue;
    return wrong(
      "column-lengths",
      `${stored.name} holds ${stored.longest} characters, and the step ${step} writes up to ${length} into it.`,
      `Shorten the text in the configuration if it is from there, or widen the column; --skip ${step} does everything else.`,
    );
  }
  return [];
}

function writtenTexts(upgrade: UpgradeContext, steps: readonly StepDefinition[]): readonly WrittenText[] {
  let reference = upgrade.reference;
  return steps.flatMap((step): readonly WrittenText[] => {
    if (step.kind === "persons") {
      if (step.writes.ConsentPerson === undefined) return [];
      const comments = step.comments?.(stepContext(upgrade, reference, NO_RUN));
      const length = comments === undefined ? COMMENT_LENGTH : Math.max(...comments.map(longestComment));
      return [{ step: step.id, table: "ConsentPerson", column: "comment", length }];
    }
    if (step.kind !== "seed") return [];
    const { inserts, updates } = wantedChange(() => step.change(stepContext(upgrade, reference, NO_RUN)));
    reference = reference.with(inserts);
    const rows = [
      ...inserts.map(({ table, values }) => ({ table, values })),
      ...updates.map(({ table, column, after }) => ({ table, values: { [column]: after } })),
    ];
    return rows.flatMap(({ table, values }) =>
      Object.entries(values).flatMap(([column, value]) =>
        typeof value === "string" ? [{ step: step.id, table, column, length: value.length }] : [],
      ),
    );
  });
}
