import { writeStarterFile } from "../config/write-starter-file.js";
import { attention } from "../report/attention.js";
import { buildReport, frameOf } from "../report/build-report.js";
import type { CommandContext, CommandResult } from "./command.js";

/**
 * `init`: writes the commented configuration file.
 * @throws RefusedError (4) where the file exists
 * @throws UsageError (64) where it cannot be written
 */
export async function runInit(context: CommandContext): Promise<CommandResult> {
  const startedAt = context.now();
  writeStarterFile(context.configFile, context.workingDirectory);
  const written = attention({ code: "CONFIGURATION_WRITTEN", params: { file: context.configFile } }, context.lang);
  return { reports: [buildReport(frameOf("init", context, startedAt), "created", { attention: [written] })], exitCode: 0 };
}
