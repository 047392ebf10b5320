import { seeded } from "./seeded-text-shape.js";

export const SWEDISH = seeded({
  article: "GDPR artikel 6.1 {letter}",
  purposes: {
    STORE: {
      name: "Försäljning och service",
      tooltip: "Vi lagrar och använder kontaktens personuppgifter för försäljning och service.",
      consentText: "Jag samtycker till att ni lagrar och använder mina personuppgifter för försäljning och service.",
    },
    EMARKETING: {
      name: "E-postmarknadsföring",
      tooltip: "Vi skickar marknadsföring till kontakten via e-post och andra elektroniska kanaler.",
      consentText: "Jag samtycker till att ni skickar mig marknadsföring via e-post och andra elektroniska kanaler.",
    },
  },
  legalBases: {
    "61A": { name: "Samtycke", tooltip: "Personen har lämnat sitt samtycke till syftet." },
    "61B": {
      name: "Avtal",
      tooltip: "Nödvändigt för att fullgöra ett avtal med personen eller för att på personens begäran förbereda ett avtal.",
    },
    "61C": { name: "Krävs enligt lag", tooltip: "Nödvändigt för att fullgöra en rättslig förpliktelse." },
    "61D": {
      name: "Grundläggande intressen",
      tooltip: "Nödvändigt för att skydda personens eller någon annans grundläggande intressen.",
    },
    "61E": { name: "Allmänt intresse", tooltip: "Nödvändigt för en uppgift av allmänt intresse eller vid myndighetsutövning." },
    "61F": { name: "Legitimt intresse", tooltip: "Nödvändigt för ett berättigat intresse som väger tyngre än personens egna." },
    WITHDRAWN: { name: "Återkallat", tooltip: "Personen har återkallat sitt samtycke eller motsatt sig syftet." },
  },
  consentSources: {
    USER: { name: "Skapad av användare", tooltip: "Inlagt av en användare av CRM-systemet." },
    EMAIL: { name: "E-post", tooltip: "Inkommet via e-post." },
    REQUEST: { name: "Inkommande ärende", tooltip: "Inkommet i ett ärende till kundtjänst." },
    CHAT: { name: "Chatt", tooltip: "Inkommet i en chatt." },
    WEBFORM: { name: "Webbformulär", tooltip: "Inskickat via ett webbformulär." },
    CUSTOMERPORTAL: { name: "Kundportal", tooltip: "Inlagt av personen själv i kundportalen." },
    IMPORT: { name: "Import", tooltip: "Importerat från en fil eller ett annat system." },
    API: { name: "Annan integration", tooltip: "Inlagt av ett annat program via API." },
    UNKNOWN: { name: "Okänd", tooltip: "Det är inte känt hur uppgifterna kom in i CRM-systemet." },
  },
  subscriptionTypes: [
    { name: "Inbjudningar", tooltip: "Inbjudningar till seminarier, webbinarier och andra evenemang." },
    { name: "Nyheter", tooltip: "Nyheter som vi skickar regelbundet." },
    { name: "Kampanjer", tooltip: "Erbjudanden och kampanjer för våra produkter och tjänster." },
    { name: "Brådskande meddelanden", tooltip: "Viktiga meddelanden som inte bör vänta." },
  ],
  comments: {
    salesAndService: "Försäljning och service för alla kontakter: legitimt intresse",
    sent: "Skickade e-postutskick: {mailings}",
    engaged: "Öppnade eller klickade e-postutskick: {mailings}",
    days: "första {first}, senaste {last}",
    oneDay: "datum {first}",
    undated: "datum okänt",
    basis: "Legitimt intresse",
    noMailings: 'Kontakten är markerad med "Inga utskick": E-postmarknadsföring satt till Återkallat.',
    run: "consent-upgrade, körning {run}.",
  },
});
