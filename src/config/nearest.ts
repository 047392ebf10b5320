import { closest, distance } from "fastest-levenshtein";

/** Letters that may differ: one in three, at least two, so that "bach" finds "batch" and "x" finds nothing. */
function tolerance(word: string): number {
  return Math.max(2, Math.floor(word.length / 3));
}

/** Case, hyphens and underscores are what people misremember most: they cost nothing. */
function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[-_\s]/g, "");
}

/** The known word that a misspelt one most likely meant, if any is near. */
function nearest(word: string, known: readonly string[]): string | undefined {
  const [wanted, candidates] = [plain(word), known.map(plain)];
  const best = closest(wanted, candidates);
  const apart = distance(wanted, best);
  return apart <= tolerance(word) && apart < wanted.length ? known[candidates.indexOf(best)] : undefined;
}

/** ` Did you mean "x"?`, or nothing: to be put behind a sentence. */
export function didYouMean(word: string, known: readonly string[]): string {
  const meant = nearest(word, known);
  return meant === undefined ? "" : ` Did you mean "${meant}"?`;
}
