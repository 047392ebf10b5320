import type { Command, Option } from "commander";
import { STEP_IDS } from "../steps/step.js";

/** The shells that `completion` knows. */
export const SHELLS = ["bash", "zsh", "fish", "powershell"] as const;

export type Shell = (typeof SHELLS)[number];

/** What an option takes beyond the choices that commander knows of. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  "--only": STEP_IDS,
  "--skip": STEP_IDS,
  "--rerun": STEP_IDS,
  "--database-url": ["mssql://", "postgres://", "mysql://", "mariadb://", "embedded:"],
};

interface Words {
  readonly verbs: readonly string[];
  /** By verb; those of every command under "". */
  readonly options: Readonly<Record<string, readonly string[]>>;
  /** By option; an empty list is a file or another value of the user's own. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

function wordsOf(program: Command): Words {
  const longOf = (options: readonly Option[]) => options.flatMap(({ long }) => long ?? []);
  const common = [...longOf(program.options), "--help"];
  const every = [program, ...program.commands].flatMap(({ options }) => options);
  const taking = every.filter(({ required, optional }) => required || optional);
  const optionsOf = (command: Command): readonly string[] => [
    ...longOf(command.options),
    ...common,
    ...(command.name() === "completion" ? SHELLS : []),
  ];
  return {
    verbs: program.commands.map((command) => command.name()),
    options: { "": common, ...Object.fromEntries(program.commands.map((command) => [command.name(), optionsOf(command)])) },
    values: Object.fromEntries(taking.map(({ long, argChoices }) => [long ?? "", VALUES[long ?? ""] ?? argChoices ?? []])),
  };
}

/** `plan) words='…';;` for each entry. */
function cases(entries: Readonly<Record<string, readonly string[]>>, write: (words: string) => string): string {
  return Object.entries(entries)
    .map(([name, words]) => `      ${name === "" ? "*" : name}) ${write(words.join(" "))} ;;`)
    .sort((left, right) => Number(left.includes("*)")) - Number(right.includes("*)")))
    .join("\n");
}

function chosen(values: Words["values"]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(values).filter(([, words]) => words.length > 0));
}

function free(values: Words["values"]): string {
  return Object.keys(values)
    .filter((option) => values[option]?.length === 0)
    .join("|");
}

function bash({ verbs, options, values }: Words): string {
  return `# consent-upgrade completion bash > /etc/bash_completion.d/consent-upgrade
_consent_upgrade() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" verb='' words='' word
  # "=" is a word of its own to bash.
  [[ "$previous" == '=' ]] && previous="\${COMP_WORDS[COMP_CWORD-2]}"
  [[ "$current" == '=' ]] && current=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in ${verbs.join("|")}) verb="$word"; break ;; esac
  done
  case "$previous" in
${cases(chosen(values), (words) => `words='${words}'`)}
      ${free(values)}) COMPREPLY=(); return ;;
      *)
    case "$verb" in
      '') words='${[...verbs, ...(options[""] ?? [])].join(" ")}' ;;
${cases(options, (words) => `words='${words}'`)}
    esac ;;
  esac
  # Steps are a list with commas.
  local typed="\${current##*,}"
  COMPREPLY=($(compgen -P "\${current%"$typed"}" -W "$words" -- "$typed"))
}
complete -o default -F _consent_upgrade consent-upgrade
`;
}

function zsh({ verbs, options, values }: Words): string {
  return `#compdef consent-upgrade
# consent-upgrade completion zsh > "\${fpath[1]}/_consent-upgrade"
_consent_upgrade() {
  local verb='' word previous="\${words[CURRENT-1]}"
  # "--only=…"
  if [[ "\${words[CURRENT]}" == --*=* ]]; then previous="\${words[CURRENT]%%=*}"; compset -P '*='; fi
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$word" in ${verbs.join("|")}) verb="$word"; break ;; esac
  done
  case "$previous" in
${cases(chosen(values), (words) => `compset -P '*,'; compadd -- ${words}`)}
      ${free(values)}) _files ;;
      *)
    case "$verb" in
      '') compadd -- ${[...verbs, ...(options[""] ?? [])].join(" ")} ;;
${cases(options, (words) => `compadd -- ${words}`)}
    esac ;;
  esac
}
if [[ "\${funcstack[1]:-}" == _consent-upgrade ]]; then _consent_upgrade "$@"; else compdef _consent_upgrade consent-upgrade; fi
`;
}

