import { Argument, Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { ARGUMENTS, longOption, type RawOptions } from "../commands/option.js";
import { COMMON_OPTIONS, OPTIONS, readAll, type CommonOptions, type Declared, type Verb } from "../commands/options.js";
import { UsageError } from "../errors.js";
import { completionScript, SHELLS, type Shell } from "./completion.js";
import { usageErrorOf } from "./usage-mistakes.js";
import { COMMAND_LIST, VERB_NAMES, VERBS } from "./verbs.js";

/** What a user asked for. */
export type CommandLine =
  | { readonly kind: "run"; readonly verb: Verb; readonly common: CommonOptions; readonly raw: RawOptions }
  | { readonly kind: "print"; readonly text: string };

const EPILOGUE = `
Exit codes:
  0 success                          4 refused; nothing was written
  1 failed on the way; run it again  64 wrong usage or configuration
  2 plan --exit-code: work to do     69 the database was not reached
  3 verify or doctor found faults    130 stopped by Ctrl-C; run it again

Begin with:
  $ consent-upgrade demo      see it work on a sample database; no set-up
  $ consent-upgrade doctor    is your database ready?
  $ consent-upgrade plan      what would change?`;

function shellNamed(name: string): Shell {
  const shell = SHELLS.find((each) => each === name.toLowerCase());
  if (shell === undefined) throw new InvalidArgumentError(`Allowed choices are ${SHELLS.join(", ")}.`);
  return shell;
}

/** commander takes what is declared on the program before and after the verb. */
function declare(command: Command, options: Declared): void {
  for (const [name, { help, takes, isArgument, choices, conflicts }] of Object.entries(options)) {
    if (isArgument === true) {
      command.argument(takes ?? name, help);
      continue;
    }
    const option = new Option(takes === undefined ? longOption(name) : `${longOption(name)} ${takes}`, help);
    if (choices !== undefined) option.choices(choices);
    if (conflicts !== undefined) option.conflicts(conflicts);
    command.addOption(option);
  }
}

function buildProgram(choose: (line: CommandLine) => void, write: (text: string) => void, columns: number): Command {
  const program = new Command("consent-upgrade")
    .description("Carries an on-site CRM database through its GDPR upgrade, once, without losing anything.")
    .usage("<command> [options]")
    .exitOverride()
    .configureOutput({
      writeOut: write,
      writeErr: () => undefined,
      getOutHelpWidth: () => columns,
      getErrHelpWidth: () => columns,
    })
    .configureHelp({ showGlobalOptions: true });
  declare(program, COMMON_OPTIONS);
  program.option("-V, --version", "print the version").helpOption("-h, --help", "print this help");
  for (const verb of VERB_NAMES) {
    const { summary, epilogue } = VERBS[verb];
    const command = program.command(verb).description(summary).allowExcessArguments(false);
    declare(command, OPTIONS[verb]);
    if (epilogue !== undefined) command.addHelpText("after", epilogue);
    command.action(() => {
      // commander calls --no-color `color`, and has it by default.
      const { color, ...given } = command.optsWithGlobals<{ readonly color: boolean }>();
      const raw: RawOptions = { ...given, noColor: !color, [ARGUMENTS]: command.args };
      const asked = verb === "apply" && raw["dryRun"] === true ? "plan" : verb;
      choose({ kind: "run", verb: asked, common: readAll(COMMON_OPTIONS, raw), raw });
    });
  }
  program
    .command("completion")
    .description("print the completion script of a shell (bash, zsh, fish, PowerShell)")
    .addArgument(new Argument("<shell>", SHELLS.join(", ")).argParser(shellNamed))
    .action((shell: Shell) => choose({ kind: "print", text: completionScript(program, shell) }));
  return program.addHelpText("after", EPILOGUE);
}

/**
 * Reads the arguments. Common options may stand before and after the verb.
 * @param columns of the terminal that help is laid out for
 * @throws UsageError (64) for what is unknown or impossible, saying what was meant
 */
export function readCommandLine(argv: readonly string[], version: string, columns: number): CommandLine {
  const chosen: { line?: CommandLine } = {};
  let help = "";
  const program = buildProgram(
    (line) => (chosen.line = line),
    (text) => (help += text),
    columns,
  );
  // Before commander asks for a verb: `consent-upgrade --version` has none.
  if (asksForVersion(argv)) return { kind: "print", text: `${version}\n` };
  try {
    program.parse(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.helpDisplayed" || (error.code === "commander.help" && help !== ""))
      return { kind: "print", text: help };
    throw usageErrorOf(error, argv);
  }
  if (chosen.line === undefined) throw new UsageError("NO_COMMAND", "No command was given.", { hint: COMMAND_LIST });
  return chosen.line;
}

function asksForVersion(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  const options = end < 0 ? argv : argv.slice(0, end);
  return options.includes("--version") || options.includes("-V");
}
