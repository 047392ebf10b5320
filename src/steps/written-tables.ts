import type { CrmTable } from "../crm/tables.js";
import type { StepDefinition } from "./step.js";

/** What the templates' step rewrites. */
export const TEXT_TABLES: readonly CrmTable[] = ["s_message", "s_messageblock", "s_link"];

/** The tables whose rows such a step may write; what a step of small tables writes is known only by looking at them. */
export function tablesWrittenBy(step: StepDefinition): readonly CrmTable[] {
  switch (step.kind) {
    case "persons":
      return [step.purpose === undefined ? "ShipmentTypeReservation" : "ConsentPerson"];
    case "texts":
      return TEXT_TABLES;
    case "schema":
    case "seed":
      return [];
  }
}
