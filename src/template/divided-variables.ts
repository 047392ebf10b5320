import { readEntities } from "./entities.js";
import type { Span } from "./html-link.js";
import { cleanTarget } from "./target-form.js";

/** A variable that tags divide, from its first bracket to the end of the text in which it ends. */
export interface DividedVariable extends Span {
  readonly target: string;
}

/** A name of 200 characters, in entities. */
const LONGEST = 1500;
/** Pieces of one variable: Word makes three or five. */
const MOST_PIECES = 20;
const MAY_OPEN = /[[%]|&#|&l|cs:parser/i;
const MAY_BEGIN = /[[](?:(?!\]\])[^]){0,200}$|%(?:[a-z][\w.-]{0,100})?$|<cs:parser>[^<>]{0,200}$|<cs:parser>[^<>]{1,200}<$/i;
/** Where one of the older writings begins, at the end of a text. */
const OLDER_BEGINNING = /(?:%(?:[a-z][\w.-]{0,100})?|(?:<|&lt;)cs:parser(?:>|&gt;)[^<>]{0,200})$/i;
const VARIABLE = /\[\[[^[\]<>]{1,200}\]\]|%[a-z][\w.-]{1,100}%|<cs:parser>[^<>]{1,200}<\/cs:parser>/gi;
const NONE: readonly DividedVariable[] = [];

/**
 * Finds template variables that a reader sees whole, though tags stand in them. Told every text of a page, from front to
 * back; takes linear time.
 */
export class DividedVariables {
  private start = 0;
  private pieces = 0;
  /** Decoded, from a bracket on; empty while no variable may have begun. */
  private begun = "";

  constructor(private readonly html: string) {}

  /** Whether a variable may have begun. */
  get isOpen(): boolean {
    return this.begun !== "";
  }

  /** The variables that began in an earlier text and end in this one; a link's text tells by itself what it is for. */
  endingIn(span: Span, inLink: boolean): readonly DividedVariable[] {
    if (inLink) {
      this.begun = "";
      return NONE;
    }
    const raw = this.html.slice(span.start, span.end);
    if (this.begun === "" && !MAY_OPEN.test(raw)) return NONE;
    const earlier = this.begun;
    const found = earlier === "" ? NONE : this.join(span, raw);
    if (found.length > 0 || earlier === "" || this.begun === "") {
      this.begin(span, raw);
    }
    return found;
  }

  private join({ end }: Span, raw: string): readonly DividedVariable[] {
    const before = this.begun.length;
    const joined = this.begun + brackets(readEntities(raw.slice(0, LONGEST)));
    this.pieces += 1;
    // One that stands in a single text is not divided.
    const divided = [...joined.matchAll(VARIABLE)].filter(({ index, 0: text }) => index < before && index + text.length > before);
    const goesOn = divided.length === 0 && joined.length <= LONGEST && this.pieces < MOST_PIECES && MAY_BEGIN.test(joined);
    this.begun = goesOn ? joined : "";
    return divided.map(([target]) => ({ start: this.start, end, target: cleanTarget(target) }));
  }

  /** Whether a variable begins in the text and does not end in it. */
  private begin({ end }: Span, raw: string): void {
    const tail = raw.slice(-LONGEST);
    const older = OLDER_BEGINNING.exec(tail);
    if (older !== null) {
      this.start = end - tail.length + older.index;
      this.pieces = 1;
      this.begun = readEntities(older[0]);
      return;
    }
    const open = /(?:\[|%5b|&#0*91;?|&#x0*5b;?|&lsqb;|&lbrack;)/gi;
    const last = [...tail.matchAll(open)].slice(-2)[0];
    const text = last === undefined ? "" : brackets(readEntities(tail.slice(last.index)));
    this.start = end - tail.length + (last?.index ?? 0);
    this.pieces = 1;
    this.begun = MAY_BEGIN.test(text) ? text : "";
  }
}

/** The variables that a reader sees in a text, whatever tags stand in them. @param text decoded, without its tags */
export function variablesIn(text: string): readonly string[] {
  return MAY_OPEN.test(text) ? [...brackets(text).matchAll(VARIABLE)].map(([variable]) => cleanTarget(variable)) : [];
}

function brackets(text: string): string {
  return text.replace(/%5b/gi, "[").replace(/%5d/gi, "]");
}
