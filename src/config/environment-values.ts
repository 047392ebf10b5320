import { isScalar, Scalar, visit } from "yaml";
import type { Mistake } from "./mistakes.js";
import type { YamlSource } from "./yaml-source.js";

export type Environment = Readonly<Record<string, string | undefined>>;

// Characters of Unicode's private use area stand in for braces and dollars while YAML is parsed.
const [OPEN, CLOSE, LITERAL] = ["\uE000\uE001", "\uE002", "\uE003\uE003\uE003"];
const REFERENCE = new RegExp(`${LITERAL}|${OPEN}([^${CLOSE}]*)${CLOSE}`, "g");
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Hides `${NAME}` from the YAML parser, to which `{ url: ${NAME} }` would begin a group in a group.
 * `$${` stands for `${` itself. Every character keeps its place, so that lines and columns stay right.
 */
export function hideReferences(text: string): string {
  return text.replaceAll(/\$\$\{|\$\{([^}\n]*)\}/g, (_reference, name: string | undefined) =>
    name === undefined ? LITERAL : `${OPEN}${name}${CLOSE}`,
  );
}

/** The text as it stands in the file, for keys and messages. */
function revealed(text: string): string {
  return text.replaceAll(LITERAL, "${").replaceAll(OPEN, "${").replaceAll(CLOSE, "}");
}

/** An unquoted number or truth value means one, as it would if it stood in the file itself. */
function asYamlWould(text: string, type: string | undefined | null): unknown {
  if (type !== Scalar.PLAIN) return text;
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  if (text === "true" || text === "false") return text === "true";
  return text;
}

function mistakeAbout(name: string, line: number): Mistake {
  return {
    line,
    text: NAME.test(name)
      ? `the environment variable ${name} is not set`
      : `\${${name}} must hold the name of an environment variable: letters, digits and underscores`,
  };
}

/**
 * Puts the environment's values in the place of the references that `hideReferences` hid, in all
 * values of the document. Keys and comments are left alone.
 * @returns names that are not set or are no names, with the line where they stand
 */
export function substituteEnvironment(source: YamlSource, environment: Environment): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  visit(source.document, {
    Scalar(key, node) {
      if (!isScalar(node) || typeof node.value !== "string") return;
      const written = node.value;
      if (key === "key") {
        node.value = revealed(written);
        return;
      }
      if (written.search(REFERENCE) < 0) return;
      const text = written.replaceAll(REFERENCE, (reference, name: string | undefined) => {
        if (name === undefined) return "${";
        const value = NAME.test(name) ? environment[name] : undefined;
        if (value === undefined) mistakes.push(mistakeAbout(name, source.lineAt(node.range?.[0] ?? 0)));
        return value ?? revealed(reference);
      });
      node.value = asYamlWould(text, node.type);
    },
  });
  return mistakes;
}
