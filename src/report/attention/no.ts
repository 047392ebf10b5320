import type { AttentionTexts } from "./attention-texts.js";

export const no: AttentionTexts = {
  CUSTOM_UNSUBSCRIBE_LINK: {
    one: "{count} mal har en avmeldingslenke som ikke er CRM-systemets standardlenke; den står som den er.",
    other: "{count} maler har en avmeldingslenke som ikke er CRM-systemets standardlenke; de står som de er.",
    advice:
      "Åpne hver av dem i CRM, se hvor lenken fører, og bytt den med lenken for å administrere abonnementer om den bør byttes.",
  },
  TEMPLATE_WITHOUT_UNSUBSCRIBE_LINK: {
    one: "{count} e-postmal mangler lenke for å melde seg av eller administrere abonnementer.",
    other: "{count} e-postmaler mangler lenke for å melde seg av eller administrere abonnementer.",
    advice: "Legg til lenken før neste utsendelse, hvis malene ikke brukes til noe annet.",
  },
  UNREADABLE_TEMPLATE: {
    one: "{count} mal kunne ikke leses og står som den er.",
    other: "{count} maler kunne ikke leses og står som de er.",
    advice: "Åpne dem i CRM-systemets editor og kontroller lenkene for hånd.",
  },
  TEMPLATE_IN_SENT_MAILING: {
    one: "{count} mal med standardlenke hører til en utsendelse som er sendt; den blir stående slik den ble sendt.",
    other: "{count} maler med standardlenke hører til utsendelser som er sendt; de blir stående slik de ble sendt.",
    advice: "Kopier en slik melding til en ny mal før den sendes igjen.",
  },
  TEMPLATE_LINK_DEFAULT: {
    other:
      "Lenker skrives om til {link}, variabelen som CRM-systemets dokumentasjon oppgir: verken konfigurasjonen eller databasens egne meldinger oppgir ett annet mål. For eksempel blir {before} til {after}.",
    advice:
      "Sammenlign med en lenke som CRM-systemet deres setter inn, og sett templates.manageSubscriptionsLink før apply hvis den er en annen.",
    afterwards:
      "Sammenlign med en lenke som CRM-systemet deres setter inn. Hvis den er en annen: kjør rollback, sett templates.manageSubscriptionsLink og kjør apply igjen.",
  },
  TEMPLATE_LINK_LEARNED: {
    other:
      "Lenker skrives om til {link}, hentet fra denne databasen: dens egne meldinger har det under «Administrer abonnementene dine» eller lignende. For eksempel blir {before} til {after}.",
    advice: "Sett templates.manageSubscriptionsLink før apply hvis det skal være et annet.",
    afterwards: "Hvis det skal være et annet: kjør rollback, sett templates.manageSubscriptionsLink og kjør apply igjen.",
  },
  TEMPLATE_LINK_IMPLAUSIBLE: {
    other: "Det nye målet {link} ligner verken en malvariabel eller en adresse.",
    advice: "Rett templates.manageSubscriptionsLink før apply; en variabel skrives [[link.subscription]].",
    afterwards:
      "Hvis det er feil: kjør rollback, rett templates.manageSubscriptionsLink og kjør apply igjen; en variabel skrives [[link.subscription]].",
  },
  TEMPLATE_LINK_TOO_LONG: {
    one: "{count} lenke blir stående, fordi kolonnen er for kort for det nye målet.",
    other: "{count} lenker blir stående, fordi kolonnen er for kort for det nye målet.",
    advice: "Velg et kortere mål i templates.manageSubscriptionsLink, eller endre lenkene i CRM.",
  },
  PREFERENCE_PAGE_LINK: {
    one: "{count} mal har en lenke til en innstillingsside som ikke er CRM-systemets; den blir stående som den er.",
    other: "{count} maler har en lenke til en innstillingsside som ikke er CRM-systemets; de blir stående som de er.",
    advice: "Se hvor hver av dem fører, og bytt den ut med lenken for å administrere abonnementer hvis den bør byttes.",
  },
  PERSONAL_LINK_IN_TEMPLATE: {
    one: "{count} mal har en lenke til CRM-systemets egne sider med en nøkkel i: én persons lenke, eller en sporet kopi; den blir stående som den er.",
    other:
      "{count} maler har lenker til CRM-systemets egne sider med en nøkkel i: én persons lenker, eller sporede kopier; de blir stående som de er.",
    advice: "Den som klikker, handler for en annen: bytt lenken ut med CRM-systemets malvariabel.",
  },
  UNSUBSCRIBE_LINK_ELSEWHERE: {
    one: "{count} standardlenke, eller sporet lenke som fjerner en interesse eller et utvalg, står utenfor malene; den blir stående som den er.",
    other:
      "{count} standardlenker, eller sporede lenker som fjerner en interesse eller et utvalg, står utenfor malene; de blir stående som de er.",
    advice: "Se på hver av dem i CRM: svarmaler, skjemaer, skript, hurtigsvar og sporede lenker skrives ikke om.",
  },
  TEMPLATE_LINKS_REWRITTEN: {
    one: "{count} mal har standardlenker som skrives om; slik blir en av dem.",
    other: "{count} maler har standardlenker som skrives om; slik blir en i hver.",
    advice: "Se på noen av dem i CRM etterpå.",
  },
  EXISTING_CONSENT_WITHDRAWN: {
    one: "{count} kontakt med «Ingen utsendelser» hadde et annet rettslig grunnlag for e-markedsføring; det blir Trukket tilbake, det gamle tas vare på for rollback.",
    other:
      "{count} kontakter med «Ingen utsendelser» hadde et annet rettslig grunnlag for e-markedsføring; det blir Trukket tilbake, de gamle tas vare på for rollback.",
    advice: "Hvis samtykkene skal bli stående: sett noMailings.onExistingConsent til keep før apply.",
    afterwards:
      "Hvis samtykkene skal bli stående: kjør rollback, sett noMailings.onExistingConsent til keep og kjør apply igjen.",
  },
  EXISTING_CONSENT_KEPT: {
    one: "{count} kontakt er merket «Ingen utsendelser», men beholder et rettslig grunnlag for e-markedsføring, som konfigurasjonen sier.",
    other:
      "{count} kontakter er merket «Ingen utsendelser», men beholder et rettslig grunnlag for e-markedsføring, som konfigurasjonen sier.",
    advice: "Avgjør for hver av dem hva som er riktig.",
  },
  COMPLAINT_WITHOUT_CONSENT: {
    one: "{count} kontakt har klaget på en utsendelse og får ikke E-markedsføring.",
    other: "{count} kontakter har klaget på en utsendelse og får ikke E-markedsføring.",
    advice: "Vurder å merke dem «Ingen utsendelser».",
  },
  UNSUBSCRIBED_BUT_NOT_FLAGGED: {
    one: "{count} kontakt har klikket på en avmeldingslenke, uten at merket «Ingen utsendelser» eller en reservasjon mot en abonnementstype fulgte.",
    other:
      "{count} kontakter har klikket på en avmeldingslenke, uten at merket «Ingen utsendelser» eller en reservasjon mot en abonnementstype fulgte.",
    advice:
      "Verdt et blikk, men ingen selvmotsigelse: Klikket kan ha gjeldt én type utsendelse. Merk dem som ikke vil ha utsendelser i det hele tatt, «Ingen utsendelser».",
  },
  UNSUBSCRIBED_WITHOUT_PERSON: {
    one: "{count} klikk på en avmeldingslenke ble gjort fra en adresse som ikke hører til noen kjent kontakt.",
    other: "{count} klikk på avmeldingslenker ble gjort fra adresser som ikke hører til noen kjent kontakt.",
    advice: "Ingenting endres for dem. Sørg for at disse adressene ikke får flere utsendelser.",
  },
  COMPANY_WANTS_NO_MAILINGS: {
    one: "{count} kontakt er ikke merket «Ingen utsendelser», men firmaet er det. For kontakten endres ingenting av det.",
    other:
      "{count} kontakter er ikke merket «Ingen utsendelser», men firmaene deres er det. For kontaktene endres ingenting av det.",
    advice: "Bestem før apply: Merk dem også, utelat dem med exclude.companies, eller la dem behandles som andre.",
    afterwards:
      "Spør firmaene hvem de mener; merk disse kontaktene «Ingen utsendelser» i CRM og trekk tilbake E-markedsføringen deres der.",
  },
  RECIPIENT_WITHOUT_PERSON: {
    one: "{count} mottaker av en utsendelse er (ikke lenger) en kontakt og utelates.",
    other: "{count} mottakere av utsendelser er (ikke lenger) kontakter og utelates.",
    advice: "Ingenting må gjøres.",
  },
  PURPOSE_INACTIVE: {
    one: "{count} formål som oppgraderingen bruker, er slettet eller inaktivt i databasen; det brukes som det er.",
    other: "{count} formål som oppgraderingen bruker, er slettet eller inaktive i databasen; de brukes som de er.",
    advice: "Slå dem på i CRM-systemets innstillinger hvis brukerne skal se disse samtykkene.",
  },
  EMARKETING_BLOCKED: {
    one: "{count} kontakt er sperret for e-markedsføring og ikke merket «Ingen utsendelser»: Den får ikke E-markedsføring, enten den har fått utsendelser eller ikke.",
    other:
      "{count} kontakter er sperret for e-markedsføring og ikke merket «Ingen utsendelser»: De får ikke E-markedsføring, enten de har fått utsendelser eller ikke.",
    advice: "Kontroller hvorfor de er sperret; samtykker som finnes fra før, blir stående.",
  },
  EVIDENCE_SENT: {
    one: "Den som har fått sendt en utsendelse, teller, åpnet eller ikke (mailingHistory.evidence: sent).",
    other: "Den som har fått sendt en utsendelse, teller, åpnet eller ikke (mailingHistory.evidence: sent).",
    advice:
      "Risiko: Noen ville aldri ha utsendelsene, og å ha fått en sendt beviser minst; be alle om samtykke på nytt, først dem med de eldste utsendelsene.",
  },
  EVIDENCE_ENGAGED: {
    one: "Bare utsendelser som er åpnet eller klikket, teller (mailingHistory.evidence: engaged): Det utelater {count} kontakt som har fått sendt andre.",
    other:
      "Bare utsendelser som er åpnet eller klikket, teller (mailingHistory.evidence: engaged): Det utelater {count} kontakter som har fått sendt andre.",
    advice:
      "Risiko: Sikkerhetsprogrammer åpner e-post som ingen leser, og den som sperrer bilder, ser ut til aldri å ha åpnet noe.",
  },
  EVIDENCE_NONE: {
    one: "Ingen e-markedsføring utledes av utsendelser (mailingHistory.evidence: none): Det utelater {count} kontakt som har fått utsendelser.",
    other:
      "Ingen e-markedsføring utledes av utsendelser (mailingHistory.evidence: none): Det utelater {count} kontakter som har fått utsendelser.",
    advice:
      "Risiko: Når innstillingen «Filtrere mottakere basert på samtykke til e-markedsføring og aktive abonnement» er på, kan ingen av dem få utsendelser før de har samtykket.",
  },
  HISTORY_SINCE: {
    one: "Bare utsendelser siden {since} teller (mailingHistory.since): Det utelater {count} kontakt som fikk utsendelser før det eller uten dato.",
    other:
      "Bare utsendelser siden {since} teller (mailingHistory.since): Det utelater {count} kontakter som fikk utsendelser før det eller uten dato.",
    advice: "Risiko: Mangeårige kunder faller ut, og en utsendelse med ukjent dato teller ikke for noen.",
  },
  SENT_MESSAGE_LOG_ADDS: {
    one: "{count} kontakt teller bare på grunn av loggen over sendte meldinger (s_sent_message).",
    other: "{count} kontakter teller bare på grunn av loggen over sendte meldinger (s_sent_message).",
    advice:
      "Risiko: Loggen sier ikke om en melding kom fram, eller om utsendelsen ble avbrutt; mailingHistory.sentMessageLog: false utelater den.",
  },
  SENT_MESSAGE_LOG_LEFT_OUT: {
    one: "Loggen over sendte meldinger teller ikke (mailingHistory.sentMessageLog: false): Det utelater {count} kontakt som bare finnes der.",
    other:
      "Loggen over sendte meldinger teller ikke (mailingHistory.sentMessageLog: false): Det utelater {count} kontakter som bare finnes der.",
    advice: "Risiko: Der gamle mottakere er ryddet bort, kan loggen være alt som er igjen av historikken.",
  },
  ADDRESS_SHARED_WITH_WITHDRAWN: {
    one: "{count} kontakt får E-markedsføring med grunnlaget berettiget interesse mens en annen med samme e-postadresse ikke vil ha utsendelser.",
    other:
      "{count} kontakter får E-markedsføring med grunnlaget berettiget interesse mens andre med samme e-postadresser ikke vil ha utsendelser.",
    advice: "Det kan være de samme personene registrert to ganger: sammenlign dem før neste utsendelse.",
  },
  CHANGED_SINCE: {
    one: "{count} rad er endret av noen etter at verktøyet skrev den, og ble latt i fred.",
    other: "{count} rader er endret av noen etter at verktøyet skrev dem, og ble latt i fred.",
    advice: "Se på dem i CRM og avgjør hva de skal være.",
  },
  CREATED_OBJECT_IN_USE: {
    one: "{count} tabell eller kolonne som verktøyet opprettet, er i bruk og blir stående.",
    other: "{count} tabeller eller kolonner som verktøyet opprettet, er i bruk og blir stående.",
    advice:
      "De forsvinner med en ny consent-upgrade rollback når det ikke lenger er noe av andres i dem; en senere apply overtar dem.",
  },
  UNKNOWN_LEGAL_BASIS: {
    one: "{count} samtykke har et rettslig grunnlag som ikke finnes i databasen; det står som det er.",
    other: "{count} samtykker har et rettslig grunnlag som ikke finnes i databasen; de står som de er.",
    advice: "Gi disse kontaktene et rettslig grunnlag i CRM.",
  },
  SUBSCRIPTION_TYPES_SUBSCRIBE_EVERYBODY: {
    one: "Nye abonnementstyper, {types}: {count} kontakt har da e-markedsføring og abonnerer på dem til den sier noe annet.",
    other:
      "Nye abonnementstyper, {types}: Alle som har e-markedsføring, da {count} kontakter, abonnerer på dem til de sier noe annet.",
    advice: "Endre eller slett det dere ikke bruker, i CRM-systemets innstillinger.",
  },
  EMARKETING_PRIVACY_OFF: {
    one: "Innstillingen «Filtrere mottakere basert på samtykke til e-markedsføring og aktive abonnement» er av i dette CRM-systemet: utsendelser når også kontakter uten rettslig grunnlag for e-markedsføring, {reached} i alt. Når innstillingen er på, når de {privacy}.",
    other:
      "Innstillingen «Filtrere mottakere basert på samtykke til e-markedsføring og aktive abonnement» er av i dette CRM-systemet: utsendelser når også kontakter uten rettslig grunnlag for e-markedsføring, {reached} i alt. Når innstillingen er på, når de {privacy}.",
    advice: "Om den skal slås på, bestemmer du: i CRM-systemets innstillinger, eller med emarketingPrivacy i konfigurasjonen.",
  },
  EMARKETING_PRIVACY_ON: {
    one: "Innstillingen «Filtrere mottakere basert på samtykke til e-markedsføring og aktive abonnement» er på i dette CRM-systemet: utsendelser når bare kontakter med rettslig grunnlag for e-markedsføring, {privacy} av de {reached} som de ellers ville nådd.",
    other:
      "Innstillingen «Filtrere mottakere basert på samtykke til e-markedsføring og aktive abonnement» er på i dette CRM-systemet: utsendelser når bare kontakter med rettslig grunnlag for e-markedsføring, {privacy} av de {reached} som de ellers ville nådd.",
    advice: "Oppgraderingen lar den stå på.",
  },
  EMARKETING_PRIVACY_SWITCHED_ON: {
    one: "Konfigurasjonen slår på innstillingen «Filtrere mottakere basert på samtykke til e-markedsføring og aktive abonnement»: utsendelser når da bare kontakter med rettslig grunnlag for e-markedsføring, {privacy} i stedet for {reached}.",
    other:
      "Konfigurasjonen slår på innstillingen «Filtrere mottakere basert på samtykke til e-markedsføring og aktive abonnement»: utsendelser når da bare kontakter med rettslig grunnlag for e-markedsføring, {privacy} i stedet for {reached}.",
    advice: "Slik vil emarketingPrivacy i konfigurasjonen; rollback slår det av igjen.",
  },
  NEW_CONTACTS_WITHOUT_BASIS: {
    one: "Kontakter som brukere legger til fra nå av, får ikke noe rettslig grunnlag: CRM-systemet har ikke noe forvalg (innstillingen GdprDefaultLegalBase).",
    other:
      "Kontakter som brukere legger til fra nå av, får ikke noe rettslig grunnlag: CRM-systemet har ikke noe forvalg (innstillingen GdprDefaultLegalBase).",
    advice: "Velg et i CRM-systemets innstillinger, eller med defaultLegalBasis i konfigurasjonen.",
  },
  NEW_CONTACTS_DEFAULTS_OFF: {
    one: "Kontakter som brukere legger til fra nå av, får ikke noe rettslig grunnlag: CRM-systemets forvalg for nye kontakter er slått av (innstillingen GdprUseDefaultsForNew).",
    other:
      "Kontakter som brukere legger til fra nå av, får ikke noe rettslig grunnlag: CRM-systemets forvalg for nye kontakter er slått av (innstillingen GdprUseDefaultsForNew).",
    advice: "Slå dem på i CRM-systemets innstillinger hvis nye kontakter skal få et rettslig grunnlag.",
  },
  NEW_CONTACTS_BY_GROUP: {
    one: "{count} innstilling for en database, gruppe eller bruker går foran den som gjelder alle: Kontakter som legges til der, får noe annet.",
    other:
      "{count} innstillinger for en database, gruppe eller bruker går foran dem som gjelder alle: Kontakter som legges til der, får noe annet.",
    advice: "Se på dem i CRM-systemets innstillinger: defaultLegalBasis angir hva alle får, og lar disse stå.",
  },
  LEDGER_GONE: {
    one: "consent-upgrade har vært her før, og protokollen er borte: {count} av {all} kontakter har Salg og kundeservice fra en tidligere kjøring.",
    other:
      "consent-upgrade har vært her før, og protokollen er borte: {count} av {all} kontakter har Salg og kundeservice fra en tidligere kjøring.",
    advice: "apply legger til det som mangler, og lar resten være; rollback og verify vet ingenting om den tidligere kjøringen.",
  },
  UPGRADED_BEFORE: {
    one: "Leverandørens egen oppgradering er etter alt å dømme allerede gjort her: ingen kontakt mangler Salg og kundeservice, E-markedsføring eller Trukket tilbake.",
    other:
      "Leverandørens egen oppgradering er etter alt å dømme allerede gjort her: ingen kontakt mangler Salg og kundeservice, E-markedsføring eller Trukket tilbake.",
    advice: "Igjen er det som de andre trinnene lister opp: maler, interesser, abonnementstyper; verify kontrollerer resten.",
  },
  UPGRADED_BEFORE_REPAIR: {
    one: "Leverandørens egen oppgradering er etter alt å dømme allerede gjort her: {have} av {all} kontakter har Salg og kundeservice. Det som mangler, er {count} samtykke, for kontakter som kom inn utenom CRM-systemet eller som den utelot.",
    other:
      "Leverandørens egen oppgradering er etter alt å dømme allerede gjort her: {have} av {all} kontakter har Salg og kundeservice. Det som mangler, er {count} samtykker, for kontakter som kom inn utenom CRM-systemet eller som den utelot.",
    advice: "explain ID sier hvorfor for hver kontakt; apply legger til det som mangler, og lar resten være.",
  },
  CLIENT_CACHES_RESET: {
    one: "{count} tabell som Windows-klienter har kopier av, merkes for å leses på nytt (CacheTables.checkSum = 0).",
    other: "{count} tabeller som Windows-klienter har kopier av, merkes for å leses på nytt (CacheTables.checkSum = 0).",
    advice: "Ingenting må gjøres; rollback merker dem på samme måte.",
  },
  RESTART_CRM_SERVERS: {
    other: "CRM-systemets servere har lister i minnet og ser ikke endringene ennå.",
    advice: "Start dem på nytt, og la brukerne logge inn igjen.",
  },
  LANGUAGE_CHOSEN: {
    other: "Nye rader skrives på språket {language}: {because}.",
    advice: "Sett language i konfigurasjonen for å velge et annet.",
  },
  VENDOR_SCHEMA_MISSING: {
    other:
      "Samtykketabellene mangler, selv om databasen har leverandørens egen beskrivelse av tabellene: apply kommer til å avvise.",
    advice: "Oppgrader CRM-databasen til 8.2 eller senere først. Leverandørens oppgradering oppretter tabellene.",
  },
  OLDER_CONSENT_TABLES: {
    one: "Her finnes tabeller med navn som samtykketabellene hadde før 8.2.",
    other: "Her finnes tabeller med navn som samtykketabellene hadde før 8.2.",
    advice: "Leverandørens oppgradering til 8.2 eller senere fjerner dem; dette verktøyet verken leser eller skriver dem.",
  },
  LEDGER_MAYBE_HIDDEN: {
    other: "Innloggingen ser ingen protokoll over tidligere kjøringer, og kan ikke avgjøre om den mangler eller er skjult.",
    advice: "Hvis apply er kjørt her før: gi SELECT på tabellene consent_upgrade_*; ellers kan tallene være feil.",
  },
  ROWS_NOT_WRITTEN: {
    one: "{count} rad som skulle skrives, finnes ikke i {table}: en trigger der kan ha utelatt den.",
    other: "{count} rader som skulle skrives, finnes ikke i {table}: en trigger der kan ha utelatt dem.",
    advice: "Se på triggerne som doctor nevner; når de slipper radene gjennom, kjør apply --rerun {step}.",
  },
  RUN_AT_WORK: {
    other: "En kjøring pågår i databasen nå: {run}.",
    advice: "Tallene endrer seg til den er ferdig. Hvor langt den er kommet: consent-upgrade status",
  },
  RUN_RESUMED: {
    other: "Dette fortsatte kjøringen {run}, som hadde stoppet før den var ferdig.",
    advice: "Tallene over gjelder dette forsøket; hele kjøringens: consent-upgrade report --run {run}",
  },
  LEDGER_DROPPED: {
    other: "Protokollen er slettet: ingenting av verktøyet er igjen i databasen.",
    advice: "Ta vare på denne rapporten; databasen kjenner ikke kjøringene lenger.",
  },
  SCRIPT_WRITTEN: {
    other: "Den samme endringen ble skrevet til {file} som et skript for databasens egen klient.",
    advice: "De første linjene sier hvordan det kjøres.",
  },
  PLANNED_EVIDENCE_WRITTEN: {
    one: "Grunnlaget i {file} har {count} linje: hva hver kontakt ville få, miste eller beholde for hvert formål, og hvorfor.",
    other: "Grunnlaget i {file} har {count} linjer: hva hver kontakt ville få, miste eller beholde for hvert formål, og hvorfor.",
    advice: "Les det før apply: outcome og reasons viser hvem som kommer til og hvem som går tapt.",
  },
  EVIDENCE_WRITTEN: {
    one: "Dokumentasjonen for {count} samtykke ble skrevet til {file}.",
    other: "Dokumentasjonen for {count} samtykker ble skrevet til {file}.",
    advice: "Legg den der personvernombudet finner den.",
  },
  SUPPORT_FILE_WRITTEN: {
    other:
      "{file} har {count} filer for den som hjelper: rapporter, innstillinger og logg, uten hemmeligheter, navn, adresser eller maltekster.",
    advice: "Se gjennom den før dere sender den.",
  },
  CONFIGURATION_WRITTEN: {
    other: "{file} er skrevet. Hver nøkkel i den er slått av og viser standardverdien.",
    advice: "Ta bort # der noe skal være annerledes.",
  },
  SAMPLE_CREATED: {
    one: "Et eksempel-CRM med {count} kontakt ble opprettet (seed {seed}).",
    other: "Et eksempel-CRM med {count} kontakter ble opprettet (seed {seed}).",
    advice: "Ingenting i det er virkelig.",
  },
  DATABASE_KEPT: {
    other: "Eksempeldatabasen er beholdt: {url}",
    advice: "Se på den med: consent-upgrade status --database-url {url}",
  },
};
