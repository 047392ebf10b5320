/**
 * What the standard link said before the upgrade, and says after it (domain.md, "Standard texts"): of each language what the
 * CRM's editor writes, and what the vendor's help pages show.
 */
export const STANDARD_TEXTS: Readonly<Record<string, string>> = {
  "unsubscribe here": "Manage your subscriptions",
  "click here to unsubscribe": "Click here to manage your subscriptions",
  "avanmäl dig här": "Administrera dina prenumerationer",
  "klicka här om du vill avregistrera dig": "Klicka här om du vill hantera dina prenumerationer",
  "meld deg av her": "Administrer abonnementene dine",
  "klikk her for å avslutte abonnementet": "Klikk her for å administrere abonnementene dine",
  "afmeld dig her": "Administrer dine abonnementer",
  "klik her for at afmelde dig": "Klik her for at administrere dine abonnementer",
  "hier abmelden": "Abonnements verwalten",
  "klicken sie hier, um das abonnement zu beenden": "Klicken Sie hier, um Ihre Abonnements zu verwalten",
  "hier uitschrijven": "Abonnementen beheren",
  "klik hier voor uitschrijven": "Klik hier om uw abonnementen te beheren",
};

/** Begins with a noun: its capital stays where the old text had none. */
export const BEGINS_WITH_NOUN = "Abonnements verwalten";

/** Words and expressions as one text, with commas between them. */
export function list(words: string): readonly string[] {
  return words.split(",").map((word) => word.trim());
}

/** How a language speaks of unsubscribing; letters as the language writes them, lower case. */
export interface UnsubscribeWords {
  /** Parts of words that mean unsubscribing wherever they stand, also inside a longer word or an address. */
  readonly stems: readonly string[];
  /** Words that mean it only together, and not inside longer ones; in addresses they may stand with any separator, or none. */
  readonly phrases: readonly string[];
  /** The same of a page where people say which mails they want. */
  readonly preferences: readonly string[];
}

/** Stems long enough that one wrong letter still leaves them alone in their language: "unsubcribe", "avprenummerera". */
export const MISSPELT_STEMS = list("unsubscri, avprenumer, avregistrer, uitschrij, deabonnier, afregistrer");

/**
 * What ambiguous stems (`abmelden`: log out, deregister) speak of when it is not mail, and what tells that it is: beginnings of
 * words, whole ones where a full stop follows.
 */
export const WORDS_OF_OTHER_MATTERS: Readonly<Record<"others" | "mail", readonly string[]>> = {
  others: list(`
    konto, account, kfz, auto., fahrzeug, wagen, gerät, wohnsitz, gewerbe, hund., strom.,
    turnier, meisterschaft, wettbewerb, zeitung, spiel, kurs, seminar, termin, buchung, veranstaltung, schule, krank,
    sitzung, logout, log out, signout, sign out, webinar, event, bokning, booking, hotel, resa., fordon,
    bil., evenemang, webbinar, bestilling, arrangement, cursus, boeking, bestelling, evenement, training,
    verzekering, contract, lidmaatschap, huur, bestellung, vertrag, reservierung, beställning`),
  mail: list(`
    newsletter, mail, verteiler, abo., abonn, list, rundbrief, infobrief, nyhetsbrev, nyhedsbrev, nieuwsbrief,
    utskick, utsend, prenum, e post, epost, subscri`),
};

