/** The languages in which the CRM comes with a standard unsubscribe link of its own. */
export type StandardLanguage = "en" | "sv" | "no" | "da" | "de" | "nl";

/** What the standard link said before the upgrade, and says after it (domain.md, "Languages"). */
export interface StandardText {
  readonly language: StandardLanguage;
  readonly before: string;
  readonly after: string;
  /** German begins "Abonnements verwalten" with a noun: its capital stays where the old text had none. */
  readonly beginsWithNoun: boolean;
}

export const STANDARD_TEXTS: readonly StandardText[] = [
  { language: "en", before: "unsubscribe here", after: "Manage your subscriptions", beginsWithNoun: false },
  { language: "sv", before: "avanmäl dig här", after: "Administrera dina prenumerationer", beginsWithNoun: false },
  { language: "no", before: "meld deg av her", after: "Administrer abonnementene dine", beginsWithNoun: false },
  { language: "da", before: "afmeld dig her", after: "Administrer dine abonnementer", beginsWithNoun: false },
  { language: "de", before: "hier abmelden", after: "Abonnements verwalten", beginsWithNoun: true },
  { language: "nl", before: "hier uitschrijven", after: "Abonnementen beheren", beginsWithNoun: false },
];

/** How a language speaks of unsubscribing; letters as the language writes them, lower case. */
export interface UnsubscribeWords {
  /** Parts of words that mean unsubscribing wherever they stand, also inside a longer word or an address. */
  readonly stems: readonly string[];
  /** Words that mean it only together; in addresses they may stand with any separator, or with none. */
  readonly phrases: readonly string[];
}

/** Custom links are looked for in all of these at once: a newsletter's language is not recorded anywhere. */
export const UNSUBSCRIBE_WORDS: Readonly<Record<string, UnsubscribeWords>> = {
  en: {
    stems: ["unsubscri"],
    phrases: [
      "unsub",
      "opt out",
      "opting out",
      "stop receiving",
      "no longer receive",
      "no longer wish to receive",
      "no longer want to receive",
      "remove me",
      "remove my address",
      "remove my email",
      "stop these emails",
      "leave this list",
      "leave this mailing list",
      "cancel subscription",
      "cancel my subscription",
      "cancel your subscription",
      "cancel this subscription",
      "end subscription",
      "end my subscription",
      "end your subscription",
    ],
  },
  sv: {
    stems: ["avanmäl", "avprenumer", "avregistrer", "avbeställ"],
    phrases: [
      "anmäl dig av",
      "anmäl mig av",
      "sluta prenumerera",
      "avsluta prenumeration",
      "avsluta prenumerationen",
      "avsluta din prenumeration",
      "avsluta min prenumeration",
      "säg upp prenumeration",
      "säg upp din prenumeration",
      "vill inte längre ha",
    ],
  },
  no: {
    stems: ["avmeld", "avabonner", "avbestill"],
    phrases: [
      "meld deg av",
      "meld meg av",
      "melde deg av",
      "melde meg av",
      "avslutt abonnement",
      "avslutte abonnement",
      "avslutt abonnementet",
      "stopp abonnement",
      "si opp abonnement",
    ],
  },
  da: {
    stems: ["afmeld", "frameld", "afregistrer", "afbestil"],
    phrases: [
      "meld dig fra",
      "meld mig fra",
      "melde dig fra",
      "melde mig fra",
      "stop abonnement",
      "opsig abonnement",
      "opsig dit abonnement",
    ],
  },
  de: {
    stems: ["abmeld", "abbestell", "deabonnier", "abzumelden", "abzubestellen", "auszutragen"],
    phrases: [
      "austragen",
      "melden sie sich ab",
      "melde dich ab",
      "abo kündigen",
      "abo beenden",
      "abonnement kündigen",
      "abonnement beenden",
      "newsletter kündigen",
      "abo kuendigen",
      "abonnement kuendigen",
      "newsletter kuendigen",
      "newsletter beenden",
      "keine weiteren e mails",
      "nicht mehr erhalten",
    ],
  },
  nl: {
    stems: ["uitschrij", "uitgeschreven", "afmeld"],
    phrases: [
      "uit te schrijven",
      "schrijf me uit",
      "schrijf je uit",
      "schrijf u uit",
      "meld je af",
      "meld u af",
      "meld me af",
      "af te melden",
      "abonnement opzeggen",
      "opzeggen",
      "niet langer ontvangen",
      "niet meer ontvangen",
    ],
  },
  fi: {
    stems: [],
    phrases: [
      "peruuta tilaus",
      "peruuta tilauksesi",
      "peruuta uutiskirje",
      "peruuta uutiskirjeen tilaus",
      "peru tilaus",
      "peru tilauksesi",
      "peru uutiskirje",
      "peru uutiskirjeen tilaus",
      "peruuttaa tilauksen",
      "peruuttaa uutiskirjeen",
      "tilauksen peruutus",
      "tilauksen peruuttaminen",
      "lopeta tilaus",
      "lopeta uutiskirjeen tilaus",
      "poistu listalta",
      "poistu postituslistalta",
      "poista postituslistalta",
    ],
  },
  fr: {
    stems: ["désabonn", "désinscri", "désouscri"],
    phrases: [
      "ne plus recevoir",
      "se désinscrire",
      "annuler mon abonnement",
      "annuler votre abonnement",
      "résilier mon abonnement",
      "résilier votre abonnement",
      "me retirer de la liste",
    ],
  },
  es: {
    stems: ["desuscri", "desubscri"],
    phrases: [
      "darse de baja",
      "darme de baja",
      "darte de baja",
      "dar de baja",
      "date de baja",
      "dese de baja",
      "baja del boletín",
      "cancelar suscripción",
      "cancelar la suscripción",
      "cancelar mi suscripción",
      "cancelar tu suscripción",
      "cancelar su suscripción",
      "anular suscripción",
      "anular la suscripción",
      "anular mi suscripción",
      "dejar de recibir",
      "no deseo recibir",
    ],
  },
};
