import type { Language } from "../../language.js";

/** What reports say about the age of the evidence. */
export interface EvidenceWords {
  readonly heading: string;
  readonly year: string;
  readonly undated: string;
  readonly contacts: string;
  readonly share: string;
  /** {count} {all} {since} {oldest}: those whose last mailing was before this year. */
  readonly age: string;
  /** {all} {since}: nobody's was. */
  readonly young: string;
}

/** By language. */
export const EVIDENCE_WORDS: Readonly<Record<Language, EvidenceWords>> = {
  en: {
    heading: "How old the evidence is (contacts)",
    year: "Last mailing",
    undated: "date unknown",
    contacts: "Contacts",
    share: "Share",
    age: "Of {all} contacts with E-marketing by their mailing history, {count} had their last mailing before {since}, the oldest in {oldest}.",
    young:
      "All {all} contacts with E-marketing by their mailing history were mailed in {since} or later, or at a time that nobody knows.",
  },
  sv: {
    heading: "Hur gammalt underlaget är",
    year: "Senaste utskick",
    undated: "okänt datum",
    contacts: "Kontaktpersoner",
    share: "Andel",
    age: "Av {all} kontaktpersoner med E-postmarknadsföring enligt utskickshistoriken fick {count} sitt senaste utskick före {since}, det äldsta {oldest}.",
    young:
      "Alla {all} kontaktpersoner med E-postmarknadsföring enligt utskickshistoriken fick utskick {since} eller senare, eller vid en tid som ingen känner.",
  },
  no: {
    heading: "Hvor gammelt grunnlaget er (kontakter)",
    year: "Siste utsendelse",
    undated: "ukjent dato",
    contacts: "Kontakter",
    share: "Andel",
    age: "Av {all} kontakter med E-markedsføring etter utsendelseshistorikken fikk {count} sin siste utsendelse før {since}, den eldste i {oldest}.",
    young:
      "Alle {all} kontakter med E-markedsføring etter utsendelseshistorikken fikk utsendelser i {since} eller senere, eller på et tidspunkt som ingen kjenner.",
  },
  da: {
    heading: "Hvor gammelt grundlaget er (kontakter)",
    year: "Seneste udsendelse",
    undated: "ukendt dato",
    contacts: "Kontakter",
    share: "Andel",
    age: "Af {all} kontakter med E-markedsføring efter udsendelseshistorikken fik {count} deres seneste udsendelse før {since}, den ældste i {oldest}.",
    young:
      "Alle {all} kontakter med E-markedsføring efter udsendelseshistorikken fik udsendelser i {since} eller senere, eller på et tidspunkt, som ingen kender.",
  },
  de: {
    heading: "Wie alt der Nachweis ist (Kontakte)",
    year: "Letztes Mailing",
    undated: "Datum unbekannt",
    contacts: "Kontakte",
    share: "Anteil",
    age: "Von {all} Kontakten mit E-Marketing nach dem Mailingverlauf bekamen {count} ihr letztes Mailing vor {since}, das älteste {oldest}.",
    young:
      "Alle {all} Kontakte mit E-Marketing nach dem Mailingverlauf bekamen {since} oder später ein Mailing, oder zu einer Zeit, die niemand kennt.",
  },
  nl: {
    heading: "Hoe oud het bewijs is (contacten)",
    year: "Laatste mailing",
    undated: "datum onbekend",
    contacts: "Contacten",
    share: "Aandeel",
    age: "Van {all} contacten met E-marketing volgens de mailinggeschiedenis kregen er {count} hun laatste mailing vóór {since}, de oudste in {oldest}.",
    young:
      "Alle {all} contacten met E-marketing volgens de mailinggeschiedenis kregen in {since} of later een mailing, of op een tijdstip dat niemand kent.",
  },
};
