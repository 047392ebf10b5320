import { seeded } from "./seeded-text-shape.js";

export const DUTCH = seeded({
  article: "AVG art. 6 lid 1 onder {letter}",
  purposes: {
    STORE: {
      name: "Verkopen en service",
      tooltip: "We bewaren en gebruiken de persoonsgegevens van het contact voor verkoop en service.",
      consentText: "Ik ga ermee akkoord dat u mijn persoonsgegevens bewaart en gebruikt voor verkoop en service.",
    },
    EMARKETING: {
      name: "E-marketing",
      tooltip: "We sturen het contact marketing via e-mail en andere elektronische kanalen.",
      consentText: "Ik ga ermee akkoord dat u mij marketing stuurt via e-mail en andere elektronische kanalen.",
    },
  },
  legalBases: {
    "61A": { name: "Toestemming", tooltip: "De persoon heeft toestemming gegeven voor het doel." },
    "61B": {
      name: "Overeenkomst",
      tooltip: "Nodig om een overeenkomst met de persoon uit te voeren of op verzoek van de persoon voor te bereiden.",
    },
    "61C": { name: "Wettelijk verplicht", tooltip: "Nodig om aan een wettelijke verplichting te voldoen." },
    "61D": { name: "Vitale belangen", tooltip: "Nodig om de vitale belangen van de persoon of van een ander te beschermen." },
    "61E": { name: "Algemeen belang", tooltip: "Nodig voor een taak van algemeen belang of van openbaar gezag." },
    "61F": {
      name: "Gerechtvaardigd belang",
      tooltip: "Nodig voor een gerechtvaardigd belang, tenzij de belangen van de persoon zwaarder wegen.",
    },
    WITHDRAWN: { name: "Ingetrokken", tooltip: "De persoon heeft de toestemming ingetrokken of bezwaar gemaakt tegen het doel." },
  },
  consentSources: {
    USER: { name: "Gemaakt door gebruiker", tooltip: "Ingevoerd door een gebruiker van het CRM-systeem." },
    EMAIL: { name: "E-mail", tooltip: "Ontvangen via e-mail." },
    REQUEST: { name: "Binnenkomend verzoek", tooltip: "Ontvangen met een verzoek aan de klantenservice." },
    CHAT: { name: "Chat", tooltip: "Ontvangen in een chat." },
    WEBFORM: { name: "Webformulier", tooltip: "Ingezonden via een webformulier." },
    CUSTOMERPORTAL: { name: "Klantenportaal", tooltip: "Door de persoon zelf ingevoerd in het klantenportaal." },
    IMPORT: { name: "Import", tooltip: "Geïmporteerd uit een bestand of een ander systeem." },
    API: { name: "Andere integratie", tooltip: "Door een ander programma ingevoerd via de API." },
    UNKNOWN: { name: "Onbekend", tooltip: "Het is niet bekend hoe de gegevens in het CRM-systeem zijn gekomen." },
  },
  subscriptionTypes: [
    { name: "Uitnodigingen", tooltip: "Uitnodigingen voor seminars, webinars en andere evenementen." },
    { name: "Nieuws", tooltip: "Nieuws dat we regelmatig versturen." },
    { name: "Aanbiedingen", tooltip: "Aanbiedingen en acties voor onze producten en diensten." },
    { name: "Dringende berichten", tooltip: "Belangrijke berichten die niet moeten wachten." },
  ],
  comments: {
    salesAndService: "Verkopen en service voor alle contacten: gerechtvaardigd belang",
    sent: "Verzonden e-mailmailings: {mailings}",
    engaged: "Geopende of aangeklikte e-mailmailings: {mailings}",
    days: "eerste {first}, laatste {last}",
    oneDay: "datum {first}",
    undated: "datum onbekend",
    basis: "Gerechtvaardigd belang",
    noMailings: 'Het contact is gemarkeerd met "Geen mailings": E-marketing op Ingetrokken gezet.',
    run: "consent-upgrade, run {run}.",
  },
});
