import { createHash } from "node:crypto";

/** Hash of a text that we wrote, for telling later whether somebody changed it. */
export function textHash(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
