import type { AttentionTexts } from "./attention-texts.js";

export const nl: AttentionTexts = {
  CUSTOM_UNSUBSCRIBE_LINK:
    "{count} {sjabloon heeft|sjablonen hebben} een uitschrijflink die niet de standaardlink van het CRM is; {het blijft zoals het is|ze blijven zoals ze zijn}. Open elk ervan in het CRM, kijk waar de link heen leidt en vervang hem zo nodig door de link om abonnementen te beheren.",
  TEMPLATE_WITHOUT_UNSUBSCRIBE_LINK:
    "{count} {e-mailsjabloon heeft|e-mailsjablonen hebben} geen link om uit te schrijven of abonnementen te beheren. Voeg de link toe vóór de volgende mailing, tenzij ze ergens anders voor dienen.",
  UNREADABLE_TEMPLATE:
    "{count} {sjabloon kon|sjablonen konden} niet worden gelezen en {blijft zoals het is|blijven zoals ze zijn}. Open elk ervan in de editor van het CRM en controleer de links met de hand.",
  TEMPLATE_IN_SENT_MAILING:
    "{count} {sjabloon met standaardlink hoort bij een al verzonden mailing; het blijft zoals het verzonden is|sjablonen met standaardlink horen bij al verzonden mailings; ze blijven zoals ze verzonden zijn}. Kopieer zo'n bericht naar een nieuw sjabloon voordat het weer wordt verzonden.",
  TEMPLATE_LINK_DEFAULT: {
    text: "Links worden herschreven naar {link}, de variabele die de documentatie van het CRM noemt: noch de configuratie, noch de eigen berichten van deze database noemen één ander doel. Zo wordt {before} {after}.",
    advice:
      "Vergelijk het met een link die uw CRM invoegt, en stel templates.manageSubscriptionsLink in vóór apply als die anders is.",
    afterwards:
      "Vergelijk het met een link die uw CRM invoegt. Is die anders: voer rollback uit, stel templates.manageSubscriptionsLink in en voer apply opnieuw uit.",
  },
  TEMPLATE_LINK_LEARNED: {
    text: "Links worden herschreven naar {link}, afgeleid uit deze database: de eigen berichten hebben het onder 'Abonnementen beheren' of iets dergelijks. Zo wordt {before} {after}.",
    advice: "Stel templates.manageSubscriptionsLink in vóór apply als het een ander moet zijn.",
    afterwards:
      "Moet het een ander zijn: voer rollback uit, stel templates.manageSubscriptionsLink in en voer apply opnieuw uit.",
  },
  TEMPLATE_LINK_IMPLAUSIBLE: {
    text: "Het nieuwe doel {link} lijkt noch op een sjabloonvariabele, noch op een adres.",
    advice: "Verbeter templates.manageSubscriptionsLink vóór apply; een variabele schrijft men als [[link.subscription]].",
    afterwards:
      "Is het fout: voer rollback uit, verbeter templates.manageSubscriptionsLink en voer apply opnieuw uit; een variabele schrijft men als [[link.subscription]].",
  },
  TEMPLATE_LINK_TOO_LONG:
    "{count} {link blijft zoals hij is|links blijven zoals ze zijn}, omdat de kolom te kort is voor het nieuwe doel. Kies een korter doel in templates.manageSubscriptionsLink, of wijzig deze links in het CRM.",
  PREFERENCE_PAGE_LINK:
    "{count} {sjabloon heeft|sjablonen hebben} een link naar een voorkeurenpagina die niet van het CRM is; {het blijft zoals het is|ze blijven zoals ze zijn}. Kijk waar elke link naartoe leidt, en vervang hem door de link om abonnementen te beheren als dat hoort.",
  PERSONAL_LINK_IN_TEMPLATE:
    "{count} {sjabloon heeft een link|sjablonen hebben links} naar de eigen pagina's van het CRM met een sleutel erin: {de link|links} van één persoon, of {een gevolgde kopie; het blijft zoals het is|gevolgde kopieën; ze blijven zoals ze zijn}. Wie erop klikt, handelt voor iemand anders: vervang hem door de sjabloonvariabele van het CRM.",
  UNSUBSCRIBE_LINK_ELSEWHERE:
    "{count} {standaardlink|standaardlinks}, of gevolgde {link|links} die een interesse of een selectie {verwijdert, staat|verwijderen, staan} buiten de sjablonen; {hij blijft zoals hij is|ze blijven zoals ze zijn}. Bekijk elk daarvan in het CRM: antwoordsjablonen, formulieren, scripts, snelle antwoorden en gevolgde links worden niet herschreven.",
  TEMPLATE_LINKS_REWRITTEN:
    "{count} {sjabloon heeft|sjablonen hebben} standaardlinks die worden herschreven; zo wordt {een ervan|er een in elk}. Bekijk er daarna een paar in het CRM.",
  EXISTING_CONSENT_WITHDRAWN: {
    text: "{count} {contact|contacten} met ‘Geen mailings’ {had|hadden} een andere rechtsgrondslag voor e-marketing; die wordt Ingetrokken, de oude {blijft|blijven} bewaard voor rollback.",
    advice: "Moeten deze toestemmingen blijven, zet dan noMailings.onExistingConsent vóór apply op keep.",
    afterwards:
      "Moeten deze toestemmingen blijven: voer rollback uit, zet noMailings.onExistingConsent op keep en voer apply opnieuw uit.",
  },
  EXISTING_CONSENT_KEPT:
    "{count} {contact is|contacten zijn} gemarkeerd met ‘Geen mailings’ maar {behoudt|behouden} een rechtsgrondslag voor e-marketing, zoals de configuratie zegt. Beslis voor elk wat juist is.",
  COMPLAINT_WITHOUT_CONSENT:
    "{count} {contact heeft|contacten hebben} over een mailing geklaagd en {krijgt|krijgen} geen E-marketing. Overweeg ze te markeren met ‘Geen mailings’.",
  UNSUBSCRIBED_BUT_NOT_FLAGGED:
    "{count} {contact heeft|contacten hebben} op een uitschrijflink geklikt, zonder dat de markering ‘Geen mailings’ of een opzegging van een abonnementstype volgde. De moeite van het bekijken waard, maar geen tegenspraak: de klik kan één soort mailing hebben betroffen. Markeer wie helemaal geen mailings wil met ‘Geen mailings’.",
  UNSUBSCRIBED_WITHOUT_PERSON:
    "{count} {klik op een uitschrijflink kwam van een adres|klikken op uitschrijflinks kwamen van adressen} waarbij geen contact bekend is. Er verandert niets voor. Zorg dat deze adressen geen mailings meer krijgen.",
  COMPANY_WANTS_NO_MAILINGS: {
    text: "{count} {contact is|contacten zijn} niet gemarkeerd met ‘Geen mailings’, maar {het bedrijf|hun bedrijven} wel. Voor {het contact|de contacten} verandert daardoor niets.",
    advice: "Beslis vóór apply: markeer ook hen, laat hen weg met exclude.companies, of laat hen behandelen als anderen.",
    afterwards:
      "Vraag de bedrijven wie ze bedoelen; markeer die contacten in het CRM met ‘Geen mailings’ en trek daar hun E-marketing in.",
  },
  RECIPIENT_WITHOUT_PERSON:
    "{count} {ontvanger van een mailing is geen contact (meer) en wordt|ontvangers van mailings zijn geen contacten (meer) en worden} weggelaten. Er hoeft niets te gebeuren.",
  PURPOSE_INACTIVE:
    "{count} {doel dat|doelen die} de upgrade gebruikt, {is|zijn} in deze database verwijderd of inactief; {het wordt gebruikt zoals het is|ze worden gebruikt zoals ze zijn}. Zet ze aan in de instellingen van het CRM als gebruikers deze toestemmingen moeten zien.",
  EMARKETING_BLOCKED:
    "{count} {contact is|contacten zijn} geblokkeerd voor e-marketing en niet gemarkeerd met ‘Geen mailings’: {het krijgt|ze krijgen} geen E-marketing, eerder gemaild of niet. Ga na waarom ze geblokkeerd zijn; toestemmingen die er al zijn, blijven.",
  EVIDENCE_SENT:
    "Wie een mailing toegestuurd kreeg, telt mee, geopend of niet (mailingHistory.evidence: sent). Risico: sommigen wilden deze mailings nooit, en een verzonden mailing bewijst het minst; vraag iedereen opnieuw om toestemming, eerst wie de oudste mailings kreeg.",
  EVIDENCE_ENGAGED:
    "Alleen mailings die zijn geopend of aangeklikt, tellen mee (mailingHistory.evidence: engaged): daardoor {valt {count} contact af dat andere kreeg|vallen {count} contacten af die andere kregen}. Risico: beveiligingsprogramma’s openen e-mails die niemand leest, en wie afbeeldingen blokkeert, lijkt nooit iets te hebben geopend.",
  EVIDENCE_NONE:
    "Uit mailings wordt geen e-marketing afgeleid (mailingHistory.evidence: none): daardoor {valt {count} contact af dat mailings kreeg|vallen {count} contacten af die mailings kregen}. Risico: zodra de instelling ‘Ontvangers filteren op basis van toestemming voor e-marketing en actief abonnement’ aanstaat, kan niemand van hen mailings krijgen tot er toestemming is.",
  HISTORY_SINCE:
    "Alleen mailings sinds {since} tellen mee (mailingHistory.since): daardoor {valt {count} contact af dat|vallen {count} contacten af die} daarvoor of zonder datum mailings {kreeg|kregen}. Risico: klanten van vele jaren vallen af, en een mailing waarvan de datum onbekend is, telt voor niemand.",
  SENT_MESSAGE_LOG_ADDS:
    "{count} {contact telt|contacten tellen} alleen mee vanwege het logboek van verzonden berichten (s_sent_message). Risico: het logboek zegt niet of een bericht aankwam of de mailing is afgebroken; mailingHistory.sentMessageLog: false laat het weg.",
  SENT_MESSAGE_LOG_LEFT_OUT:
    "Het logboek van verzonden berichten telt niet mee (mailingHistory.sentMessageLog: false): daardoor {valt {count} contact af dat alleen daarin staat|vallen {count} contacten af die alleen daarin staan}. Risico: waar oude ontvangers zijn opgeruimd, kan het logboek alles zijn wat er van de geschiedenis over is.",
  ADDRESS_SHARED_WITH_WITHDRAWN:
    "{count} {contact krijgt|contacten krijgen} E-marketing met de grondslag gerechtvaardigd belang terwijl {een ander met hetzelfde e-mailadres geen mailings wil|anderen met dezelfde e-mailadressen geen mailings willen}. Het kunnen dezelfde mensen zijn, dubbel ingevoerd: vergelijk ze vóór de volgende mailing.",
  CHANGED_SINCE:
    "{count} {rij is|rijen zijn} door iemand gewijzigd nadat dit programma {haar|ze} schreef, en {is|zijn} met rust gelaten. Bekijk ze in het CRM en beslis wat ze moeten zijn.",
  CREATED_OBJECT_IN_USE:
    "{count} {tabel of kolom|tabellen of kolommen} die dit programma aanmaakte, {is|zijn} in gebruik en {blijft|blijven} staan. Ze verdwijnen met nog een consent-upgrade rollback zodra er niets van anderen meer in staat; een latere apply neemt ze over.",
  UNKNOWN_LEGAL_BASIS:
    "{count} {toestemming heeft|toestemmingen hebben} een rechtsgrondslag die in deze database niet bestaat; ze {blijft zoals ze is|blijven zoals ze zijn}. Geef deze contacten in het CRM een rechtsgrondslag.",
  SUBSCRIPTION_TYPES_SUBSCRIBE_EVERYBODY:
    "Nieuwe abonnementstypen, {types}: {{count} contact heeft dan e-marketing en|iedereen met e-marketing, dan {count} contacten,} is erop geabonneerd tot {het iets anders zegt|ze iets anders zeggen}. Wijzig of verwijder in de instellingen van het CRM wat u niet gebruikt.",
  EMARKETING_PRIVACY_OFF:
    "De instelling ‘Ontvangers filteren op basis van toestemming voor e-marketing en actief abonnement’ staat uit in dit CRM: mailings bereiken ook contacten zonder rechtsgrondslag voor e-marketing, {reached} in totaal. Staat de instelling aan, dan bereiken ze er {privacy}. Of die aan gaat, beslist u: in de instellingen van het CRM, of met emarketingPrivacy in de configuratie.",
  EMARKETING_PRIVACY_ON:
    "De instelling ‘Ontvangers filteren op basis van toestemming voor e-marketing en actief abonnement’ staat aan in dit CRM: mailings bereiken alleen contacten met een rechtsgrondslag voor e-marketing, {privacy} van de {reached} die ze anders zouden bereiken. De upgrade laat die aan staan.",
  EMARKETING_PRIVACY_SWITCHED_ON:
    "De configuratie zet de instelling ‘Ontvangers filteren op basis van toestemming voor e-marketing en actief abonnement’ aan: mailings bereiken dan alleen contacten met een rechtsgrondslag voor e-marketing, {privacy} in plaats van {reached}. Zo zegt emarketingPrivacy in de configuratie het; rollback zet het weer uit.",
  NEW_CONTACTS_WITHOUT_BASIS:
    "Contacten die gebruikers vanaf nu toevoegen, krijgen geen rechtsgrondslag: het CRM heeft geen standaardwaarde (instelling GdprDefaultLegalBase). Kies er een in de instellingen van het CRM, of met defaultLegalBasis in de configuratie.",
  NEW_CONTACTS_DEFAULTS_OFF:
    "Contacten die gebruikers vanaf nu toevoegen, krijgen geen rechtsgrondslag: de standaardwaarden van het CRM voor nieuwe contacten staan uit (instelling GdprUseDefaultsForNew). Zet ze aan in de instellingen van het CRM als nieuwe contacten een rechtsgrondslag moeten krijgen.",
  NEW_CONTACTS_BY_GROUP:
    "{count} {instelling|instellingen} van een database, groep of gebruiker {gaat|gaan} voor op die voor iedereen: contacten die daar worden toegevoegd, krijgen iets anders. Bekijk ze in de instellingen van het CRM: defaultLegalBasis bepaalt wat iedereen krijgt en laat deze staan.",
  EXCLUSION_NOT_FOUND:
    "{count} {nummer|nummers} in exclude {staat|staan} niet in deze database: daardoor wordt niemand uitgesloten. Verbeter de nummers in de configuratie.",
  LEDGER_GONE:
    "consent-upgrade is hier al geweest, en het logboek is weg: {count} van {all} contacten {heeft|hebben} Verkopen en service door een eerdere run. apply vult aan wat ontbreekt en laat de rest; rollback en verify weten niets van de eerdere run.",
  UPGRADED_BEFORE:
    "De upgrade van de leverancier is hier kennelijk al geweest: geen contact mist Verkopen en service, E-marketing of Ingetrokken. Wat overblijft, is wat de andere stappen noemen: sjablonen, interesses, abonnementstypen; verify controleert de rest.",
  UPGRADED_BEFORE_REPAIR:
    "De upgrade van de leverancier is hier kennelijk al geweest: {have} van {all} contacten hebben Verkopen en service al. Er {ontbreekt {count} toestemming|ontbreken {count} toestemmingen}, van contacten die buiten het CRM om binnenkwamen of die de upgrade oversloeg. explain ID zegt bij elk contact waarom; apply vult aan wat ontbreekt en laat de rest.",
  CLIENT_CACHES_RESET:
    "{count} {tabel|tabellen} waarvan Windows-clients kopieën bewaren, {wordt|worden} gemarkeerd om opnieuw te worden gelezen (CacheTables.checkSum = 0). Er hoeft niets te gebeuren; rollback markeert ze op dezelfde manier.",
  RESTART_CRM_SERVERS:
    "De servers van het CRM houden lijsten in het geheugen en zien de wijzigingen nog niet. Start ze opnieuw en laat gebruikers zich opnieuw aanmelden.",
  LANGUAGE_CHOSEN:
    "Nieuwe rijen worden geschreven in de taal {language}: {because}. Stel language in de configuratie in om een andere te kiezen.",
  VENDOR_SCHEMA_MISSING:
    "De toestemmingstabellen ontbreken, hoewel deze database de tabelbeschrijving van de leverancier heeft: apply zal weigeren. Werk de CRM-database eerst bij naar 8.2 of later. De upgrade van de leverancier maakt de tabellen aan.",
  OLDER_CONSENT_TABLES:
    "Hier staan tabellen met namen die de toestemmingstabellen vóór 8.2 hadden. De upgrade van de leverancier naar 8.2 of later verwijdert ze; dit programma leest en schrijft ze niet.",
  LEDGER_MAYBE_HIDDEN:
    "Deze login ziet geen logboek van eerdere runs en kan niet zeggen of het ontbreekt of verborgen is. Als apply hier eerder liep: geef SELECT op de tabellen consent_upgrade_*; anders kunnen de cijfers onjuist zijn.",
  ROWS_NOT_WRITTEN:
    "{count} {rij die geschreven moest worden, staat|rijen die geschreven moesten worden, staan} niet in {table}: een trigger daar heeft {die|ze} misschien weggelaten. Bekijk de triggers die doctor noemt; als ze de rijen doorlaten, voer dan apply --rerun {step} uit.",
  RUN_AT_WORK:
    "Er is nu een run bezig op deze database: {run}. De cijfers veranderen tot hij klaar is. Hoe ver hij is: consent-upgrade status",
  RUN_RESUMED:
    "Dit ging verder met de run {run}, die was gestopt voordat hij klaar was. De cijfers hierboven zijn die van deze poging; die van de hele run: consent-upgrade report --run {run}",
  LEDGER_DROPPED:
    "Het logboek is verwijderd: er is niets van dit programma meer in de database. Bewaar dit rapport; de database weet niets meer van de runs.",
  SCRIPT_WRITTEN:
    "Dezelfde wijziging is naar {file} geschreven als script voor het eigen programma van de database. De eerste regels zeggen hoe u het uitvoert.",
  PLANNED_EVIDENCE_WRITTEN:
    "Het bewijs in {file} heeft {count} {regel|regels}: wat elke contactpersoon per doel zou krijgen, verliezen of behouden, en waarom. Lees het vóór apply: outcome en reasons zeggen wie erbij komt en wie verloren gaat.",
  EVIDENCE_WRITTEN:
    "Het bewijs voor {count} {toestemming|toestemmingen} is naar {file} geschreven. Bewaar het waar de functionaris gegevensbescherming het vindt.",
  SUPPORT_FILE_WRITTEN:
    "{file} bevat {count} bestanden voor wie helpt: rapporten, instellingen en logboek, zonder geheimen, namen, adressen of sjabloonteksten. Bekijk het voordat u het verstuurt.",
  CONFIGURATION_WRITTEN:
    "{file} is geschreven. Elke sleutel erin staat uit en toont zijn standaardwaarde. Haal het # weg waar iets anders moet.",
  SAMPLE_CREATED: "Een voorbeeld-CRM met {count} {contact|contacten} is aangemaakt (seed {seed}). Niets erin is echt.",
  DATABASE_KEPT: "De voorbeelddatabase is bewaard: {url} Bekijk hem met: consent-upgrade status --database-url {url}",
};
