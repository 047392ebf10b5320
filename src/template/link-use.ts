import type { LinkUse } from "./findings.js";
import type { TargetKind } from "./rules.js";

/** What a target tells of somebody's own link by itself. @returns undefined where its text has to tell */
export function useOf(kind: TargetKind): LinkUse | undefined {
  switch (kind) {
    case "custom":
      return "unsubscribe";
    case "preferences":
    case "personal":
      return kind;
    case "standard":
    case "managed":
    case "other":
      return undefined;
  }
}

/** Of what target, text and sentence tell, that which matters most: a person's copy is one whatever it is for. */
export function strongest(...uses: readonly (LinkUse | undefined)[]): LinkUse | undefined {
  return (["personal", "unsubscribe", "preferences"] as const).find((use) => uses.includes(use));
}
