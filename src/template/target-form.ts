/**
 * The target without what browsers and mail programs ignore: white space around it, line breaks and tabs in it
 * (WHATWG URL, "basic URL parser", steps 1 to 3).
 */
export function cleanTarget(target: string): string {
  return (/[\t\n\r]/.test(target) ? target.replace(/[\t\n\r]+/g, "") : target).trim();
}

/** Undoes percent-encoding; sequences that are no UTF-8 stay as they are, so this never fails. */
export function decodePercent(text: string): string {
  if (!text.includes("%")) return text;
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (sequence) => {
    try {
      return decodeURIComponent(sequence);
    } catch {
      return sequence;
    }
  });
}

const MARKS: Readonly<Record<string, string>> = {
  "%5b": "[",
  "%5d": "]",
  "%3c": "<",
  "%3e": ">",
  "%3a": ":",
  "%2f": "/",
  "%25": "%",
  "%20": " ",
};

/**
 * Undoes the percent-encoding of the characters around a template variable's name alone, which editors encode. The rest stays:
 * in `https://click.example/?to=https%3A%2F%2F…` it is the parameter of somebody's own link, not the link.
 */
export function decodeMarks(target: string): string {
  return target.includes("%")
    ? target.replace(/%(?:5[bd]|3[ace]|2[05f])/gi, (mark) => MARKS[mark.toLowerCase()] ?? mark)
    : target;
}
