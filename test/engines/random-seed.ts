import fc from "fast-check";
import { inject } from "vitest";
import type {} from "./provided.js";

// The same for every file of a run, and told at its end: CONSENT_TEST_SEED repeats a run.
fc.configureGlobal({ seed: inject("seed") });
