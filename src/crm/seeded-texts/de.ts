import { seeded } from "./seeded-text-shape.js";

export const GERMAN = seeded({
  article: "Art. 6 Abs. 1 lit. {letter} DSGVO",
  purposes: {
    STORE: {
      name: "Verkauf und Service",
      tooltip: "Wir speichern und nutzen die personenbezogenen Daten des Kontakts für Verkauf und Service.",
      consentText:
        "Ich bin damit einverstanden, dass Sie meine personenbezogenen Daten für Verkauf und Service speichern und nutzen.",
    },
    EMARKETING: {
      name: "E-Marketing",
      tooltip: "Wir senden dem Kontakt Werbung per E-Mail und über andere elektronische Kanäle.",
      consentText: "Ich bin damit einverstanden, dass Sie mir Werbung per E-Mail und über andere elektronische Kanäle senden.",
    },
  },
  legalBases: {
    "61A": { name: "Einwilligung", tooltip: "Die Person hat in den Zweck eingewilligt." },
    "61B": {
      name: "Vertrag",
      tooltip: "Erforderlich zur Erfüllung eines Vertrags mit der Person oder auf ihre Anfrage hin zu dessen Vorbereitung.",
    },
    "61C": { name: "Gesetzlich vorgeschrieben", tooltip: "Erforderlich zur Erfüllung einer rechtlichen Verpflichtung." },
    "61D": {
      name: "Lebenswichtige Interessen",
      tooltip: "Erforderlich zum Schutz lebenswichtiger Interessen der Person oder eines anderen Menschen.",
    },
    "61E": {
      name: "Öffentliches Interesse",
      tooltip: "Erforderlich für eine Aufgabe im öffentlichen Interesse oder in Ausübung öffentlicher Gewalt.",
    },
    "61F": {
      name: "Berechtigtes Interesse",
      tooltip: "Erforderlich zur Wahrung eines berechtigten Interesses, sofern nicht die Interessen der Person überwiegen.",
    },
    WITHDRAWN: { name: "Widerrufen", tooltip: "Die Person hat ihre Einwilligung widerrufen oder dem Zweck widersprochen." },
  },
  consentSources: {
    USER: { name: "Von Benutzer erstellt", tooltip: "Von einem Benutzer des CRM-Systems erfasst." },
    EMAIL: { name: "E-Mail", tooltip: "Per E-Mail eingegangen." },
    REQUEST: { name: "Eingehende Anfrage", tooltip: "Mit einer Anfrage an den Kundenservice eingegangen." },
    CHAT: { name: "Chat", tooltip: "In einem Chat eingegangen." },
    WEBFORM: { name: "Webformular", tooltip: "Über ein Webformular eingegangen." },
    CUSTOMERPORTAL: { name: "Kundenportal", tooltip: "Von der Person selbst im Kundenportal erfasst." },
    IMPORT: { name: "Import", tooltip: "Aus einer Datei oder einem anderen System importiert." },
    API: { name: "Andere Integration", tooltip: "Von einem anderen Programm über die API erfasst." },
    UNKNOWN: { name: "Unbekannt", tooltip: "Es ist nicht bekannt, wie die Daten in das CRM-System gelangt sind." },
  },
  subscriptionTypes: [
    { name: "Einladungen", tooltip: "Einladungen zu Seminaren, Webinaren und anderen Veranstaltungen." },
    { name: "Neuigkeiten", tooltip: "Neuigkeiten, die wir regelmäßig versenden." },
    { name: "Angebote", tooltip: "Angebote und Aktionen zu unseren Produkten und Dienstleistungen." },
    { name: "Dringende Mitteilungen", tooltip: "Wichtige Mitteilungen, die nicht warten sollten." },
  ],
  comments: {
    salesAndService: "Verkauf und Service für alle Kontakte: berechtigtes Interesse",
    sent: "Gesendete E-Mail-Mailings: {mailings}",
    engaged: "Geöffnete oder angeklickte E-Mail-Mailings: {mailings}",
    days: "erstes {first}, letztes {last}",
    oneDay: "Datum {first}",
    undated: "Datum unbekannt",
    basis: "Berechtigtes Interesse",
    noMailings: 'Für den Kontakt gilt "Mailsperre": E-Marketing auf Widerrufen gesetzt.',
    run: "consent-upgrade, Lauf {run}.",
  },
});
