import { list } from "./unsubscribe-words.js";

/**
 * Two things that mean unsubscribing where both stand in one text, however many words lie between: what is not wanted or ends,
 * and mails or lists. Read as: `first … second`, with up to five words between the two; `first .. second` with up to two. `|` stands
 * between alternatives, and `*` for any ending. For texts alone: in addresses such words meet by chance.
 */
export const TOLD_TOGETHER: Readonly<Record<string, readonly string[]>> = {
  en: [
    "no longer|not want|don t want|dont want|not wish|rather not|prefer not|no more|not interested in … emails|mails|newsletter*|mailings",
    "stop|end|turn off|switch off|disable|discontinue|cancel .. emails|mails|newsletter*|mailings",
    "turn off|switch off|disable .. notifications",
    "end|discontinue .. newsletter subscription*",
    "discontinue .. subscription*",
    "remove|removed|taken|take … from our list|from this list|from the list|from list|mailing list*|off this list|off our list|off the list",
    "leave .. mailing list*|this list|our list",
    "rather not|prefer not … receive",
    "withdraw|withdrawing|revoke .. consent*",
    "remove .. my details|my data",
    "not want|don t want|dont want|no longer want|not wish|no longer wish|rather not|prefer not|no longer .. hear from us|hearing from us",
  ],
  sv: [
    "inte längre|inte vill ha|vill inte|vill du inte|vill ni inte|inte få|inte ha|avsluta|sluta få|sluta skicka|stoppa|avböj|tacka nej till|inga fler|slippa … nyhetsbrev*|utskick*|mejl*|mails",
    "ta bort|radera|stryk … från listan|från sändlistan|från utskickslistan|min e post*|min epost*|min mejladress",
    "av prenumer*",
    "återkalla|återkallar|dra tillbaka .. samtycke*",
    "inte|inga|slippa|sluta .. fler mail|fler mejl|fler e post*|fler epost*",
    "inte längre|inte vill|vill inte|vill du inte|vill ni inte|slippa … höra från oss|höra av oss",
  ],
  no: [
    "ikke lenger|ikke ønsker|ønsker ikke|ønsker du ikke|vil ikke|ikke vil|vil du ikke|ikke send|ikke ha|slutt|stopp|stoppe|avslutt|ingen flere|reserver … nyhetsbrev*|utsendelse*|e poster|eposter",
    "slutt|slutte .. abonnere",
    "fjern|slett|stryk .. fra listen|fra lista|fra epostlisten|fra e postlisten",
    "meld av|melde av .. nyhetsbrev*|utsendelse*|e post*",
    "trekk|trekke|trekke tilbake .. samtykke*",
    "ikke|slippe|slipp|ingen .. flere mail|flere mailer|flere e post|flere epost",
    "ikke lenger|ikke vil|vil ikke|vil du ikke|ikke ønsker|ønsker ikke|ønsker du ikke|slippe … høre fra oss",
    "ikke send meg|ikke send oss .. e post|epost|mail|mailer",
  ],
  da: [
    "ikke længere|ikke ønsker|ønsker ikke|ønsker du ikke|vil ikke|ikke vil|vil du ikke|ikke have|ingen flere|stop|opsig|nej tak … nyhedsbrev*|udsendelse*|mails",
    "ikke|ingen .. flere nyhedsbrev*|flere mails",
    "fjern|slet .. fra listen|fra maillisten|fra mailinglisten",
    "træk|tilbagetræk|tilbagekald|trække .. samtykke*",
    "ikke|ingen|undgå .. flere mail|flere e mails|flere emails",
    "ikke længere|ikke vil|vil ikke|vil du ikke|ikke ønsker|ønsker ikke|ønsker du ikke … høre fra os",
  ],
  de: [
    "kein .. newsletter mehr|mails mehr",
    "keine|keinen|keinerlei .. newsletter mehr|e mails mehr|mails mehr|werbung mehr|informationen mehr|nachrichten mehr|infos mehr|zusendungen mehr",
    "nicht mehr|nicht länger … newsletter*|mails",
    "keine weiteren|künftig keine|zukünftig keine … newsletter*|e mails|mails|werbung|nachrichten|informationen|zusendungen",
    "newsletter*|mails|mailings … nicht mehr erhalten|nicht mehr bekommen|nicht länger erhalten|nicht mehr beziehen",
    "newsletter*|abo|abonnement*|benachrichtigungen|mails .. stornieren|stoppen|deaktivieren|widerrufen|beenden|kündigen",
    "aus … verteiler*|liste|mailingliste … entfernen|löschen|streichen|nehmen|austragen",
    "mail|mails|newsletter* .. nicht mehr erwünscht|unerwünscht|nicht erwünscht",
    "einwilligung … widerrufen|widerruf|zurückziehen|zurücknehmen",
    "zustimmung … widerrufen|widerruf",
    "einwilligungswiderruf*",
    "nichts mehr|nicht mehr|nicht länger|nichts weiter … von uns hören|von uns lesen",
    "von dieser liste|von ihrer liste .. streichen|löschen|entfernen|nehmen",
  ],
  nl: [
    "geen|niet langer|niet meer … nieuwsbrief*|nieuwsbrieven|mails|mailings",
    "geen .. mail meer",
    "nieuwsbrief*|nieuwsbrieven|abonnement*|mailings .. stopzetten|stoppen|beëindigen|annuleren|afzeggen",
    "stop|stoppen .. mailen|mails|nieuwsbrief*|nieuwsbrieven",
    "schrijf|schrijft .. mij uit|me uit",
    "verwijder|haal|schrap … van de lijst|van de mailinglijst|van de maillijst|uit de lijst",
    "toestemming .. intrekken|in te trekken",
    "niets meer|niet meer|niet langer … van ons horen",
  ],
};

/** Who must not miss, forget or get more mails is not told how to end them. */
export const RATHER_THE_OPPOSITE = list(`
  miss, missing, forget, missa, missar, glömma, glipp, glip, glemme, verpassen, verpasst, vergessen, missen, vergeten`);

/** Questions and requests that mean it where they are all that a text says; before more words they may speak of anything. */
export const WHOLE_TEXTS = list(`
  not interested anymore, not interested any more, no longer interested, inte längre intresserad,
  inte intresserad längre, ikke lenger interessert, ikke interessert lenger, ikke længere interesseret,
  ikke interesseret længere, nicht mehr interessiert, kein interesse mehr, niet meer geïnteresseerd,
  geen interesse meer`);
