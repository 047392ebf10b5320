import { connectMssql } from "../../src/dialect/mssql/connection.js";
import { parseMssqlTarget } from "../../src/dialect/mssql/target.js";
import type { ScriptEnd } from "./script-client.js";

/** The batches of a script, as sqlcmd cuts it: a line with GO alone ends one. */
export function batchesOf(script: string): readonly string[] {
  return script
    .replace(/^\uFEFF/, "")
    .split(/^\s*GO\s*$/im)
    .filter((batch) => batch.trim() !== "");
}

/** Sends the batches one after the other over one connection, and stops at the first error, as `sqlcmd -b` does. */
export async function runBatches(url: string, script: string): Promise<ScriptEnd> {
  const connection = await connectMssql(parseMssqlTarget({ url }));
  let output = "";
  try {
    for (const batch of batchesOf(script)) {
      const request = connection.pool.request();
      request.on("info", (message: { readonly message: string }) => (output += `${message.message}\n`));
      await request.batch(batch);
    }
    return { exitCode: 0, output };
  } catch (error) {
    return { exitCode: 1, output: `${output}${String(error)}` };
  } finally {
    await connection.pool.close();
  }
}