function fish({ verbs, options, values }: Words): string {
  // Steps are a list with commas: what stands before the last one stays.
  const words = (taken: readonly string[]): string =>
    taken === STEP_IDS
      ? `(commandline -ct | string replace -rf "^(--[a-z-]+=)?(.*,)?[^,]*\\$" "\\$2"){${taken.join(",")}}`
      : taken.join(" ");
  const option = (long: string, condition: string): string => {
    const taken = values[long];
    const takes = taken === undefined ? "" : taken.length === 0 ? " -r -F" : ` -x -a '${words(taken)}'`;
    return `complete -c consent-upgrade -n '${condition}' -l ${long.slice(2)}${takes}`;
  };
  const common = options[""] ?? [];
  return [
    "# consent-upgrade completion fish > ~/.config/fish/completions/consent-upgrade.fish",
    "complete -c consent-upgrade -f",
    `complete -c consent-upgrade -n '__fish_use_subcommand' -a '${verbs.join(" ")}'`,
    `complete -c consent-upgrade -n '__fish_seen_subcommand_from completion' -a '${SHELLS.join(" ")}'`,
    ...common.map((long) => option(long, "true")),
    ...verbs.flatMap((verb) =>
      (options[verb] ?? [])
        .filter((word) => word.startsWith("--") && !common.includes(word))
        .map((long) => option(long, `__fish_seen_subcommand_from ${verb}`)),
    ),
    "",
  ].join("\n");
}

function powershell({ verbs, options, values }: Words): string {
  const list = (words: readonly string[]): string => `@(${words.map((word) => `'${word}'`).join(", ")})`;
  const table = (entries: Readonly<Record<string, readonly string[]>>): string =>
    Object.entries(entries)
      .map(([name, words]) => `    '${name}' = ${list(words)}`)
      .join("\n");
  return `# consent-upgrade completion powershell >> $PROFILE
Register-ArgumentCompleter -Native -CommandName consent-upgrade -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $verbs = ${list(verbs)}
  $options = @{
${table(options)}
  }
  $values = @{
${table(values)}
  }
  # "--only=reference-data,t" is one word as typed, and several to PowerShell.
  $length = $cursorPosition - $commandAst.Extent.StartOffset
  $typed = $commandAst.Extent.Text.PadRight($length).Substring(0, $length).Split(' ')[-1]
  $before = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  $verb = $before | Where-Object { $verbs -contains $_ } | Select-Object -First 1
  $previous = $before | Select-Object -Last 1
  if ($typed -match '^(--[a-z-]+)=') { $previous = $Matches[1] }
  $part = ($wordToComplete -split '[=,]')[-1]
  $head = $wordToComplete.Substring(0, $wordToComplete.Length - $part.Length)
  if ($values.ContainsKey("$previous")) { $words = $values["$previous"] }
  elseif ($verb) { $words = $options[$verb] }
  else { $words = $verbs + $options[''] }
  $words | Where-Object { $_ -like "$part*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new("$head$_", $_, 'ParameterValue', $_)
  }
}
`;
}

const WRITERS: { readonly [S in Shell]: (words: Words) => string } = { bash, zsh, fish, powershell };

/** The completion script of a shell, made from the commands as they are declared: nothing runs while a user types. */
export function completionScript(program: Command, shell: Shell): string {
  return WRITERS[shell](wordsOf(program));
}
