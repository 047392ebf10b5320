import type { Language } from "../../language.js";

/** What is said of several reports side by side. */
export interface ComparedWords {
  /** `plan --compare` */
  readonly heading: string;
  readonly figure: string;
  readonly thisPlan: string;
  /** {step} */
  readonly rowsOf: string;
  readonly differencesOnly: string;
  /** `report --summary` */
  readonly summaryHeading: string;
  readonly report: string;
  readonly result: string;
  readonly rows: string;
  readonly reached: string;
  readonly reachedWithPrivacy: string;
  readonly warnings: string;
  readonly failedChecks: string;
  readonly title: string;
}

/** By language. */
export const COMPARED_WORDS: Readonly<Record<Language, ComparedWords>> = {
  en: {
    heading: "Beside other plans (contacts and rows afterwards)",
    figure: "Figure",
    thisPlan: "This plan",
    rowsOf: "{step} (rows)",
    differencesOnly: "Whom mailings reach, and of the rest what differs.",
    summaryHeading: "Reports",
    report: "Report",
    result: "Result",
    rows: "Rows",
    reached: "Reached",
    reachedWithPrivacy: "With privacy on",
    warnings: "Warnings",
    failedChecks: "Failed",
    title: "Many reports in one table",
  },
  sv: {
    heading: "Bredvid andra planer (kontaktpersoner och rader efteråt)",
    figure: "Siffra",
    thisPlan: "Den här planen",
    rowsOf: "{step} (rader)",
    differencesOnly: "Vilka utskick når, och av resten det som skiljer sig.",
    summaryHeading: "Rapporter",
    report: "Rapport",
    result: "Resultat",
    rows: "Rader",
    reached: "Nås",
    reachedWithPrivacy: "Med filter på",
    warnings: "Varningar",
    failedChecks: "Underkända",
    title: "Många rapporter i en tabell",
  },
  no: {
    heading: "Ved siden av andre planer (kontakter og rader etterpå)",
    figure: "Tall",
    thisPlan: "Denne planen",
    rowsOf: "{step} (rader)",
    differencesOnly: "Hvem utsendelser når, og av resten det som er forskjellig.",
    summaryHeading: "Rapporter",
    report: "Rapport",
    result: "Resultat",
    rows: "Rader",
    reached: "Nås",
    reachedWithPrivacy: "Med filter på",
    warnings: "Advarsler",
    failedChecks: "Ikke bestått",
    title: "Mange rapporter i én tabell",
  },
  da: {
    heading: "Ved siden af andre planer (kontakter og rækker bagefter)",
    figure: "Tal",
    thisPlan: "Denne plan",
    rowsOf: "{step} (rækker)",
    differencesOnly: "Hvem udsendelser når, og af resten det, der er forskelligt.",
    summaryHeading: "Rapporter",
    report: "Rapport",
    result: "Resultat",
    rows: "Rækker",
    reached: "Nås",
    reachedWithPrivacy: "Med filter slået til",
    warnings: "Advarsler",
    failedChecks: "Ikke bestået",
    title: "Mange rapporter i én tabel",
  },
  de: {
    heading: "Neben anderen Plänen (Kontakte und Zeilen danach)",
    figure: "Zahl",
    thisPlan: "Dieser Plan",
    rowsOf: "{step} (Zeilen)",
    differencesOnly: "Wen Mailings erreichen, und vom Übrigen, was sich unterscheidet.",
    summaryHeading: "Berichte",
    report: "Bericht",
    result: "Ergebnis",
    rows: "Zeilen",
    reached: "Erreicht",
    reachedWithPrivacy: "Mit Filter",
    warnings: "Warnungen",
    failedChecks: "Nicht bestanden",
    title: "Viele Berichte in einer Tabelle",
  },
  nl: {
    heading: "Naast andere plannen (contactpersonen en rijen erna)",
    figure: "Cijfer",
    thisPlan: "Dit plan",
    rowsOf: "{step} (rijen)",
    differencesOnly: "Wie mailings bereiken, en van de rest wat verschilt.",
    summaryHeading: "Rapporten",
    report: "Rapport",
    result: "Resultaat",
    rows: "Rijen",
    reached: "Bereikt",
    reachedWithPrivacy: "Met filter aan",
    warnings: "Waarschuwingen",
    failedChecks: "Niet geslaagd",
    title: "Veel rapporten in één tabel",
  },
};
