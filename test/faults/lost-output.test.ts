import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PROGRAM } from "../cli/run-program.js";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";
import { FaultedDatabase, PATIENCE } from "./sample-database.js";

/** A device on which there is never room. */
const FULL = "/dev/full";

interface Outputs {
  readonly what: string;
  readonly full?: "stdout" | "stderr";
  readonly closed?: "stdout" | "stderr";
  readonly args?: readonly string[];
  /** What the other output says. */
  readonly says: RegExp;
}

const OUTPUTS: readonly Outputs[] = [
  { what: "nobody reads standard error any more", closed: "stderr", says: /Result +applied/ },
  { what: "nobody reads standard output any more", closed: "stdout", says: /template-links .*100%/ },
  { what: "standard error has no room", full: "stderr", says: /Result +applied/ },
  {
    what: "standard output has no room",
    full: "stdout",
    says: /Standard output could not be written \(ENOSPC\)\.\n {2}.*consent-upgrade report/,
  },
  {
    what: "the log file has no room",
    args: ["--log-file", FULL],
    says: /The log file cannot be written any more .*ENOSPC.*; the work goes on without it\.\n/,
  },
];

// Outputs do not depend on the engine: one is enough. Only Linux has the device.
describe.skipIf(process.platform !== "linux").each(enginesAtHand().slice(0, 1))(
  "apply on $name whose outputs are lost",
  (engine) => {
    let database: TestDatabase;
    let crm: FaultedDatabase;

    beforeAll(async () => {
      database = await engine.createDatabase("outputs");
      crm = await FaultedDatabase.create(database.url, { persons: 60, era: "8.2" });
      const first = await crm.run(["apply", "--yes", "--quiet", "--skip", "template-links"]);
      expect(first, first.stderr).toMatchObject({ exitCode: 0 });
    });

    afterAll(async () => {
      await crm.close();
      await database.drop();
    });

    it.each(OUTPUTS)(
      "$what: the run is done, and its code is that of a run that is done",
      async ({ full, closed, args = [], says }) => {
        const runs = await crm.count("consent_upgrade_run", "status = 'finished'");
        const room = openSync(FULL, "w");
        const { cwd, environment } = crm.around(database.url);
        const child = spawn(process.execPath, [PROGRAM, "apply", "--yes", "--rerun", "template-links", ...args], {
          cwd,
          env: { ...process.env, ...environment, NODE_OPTIONS: "" },
          stdio: ["ignore", full === "stdout" ? room : "pipe", full === "stderr" ? room : "pipe"],
        });
        closeSync(room);
        let heard = "";
        for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (heard += chunk.toString()));
        if (closed !== undefined) child[closed]?.destroy();
        const exitCode = await new Promise((resolve) => child.on("close", resolve));
        expect(exitCode, heard).toBe(0);
        expect(heard).toMatch(says);
        expect(await crm.count("consent_upgrade_run", "status = 'finished'")).toBe(runs + 1);
      },
      PATIENCE,
    );
  },
);
