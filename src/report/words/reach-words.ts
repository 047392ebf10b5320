import type { Language } from "../../language.js";

/** What reports say about the reach of mailings. */
export interface ReachWords {
  readonly heading: string;
  readonly group: string;
  readonly before: string;
  readonly after: string;
  readonly afterWithPrivacy: string;
  readonly everybody: string;
  /** {type} */
  readonly subscribers: string;
  /** {contacts} {blocked} {withoutAddress} {excluded}: what the difference is made of. */
  readonly contacts: string;
  readonly blocked: string;
  readonly withoutAddress: string;
  readonly excluded: string;
  /** One line of the summary. {count} {before} {privacy} */
  readonly summary: string;
  /** The same where E-marketing privacy is on. {count} {privacy} */
  readonly summaryOn: string;
}

/** By language. */
export const REACH_WORDS: Readonly<Record<Language, ReachWords>> = {
  en: {
    heading: "Whom mailings reach (contacts)",
    group: "Contacts",
    before: "Before",
    after: "After",
    afterWithPrivacy: "With E-marketing privacy on",
    everybody: "All mailings",
    subscribers: "Subscribing to {type}",
    contacts: "{count} contacts, neither deleted nor retired",
    blocked: "{count} blocked from e-marketing, not reached",
    withoutAddress: "{count} without an e-mail address, not reached",
    excluded: "{count} excluded by the configuration",
    summaryOn: "With E-marketing privacy on, mailings reach {privacy} contacts; with it off, {count}.",
    summary: "Mailings reach {count} {contact|contacts} ({before} before); {privacy} once E-marketing privacy is switched on.",
  },
  sv: {
    heading: "Vilka utskick når (kontaktpersoner)",
    group: "Kontaktpersoner",
    before: "Före",
    after: "Efter",
    afterWithPrivacy: "Med filtret för e-marknadsföring på",
    everybody: "Alla utskick",
    subscribers: "Prenumererar på {type}",
    contacts: "{count} kontaktpersoner, varken borttagna eller inaktuella",
    blocked: "{count} spärrade för e-postmarknadsföring, nås inte",
    withoutAddress: "{count} utan e-postadress, nås inte",
    excluded: "{count} undantagna av konfigurationen",
    summaryOn: "Med filtret för e-marknadsföring på når utskick {privacy} kontaktpersoner; med det av, {count}.",
    summary:
      "Utskick når {count} {kontaktperson|kontaktpersoner} ({before} före); {privacy} när filtret för e-marknadsföring slås på.",
  },
  no: {
    heading: "Hvem utsendelser når (kontakter)",
    group: "Kontakter",
    before: "Før",
    after: "Etter",
    afterWithPrivacy: "Med filteret for e-markedsføring på",
    everybody: "Alle utsendelser",
    subscribers: "Abonnerer på {type}",
    contacts: "{count} kontakter, verken slettet eller sluttet",
    blocked: "{count} sperret for e-markedsføring, nås ikke",
    withoutAddress: "{count} uten e-postadresse, nås ikke",
    excluded: "{count} unntatt av konfigurasjonen",
    summaryOn: "Med filteret for e-markedsføring på når utsendelser {privacy} kontakter; med det av, {count}.",
    summary: "Utsendelser når {count} {kontakt|kontakter} ({before} før); {privacy} når filteret for e-markedsføring slås på.",
  },
  da: {
    heading: "Hvem udsendelser når (kontakter)",
    group: "Kontakter",
    before: "Før",
    after: "Efter",
    afterWithPrivacy: "Med filteret for e-markedsføring slået til",
    everybody: "Alle udsendelser",
    subscribers: "Abonnerer på {type}",
    contacts: "{count} kontakter, hverken slettede eller fratrådte",
    blocked: "{count} spærret for e-markedsføring, nås ikke",
    withoutAddress: "{count} uden e-mailadresse, nås ikke",
    excluded: "{count} undtaget af konfigurationen",
    summaryOn: "Med filteret for e-markedsføring slået til når udsendelser {privacy} kontakter; slået fra, {count}.",
    summary: "Udsendelser når {count} {kontakt|kontakter} ({before} før); {privacy}, når filteret for e-markedsføring slås til.",
  },
  de: {
    heading: "Wen Mailings erreichen (Kontakte)",
    group: "Kontakte",
    before: "Vorher",
    after: "Nachher",
    afterWithPrivacy: "Mit dem Filter für E-Marketing",
    everybody: "Alle Mailings",
    subscribers: "Abonniert: {type}",
    contacts: "{count} Kontakte, weder gelöscht noch ausgeschieden",
    blocked: "{count} für E-Marketing gesperrt, nicht erreicht",
    withoutAddress: "{count} ohne E-Mail-Adresse, nicht erreicht",
    excluded: "{count} durch die Konfiguration ausgenommen",
    summaryOn: "Mit dem Filter für E-Marketing erreichen Mailings {privacy} Kontakte; ohne ihn {count}.",
    summary:
      "Mailings erreichen {count} {Kontakt|Kontakte} ({before} vorher); {privacy}, sobald der Filter für E-Marketing eingeschaltet ist.",
  },
  nl: {
    heading: "Wie mailings bereiken (contacten)",
    group: "Contacten",
    before: "Voor",
    after: "Na",
    afterWithPrivacy: "Met het filter voor e-marketing aan",
    everybody: "Alle mailings",
    subscribers: "Geabonneerd op {type}",
    contacts: "{count} contacten, niet verwijderd en niet uit dienst",
    blocked: "{count} geblokkeerd voor e-marketing, niet bereikt",
    withoutAddress: "{count} zonder e-mailadres, niet bereikt",
    excluded: "{count} uitgesloten door de configuratie",
    summaryOn: "Met het filter voor e-marketing aan bereiken mailings {privacy} contacten; met dat uit {count}.",
    summary:
      "Mailings bereiken {count} {contact|contacten} ({before} ervoor); {privacy} zodra het filter voor e-marketing aan staat.",
  },
};
