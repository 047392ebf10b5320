#!/usr/bin/env node
import { readFileSync } from "node:fs";

/** Of the package; this file is `dist/bin/consent-upgrade.js` when it runs. */
function packageVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const content: unknown = JSON.parse(text);
  const version = content !== null && typeof content === "object" && "version" in content ? content.version : undefined;
  return typeof version === "string" ? version : "unknown";
}

const [first, ...others] = process.argv.slice(2);

// Nothing else is loaded for the version: scripts ask for it often.
if ((first === "--version" || first === "-V") && others.length === 0) {
  process.stdout.write(`${packageVersion()}\n`);
} else {
  const { boundHeap } = await import("./bound-heap.js");
  boundHeap();
  const { main } = await import("./main.js");
  await main(packageVersion());
}
