import { seeded } from "./seeded-text-shape.js";

export const NORWEGIAN = seeded({
  article: "GDPR artikkel 6 nr. 1 bokstav {letter}",
  purposes: {
    STORE: {
      name: "Salg og kundeservice",
      tooltip: "Vi lagrer og bruker kontaktens personopplysninger til salg og service.",
      consentText: "Jeg samtykker til at dere lagrer og bruker personopplysningene mine til salg og service.",
    },
    EMARKETING: {
      name: "E-markedsføring",
      tooltip: "Vi sender markedsføring til kontakten via e-post og andre elektroniske kanaler.",
      consentText: "Jeg samtykker til at dere sender meg markedsføring via e-post og andre elektroniske kanaler.",
    },
  },
  legalBases: {
    "61A": { name: "Samtykke", tooltip: "Personen har gitt samtykke til formålet." },
    "61B": {
      name: "Avtale",
      tooltip: "Nødvendig for å oppfylle en avtale med personen, eller for å forberede en avtale på personens anmodning.",
    },
    "61C": { name: "Lovpålagt", tooltip: "Nødvendig for å oppfylle en rettslig forpliktelse." },
    "61D": { name: "Vitale interesser", tooltip: "Nødvendig for å verne personens eller andres vitale interesser." },
    "61E": {
      name: "Allmennhetens interesse",
      tooltip: "Nødvendig for en oppgave i allmennhetens interesse eller for å utøve offentlig myndighet.",
    },
    "61F": {
      name: "Berettiget interesse",
      tooltip: "Nødvendig for en berettiget interesse som ikke må vike for personens egne interesser.",
    },
    WITHDRAWN: { name: "Trukket tilbake", tooltip: "Personen har trukket tilbake samtykket eller protestert mot formålet." },
  },
  consentSources: {
    USER: { name: "Opprettet av bruker", tooltip: "Registrert av en bruker av CRM-systemet." },
    EMAIL: { name: "E-post", tooltip: "Mottatt via e-post." },
    REQUEST: { name: "Innkommende sak", tooltip: "Mottatt i en sak til kundeservice." },
    CHAT: { name: "Chat", tooltip: "Mottatt i en chat." },
    WEBFORM: { name: "Webskjema", tooltip: "Sendt inn via et webskjema." },
    CUSTOMERPORTAL: { name: "Kundeportal", tooltip: "Registrert av personen selv i kundeportalen." },
    IMPORT: { name: "Import", tooltip: "Importert fra en fil eller et annet system." },
    API: { name: "Annen integrasjon", tooltip: "Registrert av et annet program via API." },
    UNKNOWN: { name: "Ukjent", tooltip: "Det er ikke kjent hvordan opplysningene kom inn i CRM-systemet." },
  },
  subscriptionTypes: [
    { name: "Invitasjoner", tooltip: "Invitasjoner til seminarer, webinarer og andre arrangementer." },
    { name: "Nyheter", tooltip: "Nyheter som vi sender jevnlig." },
    { name: "Kampanjer", tooltip: "Tilbud og kampanjer for produktene og tjenestene våre." },
    { name: "Viktige meldinger", tooltip: "Viktige meldinger som ikke bør vente." },
  ],
  comments: {
    salesAndService: "Salg og kundeservice for alle kontakter: berettiget interesse",
    sent: "Sendte e-postutsendelser: {mailings}",
    engaged: "Åpnede eller klikkede e-postutsendelser: {mailings}",
    days: "første {first}, siste {last}",
    oneDay: "dato {first}",
    undated: "ukjent dato",
    basis: "Berettiget interesse",
    noMailings: 'Kontakten er merket med "Ingen utsendelser": E-markedsføring satt til Trukket tilbake.',
    run: "consent-upgrade, kjøring {run}.",
  },
});
