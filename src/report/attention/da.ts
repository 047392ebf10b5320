import type { AttentionTexts } from "./attention-texts.js";

export const da: AttentionTexts = {
  CUSTOM_UNSUBSCRIBE_LINK:
    "{count} {skabelon|skabeloner} har et afmeldingslink, der ikke er CRM-systemets standardlink; {det|de} forbliver, som {det|de} er. Åbn hver af dem i CRM, se, hvor linket fører hen, og udskift det med linket til at administrere abonnementer, hvis det bør udskiftes.",
  TEMPLATE_WITHOUT_UNSUBSCRIBE_LINK:
    "{count} {e-mailskabelon|e-mailskabeloner} har intet link til at afmelde sig eller administrere abonnementer. Tilføj linket før næste udsendelse, hvis skabelonerne ikke bruges til andet.",
  UNREADABLE_TEMPLATE:
    "{count} {skabelon|skabeloner} kunne ikke læses og forbliver, som {den|de} er. Åbn dem i CRM-systemets editor, og kontrollér linkene manuelt.",
  TEMPLATE_IN_SENT_MAILING:
    "{count} {skabelon|skabeloner} med standardlink hører til {en udsendelse|udsendelser}, der er sendt; {den|de} forbliver, som {den|de} blev sendt. Kopiér en sådan meddelelse til en ny skabelon, før den sendes igen.",
  TEMPLATE_LINK_DEFAULT: {
    text: "Links omskrives til {link}, variablen som CRM-systemets dokumentation angiver: hverken konfigurationen eller databasens egne meddelelser angiver ét andet mål. For eksempel bliver {before} til {after}.",
    advice:
      "Sammenlign med et link, som jeres CRM indsætter, og angiv templates.manageSubscriptionsLink før apply, hvis det er et andet.",
    afterwards:
      "Sammenlign med et link, som jeres CRM indsætter. Er det et andet: kør rollback, angiv templates.manageSubscriptionsLink, og kør apply igen.",
  },
  TEMPLATE_LINK_LEARNED: {
    text: "Links omskrives til {link}, hentet fra denne database: dens egne meddelelser har det under »Administrer dine abonnementer« eller lignende. For eksempel bliver {before} til {after}.",
    advice: "Angiv templates.manageSubscriptionsLink før apply, hvis det skal være et andet.",
    afterwards: "Skal det være et andet: kør rollback, angiv templates.manageSubscriptionsLink, og kør apply igen.",
  },
  TEMPLATE_LINK_IMPLAUSIBLE: {
    text: "Det nye mål {link} ligner hverken en skabelonvariabel eller en adresse.",
    advice: "Ret templates.manageSubscriptionsLink før apply; en variabel skrives [[link.subscription]].",
    afterwards:
      "Er det forkert: kør rollback, ret templates.manageSubscriptionsLink, og kør apply igen; en variabel skrives [[link.subscription]].",
  },
  TEMPLATE_LINK_TOO_LONG:
    "{count} {link|links} bliver stående, fordi kolonnen er for kort til det nye mål. Vælg et kortere mål i templates.manageSubscriptionsLink, eller ret disse links i CRM.",
  PREFERENCE_PAGE_LINK:
    "{count} {skabelon|skabeloner} har et link til en indstillingsside, der ikke er CRM-systemets; {den|de} bliver, som {den|de} er. Se, hvor hvert af dem fører hen, og erstat det med linket til at administrere abonnementer, hvis det bør erstattes.",
  PERSONAL_LINK_IN_TEMPLATE:
    "{count} {skabelon har et link|skabeloner har links} til CRM-systemets egne sider med en nøgle i: én persons {link eller en sporet kopi; den|links eller sporede kopier; de} bliver, som {den|de} er. Den, der klikker, handler for en anden: erstat linket med CRM-systemets skabelonvariabel.",
  UNSUBSCRIBE_LINK_ELSEWHERE:
    "{count} {standardlink, eller sporet link|standardlinks, eller sporede links}, der fjerner en interesse eller et udvalg, står uden for skabelonerne; {det|de} bliver, som {det|de} er. Se på hvert af dem i CRM: svarskabeloner, formularer, scripts, hurtigsvar og sporede links omskrives ikke.",
  TEMPLATE_LINKS_REWRITTEN:
    "{count} {skabelon|skabeloner} har standardlinks, der skrives om; sådan bliver et {af dem|i hver}. Se på nogle af dem i CRM bagefter.",
  EXISTING_CONSENT_WITHDRAWN: {
    text: "{count} {kontakt|kontakter} med »Ingen udsendelser« havde et andet retsgrundlag for e-markedsføring; det bliver Trukket tilbage, {det|de} gamle gemmes til rollback.",
    advice: "Skal samtykkerne blive stående, så sæt noMailings.onExistingConsent til keep før apply.",
    afterwards: "Skal samtykkerne blive stående: kør rollback, sæt noMailings.onExistingConsent til keep, og kør apply igen.",
  },
  EXISTING_CONSENT_KEPT:
    "{count} {kontakt|kontakter} er mærket »Ingen udsendelser«, men beholder et retsgrundlag for e-markedsføring, som konfigurationen siger. Afgør for hver, hvad der er rigtigt.",
  COMPLAINT_WITHOUT_CONSENT:
    "{count} {kontakt|kontakter} har klaget over en udsendelse og får ingen E-markedsføring. Overvej at mærke dem »Ingen udsendelser«.",
  UNSUBSCRIBED_BUT_NOT_FLAGGED:
    "{count} {kontakt|kontakter} har klikket på et afmeldingslink, uden at mærket »Ingen udsendelser« eller en reservation mod en abonnementstype fulgte. Værd at se på, men ingen modsigelse: Klikket kan have gældt én type udsendelse. Mærk dem, der slet ingen udsendelser vil have, »Ingen udsendelser«.",
  UNSUBSCRIBED_WITHOUT_PERSON:
    "{count} klik på {et afmeldingslink|afmeldingslinks} blev foretaget fra {en adresse|adresser}, som ikke hører til nogen kendt kontakt. Intet ændres for dem. Sørg for, at disse adresser ikke får flere udsendelser.",
  COMPANY_WANTS_NO_MAILINGS: {
    text: "{count} {kontakt|kontakter} er ikke mærket »Ingen udsendelser«, men {firmaet|deres firmaer} er det. For {kontakten|kontakterne} ændrer det intet.",
    advice: "Beslut før apply: Mærk også dem, udelad dem med exclude.companies, eller lad dem blive behandlet som andre.",
    afterwards:
      "Spørg firmaerne, hvem de mener; mærk disse kontakter »Ingen udsendelser« i CRM, og træk deres E-markedsføring tilbage der.",
  },
  RECIPIENT_WITHOUT_PERSON:
    "{count} {modtager af en udsendelse|modtagere af udsendelser} er (ikke længere) {en kontakt|kontakter} og udelades. Intet skal gøres.",
  PURPOSE_INACTIVE:
    "{count} formål, som opgraderingen bruger, er slettet eller {inaktivt|inaktive} i databasen; {det|de} bruges, som {det|de} er. Slå dem til i CRM-systemets indstillinger, hvis brugerne skal se disse samtykker.",
  EMARKETING_BLOCKED:
    "{count} {kontakt|kontakter} er spærret for e-markedsføring og ikke mærket »Ingen udsendelser«: {Den|De} får ingen E-markedsføring, hvad enten {den|de} har fået udsendelser eller ej. Kontrollér, hvorfor de er spærret; samtykker, der findes i forvejen, bliver stående.",
  EVIDENCE_SENT:
    "Den, der har fået sendt en udsendelse, tæller, åbnet eller ej (mailingHistory.evidence: sent). Risiko: Nogle ville aldrig have udsendelserne, og at have fået en sendt beviser mindst; bed alle om samtykke på ny, først dem med de ældste udsendelser.",
  EVIDENCE_ENGAGED:
    "Kun udsendelser, der er åbnet eller klikket, tæller (mailingHistory.evidence: engaged): Det udelader {count} {kontakt|kontakter}, som har fået sendt andre. Risiko: Sikkerhedsprogrammer åbner e-mails, som ingen læser, og den, der spærrer billeder, ser ud til aldrig at have åbnet noget.",
  EVIDENCE_NONE:
    "Ingen e-markedsføring udledes af udsendelser (mailingHistory.evidence: none): Det udelader {count} {kontakt|kontakter}, som har fået udsendelser. Risiko: Når indstillingen »Filtrer modtagere baseret på samtykke til e-markedsføring og aktive abonnementer« er slået til, kan ingen af dem få udsendelser, før de har givet samtykke.",
  HISTORY_SINCE:
    "Kun udsendelser siden {since} tæller (mailingHistory.since): Det udelader {count} {kontakt|kontakter}, som fik udsendelser før det eller uden dato. Risiko: Mangeårige kunder falder fra, og en udsendelse med ukendt dato tæller ikke for nogen.",
  SENT_MESSAGE_LOG_ADDS:
    "{count} {kontakt|kontakter} tæller kun på grund af loggen over sendte meddelelser (s_sent_message). Risiko: Loggen siger ikke, om en meddelelse kom frem, eller om udsendelsen blev afbrudt; mailingHistory.sentMessageLog: false udelader den.",
  SENT_MESSAGE_LOG_LEFT_OUT:
    "Loggen over sendte meddelelser tæller ikke (mailingHistory.sentMessageLog: false): Det udelader {count} {kontakt|kontakter}, som kun findes der. Risiko: Hvor gamle modtagere er ryddet op, kan loggen være alt, der er tilbage af historikken.",
  ADDRESS_SHARED_WITH_WITHDRAWN:
    "{count} {kontakt|kontakter} får E-markedsføring med grundlaget legitim interesse, mens {en anden med samme e-mailadresse|andre med samme e-mailadresser} ikke vil have udsendelser. Det kan være de samme personer registreret to gange: sammenlign dem før næste udsendelse.",
  CHANGED_SINCE:
    "{count} {række|rækker} er ændret af nogen, efter at værktøjet skrev {den|dem}, og blev ladt i fred. Se på dem i CRM, og afgør, hvad de skal være.",
  CREATED_OBJECT_IN_USE:
    "{count} {tabel eller kolonne|tabeller eller kolonner}, som værktøjet oprettede, er i brug og bliver stående. De forsvinder med endnu en consent-upgrade rollback, når der ikke længere er noget af andres i dem; en senere apply overtager dem.",
  UNKNOWN_LEGAL_BASIS:
    "{count} {samtykke|samtykker} har et retsgrundlag, der ikke findes i databasen; {det|de} forbliver, som {det|de} er. Giv disse kontakter et retsgrundlag i CRM.",
  SUBSCRIPTION_TYPES_SUBSCRIBE_EVERYBODY:
    "Nye abonnementstyper, {types}: {{count} kontakt har da e-markedsføring og|Alle, der har e-markedsføring, da {count} kontakter,} abonnerer på dem, til {den|de} siger noget andet. Ret eller slet det, I ikke bruger, i CRM-systemets indstillinger.",
  EMARKETING_PRIVACY_OFF:
    "Indstillingen »Filtrer modtagere baseret på samtykke til e-markedsføring og aktive abonnementer« er slået fra i dette CRM: udsendelser når også kontakter uden retsgrundlag for e-markedsføring, {reached} i alt. Når indstillingen er slået til, når de {privacy}. Om den skal slås til, bestemmer du: i CRM-systemets indstillinger eller med emarketingPrivacy i konfigurationen.",
  EMARKETING_PRIVACY_ON:
    "Indstillingen »Filtrer modtagere baseret på samtykke til e-markedsføring og aktive abonnementer« er slået til i dette CRM: udsendelser når kun kontakter med retsgrundlag for e-markedsføring, {privacy} af de {reached}, som de ellers ville nå. Opgraderingen lader den være slået til.",
  EMARKETING_PRIVACY_SWITCHED_ON:
    "Konfigurationen slår indstillingen »Filtrer modtagere baseret på samtykke til e-markedsføring og aktive abonnementer« til: udsendelser når så kun kontakter med retsgrundlag for e-markedsføring, {privacy} i stedet for {reached}. Sådan siger emarketingPrivacy i konfigurationen; rollback slår det fra igen.",
  NEW_CONTACTS_WITHOUT_BASIS:
    "Kontakter, som brugere tilføjer fra nu af, får intet retsgrundlag: CRM-systemet har intet forvalg (indstillingen GdprDefaultLegalBase). Vælg et i CRM-systemets indstillinger eller med defaultLegalBasis i konfigurationen.",
  NEW_CONTACTS_DEFAULTS_OFF:
    "Kontakter, som brugere tilføjer fra nu af, får intet retsgrundlag: CRM-systemets forvalg for nye kontakter er slået fra (indstillingen GdprUseDefaultsForNew). Slå dem til i CRM-systemets indstillinger, hvis nye kontakter skal have et retsgrundlag.",
  NEW_CONTACTS_BY_GROUP:
    "{count} {indstilling|indstillinger} for en database, gruppe eller bruger går forud for {den|dem}, der gælder alle: Kontakter, der tilføjes dér, får noget andet. Se på dem i CRM-systemets indstillinger: defaultLegalBasis angiver, hvad alle får, og lader disse stå.",
  EXCLUSION_NOT_FOUND:
    "{count} id i exclude findes ikke i denne database: ingen undtages på grund af {det|dem}. Ret id'erne i konfigurationen.",
  LEDGER_GONE:
    "consent-upgrade har været her før, og dens protokol er væk: {count} af {all} kontakter har Salg og kundeservice fra en tidligere kørsel. apply tilføjer det, der mangler, og lader resten være; rollback og verify ved intet om den tidligere kørsel.",
  UPGRADED_BEFORE:
    "Leverandørens egen opgradering er efter alt at dømme allerede kørt her: ingen kontakt mangler Salg og kundeservice, E-markedsføring eller Trukket tilbage. Tilbage er det, som de andre trin opregner: skabeloner, interesser, abonnementstyper; verify kontrollerer resten.",
  UPGRADED_BEFORE_REPAIR:
    "Leverandørens egen opgradering er efter alt at dømme allerede kørt her: {have} af {all} kontakter har Salg og kundeservice. Det, der mangler, er {count} {samtykke|samtykker}, for kontakter, der kom ind uden om CRM-systemet, eller som den udelod. explain ID siger hvorfor for hver kontakt; apply tilføjer det, der mangler, og lader resten være.",
  CLIENT_CACHES_RESET:
    "{count} {tabel|tabeller}, som Windows-klienter har kopier af, mærkes til at blive læst igen (CacheTables.checkSum = 0). Der skal ikke gøres noget; rollback mærker dem på samme måde.",
  RESTART_CRM_SERVERS:
    "CRM-systemets servere har lister i hukommelsen og ser ikke ændringerne endnu. Genstart dem, og lad brugerne logge på igen.",
  LANGUAGE_CHOSEN: "Nye rækker skrives på sproget {language}: {because}. Angiv language i konfigurationen for at vælge et andet.",
  VENDOR_SCHEMA_MISSING:
    "Samtykketabellerne mangler, selv om databasen har leverandørens egen beskrivelse af tabellerne: apply vil afvise. Opgradér CRM-databasen til 8.2 eller senere først. Leverandørens opgradering opretter tabellerne.",
  OLDER_CONSENT_TABLES:
    "Her er tabeller med navne, som samtykketabellerne havde før 8.2. Leverandørens opgradering til 8.2 eller senere fjerner dem; dette værktøj hverken læser eller skriver dem.",
  LEDGER_MAYBE_HIDDEN:
    "Loginnet ser ingen protokol over tidligere kørsler og kan ikke afgøre, om den mangler eller er skjult. Har apply kørt her før, så giv SELECT på tabellerne consent_upgrade_*; ellers kan tallene være forkerte.",
  ROWS_NOT_WRITTEN:
    "{count} {række|rækker}, der skulle skrives, findes ikke i {table}: en trigger dér kan have udeladt {den|dem}. Se på de triggere, som doctor nævner; når de lader rækkerne passere, så kør apply --rerun {step}.",
  RUN_AT_WORK:
    "En kørsel er i gang i databasen nu: {run}. Tallene ændrer sig, til den er færdig. Hvor langt den er: consent-upgrade status",
  RUN_RESUMED:
    "Dette fortsatte kørslen {run}, der var stoppet, før den var færdig. Tallene ovenfor gælder dette forsøg; hele kørslens: consent-upgrade report --run {run}",
  LEDGER_DROPPED:
    "Protokollen er slettet: intet af værktøjet er tilbage i databasen. Gem denne rapport; databasen kender ikke kørslerne længere.",
  SCRIPT_WRITTEN:
    "Den samme ændring blev skrevet til {file} som et script til databasens egen klient. De første linjer siger, hvordan det køres.",
  PLANNED_EVIDENCE_WRITTEN:
    "Grundlaget i {file} har {count} {linje|linjer}: hvad hver kontakt ville få, miste eller beholde for hvert formål, og hvorfor. Læs det før apply: outcome og reasons viser, hvem der kommer til, og hvem der går tabt.",
  EVIDENCE_WRITTEN:
    "Dokumentationen for {count} {samtykke|samtykker} blev skrevet til {file}. Læg den, hvor databeskyttelsesrådgiveren finder den.",
  SUPPORT_FILE_WRITTEN:
    "{file} har {count} filer til den, der hjælper: rapporter, indstillinger og log, uden hemmeligheder, navne, adresser eller skabelontekster. Se den igennem, før I sender den.",
  CONFIGURATION_WRITTEN:
    "{file} er skrevet. Hver nøgle i den er slået fra og viser sin standardværdi. Fjern # der, hvor noget skal være anderledes.",
  SAMPLE_CREATED: "Et eksempel-CRM med {count} {kontakt|kontakter} blev oprettet (seed {seed}). Intet i det er virkeligt.",
  DATABASE_KEPT: "Eksempeldatabasen er bevaret: {url} Se på den med: consent-upgrade status --database-url {url}",
};
