import type { AttentionTexts } from "./attention-texts.js";

export const no: AttentionTexts = {
  CUSTOM_UNSUBSCRIBE_LINK: {
    text: "{count} {mal|maler} har en avmeldingslenke som ikke er CRM-systemets standardlenke; {den står som den|de står som de} er.",
    advice:
      "Åpne hver av dem i CRM, se hvor lenken fører, og bytt den med lenken for å administrere abonnementer om den bør byttes.",
  },
  TEMPLATE_WITHOUT_UNSUBSCRIBE_LINK: {
    text: "{count} {e-postmal|e-postmaler} mangler lenke for å melde seg av eller administrere abonnementer.",
    advice: "Legg til lenken før neste utsendelse, hvis malene ikke brukes til noe annet.",
  },
  UNREADABLE_TEMPLATE: {
    text: "{count} {mal|maler} kunne ikke leses og står som {den|de} er.",
    advice: "Åpne dem i CRM-systemets editor og kontroller lenkene for hånd.",
  },
  TEMPLATE_IN_SENT_MAILING: {
    text: "{count} {mal|maler} med standardlenke hører til {en utsendelse|utsendelser} som er sendt; {den|de} blir stående slik {den|de} ble sendt.",
    advice: "Kopier en slik melding til en ny mal før den sendes igjen.",
  },
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
  TEMPLATE_LINK_TOO_LONG: {
    text: "{count} {lenke|lenker} blir stående, fordi kolonnen er for kort for det nye målet.",
    advice: "Velg et kortere mål i templates.manageSubscriptionsLink, eller endre lenkene i CRM.",
  },
  PREFERENCE_PAGE_LINK: {
    text: "{count} {mal|maler} har en lenke til en innstillingsside som ikke er CRM-systemets; {den|de} blir stående som {den|de} er.",
    advice: "Se hvor hver av dem fører, og bytt den ut med lenken for å administrere abonnementer hvis den bør byttes.",
  },
  PERSONAL_LINK_IN_TEMPLATE: {
    text: "{count} {mal har en lenke|maler har lenker} til CRM-systemets egne sider med en nøkkel i: én persons {lenke, eller en sporet kopi; den|lenker, eller sporede kopier; de} blir stående som {den|de} er.",
    advice: "Den som klikker, handler for en annen: bytt lenken ut med CRM-systemets malvariabel.",
  },
  UNSUBSCRIBE_LINK_ELSEWHERE: {
    text: "{count} {standardlenke, eller sporet lenke|standardlenker, eller sporede lenker} som fjerner en interesse eller et utvalg, står utenfor malene; {den|de} blir stående som {den|de} er.",
    advice: "Se på hver av dem i CRM: svarmaler, skjemaer, skript, hurtigsvar og sporede lenker skrives ikke om.",
  },
  TEMPLATE_LINKS_REWRITTEN: {
    text: "{count} {mal|maler} har standardlenker som skrives om; slik blir en {av dem|i hver}.",
    advice: "Se på noen av dem i CRM etterpå.",
  },
  EXISTING_CONSENT_WITHDRAWN: {
    text: "{count} {kontakt|kontakter} med «Ingen utsendelser» hadde et annet rettslig grunnlag for e-markedsføring; det blir Trukket tilbake, {det|de} gamle tas vare på for rollback.",
    advice: "Hvis samtykkene skal bli stående: sett noMailings.onExistingConsent til keep før apply.",
    afterwards:
      "Hvis samtykkene skal bli stående: kjør rollback, sett noMailings.onExistingConsent til keep og kjør apply igjen.",
  },
  EXISTING_CONSENT_KEPT: {
    text: "{count} {kontakt|kontakter} er merket «Ingen utsendelser», men beholder et rettslig grunnlag for e-markedsføring, som konfigurasjonen sier.",
    advice: "Avgjør for hver av dem hva som er riktig.",
  },
  COMPLAINT_WITHOUT_CONSENT: {
    text: "{count} {kontakt|kontakter} har klaget på en utsendelse og får ikke E-markedsføring.",
    advice: "Vurder å merke dem «Ingen utsendelser».",
  },
  UNSUBSCRIBED_BUT_NOT_FLAGGED: {
    text: "{count} {kontakt|kontakter} har klikket på en avmeldingslenke, uten at merket «Ingen utsendelser» eller en reservasjon mot en abonnementstype fulgte.",
    advice:
      "Verdt et blikk, men ingen selvmotsigelse: Klikket kan ha gjeldt én type utsendelse. Merk dem som ikke vil ha utsendelser i det hele tatt, «Ingen utsendelser».",
  },
  UNSUBSCRIBED_WITHOUT_PERSON: {
    text: "{count} klikk på {en avmeldingslenke|avmeldingslenker} ble gjort fra {en adresse|adresser} som ikke hører til noen kjent kontakt.",
    advice: "Ingenting endres for dem. Sørg for at disse adressene ikke får flere utsendelser.",
  },
  COMPANY_WANTS_NO_MAILINGS: {
    text: "{count} {kontakt|kontakter} er ikke merket «Ingen utsendelser», men {firmaet|firmaene deres} er det. For {kontakten|kontaktene} endres ingenting av det.",
    advice: "Bestem før apply: Merk dem også, utelat dem med exclude.companies, eller la dem behandles som andre.",
    afterwards:
      "Spør firmaene hvem de mener; merk disse kontaktene «Ingen utsendelser» i CRM og trekk tilbake E-markedsføringen deres der.",
  },
  RECIPIENT_WITHOUT_PERSON: {
    text: "{count} {mottaker av en utsendelse|mottakere av utsendelser} er (ikke lenger) {en kontakt|kontakter} og utelates.",
    advice: "Ingenting må gjøres.",
  },
  PURPOSE_INACTIVE: {
    text: "{count} formål som oppgraderingen bruker, er slettet eller {inaktivt|inaktive} i databasen; {det brukes som det|de brukes som de} er.",
    advice: "Slå dem på i CRM-systemets innstillinger hvis brukerne skal se disse samtykkene.",
  },
  EMARKETING_BLOCKED: {
    text: "{count} {kontakt|kontakter} er sperret for e-markedsføring og ikke merket «Ingen utsendelser»: {Den|De} får ikke E-markedsføring, enten {den|de} har fått utsendelser eller ikke.",
    advice: "Kontroller hvorfor de er sperret; samtykker som finnes fra før, blir stående.",
  },
  EVIDENCE_SENT: {
    text: "Den som har fått sendt en utsendelse, teller, åpnet eller ikke (mailingHistory.evidence: sent).",
    advice:
      "Risiko: Noen ville aldri ha utsendelsene, og å ha fått en sendt beviser minst; be alle om samtykke på nytt, først dem med de eldste utsendelsene.",
  },
  EVIDENCE_ENGAGED: {
    text: "Bare utsendelser som er åpnet eller klikket, teller (mailingHistory.evidence: engaged): Det utelater {count} {kontakt|kontakter} som har fått sendt andre.",
    advice:
      "Risiko: Sikkerhetsprogrammer åpner e-post som ingen leser, og den som sperrer bilder, ser ut til aldri å ha åpnet noe.",
  },
  EVIDENCE_NONE: {
    text: "Ingen e-markedsføring utledes av utsendelser (mailingHistory.evidence: none): Det utelater {count} {kontakt|kontakter} som har fått utsendelser.",
    advice:
      "Risiko: Når innstillingen «Filtrere mottakere basert på samtykke til e-markedsføring og aktive abonnement» er på, kan ingen av dem få utsendelser før de har samtykket.",
  },
  HISTORY_SINCE: {
    text: "Bare utsendelser siden {since} teller (mailingHistory.since): Det utelater {count} {kontakt|kontakter} som fikk utsendelser før det eller uten dato.",
    advice: "Risiko: Mangeårige kunder faller ut, og en utsendelse med ukjent dato teller ikke for noen.",
  },
  SENT_MESSAGE_LOG_ADDS: {
    text: "{count} {kontakt|kontakter} teller bare på grunn av loggen over sendte meldinger (s_sent_message).",
    advice:
      "Risiko: Loggen sier ikke om en melding kom fram, eller om utsendelsen ble avbrutt; mailingHistory.sentMessageLog: false utelater den.",
  },
  SENT_MESSAGE_LOG_LEFT_OUT: {
    text: "Loggen over sendte meldinger teller ikke (mailingHistory.sentMessageLog: false): Det utelater {count} {kontakt|kontakter} som bare finnes der.",
    advice: "Risiko: Der gamle mottakere er ryddet bort, kan loggen være alt som er igjen av historikken.",
  },
  ADDRESS_SHARED_WITH_WITHDRAWN: {
    text: "{count} {kontakt|kontakter} får E-markedsføring med grunnlaget berettiget interesse mens {en annen med samme e-postadresse|andre med samme e-postadresser} ikke vil ha utsendelser.",
    advice: "Det kan være de samme personene registrert to ganger: sammenlign dem før neste utsendelse.",
  },
  CHANGED_SINCE: {
    text: "{count} {rad|rader} er endret av noen etter at verktøyet skrev {den|dem}, og ble latt i fred.",
    advice: "Se på dem i CRM og avgjør hva de skal være.",
  },
  CREATED_OBJECT_IN_USE: {
    text: "{count} {tabell eller kolonne|tabeller eller kolonner} som verktøyet opprettet, er i bruk og blir stående.",
    advice:
      "De forsvinner med en ny consent-upgrade rollback når det ikke lenger er noe av andres i dem; en senere apply overtar dem.",
  },
  UNKNOWN_LEGAL_BASIS: {
    text: "{count} {samtykke|samtykker} har et rettslig grunnlag som ikke finnes i databasen; {det står som det|de står som de} er.",
    advice: "Gi disse kontaktene et rettslig grunnlag i CRM.",
  },
  SUBSCRIPTION_TYPES_SUBSCRIBE_EVERYBODY: {
    text: "Nye abonnementstyper, {types}: {{count} kontakt har da e-markedsføring og|Alle som har e-markedsføring, da {count} kontakter,} abonnerer på dem til {den|de} sier noe annet.",
    advice: "Endre eller slett det dere ikke bruker, i CRM-systemets innstillinger.",
  },
  EMARKETING_PRIVACY_OFF: {
    text: "Innstillingen «Filtrere mottakere basert på samtykke til e-markedsføring og aktive abonnement» er av i dette CRM-systemet: utsendelser når også kontakter uten rettslig grunnlag for e-markedsføring, {reached} i alt. Når innstillingen er på, når de {privacy}.",
    advice: "Om den skal slås på, bestemmer du: i CRM-systemets innstillinger, eller med emarketingPrivacy i konfigurasjonen.",
  },
  EMARKETING_PRIVACY_ON: {
    text: "Innstillingen «Filtrere mottakere basert på samtykke til e-markedsføring og aktive abonnement» er på i dette CRM-systemet: utsendelser når bare kontakter med rettslig grunnlag for e-markedsføring, {privacy} av de {reached} som de ellers ville nådd.",
    advice: "Oppgraderingen lar den stå på.",
  },
  EMARKETING_PRIVACY_SWITCHED_ON: {
    text: "Konfigurasjonen slår på innstillingen «Filtrere mottakere basert på samtykke til e-markedsføring og aktive abonnement»: utsendelser når da bare kontakter med rettslig grunnlag for e-markedsføring, {privacy} i stedet for {reached}.",
    advice: "Slik vil emarketingPrivacy i konfigurasjonen; rollback slår det av igjen.",
  },
  NEW_CONTACTS_WITHOUT_BASIS: {
    text: "Kontakter som brukere legger til fra nå av, får ikke noe rettslig grunnlag: CRM-systemet har ikke noe forvalg (innstillingen GdprDefaultLegalBase).",
    advice: "Velg et i CRM-systemets innstillinger, eller med defaultLegalBasis i konfigurasjonen.",
  },
  NEW_CONTACTS_DEFAULTS_OFF: {
    text: "Kontakter som brukere legger til fra nå av, får ikke noe rettslig grunnlag: CRM-systemets forvalg for nye kontakter er slått av (innstillingen GdprUseDefaultsForNew).",
    advice: "Slå dem på i CRM-systemets innstillinger hvis nye kontakter skal få et rettslig grunnlag.",
  },
  NEW_CONTACTS_BY_GROUP: {
    text: "{count} {innstilling|innstillinger} for en database, gruppe eller bruker går foran {den|dem} som gjelder alle: Kontakter som legges til der, får noe annet.",
    advice: "Se på dem i CRM-systemets innstillinger: defaultLegalBasis angir hva alle får, og lar disse stå.",
  },
  EXCLUSION_NOT_FOUND: {
    text: "{count} id i exclude finnes ikke i denne databasen: ingen unntas på grunn av {den|dem}.",
    advice: "Rett id-ene i konfigurasjonen.",
  },
  LEDGER_GONE: {
    text: "consent-upgrade har vært her før, og protokollen er borte: {count} av {all} kontakter har Salg og kundeservice fra en tidligere kjøring.",
    advice: "apply legger til det som mangler, og lar resten være; rollback og verify vet ingenting om den tidligere kjøringen.",
  },
  UPGRADED_BEFORE: {
    text: "Leverandørens egen oppgradering er etter alt å dømme allerede gjort her: ingen kontakt mangler Salg og kundeservice, E-markedsføring eller Trukket tilbake.",
    advice: "Igjen er det som de andre trinnene lister opp: maler, interesser, abonnementstyper; verify kontrollerer resten.",
  },
  UPGRADED_BEFORE_REPAIR: {
    text: "Leverandørens egen oppgradering er etter alt å dømme allerede gjort her: {have} av {all} kontakter har Salg og kundeservice. Det som mangler, er {count} {samtykke|samtykker}, for kontakter som kom inn utenom CRM-systemet eller som den utelot.",
    advice: "explain ID sier hvorfor for hver kontakt; apply legger til det som mangler, og lar resten være.",
  },
  CLIENT_CACHES_RESET: {
    text: "{count} {tabell|tabeller} som Windows-klienter har kopier av, merkes for å leses på nytt (CacheTables.checkSum = 0).",
    advice: "Ingenting må gjøres; rollback merker dem på samme måte.",
  },
  RESTART_CRM_SERVERS: {
    text: "CRM-systemets servere har lister i minnet og ser ikke endringene ennå.",
    advice: "Start dem på nytt, og la brukerne logge inn igjen.",
  },
  LANGUAGE_CHOSEN: {
    text: "Nye rader skrives på språket {language}: {because}.",
    advice: "Sett language i konfigurasjonen for å velge et annet.",
  },
  VENDOR_SCHEMA_MISSING: {
    text: "Samtykketabellene mangler, selv om databasen har leverandørens egen beskrivelse av tabellene: apply kommer til å avvise.",
    advice: "Oppgrader CRM-databasen til 8.2 eller senere først. Leverandørens oppgradering oppretter tabellene.",
  },
  OLDER_CONSENT_TABLES: {
    text: "Her finnes tabeller med navn som samtykketabellene hadde før 8.2.",
    advice: "Leverandørens oppgradering til 8.2 eller senere fjerner dem; dette verktøyet verken leser eller skriver dem.",
  },
  LEDGER_MAYBE_HIDDEN: {
    text: "Innloggingen ser ingen protokoll over tidligere kjøringer, og kan ikke avgjøre om den mangler eller er skjult.",
    advice: "Hvis apply er kjørt her før: gi SELECT på tabellene consent_upgrade_*; ellers kan tallene være feil.",
  },
  ROWS_NOT_WRITTEN: {
    text: "{count} {rad|rader} som skulle skrives, finnes ikke i {table}: en trigger der kan ha utelatt {den|dem}.",
    advice: "Se på triggerne som doctor nevner; når de slipper radene gjennom, kjør apply --rerun {step}.",
  },
  RUN_AT_WORK: {
    text: "En kjøring pågår i databasen nå: {run}.",
    advice: "Tallene endrer seg til den er ferdig. Hvor langt den er kommet: consent-upgrade status",
  },
  RUN_RESUMED: {
    text: "Dette fortsatte kjøringen {run}, som hadde stoppet før den var ferdig.",
    advice: "Tallene over gjelder dette forsøket; hele kjøringens: consent-upgrade report --run {run}",
  },
  LEDGER_DROPPED: {
    text: "Protokollen er slettet: ingenting av verktøyet er igjen i databasen.",
    advice: "Ta vare på denne rapporten; databasen kjenner ikke kjøringene lenger.",
  },
  SCRIPT_WRITTEN: {
    text: "Den samme endringen ble skrevet til {file} som et skript for databasens egen klient.",
    advice: "De første linjene sier hvordan det kjøres.",
  },
  PLANNED_EVIDENCE_WRITTEN: {
    text: "Grunnlaget i {file} har {count} {linje|linjer}: hva hver kontakt ville få, miste eller beholde for hvert formål, og hvorfor.",
    advice: "Les det før apply: outcome og reasons viser hvem som kommer til og hvem som går tapt.",
  },
  EVIDENCE_WRITTEN: {
    text: "Dokumentasjonen for {count} {samtykke|samtykker} ble skrevet til {file}.",
    advice: "Legg den der personvernombudet finner den.",
  },
  SUPPORT_FILE_WRITTEN: {
    text: "{file} har {count} filer for den som hjelper: rapporter, innstillinger og logg, uten hemmeligheter, navn, adresser eller maltekster.",
    advice: "Se gjennom den før dere sender den.",
  },
  CONFIGURATION_WRITTEN: {
    text: "{file} er skrevet. Hver nøkkel i den er slått av og viser standardverdien.",
    advice: "Ta bort # der noe skal være annerledes.",
  },
  SAMPLE_CREATED: {
    text: "Et eksempel-CRM med {count} {kontakt|kontakter} ble opprettet (seed {seed}).",
    advice: "Ingenting i det er virkelig.",
  },
  DATABASE_KEPT: {
    text: "Eksempeldatabasen er beholdt: {url}",
    advice: "Se på den med: consent-upgrade status --database-url {url}",
  },
};
