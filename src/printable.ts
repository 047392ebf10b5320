/** Characters that turn the direction of writing, or that some programs take for the end of a line. */
const TURNING = "\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069";

/**
 * Control characters and those that turn the direction of writing could make a terminal show something
 * else than what stands in the database; descriptions of templates may hold anything.
 */
const UNPRINTABLE = new RegExp(`[\\u0000-\\u001f\\u007f-\\u009f${TURNING}]+`, "g");

/** One line that a terminal, an editor or a browser shows as it is. */
export function printable(text: string): string {
  return text.replaceAll(UNPRINTABLE, " ");
}

/** In JSON itself, and in texts of several lines. */
const IN_JSON = new RegExp(`[\\u007f-\\u009f${TURNING}]`, "g");

/**
 * JSON in which such characters are escaped: the same values, that a terminal or an editor shows as they are. Also for texts of
 * several lines, which keep them.
 */
export function printableJson(json: string): string {
  return json.replaceAll(IN_JSON, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
