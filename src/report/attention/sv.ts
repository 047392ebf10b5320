import type { AttentionTexts } from "./attention-texts.js";

export const sv: AttentionTexts = {
  CUSTOM_UNSUBSCRIBE_LINK:
    "{count} {mall|mallar} har en avanmälningslänk som inte är CRM-systemets standardlänk; {den lämnas som den|de lämnas som de} är. Öppna var och en i CRM, se vart länken leder och byt den mot länken för att administrera prenumerationer om den borde bytas.",
  TEMPLATE_WITHOUT_UNSUBSCRIBE_LINK:
    "{count} {e-postmall|e-postmallar} saknar länk för att avanmäla sig eller administrera prenumerationer. Lägg till länken före nästa utskick, om mallarna inte används till annat.",
  UNREADABLE_TEMPLATE:
    "{count} {mall|mallar} kunde inte läsas och lämnades som {den|de} är. Öppna dem i CRM-systemets redigerare och kontrollera länkarna för hand.",
  TEMPLATE_IN_SENT_MAILING:
    "{count} {mall|mallar} med standardlänk hör till {ett redan skickat utskick; den lämnas som den|redan skickade utskick; de lämnas som de} skickades. Kopiera ett sådant meddelande till en ny mall innan det skickas igen.",
  TEMPLATE_LINK_DEFAULT: {
    text: "Länkar skrivs om till {link}, variabeln som CRM-systemets dokumentation anger: varken konfigurationen eller databasens egna meddelanden anger ett annat mål. Till exempel skrivs {before} om till {after}.",
    advice: "Jämför med en länk som ert CRM infogar, och ange templates.manageSubscriptionsLink före apply om den är en annan.",
    afterwards:
      "Jämför med en länk som ert CRM infogar. Om den är en annan: kör rollback, ange templates.manageSubscriptionsLink och kör apply igen.",
  },
  TEMPLATE_LINK_LEARNED: {
    text: "Länkar skrivs om till {link}, hämtat från denna databas: dess egna meddelanden har det under ”Administrera dina prenumerationer” eller liknande. Till exempel skrivs {before} om till {after}.",
    advice: "Ange templates.manageSubscriptionsLink före apply om det ska vara ett annat.",
    afterwards: "Om det ska vara ett annat: kör rollback, ange templates.manageSubscriptionsLink och kör apply igen.",
  },
  TEMPLATE_LINK_IMPLAUSIBLE: {
    text: "Det nya målet {link} ser varken ut som en mallvariabel eller som en adress.",
    advice: "Rätta templates.manageSubscriptionsLink före apply; en variabel skrivs [[link.subscription]].",
    afterwards:
      "Om det är fel: kör rollback, rätta templates.manageSubscriptionsLink och kör apply igen; en variabel skrivs [[link.subscription]].",
  },
  TEMPLATE_LINK_TOO_LONG:
    "{count} {länk lämnas som den|länkar lämnas som de} är, eftersom kolumnen är för kort för det nya målet. Välj ett kortare mål i templates.manageSubscriptionsLink, eller ändra länkarna i CRM.",
  PREFERENCE_PAGE_LINK:
    "{count} {mall|mallar} har en länk till en inställningssida som inte är CRM-systemets; {den lämnas som den|de lämnas som de} är. Se vart var och en leder, och byt den mot länken för att administrera prenumerationer om den borde bytas.",
  PERSONAL_LINK_IN_TEMPLATE:
    "{count} {mall har en länk|mallar har länkar} till CRM-systemets egna sidor med en nyckel i: en persons {länk eller en spårad kopia; den lämnas som den|länkar eller spårade kopior; de lämnas som de} är. Den som klickar handlar åt någon annan: byt länken mot CRM-systemets mallvariabel.",
  UNSUBSCRIBE_LINK_ELSEWHERE:
    "{count} {standardlänk, eller spårad länk|standardlänkar, eller spårade länkar} som tar bort ett intresse eller ett urval, finns utanför mallarna; {den lämnas som den|de lämnas som de} är. Titta på var och en i CRM: svarsmallar, formulär, skript, snabbsvar och spårade länkar skrivs inte om.",
  TEMPLATE_LINKS_REWRITTEN:
    "{count} {mall|mallar} har standardlänkar att skriva om; så här blir en {av dem|i var och en}. Titta på några av dem i CRM efteråt.",
  EXISTING_CONSENT_WITHDRAWN: {
    text: "{count} {kontaktperson|kontaktpersoner} med ”Inga utskick” hade en annan rättslig grund för e-postmarknadsföring; den blir Återkallat, {den|de} gamla sparas för rollback.",
    advice: "Om samtyckena ska stå kvar: sätt noMailings.onExistingConsent till keep före apply.",
    afterwards: "Om samtyckena ska stå kvar: kör rollback, sätt noMailings.onExistingConsent till keep och kör apply igen.",
  },
  EXISTING_CONSENT_KEPT:
    "{count} {kontaktperson är märkt|kontaktpersoner är märkta} ”Inga utskick” men behåller en rättslig grund för e-postmarknadsföring, som konfigurationen säger. Avgör för var och en vad som är rätt.",
  COMPLAINT_WITHOUT_CONSENT:
    "{count} {kontaktperson|kontaktpersoner} har klagat på ett utskick och får ingen E-postmarknadsföring. Överväg att märka dem ”Inga utskick”.",
  UNSUBSCRIBED_BUT_NOT_FLAGGED:
    "{count} {kontaktperson|kontaktpersoner} har klickat på en avanmälningslänk, utan att märkningen ”Inga utskick” eller en reservation mot en prenumerationstyp följde. Värt en titt men ingen motsägelse: klicket kan ha gällt en enda typ av utskick. Märk dem som inte vill ha några utskick alls ”Inga utskick”.",
  UNSUBSCRIBED_WITHOUT_PERSON:
    "{count} klick på {en avanmälningslänk gjordes från en adress|avanmälningslänkar gjordes från adresser} som inte hör till någon känd kontaktperson. Inget ändras för dem. Se till att dessa adresser inte får fler utskick.",
  COMPANY_WANTS_NO_MAILINGS: {
    text: "{count} {kontaktperson är inte märkt|kontaktpersoner är inte märkta} ”Inga utskick”, men {företaget|deras företag} är det. För {kontaktpersonen|kontaktpersonerna} ändras inget av det.",
    advice: "Bestäm före apply: märk även dem, utelämna dem med exclude.companies, eller låt dem behandlas som andra.",
    afterwards:
      "Fråga företagen vilka de menar; märk de kontaktpersonerna ”Inga utskick” i CRM och återkalla deras E-postmarknadsföring där.",
  },
  RECIPIENT_WITHOUT_PERSON:
    "{count} mottagare av {ett |}utskick är (inte längre) {någon kontaktperson|kontaktpersoner} och utelämnas. Inget behöver göras.",
  PURPOSE_INACTIVE:
    "{count} {syfte|syften} som uppgraderingen använder är {borttaget eller inaktivt|borttagna eller inaktiva} i databasen; {det används som det|de används som de} är. Aktivera dem i CRM-systemets inställningar om användarna ska se dessa samtycken.",
  EMARKETING_BLOCKED:
    "{count} {kontaktperson är spärrad|kontaktpersoner är spärrade} för e-postmarknadsföring och inte {märkt|märkta} ”Inga utskick”: {den|de} får ingen E-postmarknadsföring, vare sig {den|de} har fått utskick eller inte. Kontrollera varför de är spärrade; samtycken som redan finns står kvar.",
  EVIDENCE_SENT:
    "Den som har skickats ett utskick räknas, öppnat eller inte (mailingHistory.evidence: sent). Risk: somliga ville aldrig ha utskicken, och att ha skickats ett bevisar minst; be alla om samtycke på nytt, först dem med de äldsta utskicken.",
  EVIDENCE_ENGAGED:
    "Bara utskick som har öppnats eller klickats räknas (mailingHistory.evidence: engaged): det utelämnar {count} {kontaktperson|kontaktpersoner} som har skickats andra. Risk: säkerhetsprogram öppnar e-post som ingen läser, och den som spärrar bilder ser ut att aldrig ha öppnat något.",
  EVIDENCE_NONE:
    "Ingen e-postmarknadsföring härleds ur utskick (mailingHistory.evidence: none): det utelämnar {count} {kontaktperson|kontaktpersoner} som har fått utskick. Risk: när inställningen ”Filtrera mottagare utifrån medgivande till e-marknadsföring och aktiva prenumerationer” är på kan ingen av dem få utskick förrän de har samtyckt.",
  HISTORY_SINCE:
    "Bara utskick sedan {since} räknas (mailingHistory.since): det utelämnar {count} {kontaktperson|kontaktpersoner} som fick utskick dessförinnan eller utan datum. Risk: mångåriga kunder faller bort, och ett utskick med okänt datum räknas inte för någon.",
  SENT_MESSAGE_LOG_ADDS:
    "{count} {kontaktperson|kontaktpersoner} räknas bara på grund av loggen över skickade meddelanden (s_sent_message). Risk: loggen säger inte om ett meddelande kom fram eller om utskicket avbröts; mailingHistory.sentMessageLog: false utelämnar den.",
  SENT_MESSAGE_LOG_LEFT_OUT:
    "Loggen över skickade meddelanden räknas inte (mailingHistory.sentMessageLog: false): det utelämnar {count} {kontaktperson|kontaktpersoner} som bara finns där. Risk: där gamla mottagare har rensats kan loggen vara allt som är kvar av historiken.",
  ADDRESS_SHARED_WITH_WITHDRAWN:
    "{count} {kontaktperson|kontaktpersoner} får E-postmarknadsföring med grunden legitimt intresse medan {en annan med samma e-postadress|andra med samma e-postadresser} inte vill ha utskick. Det kan vara samma personer som registrerats två gånger: jämför dem före nästa utskick.",
  CHANGED_SINCE:
    "{count} {rad|rader} har ändrats av någon sedan verktyget skrev {den|dem}, och lämnades i fred. Titta på dem i CRM och avgör vad de ska vara.",
  CREATED_OBJECT_IN_USE:
    "{count} {tabell eller kolumn|tabeller eller kolumner} som verktyget skapade används och blir kvar. De försvinner med ännu en consent-upgrade rollback när inget av andras finns kvar i dem; en senare apply tar över dem.",
  UNKNOWN_LEGAL_BASIS:
    "{count} {samtycke|samtycken} har en rättslig grund som inte finns i databasen; {det lämnas som det|de lämnas som de} är. Ge dessa kontaktpersoner en rättslig grund i CRM.",
  SUBSCRIPTION_TYPES_SUBSCRIBE_EVERYBODY:
    "Nya prenumerationstyper, {types}: {{count} kontaktperson har då e-postmarknadsföring och|alla som har e-postmarknadsföring, då {count} kontaktpersoner,} prenumererar på dem tills {den|de} säger något annat. Ändra eller ta bort det ni inte använder i CRM-systemets inställningar.",
  EMARKETING_PRIVACY_OFF:
    "Inställningen ”Filtrera mottagare utifrån medgivande till e-marknadsföring och aktiva prenumerationer” är av i detta CRM: utskick når även kontaktpersoner utan rättslig grund för e-postmarknadsföring, totalt {reached}. När inställningen är på når de {privacy}. Om den ska slås på bestämmer du: i CRM-systemets inställningar, eller med emarketingPrivacy i konfigurationen.",
  EMARKETING_PRIVACY_ON:
    "Inställningen ”Filtrera mottagare utifrån medgivande till e-marknadsföring och aktiva prenumerationer” är på i detta CRM: utskick når bara kontaktpersoner med rättslig grund för e-postmarknadsföring, {privacy} av de {reached} som de skulle nå annars. Uppgraderingen låter den vara på.",
  EMARKETING_PRIVACY_SWITCHED_ON:
    "Konfigurationen slår på inställningen ”Filtrera mottagare utifrån medgivande till e-marknadsföring och aktiva prenumerationer”: utskick når då bara kontaktpersoner med rättslig grund för e-postmarknadsföring, {privacy} i stället för {reached}. Så vill emarketingPrivacy i konfigurationen; rollback slår av det igen.",
  NEW_CONTACTS_WITHOUT_BASIS:
    "Kontaktpersoner som användare lägger till från och med nu får ingen rättslig grund: CRM-systemet har ingen förvald (inställningen GdprDefaultLegalBase). Välj en i CRM-systemets inställningar, eller med defaultLegalBasis i konfigurationen.",
  NEW_CONTACTS_DEFAULTS_OFF:
    "Kontaktpersoner som användare lägger till från och med nu får ingen rättslig grund: CRM-systemets förval för nya kontaktpersoner är avstängda (inställningen GdprUseDefaultsForNew). Slå på dem i CRM-systemets inställningar om nya kontaktpersoner ska få en rättslig grund.",
  NEW_CONTACTS_BY_GROUP:
    "{count} {inställning|inställningar} för en databas, grupp eller användare går före {den|dem} som gäller alla: kontaktpersoner som läggs till där får något annat. Se efter i CRM-systemets inställningar: defaultLegalBasis anger vad alla får och låter dessa stå kvar.",
  EXCLUSION_NOT_FOUND:
    "{count} id i exclude finns inte i den här databasen: ingen undantas för {dess|deras} skull. Rätta id i konfigurationen.",
  LEDGER_GONE:
    "consent-upgrade har körts här förut och dess liggare är borta: {count} av {all} kontaktpersoner har Försäljning och service genom en tidigare körning. apply lägger till det som saknas och låter resten vara; rollback och verify vet inget om den tidigare körningen.",
  UPGRADED_BEFORE:
    "Leverantörens egen uppgradering har av allt att döma redan gjorts här: ingen kontaktperson saknar Försäljning och service, E-postmarknadsföring eller Återkallat. Kvar är det som de andra stegen räknar upp: mallar, intressen, prenumerationstyper; verify kontrollerar resten.",
  UPGRADED_BEFORE_REPAIR:
    "Leverantörens egen uppgradering har av allt att döma redan gjorts här: {have} av {all} kontaktpersoner har Försäljning och service. Det som saknas är {count} {samtycke|samtycken}, för kontaktpersoner som kom in förbi CRM-systemet eller som den hoppade över. explain ID säger varför för varje kontaktperson; apply lägger till det som saknas och låter resten vara.",
  CLIENT_CACHES_RESET:
    "{count} {tabell|tabeller} som Windows-klienter har kopior av markeras för att läsas på nytt (CacheTables.checkSum = 0). Inget behöver göras; rollback markerar dem på samma sätt.",
  RESTART_CRM_SERVERS:
    "CRM-systemets servrar har listor i minnet och ser ännu inte det som ändrats. Starta om dem och låt användarna logga in på nytt.",
  LANGUAGE_CHOSEN: "Nya rader skrivs på språket {language}: {because}. Ange language i konfigurationen för att välja ett annat.",
  VENDOR_SCHEMA_MISSING:
    "Samtyckestabellerna saknas, fast databasen har leverantörens egen beskrivning av sina tabeller: apply kommer att neka. Uppgradera CRM-databasen till 8.2 eller senare först. Leverantörens uppgradering skapar tabellerna.",
  OLDER_CONSENT_TABLES:
    "Här finns tabeller med namn som samtyckestabellerna hade före 8.2. Leverantörens uppgradering till 8.2 eller senare tar bort dem; det här verktyget varken läser eller skriver dem.",
  LEDGER_MAYBE_HIDDEN:
    "Inloggningen ser ingen liggare över tidigare körningar, och kan inte avgöra om den saknas eller är dold. Om apply har körts här förut: ge SELECT på tabellerna consent_upgrade_*; annars kan siffrorna vara fel.",
  ROWS_NOT_WRITTEN:
    "{count} {rad|rader} som skulle skrivas finns inte i {table}: en trigger där kan ha utelämnat {den|dem}. Se på de triggrar som doctor nämner; när de släpper igenom raderna, kör apply --rerun {step}.",
  RUN_AT_WORK:
    "En körning pågår i databasen just nu: {run}. Siffrorna ändras tills den är klar. Hur långt den har kommit: consent-upgrade status",
  RUN_RESUMED:
    "Detta fortsatte körningen {run}, som hade stannat innan den var klar. Siffrorna ovan gäller detta försök; hela körningens: consent-upgrade report --run {run}",
  LEDGER_DROPPED:
    "Liggaren är borttagen: inget av verktyget finns kvar i databasen. Spara denna rapport; databasen känner inte längre till körningarna.",
  SCRIPT_WRITTEN:
    "Samma ändring skrevs till {file} som ett skript för databasens egen klient. De första raderna säger hur det körs.",
  PLANNED_EVIDENCE_WRITTEN:
    "Underlaget i {file} har {count} {rad|rader}: vad varje kontaktperson skulle få, förlora eller behålla för varje syfte, och varför. Läs det före apply: outcome och reasons visar vem som vinner och vem som förloras.",
  EVIDENCE_WRITTEN: "Underlaget för {count} {samtycke|samtycken} skrevs till {file}. Spara det där dataskyddsombudet hittar det.",
  SUPPORT_FILE_WRITTEN:
    "{file} har {count} filer för den som hjälper till: rapporter, inställningar och logg, utan hemligheter, namn, adresser eller malltexter. Titta igenom den innan ni skickar den.",
  CONFIGURATION_WRITTEN:
    "{file} har skrivits. Varje nyckel i den är avstängd och visar sitt standardvärde. Ta bort # där något ska vara annorlunda.",
  SAMPLE_CREATED: "Ett exempel-CRM med {count} {kontaktperson|kontaktpersoner} skapades (seed {seed}). Inget i det är verkligt.",
  DATABASE_KEPT: "Exempeldatabasen finns kvar: {url} Titta på den med: consent-upgrade status --database-url {url}",
};
