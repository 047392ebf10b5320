/**
 * Keys of purposes, legal bases and sources: early 8.2 releases wrote them with a leading `#` (`#STORE`, `#61A`, `#Api`), later
 * ones without. Case, outer blanks and that sign do not tell keys apart.
 */
type Key = string | number | null | undefined;

/** The key as we write and show it: without `#`, in upper case. Empty where there is none. */
export function plainKey(key: Key): string {
  return String(key ?? "")
    .trim()
    .replace(/^#/, "")
    .trim()
    .toUpperCase();
}

export function sameKey(left: Key, right: string): boolean {
  const key = plainKey(right);
  return key !== "" && plainKey(left) === key;
}

/** The texts, in lower case and without outer blanks, that a stored key may have to be this one. */
export function keySpellings(key: string): readonly string[] {
  const plain = plainKey(key).toLowerCase();
  return [plain, `#${plain}`];
}
