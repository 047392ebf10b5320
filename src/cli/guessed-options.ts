import { LANGUAGES, type Language } from "../language.js";
import { FORMATS, type Format } from "../report/formats.js";
import type { Verb } from "../commands/options.js";
import { VERB_NAMES } from "./verbs.js";

function valueOf(argv: readonly string[], option: string): string | undefined {
  const index = argv.findLastIndex((word) => word === option || word.startsWith(`${option}=`));
  const word = argv[index];
  if (word === undefined) return undefined;
  return word === option ? argv[index + 1] : word.slice(option.length + 1);
}

/** What arguments that could not be understood say about how to report that. */
export interface GuessedOptions {
  readonly verb: Verb | null;
  readonly format: Format;
  readonly lang: Language;
  readonly debug: boolean;
}

/** Reads what can be read: a script that asked for JSON gets JSON, whatever else it got wrong. */
export function guessOptions(argv: readonly string[]): GuessedOptions {
  return {
    verb: VERB_NAMES.find((verb) => argv.includes(verb)) ?? null,
    format: FORMATS.find((format) => format === valueOf(argv, "--format")) ?? "text",
    lang: LANGUAGES.find((lang) => lang === valueOf(argv, "--lang")) ?? "en",
    debug: ["debug", "trace"].includes(valueOf(argv, "--log-level") ?? ""),
  };
}
