#!/usr/bin/env node
import manifest from "../package.json" with { type: "json" };

/** Stacks are printed then, and are to name our files and lines. Maps of files that are loaded already are not read. */
function showsStacks(words: readonly string[]): boolean {
  return words.some(
    (word, at) => /^(--log-level=)?(debug|trace)$/.test(word) && (word.includes("=") || words[at - 1] === "--log-level"),
  );
}

async function start([first, ...others]: readonly string[]): Promise<void> {
  // Nothing else is loaded for the version: scripts ask for it often.
  if ((first === "--version" || first === "-V") && others.length === 0) {
    process.stdout.write(`${manifest.version}\n`);
    return;
  }
  if (showsStacks(process.argv)) process.setSourceMapsEnabled(true);
  const { boundHeap } = await import("./bound-heap.js");
  boundHeap();
  const { main } = await import("./main.js");
  await main(manifest.version);
}

void start(process.argv.slice(2));
