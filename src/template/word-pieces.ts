/**
 * Pieces of which every stem and every phrase of `unsubscribe-words.ts` holds at least one; a test holds them against
 * it. Single words, as any separator may stand between two, and without accented letters, as those may be stored as
 * entities. As few as possible: most engines read a text once for each.
 */
export const WORD_PIECES: readonly string[] = Object.freeze([
  // A line break or a tag in the middle of "unsubscribe" leaves one of the two whole.
  ...["unsub", "scri"],
  ...["meld", "abonn", "opt", "recei", "remove", "mails", "leave"],
  ...["anm", "prenum", "registr", "ngre"],
  ...["abbest", "abzubest", "afbest", "avbest", "tragen", "ndigen", "beenden", "erhalten"],
  ...["schrij", "schrev", "opzegg", "ontvang"],
  ...["tilau", "uutiskirje", "listalta"],
  ...["recevoir", "retirer"],
  ...["baja", "recibir"],
]);
