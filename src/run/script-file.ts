import { writeWholeFile, type OutputFile } from "../config/output-file.js";
import { engineOf } from "../dialect/engines.js";
import type { ScriptInput } from "../script/script-plan.js";
import { writeScript } from "./write-script.js";

/** Writes the script. @throws UsageError (64) where the file cannot be written; what `writeScript` throws */
export async function writeScriptFile(input: ScriptInput, output: OutputFile): Promise<void> {
  const { needsByteOrderMark } = engineOf(input.upgrade.session.dialect).script;
  const texts = async function* (): AsyncGenerator<string> {
    if (needsByteOrderMark) yield "\uFEFF";
    for await (const code of writeScript(input, output.file)) yield code.map((line) => `${line}\n`).join("");
  };
  await writeWholeFile(output, texts());
}