/** Custom links are looked for in all of these at once: a newsletter's language is not recorded anywhere. */
export const UNSUBSCRIBE_WORDS: Readonly<Record<string, UnsubscribeWords>> = {
  en: {
    stems: list("unsubscri"),
    phrases: list(`
      unsub, opt out, opting out, stop receiving, no longer receive, no longer wish to receive,
      no longer want to receive, remove me, remove my address, remove my email, stop these emails, leave this list,
      leave this mailing list, cancel subscription, cancel my subscription, cancel your subscription,
      cancel this subscription, end subscription, end my subscription, end your subscription, un subscribe,
      opt me out, take me off, remove yourself, stop emails, stop email, stop mails, stop mailing me, no more emails,
      cancel subscriptions, don t email me again, do not email me again, never email me again, get off this list,
      get me off this list, get me off your list, get off this mailing list, get off your mailing list`),
    preferences: list(`
      email preferences, mail preferences, mailing preferences, communication preferences, communications preferences,
      subscription preferences, subscriptions preferences, notification preferences, newsletter preferences,
      marketing preferences, contact preferences, manage preferences, manage your preferences, manage my preferences,
      update preferences, update your preferences, update my preferences, change preferences, change your preferences,
      edit preferences, edit your preferences, preference center, preference centre, preferences center,
      preferences centre, email settings, notification settings, subscription settings, manage notifications,
      manage your notifications, manage subscription, manage subscriptions, manage your subscription,
      manage your subscriptions, manage my subscriptions, update profile, update your profile, manage emails,
      manage your emails`),
  },
  sv: {
    stems: list("avanmäl, avprenumer, avregistrer, avbeställ"),
    phrases: list(`
      anmäl dig av, anmäl mig av, sluta prenumerera, avsluta prenumeration, avsluta prenumerationen,
      avsluta din prenumeration, avsluta min prenumeration, säg upp prenumeration, säg upp din prenumeration,
      vill inte längre ha, inte vill ha fler utskick, inte ha fler utskick, inga fler utskick, ha färre utskick,
      inte längre få, inte längre vill få, slippa utskick, mejla mig inte`),
    preferences: list(`
      e postinställningar, mejlinställningar, prenumerationsinställningar, kommunikationsinställningar,
      hantera prenumeration, hantera prenumerationer, hantera dina prenumerationer, hantera din prenumeration,
      administrera dina prenumerationer, administrera prenumerationer, hantera utskick, uppdatera din profil,
      ändra dina inställningar, uppdatera dina inställningar`),
  },
  no: {
    stems: list("avmeld, avabonner, avbestill"),
    phrases: list(`
      meld deg av, meld meg av, melde deg av, melde meg av, meld av, avslutt abonnement, avslutte abonnement,
      avslutt abonnementet, stopp abonnement, si opp abonnement, ikke lenger motta, ikke motta flere,
      ikke motta nyhetsbrev, ikke ønsker å motta, stopp nyhetsbrev, stopp e post`),
    preferences: list(`
      e postinnstillinger, abonnementsinnstillinger, kommunikasjonsinnstillinger, varslingsinnstillinger,
      administrer abonnementene dine, oppdater profil, oppdater profilen, endre innstillinger, oppdater innstillinger,
      endre innstillingene`),
  },
  da: {
    stems: list("afmeld, frameld, afregistrer, afbestil"),
    phrases: list(`
      meld dig fra, meld mig fra, melde dig fra, melde mig fra, stop abonnement, opsig abonnement,
      opsig dit abonnement, stop nyhedsbrev, stop nyhedsbrevet, ønsker ikke at modtage, ikke længere modtage,
      ikke modtage flere, stop mails`),
    preferences: list(`
      emailindstillinger, mailindstillinger, abonnementsindstillinger, nyhedsbrevsindstillinger,
      kommunikationsindstillinger, notifikationsindstillinger, administrer abonnement, administrer dine abonnementer,
      administrer abonnementer, opdater profil, opdater din profil, dine præferencer, ret indstillinger,
      ændre indstillinger, opdater indstillinger`),
  },
  de: {
    stems: list("abmeld, abbestel, deabonnier, abzumelden, abzubestellen, auszutragen, austragen"),
    phrases: list(`
      melden sie sich ab, melde dich ab, abo kündigen, abo beenden, abonnement kündigen, abonnement beenden,
      newsletter kündigen, abo kuendigen, abonnement kuendigen, newsletter kuendigen, newsletter beenden,
      keine weiteren e mails, nicht mehr erhalten, keine newsletter mehr, keinen newsletter mehr, keine e mails mehr,
      keine mails mehr, aus dem verteiler, aus verteiler, vom verteiler, keine weiteren mails,
      keine weiteren newsletter, schreiben sie mir nicht mehr, schreibt mir nicht mehr`),
    preferences: list(`
      e mail einstellungen, mail einstellungen, newsletter einstellungen, benachrichtigungseinstellungen,
      kommunikationseinstellungen, abonnement verwalten, abonnements verwalten, abo verwalten, abos verwalten,
      newsletter verwalten, benachrichtigungen verwalten, präferenzen verwalten, ihre präferenzen, präferenzen ändern,
      profil aktualisieren, profil ändern`),
  },
  nl: {
    stems: list("uitschrij, uitgeschreven, afmeld"),
    phrases: list(`
      uit te schrijven, schrijf me uit, schrijf je uit, schrijf u uit, meld je af, meld u af, meld me af,
      af te melden, abonnement opzeggen, opzeggen, niet langer ontvangen, niet meer ontvangen, schrijf uit,
      geen e mails meer, geen mails meer, geen nieuwsbrief meer, geen nieuwsbrieven meer, mail me niet meer,
      mail mij niet meer`),
    preferences: list(`
      e mailvoorkeuren, mailvoorkeuren, nieuwsbriefvoorkeuren, communicatievoorkeuren, voorkeuren aanpassen,
      voorkeuren wijzigen, voorkeuren beheren, uw voorkeuren, je voorkeuren, abonnement beheren, abonnementen beheren,
      meldingen beheren, profiel bijwerken, profiel wijzigen, profiel aanpassen`),
  },
  fi: {
    stems: [],
    phrases: list(`
      peruuta tilaus, peruuta tilauksesi, peruuta uutiskirje, peruuta uutiskirjeen tilaus, peru tilaus,
      peru tilauksesi, peru uutiskirje, peru uutiskirjeen tilaus, peruuttaa tilauksen, peruuttaa uutiskirjeen,
      tilauksen peruutus, tilauksen peruuttaminen, lopeta tilaus, lopeta uutiskirjeen tilaus, poistu listalta,
      poistu postituslistalta, poista postituslistalta`),
    preferences: [],
  },
  fr: {
    stems: list("désabonn, désinscri, désouscri"),
    phrases: list(`
      ne plus recevoir, annuler mon abonnement, annuler votre abonnement, résilier mon abonnement,
      résilier votre abonnement, me retirer de la liste`),
    preferences: [],
  },
  es: {
    stems: list("desuscri, desubscri"),
    phrases: list(`
      darse de baja, darme de baja, darte de baja, dar de baja, date de baja, dese de baja, baja del boletín,
      cancelar suscripción, cancelar la suscripción, cancelar mi suscripción, cancelar tu suscripción,
      cancelar su suscripción, anular suscripción, anular la suscripción, anular mi suscripción, dejar de recibir,
      no deseo recibir`),
    preferences: [],
  },
};
