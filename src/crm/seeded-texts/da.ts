import { seeded } from "./seeded-text-shape.js";

export const DANISH = seeded({
  article: "GDPR artikel 6, stk. 1, litra {letter}",
  purposes: {
    STORE: {
      name: "Salg og kundeservice",
      tooltip: "Vi opbevarer og bruger kontaktens personoplysninger til salg og service.",
      consentText: "Jeg giver samtykke til, at I opbevarer og bruger mine personoplysninger til salg og service.",
    },
    EMARKETING: {
      name: "E-markedsføring",
      tooltip: "Vi sender markedsføring til kontakten via e-mail og andre elektroniske kanaler.",
      consentText: "Jeg giver samtykke til, at I sender mig markedsføring via e-mail og andre elektroniske kanaler.",
    },
  },
  legalBases: {
    "61A": { name: "Samtykke", tooltip: "Personen har givet samtykke til formålet." },
    "61B": {
      name: "Kontrakt",
      tooltip: "Nødvendigt for at opfylde en kontrakt med personen eller for at forberede den på personens anmodning.",
    },
    "61C": { name: "Lovkrav", tooltip: "Nødvendigt for at overholde en retlig forpligtelse." },
    "61D": { name: "Vitale interesser", tooltip: "Nødvendigt for at beskytte personens eller andres vitale interesser." },
    "61E": {
      name: "Samfundets interesse",
      tooltip: "Nødvendigt for en opgave i samfundets interesse eller som led i offentlig myndighedsudøvelse.",
    },
    "61F": {
      name: "Legitim interesse",
      tooltip: "Nødvendigt for en legitim interesse, som personens egne interesser ikke går forud for.",
    },
    WITHDRAWN: {
      name: "Trukket tilbage",
      tooltip: "Personen har trukket sit samtykke tilbage eller gjort indsigelse mod formålet.",
    },
  },
  consentSources: {
    USER: { name: "Oprettet af bruger", tooltip: "Registreret af en bruger af CRM-systemet." },
    EMAIL: { name: "E-mail", tooltip: "Modtaget via e-mail." },
    REQUEST: { name: "Indgående sag", tooltip: "Modtaget i en sag til kundeservice." },
    CHAT: { name: "Chat", tooltip: "Modtaget i en chat." },
    WEBFORM: { name: "Webformular", tooltip: "Indsendt via en webformular." },
    CUSTOMERPORTAL: { name: "Kundeportal", tooltip: "Registreret af personen selv i kundeportalen." },
    IMPORT: { name: "Import", tooltip: "Importeret fra en fil eller et andet system." },
    API: { name: "Anden integration", tooltip: "Registreret af et andet program via API." },
    UNKNOWN: { name: "Ukendt", tooltip: "Det vides ikke, hvordan oplysningerne kom ind i CRM-systemet." },
  },
  subscriptionTypes: [
    { name: "Invitationer", tooltip: "Invitationer til seminarer, webinarer og andre arrangementer." },
    { name: "Nyheder", tooltip: "Nyheder, som vi sender jævnligt." },
    { name: "Kampagner", tooltip: "Tilbud og kampagner for vores produkter og tjenester." },
    { name: "Vigtige meddelelser", tooltip: "Vigtige meddelelser, der ikke bør vente." },
  ],
  comments: {
    salesAndService: "Salg og kundeservice for alle kontakter: legitim interesse",
    sent: "Sendte e-mailudsendelser: {mailings}",
    engaged: "Åbnede eller klikkede e-mailudsendelser: {mailings}",
    days: "første {first}, seneste {last}",
    oneDay: "dato {first}",
    undated: "ukendt dato",
    basis: "Legitim interesse",
    noMailings: 'Kontakten er markeret med "Ingen udsendelser": E-markedsføring sat til Trukket tilbage.',
    run: "consent-upgrade, kørsel {run}.",
  },
});
