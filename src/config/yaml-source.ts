import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, type Document } from "yaml";
import type { Mistake } from "./mistakes.js";

/** A parsed file that still knows where everything stands. */
export interface YamlSource {
  readonly document: Document.Parsed;
  /** One-based line of a value or, with `ofKey`, of a key; of the nearest group around it where it is absent. */
  lineOf(path: readonly PropertyKey[], ofKey?: boolean): number;
  /** One-based line of an offset into the text. */
  lineAt(offset: number): number;
  readonly mistakes: readonly Mistake[];
}

/** What the YAML library says, in words that tell an administrator what to do. */
const WORDS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "is indented with a tab; YAML wants spaces",
  DUPLICATE_KEY: "is a key that stands there twice",
  MULTIPLE_DOCS: "starts a second document; the file must be one",
  BAD_INDENT: "is not indented like its neighbours, or a bracket before it is not closed",
  MISSING_CHAR: "lacks a character: a closing quote or bracket, or the blank after a colon",
  BLOCK_AS_IMPLICIT_KEY: "has a value that is a group already, or a colon too many (put the value in quotes)",
  BAD_DQ_ESCAPE: "has a backslash that means nothing in double quotes; use single quotes",
  BAD_ALIAS: "refers to an anchor that is not there",
  TAG_RESOLVE_FAILED: "has an unknown tag (a word after !)",
};

function positionOf(document: Document.Parsed, path: readonly PropertyKey[], ofKey: boolean): number | undefined {
  const parent = document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === last);
    const key = pair?.key;
    if (isScalar(key) && (ofKey || !isNode(pair?.value))) return key.range?.[0];
  }
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  return isNode(node) ? (node.range?.[0] ?? undefined) : undefined;
}

/** Parses the text of a configuration file. Its mistakes of form are in `mistakes`, all of them. */
export function parseYaml(text: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const mistakes = [...document.errors, ...document.warnings].map((problem): Mistake => {
    const { line, col } = lines.linePos(problem.pos[0]);
    const words = WORDS[problem.code] ?? `cannot be read: ${problem.message.replace(/\s*\n[\s\S]*/, "")}`;
    return { line, text: `column ${String(col)} ${words}` };
  });
  // The parser stumbles on after the first thing that it does not understand: the rest of the line says nothing new.
  const firstOfEachLine = [...new Map(mistakes.toReversed().map((mistake) => [mistake.line, mistake])).values()];
  return {
    document,
    mistakes: firstOfEachLine,
    lineAt: (offset) => lines.linePos(offset).line,
    lineOf(path, ofKey = false) {
      for (let length = path.length; length > 0; length -= 1) {
        const offset = positionOf(document, path.slice(0, length), ofKey && length === path.length);
        if (offset !== undefined) return lines.linePos(offset).line;
      }
      return 1;
    },
  };
}
