import type { en } from "./en.js";

/** The words of one language. */
export type Words = typeof en;

export type ExplainWords = Words["explain"];
