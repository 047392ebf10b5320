import type { TargetKind } from "./rules.js";
import { cleanTarget } from "./target-form.js";
import { lookOfText } from "./unsubscribe-look.js";

/** What a link that is not rewritten is for: see `TargetKind`. */
export type LinkUse = "unsubscribe" | "preferences" | "personal";

/** A link that is not standard, and where its target stands in the text that was searched. */
export interface LinkSeen {
  /** Without entities, JSON escapes and the white space around it; may hold personal data (see `describeTarget`). */
  readonly target: string;
  /** What a person reads: the link's text, else the text of its image; undefined where there is none. */
  readonly text: string | undefined;
  readonly use: LinkUse;
  /** Offsets of the target in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** One place to change: the old bytes from `start` to `end` become `after`, which is encoded as the place requires. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly after: string;
  readonly what: "target" | "text";
}

/** What one text, or one string inside a design, was found to hold. Offsets are those of that text. */
export interface Findings {
  readonly edits: readonly Edit[];
  /** Standard links; a link whose text prints its own target counts once. */
  readonly standardLinks: number;
  /** Links that lead to the new target already. */
  readonly managedLinks: number;
  readonly customLinks: readonly LinkSeen[];
  /** Targets under a known text for managing subscriptions: from these the new target is learned. */
  readonly manageTargets: readonly string[];
}

export const NO_FINDINGS: Findings = { edits: [], standardLinks: 0, managedLinks: 0, customLinks: [], manageTargets: [] };

type PlacedTarget = Pick<LinkSeen, "target" | "start" | "end">;

/** Findings while they are being gathered. */
export class FindingsCollector implements Findings {
  readonly edits: Edit[] = [];
  readonly customLinks: LinkSeen[] = [];
  readonly manageTargets: string[] = [];
  standardLinks = 0;
  managedLinks = 0;

  /**
   * Takes down a target that stands for itself: an old one is rewritten, and of somebody's own it is told what it is for.
   * @param label the words that say what it is for, collapsed; empty where there are none
   * @param written the new target as it is written there
   */
  addTarget({ target, start, end }: PlacedTarget, kind: TargetKind, label: string, written: () => string): void {
    if (kind === "standard") {
      this.standardLinks += 1;
      this.edits.push({ start, end, after: written(), what: "target" });
    } else if (kind === "managed") {
      this.managedLinks += 1;
    } else {
      const use = strongest(useOf(kind), lookOfText(label));
      const text = label === "" ? undefined : label;
      if (use !== undefined) this.customLinks.push({ target: cleanTarget(target), text, use, start, end });
    }
  }

  /** Takes over what was found in a part, `shift` converting the part's offsets into ours. */
  add(part: Findings, shift: (offset: number) => number): void {
    this.standardLinks += part.standardLinks;
    this.managedLinks += part.managedLinks;
    this.manageTargets.push(...part.manageTargets);
    for (const edit of part.edits) {
      this.edits.push({ ...edit, start: shift(edit.start), end: shift(edit.end) });
    }
    for (const link of part.customLinks) {
      this.customLinks.push({ ...link, start: shift(link.start), end: shift(link.end) });
    }
  }
}

/** What a target tells of somebody's own link by itself. @returns undefined where its text has to tell */
export function useOf(kind: TargetKind): LinkUse | undefined {
  if (kind === "custom") return "unsubscribe";
  return kind === "preferences" || kind === "personal" ? kind : undefined;
}

/** Of what target, text and sentence tell, that which matters most: a person's copy is one whatever it is for. */
export function strongest(...uses: readonly (LinkUse | undefined)[]): LinkUse | undefined {
  return (["personal", "unsubscribe", "preferences"] as const).find((use) => uses.includes(use));
}
