import type { AttentionTexts } from "./attention-texts.js";

export const sv: AttentionTexts = {
  CUSTOM_UNSUBSCRIBE_LINK: {
    one: "{count} mall har en avanmälningslänk som inte är CRM-systemets standardlänk; den lämnas som den är.",
    other: "{count} mallar har en avanmälningslänk som inte är CRM-systemets standardlänk; de lämnas som de är.",
    advice:
      "Öppna var och en i CRM, se vart länken leder och byt den mot länken för att administrera prenumerationer om den borde bytas.",
  },
  TEMPLATE_WITHOUT_UNSUBSCRIBE_LINK: {
    one: "{count} e-postmall saknar länk för att avanmäla sig eller administrera prenumerationer.",
    other: "{count} e-postmallar saknar länk för att avanmäla sig eller administrera prenumerationer.",
    advice: "Lägg till länken före nästa utskick, om mallarna inte används till annat.",
  },
  UNREADABLE_TEMPLATE: {
    one: "{count} mall kunde inte läsas och lämnades som den är.",
    other: "{count} mallar kunde inte läsas och lämnades som de är.",
    advice: "Öppna dem i CRM-systemets redigerare och kontrollera länkarna för hand.",
  },
  TEMPLATE_IN_SENT_MAILING: {
    one: "{count} mall med standardlänk hör till ett redan skickat utskick; den lämnas som den skickades.",
    other: "{count} mallar med standardlänk hör till redan skickade utskick; de lämnas som de skickades.",
    advice: "Kopiera ett sådant meddelande till en ny mall innan det skickas igen.",
  },
  TEMPLATE_LINK_DEFAULT: {
    other:
      "Länkar skrivs om till {link}, variabeln som CRM-systemets dokumentation anger: varken konfigurationen eller databasens egna meddelanden anger ett annat mål. Till exempel blir {before} {after}.",
    advice: "Jämför med en länk som ert CRM infogar, och ange templates.manageSubscriptionsLink före apply om den är en annan.",
    afterwards:
      "Jämför med en länk som ert CRM infogar. Om den är en annan: kör rollback, ange templates.manageSubscriptionsLink och kör apply igen.",
  },
  TEMPLATE_LINK_LEARNED: {
    other:
      "Länkar skrivs om till {link}, hämtat från denna databas: dess egna meddelanden har det under ”Administrera dina prenumerationer” eller liknande. Till exempel blir {before} {after}.",
    advice: "Ange templates.manageSubscriptionsLink före apply om det ska vara ett annat.",
    afterwards: "Om det ska vara ett annat: kör rollback, ange templates.manageSubscriptionsLink och kör apply igen.",
  },
  TEMPLATE_LINK_IMPLAUSIBLE: {
    other: "Det nya målet {link} ser varken ut som en mallvariabel eller som en adress.",
    advice: "Rätta templates.manageSubscriptionsLink före apply; en variabel skrivs [[link.subscription]].",
    afterwards:
      "Om det är fel: kör rollback, rätta templates.manageSubscriptionsLink och kör apply igen; en variabel skrivs [[link.subscription]].",
  },
  TEMPLATE_LINK_TOO_LONG: {
    one: "{count} länk lämnas som den är, eftersom kolumnen är för kort för det nya målet.",
    other: "{count} länkar lämnas som de är, eftersom kolumnen är för kort för det nya målet.",
    advice: "Välj ett kortare mål i templates.manageSubscriptionsLink, eller ändra länkarna i CRM.",
  },
  PREFERENCE_PAGE_LINK: {
    one: "{count} mall har en länk till en inställningssida som inte är CRM-systemets; den lämnas som den är.",
    other: "{count} mallar har en länk till en inställningssida som inte är CRM-systemets; de lämnas som de är.",
    advice: "Se vart var och en leder, och byt den mot länken för att administrera prenumerationer om den borde bytas.",
  },
  PERSONAL_LINK_IN_TEMPLATE: {
    one: "{count} mall har en länk till CRM-systemets egna sidor med en nyckel i: en persons länk eller en spårad kopia; den lämnas som den är.",
    other:
      "{count} mallar har länkar till CRM-systemets egna sidor med en nyckel i: en persons länkar eller spårade kopior; de lämnas som de är.",
    advice: "Den som klickar handlar åt någon annan: byt länken mot CRM-systemets mallvariabel.",
  },
  UNSUBSCRIBE_LINK_ELSEWHERE: {
    one: "{count} standardlänk, eller spårad länk som tar bort ett intresse eller ett urval, finns utanför mallarna; den lämnas som den är.",
    other:
      "{count} standardlänkar, eller spårade länkar som tar bort ett intresse eller ett urval, finns utanför mallarna; de lämnas som de är.",
    advice: "Titta på var och en i CRM: svarsmallar, formulär, skript, snabbsvar och spårade länkar skrivs inte om.",
  },
  TEMPLATE_LINKS_REWRITTEN: {
    one: "{count} mall har standardlänkar att skriva om; så här blir en av dem.",
    other: "{count} mallar har standardlänkar att skriva om; så här blir en i var och en.",
    advice: "Titta på några av dem i CRM efteråt.",
  },
  EXISTING_CONSENT_WITHDRAWN: {
    one: "{count} kontaktperson med ”Inga utskick” hade en annan rättslig grund för e-postmarknadsföring; den blir Återkallat, den gamla sparas för rollback.",
    other:
      "{count} kontaktpersoner med ”Inga utskick” hade en annan rättslig grund för e-postmarknadsföring; den blir Återkallat, de gamla sparas för rollback.",
    advice: "Om samtyckena ska stå kvar: sätt noMailings.onExistingConsent till keep före apply.",
    afterwards: "Om samtyckena ska stå kvar: kör rollback, sätt noMailings.onExistingConsent till keep och kör apply igen.",
  },
  EXISTING_CONSENT_KEPT: {
    one: "{count} kontaktperson är märkt ”Inga utskick” men behåller en rättslig grund för e-postmarknadsföring, som konfigurationen säger.",
    other:
      "{count} kontaktpersoner är märkta ”Inga utskick” men behåller en rättslig grund för e-postmarknadsföring, som konfigurationen säger.",
    advice: "Avgör för var och en vad som är rätt.",
  },
  COMPLAINT_WITHOUT_CONSENT: {
    one: "{count} kontaktperson har klagat på ett utskick och får ingen E-postmarknadsföring.",
    other: "{count} kontaktpersoner har klagat på ett utskick och får ingen E-postmarknadsföring.",
    advice: "Överväg att märka dem ”Inga utskick”.",
  },
  UNSUBSCRIBED_BUT_NOT_FLAGGED: {
    one: "{count} kontaktperson har klickat på en avanmälningslänk, utan att märkningen ”Inga utskick” eller en reservation mot en prenumerationstyp följde.",
    other:
      "{count} kontaktpersoner har klickat på en avanmälningslänk, utan att märkningen ”Inga utskick” eller en reservation mot en prenumerationstyp följde.",
    advice:
      "Värt en titt men ingen motsägelse: klicket kan ha gällt en enda typ av utskick. Märk dem som inte vill ha några utskick alls ”Inga utskick”.",
  },
  UNSUBSCRIBED_WITHOUT_PERSON: {
    one: "{count} klick på en avanmälningslänk gjordes från en adress som inte hör till någon känd kontaktperson.",
    other: "{count} klick på avanmälningslänkar gjordes från adresser som inte hör till någon känd kontaktperson.",
    advice: "Inget ändras för dem. Se till att dessa adresser inte får fler utskick.",
  },
  COMPANY_WANTS_NO_MAILINGS: {
    one: "{count} kontaktperson är inte märkt ”Inga utskick”, men företaget är det. För kontaktpersonen ändras inget av det.",
    other:
      "{count} kontaktpersoner är inte märkta ”Inga utskick”, men deras företag är det. För kontaktpersonerna ändras inget av det.",
    advice: "Bestäm före apply: märk även dem, utelämna dem med exclude.companies, eller låt dem behandlas som andra.",
    afterwards:
      "Fråga företagen vilka de menar; märk de kontaktpersonerna ”Inga utskick” i CRM och återkalla deras E-postmarknadsföring där.",
  },
  RECIPIENT_WITHOUT_PERSON: {
    one: "{count} mottagare av ett utskick är (inte längre) någon kontaktperson och utelämnas.",
    other: "{count} mottagare av utskick är (inte längre) kontaktpersoner och utelämnas.",
    advice: "Inget behöver göras.",
  },
  PURPOSE_INACTIVE: {
    one: "{count} syfte som uppgraderingen använder är borttaget eller inaktivt i databasen; det används som det är.",
    other: "{count} syften som uppgraderingen använder är borttagna eller inaktiva i databasen; de används som de är.",
    advice: "Aktivera dem i CRM-systemets inställningar om användarna ska se dessa samtycken.",
  },
  EMARKETING_BLOCKED: {
    one: "{count} kontaktperson är spärrad för e-postmarknadsföring och inte märkt ”Inga utskick”: den får ingen E-postmarknadsföring, vare sig den har fått utskick eller inte.",
    other:
      "{count} kontaktpersoner är spärrade för e-postmarknadsföring och inte märkta ”Inga utskick”: de får ingen E-postmarknadsföring, vare sig de har fått utskick eller inte.",
    advice: "Kontrollera varför de är spärrade; samtycken som redan finns står kvar.",
  },
  EVIDENCE_SENT: {
    one: "Den som har skickats ett utskick räknas, öppnat eller inte (mailingHistory.evidence: sent).",
    other: "Den som har skickats ett utskick räknas, öppnat eller inte (mailingHistory.evidence: sent).",
    advice:
      "Risk: somliga ville aldrig ha utskicken, och att ha skickats ett bevisar minst; be alla om samtycke på nytt, först dem med de äldsta utskicken.",
  },
  EVIDENCE_ENGAGED: {
    one: "Bara utskick som har öppnats eller klickats räknas (mailingHistory.evidence: engaged): det utelämnar {count} kontaktperson som har skickats andra.",
    other:
      "Bara utskick som har öppnats eller klickats räknas (mailingHistory.evidence: engaged): det utelämnar {count} kontaktpersoner som har skickats andra.",
    advice: "Risk: säkerhetsprogram öppnar e-post som ingen läser, och den som spärrar bilder ser ut att aldrig ha öppnat något.",
  },
  EVIDENCE_NONE: {
    one: "Ingen e-postmarknadsföring härleds ur utskick (mailingHistory.evidence: none): det utelämnar {count} kontaktperson som har fått utskick.",
    other:
      "Ingen e-postmarknadsföring härleds ur utskick (mailingHistory.evidence: none): det utelämnar {count} kontaktpersoner som har fått utskick.",
    advice:
      "Risk: när inställningen ”Filtrera mottagare utifrån medgivande till e-marknadsföring och aktiva prenumerationer” är på kan ingen av dem få utskick förrän de har samtyckt.",
  },
  HISTORY_SINCE: {
    one: "Bara utskick sedan {since} räknas (mailingHistory.since): det utelämnar {count} kontaktperson som fick utskick dessförinnan eller utan datum.",
    other:
      "Bara utskick sedan {since} räknas (mailingHistory.since): det utelämnar {count} kontaktpersoner som fick utskick dessförinnan eller utan datum.",
    advice: "Risk: mångåriga kunder faller bort, och ett utskick med okänt datum räknas inte för någon.",
  },
  SENT_MESSAGE_LOG_ADDS: {
    one: "{count} kontaktperson räknas bara på grund av loggen över skickade meddelanden (s_sent_message).",
    other: "{count} kontaktpersoner räknas bara på grund av loggen över skickade meddelanden (s_sent_message).",
    advice:
      "Risk: loggen säger inte om ett meddelande kom fram eller om utskicket avbröts; mailingHistory.sentMessageLog: false utelämnar den.",
  },
  SENT_MESSAGE_LOG_LEFT_OUT: {
    one: "Loggen över skickade meddelanden räknas inte (mailingHistory.sentMessageLog: false): det utelämnar {count} kontaktperson som bara finns där.",
    other:
      "Loggen över skickade meddelanden räknas inte (mailingHistory.sentMessageLog: false): det utelämnar {count} kontaktpersoner som bara finns där.",
    advice: "Risk: där gamla mottagare har rensats kan loggen vara allt som är kvar av historiken.",
  },
  ADDRESS_SHARED_WITH_WITHDRAWN: {
    one: "{count} kontaktperson får E-postmarknadsföring med grunden legitimt intresse medan en annan med samma e-postadress inte vill ha utskick.",
    other:
      "{count} kontaktpersoner får E-postmarknadsföring med grunden legitimt intresse medan andra med samma e-postadresser inte vill ha utskick.",
    advice: "Det kan vara samma personer som registrerats två gånger: jämför dem före nästa utskick.",
  },
  CHANGED_SINCE: {
    one: "{count} rad har ändrats av någon sedan verktyget skrev den, och lämnades i fred.",
    other: "{count} rader har ändrats av någon sedan verktyget skrev dem, och lämnades i fred.",
    advice: "Titta på dem i CRM och avgör vad de ska vara.",
  },
  CREATED_OBJECT_IN_USE: {
    one: "{count} tabell eller kolumn som verktyget skapade används och blir kvar.",
    other: "{count} tabeller eller kolumner som verktyget skapade används och blir kvar.",
    advice:
      "De försvinner med ännu en consent-upgrade rollback när inget av andras finns kvar i dem; en senare apply tar över dem.",
  },
  UNKNOWN_LEGAL_BASIS: {
    one: "{count} samtycke har en rättslig grund som inte finns i databasen; det lämnas som det är.",
    other: "{count} samtycken har en rättslig grund som inte finns i databasen; de lämnas som de är.",
    advice: "Ge dessa kontaktpersoner en rättslig grund i CRM.",
  },
  SUBSCRIPTION_TYPES_SUBSCRIBE_EVERYBODY: {
    one: "Nya prenumerationstyper, {types}: {count} kontaktperson har då e-postmarknadsföring och prenumererar på dem tills den säger något annat.",
    other:
      "Nya prenumerationstyper, {types}: alla som har e-postmarknadsföring, då {count} kontaktpersoner, prenumererar på dem tills de säger något annat.",
    advice: "Ändra eller ta bort det ni inte använder i CRM-systemets inställningar.",
  },
  EMARKETING_PRIVACY_OFF: {
    one: "Inställningen ”Filtrera mottagare utifrån medgivande till e-marknadsföring och aktiva prenumerationer” är av i detta CRM: utskick når även kontaktpersoner utan rättslig grund för e-postmarknadsföring, totalt {reached}. När inställningen är på når de {privacy}.",
    other:
      "Inställningen ”Filtrera mottagare utifrån medgivande till e-marknadsföring och aktiva prenumerationer” är av i detta CRM: utskick når även kontaktpersoner utan rättslig grund för e-postmarknadsföring, totalt {reached}. När inställningen är på når de {privacy}.",
    advice: "Om den ska slås på bestämmer du: i CRM-systemets inställningar, eller med emarketingPrivacy i konfigurationen.",
  },
  EMARKETING_PRIVACY_ON: {
    one: "Inställningen ”Filtrera mottagare utifrån medgivande till e-marknadsföring och aktiva prenumerationer” är på i detta CRM: utskick når bara kontaktpersoner med rättslig grund för e-postmarknadsföring, {privacy} av de {reached} som de skulle nå annars.",
    other:
      "Inställningen ”Filtrera mottagare utifrån medgivande till e-marknadsföring och aktiva prenumerationer” är på i detta CRM: utskick når bara kontaktpersoner med rättslig grund för e-postmarknadsföring, {privacy} av de {reached} som de skulle nå annars.",
    advice: "Uppgraderingen låter den vara på.",
  },
  EMARKETING_PRIVACY_SWITCHED_ON: {
    one: "Konfigurationen slår på inställningen ”Filtrera mottagare utifrån medgivande till e-marknadsföring och aktiva prenumerationer”: utskick når då bara kontaktpersoner med rättslig grund för e-postmarknadsföring, {privacy} i stället för {reached}.",
    other:
      "Konfigurationen slår på inställningen ”Filtrera mottagare utifrån medgivande till e-marknadsföring och aktiva prenumerationer”: utskick når då bara kontaktpersoner med rättslig grund för e-postmarknadsföring, {privacy} i stället för {reached}.",
    advice: "Så vill emarketingPrivacy i konfigurationen; rollback slår av det igen.",
  },
  NEW_CONTACTS_WITHOUT_BASIS: {
    one: "Kontaktpersoner som användare lägger till från och med nu får ingen rättslig grund: CRM-systemet har ingen förvald (inställningen GdprDefaultLegalBase).",
    other:
      "Kontaktpersoner som användare lägger till från och med nu får ingen rättslig grund: CRM-systemet har ingen förvald (inställningen GdprDefaultLegalBase).",
    advice: "Välj en i CRM-systemets inställningar, eller med defaultLegalBasis i konfigurationen.",
  },
  NEW_CONTACTS_DEFAULTS_OFF: {
    one: "Kontaktpersoner som användare lägger till från och med nu får ingen rättslig grund: CRM-systemets förval för nya kontaktpersoner är avstängda (inställningen GdprUseDefaultsForNew).",
    other:
      "Kontaktpersoner som användare lägger till från och med nu får ingen rättslig grund: CRM-systemets förval för nya kontaktpersoner är avstängda (inställningen GdprUseDefaultsForNew).",
    advice: "Slå på dem i CRM-systemets inställningar om nya kontaktpersoner ska få en rättslig grund.",
  },
  NEW_CONTACTS_BY_GROUP: {
    one: "{count} inställning för en databas, grupp eller användare går före den som gäller alla: kontaktpersoner som läggs till där får något annat.",
    other:
      "{count} inställningar för en databas, grupp eller användare går före dem som gäller alla: kontaktpersoner som läggs till där får något annat.",
    advice: "Se efter i CRM-systemets inställningar: defaultLegalBasis anger vad alla får och låter dessa stå kvar.",
  },
  LEDGER_GONE: {
    one: "consent-upgrade har körts här förut och dess liggare är borta: {count} av {all} kontaktpersoner har Försäljning och service genom en tidigare körning.",
    other:
      "consent-upgrade har körts här förut och dess liggare är borta: {count} av {all} kontaktpersoner har Försäljning och service genom en tidigare körning.",
    advice: "apply lägger till det som saknas och låter resten vara; rollback och verify vet inget om den tidigare körningen.",
  },
  UPGRADED_BEFORE: {
    one: "Leverantörens egen uppgradering har av allt att döma redan gjorts här: ingen kontaktperson saknar Försäljning och service, E-postmarknadsföring eller Återkallat.",
    other:
      "Leverantörens egen uppgradering har av allt att döma redan gjorts här: ingen kontaktperson saknar Försäljning och service, E-postmarknadsföring eller Återkallat.",
    advice: "Kvar är det som de andra stegen räknar upp: mallar, intressen, prenumerationstyper; verify kontrollerar resten.",
  },
  UPGRADED_BEFORE_REPAIR: {
    one: "Leverantörens egen uppgradering har av allt att döma redan gjorts här: {have} av {all} kontaktpersoner har Försäljning och service. Det som saknas är {count} samtycke, för kontaktpersoner som kom in förbi CRM-systemet eller som den hoppade över.",
    other:
      "Leverantörens egen uppgradering har av allt att döma redan gjorts här: {have} av {all} kontaktpersoner har Försäljning och service. Det som saknas är {count} samtycken, för kontaktpersoner som kom in förbi CRM-systemet eller som den hoppade över.",
    advice: "explain ID säger varför för varje kontaktperson; apply lägger till det som saknas och låter resten vara.",
  },
  CLIENT_CACHES_RESET: {
    one: "{count} tabell som Windows-klienter har kopior av markeras för att läsas på nytt (CacheTables.checkSum = 0).",
    other: "{count} tabeller som Windows-klienter har kopior av markeras för att läsas på nytt (CacheTables.checkSum = 0).",
    advice: "Inget behöver göras; rollback markerar dem på samma sätt.",
  },
  RESTART_CRM_SERVERS: {
    other: "CRM-systemets servrar har listor i minnet och ser ännu inte det som ändrats.",
    advice: "Starta om dem och låt användarna logga in på nytt.",
  },
  LANGUAGE_CHOSEN: {
    other: "Nya rader skrivs på språket {language}: {because}.",
    advice: "Ange language i konfigurationen för att välja ett annat.",
  },
  VENDOR_SCHEMA_MISSING: {
    other:
      "Samtyckestabellerna saknas, fast databasen har leverantörens egen beskrivning av sina tabeller: apply kommer att neka.",
    advice: "Uppgradera CRM-databasen till 8.2 eller senare först. Leverantörens uppgradering skapar tabellerna.",
  },
  OLDER_CONSENT_TABLES: {
    one: "Här finns tabeller med namn som samtyckestabellerna hade före 8.2.",
    other: "Här finns tabeller med namn som samtyckestabellerna hade före 8.2.",
    advice: "Leverantörens uppgradering till 8.2 eller senare tar bort dem; det här verktyget varken läser eller skriver dem.",
  },
  LEDGER_MAYBE_HIDDEN: {
    other: "Inloggningen ser ingen liggare över tidigare körningar, och kan inte avgöra om den saknas eller är dold.",
    advice: "Om apply har körts här förut: ge SELECT på tabellerna consent_upgrade_*; annars kan siffrorna vara fel.",
  },
  ROWS_NOT_WRITTEN: {
    one: "{count} rad som skulle skrivas finns inte i {table}: en trigger där kan ha utelämnat den.",
    other: "{count} rader som skulle skrivas finns inte i {table}: en trigger där kan ha utelämnat dem.",
    advice: "Se på de triggrar som doctor nämner; när de släpper igenom raderna, kör apply --rerun {step}.",
  },
  RUN_AT_WORK: {
    other: "En körning pågår i databasen just nu: {run}.",
    advice: "Siffrorna ändras tills den är klar. Hur långt den har kommit: consent-upgrade status",
  },
  RUN_RESUMED: {
    other: "Detta fortsatte körningen {run}, som hade stannat innan den var klar.",
    advice: "Siffrorna ovan gäller detta försök; hela körningens: consent-upgrade report --run {run}",
  },
  LEDGER_DROPPED: {
    other: "Liggaren är borttagen: inget av verktyget finns kvar i databasen.",
    advice: "Spara denna rapport; databasen känner inte längre till körningarna.",
  },
  SCRIPT_WRITTEN: {
    other: "Samma ändring skrevs till {file} som ett skript för databasens egen klient.",
    advice: "De första raderna säger hur det körs.",
  },
  PLANNED_EVIDENCE_WRITTEN: {
    one: "Underlaget i {file} har {count} rad: vad varje kontaktperson skulle få, förlora eller behålla för varje syfte, och varför.",
    other:
      "Underlaget i {file} har {count} rader: vad varje kontaktperson skulle få, förlora eller behålla för varje syfte, och varför.",
    advice: "Läs det före apply: outcome och reasons visar vem som vinner och vem som förloras.",
  },
  EVIDENCE_WRITTEN: {
    one: "Underlaget för {count} samtycke skrevs till {file}.",
    other: "Underlaget för {count} samtycken skrevs till {file}.",
    advice: "Spara det där dataskyddsombudet hittar det.",
  },
  SUPPORT_FILE_WRITTEN: {
    other:
      "{file} har {count} filer för den som hjälper till: rapporter, inställningar och logg, utan hemligheter, namn, adresser eller malltexter.",
    advice: "Titta igenom den innan ni skickar den.",
  },
  CONFIGURATION_WRITTEN: {
    other: "{file} har skrivits. Varje nyckel i den är avstängd och visar sitt standardvärde.",
    advice: "Ta bort # där något ska vara annorlunda.",
  },
  SAMPLE_CREATED: {
    one: "Ett exempel-CRM med {count} kontaktperson skapades (seed {seed}).",
    other: "Ett exempel-CRM med {count} kontaktpersoner skapades (seed {seed}).",
    advice: "Inget i det är verkligt.",
  },
  DATABASE_KEPT: {
    other: "Exempeldatabasen finns kvar: {url}",
    advice: "Titta på den med: consent-upgrade status --database-url {url}",
  },
};
