import type { AttentionTexts } from "./attention-texts.js";

export const de: AttentionTexts = {
  CUSTOM_UNSUBSCRIBE_LINK:
    "{count} {Vorlage hat|Vorlagen haben} einen Abmeldelink, der nicht der Standardlink des CRM ist; sie {bleibt|bleiben}, wie sie {ist|sind}. Öffnen Sie jede im CRM, sehen Sie nach, wohin der Link führt, und ersetzen Sie ihn gegebenenfalls durch den Link zur Abonnementverwaltung.",
  TEMPLATE_WITHOUT_UNSUBSCRIBE_LINK:
    "{count} {E-Mail-Vorlage hat|E-Mail-Vorlagen haben} keinen Link zum Abmelden oder zur Abonnementverwaltung. Fügen Sie den Link vor dem nächsten Mailing ein, falls die Vorlagen nicht für anderes dienen.",
  UNREADABLE_TEMPLATE:
    "{count} {Vorlage war|Vorlagen waren} nicht lesbar und {bleibt|bleiben}, wie sie {ist|sind}. Öffnen Sie jede im Editor des CRM und prüfen Sie die Links von Hand.",
  TEMPLATE_IN_SENT_MAILING:
    "{count} {Vorlage mit Standardlink gehört zu einem schon versendeten Mailing; sie bleibt|Vorlagen mit Standardlink gehören zu schon versendeten Mailings; sie bleiben}, wie sie versendet {wurde|wurden}. Kopieren Sie eine solche Nachricht in eine neue Vorlage, bevor sie wieder versendet wird.",
  TEMPLATE_LINK_DEFAULT: {
    text: "Links werden zu {link}, der Variablen, die die Dokumentation des CRM nennt: weder die Konfiguration noch die eigenen Nachrichten dieser Datenbank nennen ein bestimmtes anderes Ziel. Zum Beispiel wird {before} zu {after}.",
    advice:
      "Vergleichen Sie es mit einem Link, den Ihr CRM einfügt, und setzen Sie templates.manageSubscriptionsLink vor apply, wenn er anders lautet.",
    afterwards:
      "Vergleichen Sie es mit einem Link, den Ihr CRM einfügt. Lautet er anders: rollback ausführen, templates.manageSubscriptionsLink setzen und apply erneut ausführen.",
  },
  TEMPLATE_LINK_LEARNED: {
    text: "Links werden zu {link}, wie es aus dieser Datenbank hervorgeht: ihre eigenen Nachrichten haben es unter „Abonnements verwalten“ oder Ähnlichem. Zum Beispiel wird {before} zu {after}.",
    advice: "Setzen Sie templates.manageSubscriptionsLink vor apply, wenn es ein anderes sein soll.",
    afterwards:
      "Soll es ein anderes sein: rollback ausführen, templates.manageSubscriptionsLink setzen und apply erneut ausführen.",
  },
  TEMPLATE_LINK_IMPLAUSIBLE: {
    text: "Das neue Ziel {link} sieht weder wie eine Vorlagenvariable noch wie eine Adresse aus.",
    advice: "Berichtigen Sie templates.manageSubscriptionsLink vor apply; eine Variable schreibt man [[link.subscription]].",
    afterwards:
      "Ist es falsch: rollback ausführen, templates.manageSubscriptionsLink berichtigen und apply erneut ausführen; eine Variable schreibt man [[link.subscription]].",
  },
  TEMPLATE_LINK_TOO_LONG:
    "{count} {Link bleibt, wie er ist, weil seine|Links bleiben, wie sie sind, weil ihre} Spalte für das neue Ziel zu kurz ist. Wählen Sie in templates.manageSubscriptionsLink ein kürzeres Ziel, oder ändern Sie diese Links im CRM.",
  PREFERENCE_PAGE_LINK:
    "{count} {Vorlage hat|Vorlagen haben} einen Link zu einer Einstellungsseite, die nicht die des CRM ist; sie {bleibt|bleiben}, wie sie {ist|sind}. Sehen Sie nach, wohin jeder führt, und ersetzen Sie ihn gegebenenfalls durch den Link zum Verwalten der Abonnements.",
  PERSONAL_LINK_IN_TEMPLATE:
    "{count} {Vorlage hat einen Link|Vorlagen haben Links} zu den eigenen Seiten des CRM mit einem Schlüssel darin: {der Link einer einzelnen Person oder eine verfolgte Kopie; sie bleibt|Links einzelner Personen oder verfolgte Kopien; sie bleiben}, wie sie {ist|sind}. Wer darauf klickt, handelt für jemand anderen: ersetzen Sie ihn durch die Vorlagenvariable des CRM.",
  UNSUBSCRIBE_LINK_ELSEWHERE:
    "{count} {Standardlink oder verfolgter Link, der|Standardlinks oder verfolgte Links, die} ein Interesse oder eine Selektion {entfernt, steht|entfernen, stehen} außerhalb der Vorlagen; {er bleibt, wie er ist|sie bleiben, wie sie sind}. Sehen Sie sich jeden im CRM an: Antwortvorlagen, Formulare, Skripte, Schnellantworten und verfolgte Links werden nicht umgeschrieben.",
  TEMPLATE_LINKS_REWRITTEN:
    "{count} {Vorlage hat|Vorlagen haben} Standardlinks, die umgeschrieben werden; so wird einer {davon|in jeder}. Sehen Sie sich danach einige im CRM an.",
  EXISTING_CONSENT_WITHDRAWN: {
    text: "{count} {Kontakt|Kontakte} mit „Keine Mailings“ {hatte|hatten} eine andere Rechtsgrundlage für E-Marketing; sie wird Widerrufen, die {alte bleibt|alten bleiben} für rollback aufgehoben.",
    advice: "Sollen diese Einwilligungen bestehen bleiben, setzen Sie noMailings.onExistingConsent vor apply auf keep.",
    afterwards:
      "Sollen diese Einwilligungen bestehen bleiben: rollback ausführen, noMailings.onExistingConsent auf keep setzen und apply erneut ausführen.",
  },
  EXISTING_CONSENT_KEPT:
    "{count} {Kontakt ist|Kontakte sind} mit „Keine Mailings“ markiert, {behält|behalten} aber eine Rechtsgrundlage für E-Marketing, wie es die Konfiguration sagt. Entscheiden Sie für jeden, was von beidem richtig ist.",
  COMPLAINT_WITHOUT_CONSENT:
    "{count} {Kontakt hat|Kontakte haben} sich über ein Mailing beschwert und {bekommt|bekommen} kein E-Marketing. Erwägen Sie, sie mit „Keine Mailings“ zu markieren.",
  UNSUBSCRIBED_BUT_NOT_FLAGGED:
    "{count} {Kontakt hat|Kontakte haben} auf einen Abmeldelink geklickt, ohne dass die Markierung „Keine Mailings“ oder eine Abbestellung eines Abonnementtyps folgte. Das ist einen Blick wert, aber kein Widerspruch: Der Klick kann eine einzelne Art von Mailing gemeint haben. Markieren Sie mit „Keine Mailings“, wer gar keine möchte.",
  UNSUBSCRIBED_WITHOUT_PERSON:
    "{count} {Klick auf einen Abmeldelink kam von einer Adresse, zu der|Klicks auf Abmeldelinks kamen von Adressen, zu denen} kein Kontakt bekannt ist. Für sie ändert sich nichts. Sorgen Sie dafür, dass diese Adressen keine Mailings mehr bekommen.",
  COMPANY_WANTS_NO_MAILINGS: {
    text: "{count} {Kontakt ist|Kontakte sind} nicht mit „Keine Mailings“ markiert, aber {die Firma. Für den Kontakt|ihre Firmen. Für die Kontakte} ändert sich dadurch nichts.",
    advice:
      "Entscheiden Sie vor apply: Markieren Sie auch sie, nehmen Sie sie mit exclude.companies aus, oder lassen Sie sie wie andere behandeln.",
    afterwards:
      "Fragen Sie die Firmen, wen sie meinen; markieren Sie diese Kontakte im CRM mit „Keine Mailings“ und widerrufen Sie dort ihr E-Marketing.",
  },
  RECIPIENT_WITHOUT_PERSON:
    "{count} Empfänger {eines Mailings ist kein Kontakt (mehr) und wird|von Mailings sind keine Kontakte (mehr) und werden} ausgelassen. Es ist nichts zu tun.",
  PURPOSE_INACTIVE:
    "{count} {Zweck, den|Zwecke, die} das Upgrade verwendet, {ist|sind} in dieser Datenbank gelöscht oder inaktiv; {er wird|sie werden} verwendet, wie {er ist|sie sind}. Schalten Sie sie in den Einstellungen des CRM ein, wenn Benutzer diese Einwilligungen sehen sollen.",
  EMARKETING_BLOCKED:
    "{count} {Kontakt ist|Kontakte sind} für E-Marketing gesperrt und nicht mit „Keine Mailings“ markiert: {Er bekommt|Sie bekommen} kein E-Marketing, ob {er Mailings bekommen hat|sie Mailings bekommen haben} oder nicht. Prüfen Sie, warum sie gesperrt sind; bestehende Einwilligungen bleiben.",
  EVIDENCE_SENT:
    "Wem ein Mailing gesendet wurde, der zählt, ob es geöffnet wurde oder nicht (mailingHistory.evidence: sent). Risiko: Manche wollten diese Mailings nie, und ein gesendetes Mailing beweist am wenigsten; bitten Sie alle erneut um Einwilligung, zuerst die mit den ältesten Mailings.",
  EVIDENCE_ENGAGED:
    "Nur geöffnete oder angeklickte Mailings zählen (mailingHistory.evidence: engaged): Damit {bleibt {count} Kontakt, dem|bleiben {count} Kontakte, denen} andere gesendet wurden, ohne E-Marketing. Risiko: Sicherheitsprogramme öffnen E-Mails, die niemand liest, und wer Bilder sperrt, scheint nie etwas geöffnet zu haben.",
  EVIDENCE_NONE:
    "Aus Mailings wird kein E-Marketing abgeleitet (mailingHistory.evidence: none): Damit {bleibt {count} Kontakt, der Mailings bekam|bleiben {count} Kontakte, die Mailings bekamen}, ohne E-Marketing. Risiko: Sobald die Einstellung „Empfänger nach Zustimmung zu E-Marketing und aktiven Abonnements filtern“ eingeschaltet ist, darf niemand von ihnen Mailings bekommen, der nicht eingewilligt hat.",
  HISTORY_SINCE:
    "Nur Mailings seit {since} zählen (mailingHistory.since): Damit {bleibt {count} Kontakt, der|bleiben {count} Kontakte, die} davor oder ohne Datum Mailings {bekam|bekamen}, ohne E-Marketing. Risiko: Langjährige Kunden fallen heraus, und ein Mailing, dessen Datum unbekannt ist, zählt für niemanden.",
  SENT_MESSAGE_LOG_ADDS:
    "{count} {Kontakt zählt|Kontakte zählen} allein wegen des Protokolls gesendeter Nachrichten (s_sent_message). Risiko: Das Protokoll sagt nicht, ob eine Nachricht ankam oder ihr Mailing abgebrochen wurde; mailingHistory.sentMessageLog: false lässt es weg.",
  SENT_MESSAGE_LOG_LEFT_OUT:
    "Das Protokoll gesendeter Nachrichten zählt nicht (mailingHistory.sentMessageLog: false): Damit {bleibt {count} Kontakt, den|bleiben {count} Kontakte, die} nur das Protokoll nennt, ohne E-Marketing. Risiko: Wo alte Empfänger aufgeräumt wurden, kann das Protokoll alles sein, was von der Vorgeschichte bleibt.",
  ADDRESS_SHARED_WITH_WITHDRAWN:
    "{count} {Kontakt bekommt|Kontakte bekommen} E-Marketing mit der Grundlage berechtigtes Interesse, während {ein anderer mit derselben E-Mail-Adresse keine Mailings will|andere mit denselben E-Mail-Adressen keine Mailings wollen}. Vielleicht sind es dieselben Menschen, doppelt erfasst: Vergleichen Sie sie vor dem nächsten Mailing.",
  CHANGED_SINCE:
    "{count} {Zeile wurde|Zeilen wurden} von jemandem geändert, nachdem dieses Werkzeug sie schrieb, und {blieb|blieben} unberührt. Sehen Sie sie im CRM an und entscheiden Sie, was sie sein sollen.",
  CREATED_OBJECT_IN_USE:
    "{count} {Tabelle oder Spalte|Tabellen oder Spalten}, die dieses Werkzeug anlegte, {wird benutzt und bleibt|werden benutzt und bleiben}. Sie verschwinden mit einem weiteren consent-upgrade rollback, sobald nichts von anderen mehr darin steht; ein späteres apply übernimmt sie.",
  UNKNOWN_LEGAL_BASIS:
    "{count} {Einwilligung hat|Einwilligungen haben} eine Rechtsgrundlage, die es in dieser Datenbank nicht gibt; sie {bleibt|bleiben}, wie sie {ist|sind}. Geben Sie diesen Kontakten im CRM eine Rechtsgrundlage.",
  SUBSCRIPTION_TYPES_SUBSCRIBE_EVERYBODY:
    "Neue Abonnementtypen, {types}: {{count} Kontakt hat dann E-Marketing und abonniert|Alle mit E-Marketing, dann {count} Kontakte, abonnieren} sie, bis {er etwas anderes sagt|sie etwas anderes sagen}. Ändern oder löschen Sie in den Einstellungen des CRM, was Sie nicht verwenden.",
  EMARKETING_PRIVACY_OFF:
    "Die Einstellung „Empfänger nach Zustimmung zu E-Marketing und aktiven Abonnements filtern“ ist in diesem CRM ausgeschaltet: Mailings erreichen auch Kontakte ohne Rechtsgrundlage für E-Marketing, insgesamt {reached}. Ist sie eingeschaltet, erreichen sie {privacy}. Ob sie eingeschaltet wird, entscheiden Sie: in den Einstellungen des CRM oder mit emarketingPrivacy in der Konfiguration.",
  EMARKETING_PRIVACY_ON:
    "Die Einstellung „Empfänger nach Zustimmung zu E-Marketing und aktiven Abonnements filtern“ ist in diesem CRM eingeschaltet: Mailings erreichen nur Kontakte mit einer Rechtsgrundlage für E-Marketing, {privacy} von den {reached}, die sie sonst erreichen würden. Das Upgrade lässt sie eingeschaltet.",
  EMARKETING_PRIVACY_SWITCHED_ON:
    "Die Konfiguration schaltet die Einstellung „Empfänger nach Zustimmung zu E-Marketing und aktiven Abonnements filtern“ ein: Mailings erreichen dann nur Kontakte mit einer Rechtsgrundlage für E-Marketing, {privacy} statt {reached}. So will es emarketingPrivacy in der Konfiguration; rollback schaltet sie wieder aus.",
  NEW_CONTACTS_WITHOUT_BASIS:
    "Kontakte, die Benutzer von jetzt an anlegen, bekommen keine Rechtsgrundlage: das CRM hat keine Vorgabe (Einstellung GdprDefaultLegalBase). Wählen Sie eine in den Einstellungen des CRM oder mit defaultLegalBasis in der Konfiguration.",
  NEW_CONTACTS_DEFAULTS_OFF:
    "Kontakte, die Benutzer von jetzt an anlegen, bekommen keine Rechtsgrundlage: die Vorgaben des CRM für neue Kontakte sind ausgeschaltet (Einstellung GdprUseDefaultsForNew). Schalten Sie sie in den Einstellungen des CRM ein, wenn neue Kontakte eine Rechtsgrundlage bekommen sollen.",
  NEW_CONTACTS_BY_GROUP:
    "{count} {Einstellung|Einstellungen} einer Datenbank, einer Gruppe oder eines Benutzers {geht der|gehen denen} für alle vor: Kontakte, die dort angelegt werden, bekommen etwas anderes. Sehen Sie sie in den Einstellungen des CRM an: defaultLegalBasis setzt, was alle bekommen, und lässt diese stehen.",
  EXCLUSION_NOT_FOUND:
    "{count} {Nummer|Nummern} in exclude gibt es in dieser Datenbank nicht: niemand wird ihretwegen ausgenommen. Berichtigen Sie die Nummern in der Konfiguration.",
  LEDGER_GONE:
    "consent-upgrade war schon hier, und sein Protokoll ist fort: {count} von {all} Kontakten {hat|haben} Verkauf und Service aus einem früheren Lauf. apply ergänzt, was fehlt, und lässt den Rest; rollback und verify wissen nichts von dem früheren Lauf.",
  UPGRADED_BEFORE:
    "Das Upgrade des Herstellers ist hier offenbar schon gelaufen: keinem Kontakt fehlt Verkauf und Service, E-Marketing oder Widerrufen. Übrig ist, was die anderen Schritte aufzählen: Vorlagen, Interessen, Abonnementtypen; verify prüft den Rest.",
  UPGRADED_BEFORE_REPAIR:
    "Das Upgrade des Herstellers ist hier offenbar schon gelaufen: {have} von {all} Kontakten haben Verkauf und Service bereits. Es {fehlt {count} Einwilligung|fehlen {count} Einwilligungen}, bei Kontakten, die am CRM vorbei hereinkamen oder die es ausließ. explain ID sagt zu jedem Kontakt, warum; apply ergänzt, was fehlt, und lässt den Rest.",
  CLIENT_CACHES_RESET:
    "{count} {Tabelle, von der|Tabellen, von denen} Windows-Clients Kopien halten, {wird|werden} zum neuen Einlesen markiert (CacheTables.checkSum = 0). Es ist nichts zu tun; rollback markiert sie ebenso.",
  RESTART_CRM_SERVERS:
    "Die Server des CRM halten Listen im Speicher und sehen die Änderungen noch nicht. Starten Sie sie neu und lassen Sie die Benutzer sich neu anmelden.",
  LANGUAGE_CHOSEN:
    "Neue Zeilen werden in der Sprache {language} geschrieben: {because}. Setzen Sie language in der Konfiguration, um eine andere zu wählen.",
  VENDOR_SCHEMA_MISSING:
    "Die Tabellen für Einwilligungen fehlen, obwohl die Datenbank die Tabellenbeschreibung des Herstellers hat: apply wird ablehnen. Bringen Sie die CRM-Datenbank zuerst auf 8.2 oder neuer. Das Upgrade des Herstellers legt die Tabellen an.",
  OLDER_CONSENT_TABLES:
    "Hier gibt es Tabellen mit Namen, die die Einwilligungstabellen vor 8.2 hatten. Das Upgrade des Herstellers auf 8.2 oder neuer entfernt sie; dieses Programm liest und schreibt sie nicht.",
  LEDGER_MAYBE_HIDDEN:
    "Diese Anmeldung sieht kein Verzeichnis früherer Läufe und kann nicht sagen, ob es fehlt oder verborgen ist. Lief apply hier schon, erteilen Sie SELECT auf die Tabellen consent_upgrade_*; ohne sie können die Zahlen falsch sein.",
  ROWS_NOT_WRITTEN:
    "{count} {Zeile|Zeilen}, die geschrieben werden {sollte, steht|sollten, stehen} nicht in {table}: Ein Trigger dort hat sie vielleicht ausgelassen. Sehen Sie sich die Trigger an, die doctor nennt; lassen sie die Zeilen durch, führen Sie apply --rerun {step} aus.",
  RUN_AT_WORK:
    "Auf dieser Datenbank arbeitet gerade ein Lauf: {run}. Die Zahlen ändern sich, bis er fertig ist. Wie weit er ist: consent-upgrade status",
  RUN_RESUMED:
    "Dies setzte den Lauf {run} fort, der vor seinem Ende angehalten hatte. Die Zahlen oben sind die dieses Versuchs; die des ganzen Laufs: consent-upgrade report --run {run}",
  LEDGER_DROPPED:
    "Das Verzeichnis der Läufe wurde gelöscht: Von diesem Werkzeug ist nichts mehr in der Datenbank. Heben Sie diesen Bericht auf; die Datenbank weiß von den Läufen nichts mehr.",
  SCRIPT_WRITTEN:
    "Dieselbe Änderung wurde als Skript für das Programm der Datenbank nach {file} geschrieben. Seine ersten Zeilen sagen, wie man es ausführt.",
  PLANNED_EVIDENCE_WRITTEN:
    "Der Nachweis in {file} hat {count} {Zeile|Zeilen}: was jeder Kontakt je Zweck bekäme, verlöre oder behielte, und warum. Lesen Sie ihn vor apply: outcome und reasons sagen, wer hinzukommt und wer verloren geht.",
  EVIDENCE_WRITTEN:
    "{Der Nachweis für {count} Einwilligung wurde|Die Nachweise für {count} Einwilligungen wurden} nach {file} geschrieben. Legen Sie sie dort ab, wo die Datenschutzbeauftragten sie finden.",
  SUPPORT_FILE_WRITTEN:
    "{file} enthält {count} Dateien für den Support: Berichte, Einstellungen und Protokoll, ohne Geheimnisse, Namen, Adressen oder Vorlagentexte. Sehen Sie sie durch, bevor Sie sie senden.",
  CONFIGURATION_WRITTEN:
    "{file} wurde geschrieben. Jeder Schlüssel darin ist ausgeschaltet und zeigt seinen Standardwert. Nehmen Sie das # weg, wo es anders sein soll.",
  SAMPLE_CREATED: "Ein Beispiel-CRM mit {count} {Kontakt|Kontakten} wurde angelegt (seed {seed}). Nichts darin ist echt.",
  DATABASE_KEPT: "Die Beispieldatenbank bleibt erhalten: {url} Ansehen mit: consent-upgrade status --database-url {url}",
};
