import { rewriteText, type TextKind } from "./rewrite.js";
import { isPlausibleTarget } from "./plausible-target.js";
import { compileRules, DOCUMENTED_TARGET } from "./rules.js";
import { cleanTarget } from "./target-form.js";
import { SUBSCRIPTION_VARIABLE, templateVariable } from "./template-variable.js";

const PIECES = ["ubscriptions", "renumerationer", "bonnement"];

/**
 * Of these every known text for managing subscriptions holds one, in small letters but for the first, or in capitals: to look for
 * other mixtures takes a database twice as long, and nobody writes them.
 */
export const LEARNING_PIECES = { anyOf: [...PIECES, ...PIECES.map((piece) => piece.toUpperCase())], capitals: "count" } as const;

const RULES = compileRules({ standardLinks: [], target: DOCUMENTED_TARGET, replaceText: false });

/** Targets that messages have under a known text for managing subscriptions; a variable counts once, however it is written. */
export class LearnedTargets {
  private readonly found = new Map<string, string>();

  /** Whether all that was read so far agrees. */
  get mayAgree(): boolean {
    return this.found.size <= 1;
  }

  /** The one target that was found; undefined where there is none, or more. */
  get only(): string | undefined {
    return this.found.size === 1 ? [...this.found.values()][0] : undefined;
  }

  read(text: string, kind: TextKind): void {
    if (!LEARNING_PIECES.anyOf.some((piece) => text.includes(piece))) return;
    for (const target of rewriteText(text, kind, RULES).manageTargets) this.add(cleanTarget(target));
  }

  private add(target: string): void {
    const variable = templateVariable(target);
    // What unsubscribes, or is one person's, is not what others should be led to.
    const isOld = variable !== undefined && variable.name !== SUBSCRIPTION_VARIABLE && variable.name.includes("unsubscribe");
    if (isOld || variable?.hasScheme || RULES.classify(target) === "personal" || !isPlausibleTarget(target)) return;
    const name = variable?.name ?? target;
    const known = this.found.get(name);
    // Of several writings the newest one is kept.
    if (known === undefined || (target.startsWith("[[") && !known.startsWith("[["))) this.found.set(name, target);
  }
}
