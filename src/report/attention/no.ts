import type { AttentionTexts } from "./attention-texts.js";

export const no: AttentionTexts = {
  CUSTOM_UNSUBSCRIBE_LINK:
    "{count} {mal|maler} har en avmeldingslenke som ikke er CRM-systemets standardlenke; {den står som den|de står som de} er. Åpne hver av dem i CRM, se hvor lenken fører, og bytt den med lenken for å administrere abonnementer om den bør byttes.",
  TEMPLATE_WITHOUT_UNSUBSCRIBE_LINK:
    "{count} {e-postmal|e-postmaler} mangler lenke for å melde seg av eller administrere abonnementer. Legg til lenken før neste utsendelse, hvis malene ikke brukes til noe annet.",
  UNREADABLE_TEMPLATE:
    "{count} {mal|maler} kunne ikke leses og står som {den|de} er. Åpne dem i CRM-systemets editor og kontroller lenkene for hånd.",
  TEMPLATE_IN_SENT_MAILING:
    "{count} {mal|maler} med standardlenke hører til {en utsendelse|utsendelser} som er sendt; {den|de} blir stående slik {den|de} ble sendt. Kopier en slik melding til en ny mal før den sendes igjen.",
  TEMPLATE_LINK_DEFAULT: {
    text: "Lenker skrives om til {link}, variabelen som CRM-systemets dokumentasjon oppgir: verken konfigurasjonen eller databasens egne meldinger oppgir ett annet mål. For eksempel blir {before} til {after}.",
    advice:
      "Sammenlign med en lenke som CRM-systemet deres setter inn, og sett templates.manageSubscriptionsLink før apply hvis den er en annen.",
    afterwards:
      "Sammenlign med en lenke som CRM-systemet deres setter inn. Hvis den er en annen: kjør rollback, sett templates.manageSubscriptionsLink og kjør apply igjen.",
  },
  TEMPLATE_LINK_LEARNED: {
    text: "Lenker skrives om til {link}, hentet fra denne databasen: dens egne meldinger har det under «Administrer abonnementene dine» eller lignende. For eksempel blir {before} til {after}.",
    advice: "Sett templates.manageSubscriptionsLink før apply hvis det skal være et annet.",
    afterwards: "Hvis det skal være et annet: kjør rollback, sett templates.manageSubscriptionsLink og kjør apply igjen.",
  },
  TEMPLATE_LINK_IMPLAUSIBLE: {
    text: "Det nye målet {link} ligner verken en malvariabel eller en adresse.",
    advice: "Rett templates.manageSubscriptionsLink før apply; en variabel skrives [[link.subscription]].",
    afterwards:
      "Hvis det er feil: kjør rollback, rett templates.manageSubscriptionsLink og kjør apply igjen; en variabel skrives [[link.subscription]].",
  },
  TEMPLATE_LINK_TOO_LONG:
    "{count} {lenke|lenker} blir stående, fordi kolonnen er for kort for det nye målet. Velg et kortere mål i templates.manageSubscriptionsLink, eller endre lenkene i CRM.",
  PREFERENCE_PAGE_LINK:
    "{count} {mal|maler} har en lenke til en innstillingsside som ikke er CRM-systemets; {den|de} blir stående som {den|de} er. Se hvor hver av dem fører, og bytt den ut med lenken for å administrere abonnementer hvis den bør byttes.",
  PERSONAL_LINK_IN_TEMPLATE:
    "{count} {mal har en lenke|maler har lenker} til CRM-systemets egne sider med en nøkkel i: én persons {lenke, eller en sporet kopi; den|lenker, eller sporede kopier; de} blir stående som {den|de} er. Den som klikker, handler for en annen: bytt lenken ut med CRM-systemets malvariabel.",
  UNSUBSCRIBE_LINK_ELSEWHERE:
    "{count} {standardlenke, eller sporet lenke|standardlenker, eller sporede lenker} som fjerner en interesse eller et utvalg, står utenfor malene; {den|de} blir stående som {den|de} er. Se på hver av dem i CRM: svarmaler, skjemaer, skript, hurtigsvar og sporede lenker skrives ikke om.",
  TEMPLATE_LINKS_REWRITTEN:
    "{count} {mal|maler} har standardlenker som skrives om; slik blir en {av dem|i hver}. Se på noen av dem i CRM etterpå.",
  EXISTING_CONSENT_WITHDRAWN: {
    text: "{count} {kontakt|kontakter} med «Ingen utsendelser» hadde et annet rettslig grunnlag for e-markedsføring; det blir Trukket tilbake, {det|de} gamle tas vare på for rollback.",
    advice: "Hvis samtykkene skal bli stående: sett noMailings.onExistingConsent til keep før apply.",
    afterwards:
      "Hvis samtykkene skal bli stående: kjør rollback, sett noMailings.onExistingConsent til keep og kjør apply igjen.",
  },
  EXISTING_CONSENT_KEPT:
    "{count} {kontakt|kontakter} er merket «Ingen utsendelser», men beholder et rettslig grunnlag for e-markedsføring, som konfigurasjonen sier. Avgjør for hver av dem hva som er riktig.",
  COMPLAINT_WITHOUT_CONSENT:
    "{count} {kontakt|kontakter} har klaget på en utsendelse og får ikke E-markedsføring. Vurder å merke dem «Ingen utsendelser».",
  UNSUBSCRIBED_BUT_NOT_FLAGGED:
    "{count} {kontakt|kontakter} har klikket på en avmeldingslenke, uten at merket «Ingen utsendelser» eller en reservasjon mot en abonnementstype fulgte. Verdt et blikk, men ingen selvmotsigelse: Klikket kan ha gjeldt én type utsendelse. Merk dem som ikke vil ha utsendelser i det hele tatt, «Ingen utsendelser».",
  UNSUBSCRIBED_WITHOUT_PERSON:
    "{count} klikk på {en avmeldingslenke|avmeldingslenker} ble gjort fra {en adresse|adresser} som ikke hører til noen kjent kontakt. Ingenting endres for dem. Sørg for at disse adressene ikke får flere utsendelser.",
  COMPANY_WANTS_NO_MAILINGS: {
    text: "{count} {kontakt|kontakter} er ikke merket «Ingen utsendelser», men {firmaet|firmaene deres} er det. For {kontakten|kontaktene} endres ingenting av det.",
    advice: "Bestem før apply: Merk dem også, utelat dem med exclude.companies, eller la dem behandles som andre.",
    afterwards:
      "Spør firmaene hvem de mener; merk disse kontaktene «Ingen utsendelser» i CRM og trekk tilbake E-markedsføringen deres der.",
  },
  RECIPIENT_WITHOUT_PERSON:
    "{count} {mottaker av en utsendelse|mottakere av utsendelser} er (ikke lenger) {en kontakt|kontakter} og utelates. Ingenting må gjøres.",
  PURPOSE_INACTIVE:
    "{count} formål som oppgraderingen bruker, er slettet eller {inaktivt|inaktive} i databasen; {det brukes som det|de brukes som de} er. Slå dem på i CRM-systemets innstillinger hvis brukerne skal se disse samtykkene.",
  EMARKETING_BLOCKED:
    "{count} {kontakt|kontakter} er sperret for e-markedsføring og ikke merket «Ingen utsendelser»: {Den|De} får ikke E-markedsføring, enten {den|de} har fått utsendelser eller ikke. Kontroller hvorfor de er sperret; samtykker som finnes fra før, blir stående.",
  EVIDENCE_SENT:
    "Den som har fått sendt en utsendelse, teller, åpnet eller ikke (mailingHistory.evidence: sent). Risiko: Noen ville aldri ha utsendelsene, og å ha fått en sendt beviser minst; be alle om samtykke på nytt, først dem med de eldste utsendelsene.",
  EVIDENCE_ENGAGED:
    "Bare utsendelser som er åpnet eller klikket, teller (mailingHistory.evidence: engaged): Det utelater {count} {kontakt|kontakter} som har fått sendt andre. Risiko: Sikkerhetsprogrammer åpner e-post som ingen leser, og den som sperrer bilder, ser ut til aldri å ha åpnet noe.",
  EVIDENCE_NONE:
    "Ingen e-markedsføring utledes av utsendelser (mailingHistory.evidence: none): Det utelater {count} {kontakt|kontakter} som har fått utsendelser. Risiko: Når innstillingen «Filtrere mottakere basert på samtykke til e-markedsføring og aktive abonnement» er på, kan ingen av dem få utsendelser før de har samtykket.",
  HISTORY_SINCE:
    "Bare utsendelser siden {since} teller (mailingHistory.since): Det utelater {count} {kontakt|kontakter} som fikk utsendelser før det eller uten dato. Risiko: Mangeårige kunder faller ut, og en utsendelse med ukjent dato teller ikke for noen.",
  SENT_MESSAGE_LOG_ADDS:
    "{count} {kontakt|kontakter} teller bare på grunn av loggen over sendte meldinger (s_sent_message). Risiko: Loggen sier ikke om en melding kom fram, eller om utsendelsen ble avbrutt; mailingHistory.sentMessageLog: false utelater den.",
  SENT_MESSAGE_LOG_LEFT_OUT:
    "Loggen over sendte meldinger teller ikke (mailingHistory.sentMessageLog: false): Det utelater {count} {kontakt|kontakter} som bare finnes der. Risiko: Der gamle mottakere er ryddet bort, kan loggen være alt som er igjen av historikken.",
  ADDRESS_SHARED_WITH_WITHDRAWN:
    "{count} {kontakt|kontakter} får E-markedsføring med grunnlaget berettiget interesse mens {en annen med samme e-postadresse|andre med samme e-postadresser} ikke vil ha utsendelser. Det kan være de samme personene registrert to ganger: sammenlign dem før neste utsendelse.",
  CHANGED_SINCE:
    "{count} {rad|rader} er endret av noen etter at verktøyet skrev {den|dem}, og ble latt i fred. Se på dem i CRM og avgjør hva de skal være.",
  CREATED_OBJECT_IN_USE:
    "{count} {tabell eller kolonne|tabeller eller kolonner} som verktøyet opprettet, er i bruk og blir stående. De forsvinner med en ny consent-upgrade rollback når det ikke lenger er noe av andres i dem; en senere apply overtar dem.",
  UNKNOWN_LEGAL_BASIS:
    "{count} {samtykke|samtykker} har et rettslig grunnlag som ikke finnes i databasen; {det står som det|de står som de} er. Gi disse kontaktene et rettslig grunnlag i CRM.",
  SUBSCRIPTION_TYPES_SUBSCRIBE_EVERYBODY:
    "Nye abonnementstyper, {types}: {{count} kontakt har da e-markedsføring og|Alle som har e-markedsføring, da {count} kontakter,} abonnerer på dem til {den|de} sier noe annet. Endre eller slett det dere ikke bruker, i CRM-systemets innstillinger.",
  EMARKETING_PRIVACY_OFF:
    "Innstillingen «Filtrere mottakere basert på samtykke til e-markedsføring og aktive abonnement» er av i dette CRM-systemet: utsendelser når også kontakter uten rettslig grunnlag for e-markedsføring, {reached} i alt. Når innstillingen er på, når de {privacy}. Om den skal slås på, bestemmer du: i CRM-systemets innstillinger, eller med emarketingPrivacy i konfigurasjonen.",
  EMARKETING_PRIVACY_ON:
    "Innstillingen «Filtrere mottakere basert på samtykke til e-markedsføring og aktive abonnement» er på i dette CRM-systemet: utsendelser når bare kontakter med rettslig grunnlag for e-markedsføring, {privacy} av de {reached} som de ellers ville nådd. Oppgraderingen lar den stå på.",
  EMARKETING_PRIVACY_SWITCHED_ON:
    "Konfigurasjonen slår på innstillingen «Filtrere mottakere basert på samtykke til e-markedsføring og aktive abonnement»: utsendelser når da bare kontakter med rettslig grunnlag for e-markedsføring, {privacy} i stedet for {reached}. Slik vil emarketingPrivacy i konfigurasjonen; rollback slår det av igjen.",
  NEW_CONTACTS_WITHOUT_BASIS:
    "Kontakter som brukere legger til fra nå av, får ikke noe rettslig grunnlag: CRM-systemet har ikke noe forvalg (innstillingen GdprDefaultLegalBase). Velg et i CRM-systemets innstillinger, eller med defaultLegalBasis i konfigurasjonen.",
  NEW_CONTACTS_DEFAULTS_OFF:
    "Kontakter som brukere legger til fra nå av, får ikke noe rettslig grunnlag: CRM-systemets forvalg for nye kontakter er slått av (innstillingen GdprUseDefaultsForNew). Slå dem på i CRM-systemets innstillinger hvis nye kontakter skal få et rettslig grunnlag.",
  NEW_CONTACTS_BY_GROUP:
    "{count} {innstilling|innstillinger} for en database, gruppe eller bruker går foran {den|dem} som gjelder alle: Kontakter som legges til der, får noe annet. Se på dem i CRM-systemets innstillinger: defaultLegalBasis angir hva alle får, og lar disse stå.",
  EXCLUSION_NOT_FOUND:
    "{count} id i exclude finnes ikke i denne databasen: ingen unntas på grunn av {den|dem}. Rett id-ene i konfigurasjonen.",
  LEDGER_GONE:
    "consent-upgrade har vært her før, og protokollen er borte: {count} av {all} kontakter har Salg og kundeservice fra en tidligere kjøring. apply legger til det som mangler, og lar resten være; rollback og verify vet ingenting om den tidligere kjøringen.",
  UPGRADED_BEFORE:
    "Leverandørens egen oppgradering er etter alt å dømme allerede gjort her: ingen kontakt mangler Salg og kundeservice, E-markedsføring eller Trukket tilbake. Igjen er det som de andre trinnene lister opp: maler, interesser, abonnementstyper; verify kontrollerer resten.",
  UPGRADED_BEFORE_REPAIR:
    "Leverandørens egen oppgradering er etter alt å dømme allerede gjort her: {have} av {all} kontakter har Salg og kundeservice. Det som mangler, er {count} {samtykke|samtykker}, for kontakter som kom inn utenom CRM-systemet eller som den utelot. explain ID sier hvorfor for hver kontakt; apply legger til det som mangler, og lar resten være.",
  CLIENT_CACHES_RESET:
    "{count} {tabell|tabeller} som Windows-klienter har kopier av, merkes for å leses på nytt (CacheTables.checkSum = 0). Ingenting må gjøres; rollback merker dem på samme måte.",
  RESTART_CRM_SERVERS:
    "CRM-systemets servere har lister i minnet og ser ikke endringene ennå. Start dem på nytt, og la brukerne logge inn igjen.",
  LANGUAGE_CHOSEN: "Nye rader skrives på språket {language}: {because}. Sett language i konfigurasjonen for å velge et annet.",
  VENDOR_SCHEMA_MISSING:
    "Samtykketabellene mangler, selv om databasen har leverandørens egen beskrivelse av tabellene: apply kommer til å avvise. Oppgrader CRM-databasen til 8.2 eller senere først. Leverandørens oppgradering oppretter tabellene.",
  OLDER_CONSENT_TABLES:
    "Her finnes tabeller med navn som samtykketabellene hadde før 8.2. Leverandørens oppgradering til 8.2 eller senere fjerner dem; dette verktøyet verken leser eller skriver dem.",
  LEDGER_MAYBE_HIDDEN:
    "Innloggingen ser ingen protokoll over tidligere kjøringer, og kan ikke avgjøre om den mangler eller er skjult. Hvis apply er kjørt her før: gi SELECT på tabellene consent_upgrade_*; ellers kan tallene være feil.",
  ROWS_NOT_WRITTEN:
    "{count} {rad|rader} som skulle skrives, finnes ikke i {table}: en trigger der kan ha utelatt {den|dem}. Se på triggerne som doctor nevner; når de slipper radene gjennom, kjør apply --rerun {step}.",
  RUN_AT_WORK:
    "En kjøring pågår i databasen nå: {run}. Tallene endrer seg til den er ferdig. Hvor langt den er kommet: consent-upgrade status",
  RUN_RESUMED:
    "Dette fortsatte kjøringen {run}, som hadde stoppet før den var ferdig. Tallene over gjelder dette forsøket; hele kjøringens: consent-upgrade report --run {run}",
  LEDGER_DROPPED:
    "Protokollen er slettet: ingenting av verktøyet er igjen i databasen. Ta vare på denne rapporten; databasen kjenner ikke kjøringene lenger.",
  SCRIPT_WRITTEN:
    "Den samme endringen ble skrevet til {file} som et skript for databasens egen klient. De første linjene sier hvordan det kjøres.",
  PLANNED_EVIDENCE_WRITTEN:
    "Grunnlaget i {file} har {count} {linje|linjer}: hva hver kontakt ville få, miste eller beholde for hvert formål, og hvorfor. Les det før apply: outcome og reasons viser hvem som kommer til og hvem som går tapt.",
  EVIDENCE_WRITTEN:
    "Dokumentasjonen for {count} {samtykke|samtykker} ble skrevet til {file}. Legg den der personvernombudet finner den.",
  SUPPORT_FILE_WRITTEN:
    "{file} har {count} filer for den som hjelper: rapporter, innstillinger og logg, uten hemmeligheter, navn, adresser eller maltekster. Se gjennom den før dere sender den.",
  CONFIGURATION_WRITTEN:
    "{file} er skrevet. Hver nøkkel i den er slått av og viser standardverdien. Ta bort # der noe skal være annerledes.",
  SAMPLE_CREATED: "Et eksempel-CRM med {count} {kontakt|kontakter} ble opprettet (seed {seed}). Ingenting i det er virkelig.",
  DATABASE_KEPT: "Eksempeldatabasen er beholdt: {url} Se på den med: consent-upgrade status --database-url {url}",
};
