/**
 * Pieces of which every stem and every phrase of `unsubscribe-words.ts` holds at least one; a test holds them against it.
 * Single words, as any separator may stand between two, and without accented letters.
 */
export const WORD_PIECES: readonly string[] = Object.freeze([
  // A line break, a tag or a wrong letter in the middle of "unsubscribe" leaves one of these whole, and so with the long stems below.
  ...["unsub", "scri", "bcri"],
  ...["meld", "abonn", "opt", "recei", "remove", "mails", "leave", "take", "stop", "ferenc", "settings", "notificat", "profil"],
  ...["anm", "avpre", "avprn", "numer", "avreg", "strer", "ngre", "utskick", "llningar"],
  ...["innstill", "afreg", "indstill"],
  ...["abbest", "abzubest", "afbest", "avbest", "tragen", "ndigen", "beenden", "deab", "nnier", "keine", "verteiler"],
  ...["einstell", "verwalt", "ferenz"],
  ...["uitsc", "uitsh", "hrij", "schrev", "opzegg", "geen", "voorkeur", "profie"],
  ...["tilau", "uutiskirje"],
  ...["recevoir", "retirer"],
  ...["baja", "recibir"],
  ...["list", "again", "ikke", "nicht", "niet"],
  // Of `told-together.ts`.
  ...["hear", "fler", "oss", "nteres"],
  ...["newsl", "mailing", "nyhetsb", "nyhedsb", "nieuwsb", "mejl", "utsend", "udsend", "poster", "consent", "samty", "willig"],
  ...["bort", "stryk", "radera", "slet", "fjern", "stornier", "aktivier", "rruf", "nscht", "verwijder", "lijst", "toestemm"],
]);
