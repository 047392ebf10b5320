import type { Language } from "../../language.js";
import type { StepId } from "../../steps/step.js";

/** What each step does, in a few words. */
const STEP_TITLES: Readonly<Record<StepId, Readonly<Record<Language, string>>>> = {
  "consent-schema": {
    en: "Consent tables, columns and indexes that are missing",
    sv: "Samtyckestabeller, kolumner och index som saknas",
    no: "Samtykketabeller, kolonner og indekser som mangler",
    da: "Samtykketabeller, kolonner og indekser, der mangler",
    de: "Fehlende Tabellen, Spalten und Indizes für Einwilligungen",
    nl: "Ontbrekende toestemmingstabellen, kolommen en indexen",
  },
  "reference-data": {
    en: "Purposes, legal bases and sources that are missing",
    sv: "Syften, rättsliga grunder och källor som saknas",
    no: "Formål, rettslige grunnlag og kilder som mangler",
    da: "Formål, retsgrundlag og kilder, der mangler",
    de: "Fehlende Zwecke, Rechtsgrundlagen und Quellen",
    nl: "Ontbrekende doelen, rechtsgrondslagen en bronnen",
  },
  "sales-and-service": {
    en: "Sales and service for every contact: legitimate interest",
    sv: "Försäljning och service för alla kontaktpersoner: legitimt intresse",
    no: "Salg og kundeservice for alle kontakter: berettiget interesse",
    da: "Salg og kundeservice for alle kontakter: legitim interesse",
    de: "Verkauf und Service für alle Kontakte: berechtigtes Interesse",
    nl: "Verkopen en service voor alle contacten: gerechtvaardigd belang",
  },
  "emarketing-from-mailing-history": {
    en: "E-marketing for contacts mailed before: legitimate interest",
    sv: "E-postmarknadsföring för kontaktpersoner som fått utskick: legitimt intresse",
    no: "E-markedsføring for kontakter som har fått utsendelser: berettiget interesse",
    da: "E-markedsføring for kontakter, der har fået udsendelser: legitim interesse",
    de: "E-Marketing für Kontakte mit früheren Mailings: berechtigtes Interesse",
    nl: "E-marketing voor eerder gemailde contacten: gerechtvaardigd belang",
  },
  "no-mailings-to-withdrawn": {
    en: "E-marketing for contacts marked No mailings: withdrawn",
    sv: "E-postmarknadsföring för kontaktpersoner med ”Inga utskick”: återkallat",
    no: "E-markedsføring for kontakter med «Ingen utsendelser»: trukket tilbake",
    da: "E-markedsføring for kontakter med »Ingen udsendelser«: trukket tilbage",
    de: "E-Marketing für Kontakte mit „Keine Mailings“: widerrufen",
    nl: "E-marketing voor contacten met ‘Geen mailings’: ingetrokken",
  },
  "subscription-types": {
    en: "Four subscription types",
    sv: "Fyra prenumerationstyper",
    no: "Fire abonnementstyper",
    da: "Fire abonnementstyper",
    de: "Vier Abonnementtypen",
    nl: "Vier abonnementstypen",
  },
  "template-links": {
    en: "Unsubscribe links in templates become Manage your subscriptions",
    sv: "Avanmälningslänkar i mallar blir Administrera dina prenumerationer",
    no: "Avmeldingslenker i maler blir Administrer abonnementene dine",
    da: "Afmeldingslinks i skabeloner bliver Administrer dine abonnementer",
    de: "Abmeldelinks in Vorlagen werden zu Abonnements verwalten",
    nl: "Uitschrijflinks in sjablonen worden Abonnementen beheren",
  },
  "interests-to-subscriptions": {
    en: "Interests become subscription choices",
    sv: "Intressen blir prenumerationsval",
    no: "Interesser blir abonnementsvalg",
    da: "Interesser bliver abonnementsvalg",
    de: "Interessen werden zu Abonnements",
    nl: "Interesses worden abonnementskeuzes",
  },
  "default-legal-basis": {
    en: "New contacts get a legal basis",
    sv: "Nya kontaktpersoner får en rättslig grund",
    no: "Nye kontakter får et rettslig grunnlag",
    da: "Nye kontakter får et retsgrundlag",
    de: "Neue Kontakte bekommen eine Rechtsgrundlage",
    nl: "Nieuwe contacten krijgen een rechtsgrondslag",
  },
  "emarketing-privacy": {
    en: "The setting E-marketing privacy is switched on",
    sv: "Inställningen ”Filtrera mottagare utifrån medgivande till e-marknadsföring och aktiva prenumerationer” slås på",
    no: "Innstillingen «Filtrere mottakere basert på samtykke til e-markedsføring og aktive abonnement» slås på",
    da: "Indstillingen »Filtrer modtagere baseret på samtykke til e-markedsføring og aktive abonnementer« slås til",
    de: "Die Einstellung „Empfänger nach Zustimmung zu E-Marketing und aktiven Abonnements filtern“ wird eingeschaltet",
    nl: "De instelling ‘Ontvangers filteren op basis van toestemming voor e-marketing en actief abonnement’ gaat aan",
  },
};

/** A step's title; undefined where it is no step of this version. */
export function knownStepTitle(id: string, lang: Language): string | undefined {
  const titles: Readonly<Record<string, Readonly<Record<Language, string>>>> = STEP_TITLES;
  return titles[id]?.[lang];
}

/** The same, or else the id itself. */
export function stepTitle(id: string, lang: Language): string {
  return knownStepTitle(id, lang) ?? id;
}
