/**
 * Control characters and those that turn the direction of writing could make a terminal show something
 * else than what stands in the database; descriptions of templates may hold anything.
 */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** One line that a terminal, an editor or a browser shows as it is. */
export function printable(text: string): string {
  return text.replaceAll(UNPRINTABLE, " ");
}
