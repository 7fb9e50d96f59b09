"""Words of policies, forms, offices and products that the name of no smelter holds."""

from extraction.entities.tokens import word_keys

# Chemicals that smelters make: a name with one is a product's.
_CHEMICALS = word_keys(
    """ammonium ammonia potassium sodium tungstate paratungstate metatungstate wolframat oxide
    dioxide trioxide pentoxide carbide sulphate sulfate hydroxide carbonate chloride fluoride oxid
    trioxid karbid carbid sulfat hydroxid oxyde trioxyde carbure hydroxyde grade"""
)
# Words that places are also named by ("Row", "Field", "Ville") are left out.
# Titles of lists, rules, people and offices are printed with capitals, as names are.
_ENGLISH = word_keys(
    """restricted sanctioned flag flags vice president chief officer officers manager managers
    executive chairman treasurer counsel desk outreach cost costs visit visits step steps
    laundering money compliance conformance conformity conformant grievance grievances complaint
    complaints whistleblowing procedure procedures policies conduct ethics integrity statement
    agreement agreements contract contracts clause clauses article paragraph chapter figure
    appendices schedule form forms fields tab tabs cell cells column columns rows sheet
    worksheet checker dashboard help download email e-mail website internet phone telephone
    signature signed date version revision edition copyright rights reserved disclaimer definition
    glossary answer answers yes unknown none applicable required optional mandatory please notes
    see use submit select click choose enter fill complete completed check save send upload
    request requested inquiry enquiry survey surveys questionnaire data information risk risks
    mitigation remediation remedy escalation mapping assessment assessor assessors opening closing
    meeting meetings minutes agenda plan plans training awareness stakeholder stakeholders
    disclosure transparency traceability certificate certificates accreditation accredited scope
    approval approved valid validity expiry issued holder licence license permit registration
    inspector surveyor customer customers buyer buyers seller vendor vendors purchaser invoice
    shipment consignment warehouse carrier batch analysis remarks human labour labor child forced
    slavery trafficking health safety emissions privacy confidentiality antitrust sanctions
    corruption bribery independent third-party upstream downstream eligible dear sincerely regards
    hello yours attached enclosed subject regarding mine mines miner miners foundry foundries
    castings castinghouse caster casters"""
)
_GERMAN = word_keys(
    """geltungsbereich registerkarte spalte spalten zeile zeilen blatt formular vorlage
    anleitung anhang anlage artikel abschnitt kapitel seite frage fragen antwort antworten auswahl
    angabe angaben anschrift adresse datum unterschrift stempel firmenstempel ansprechpartner
    kontaktperson kontakt geschaftsfuhrer geschaftsfuhrung leiter leiterin vorstand aufsichtsrat
    einkauf vertrieb beauftragter lieferant lieferanten lieferkette lieferketten kunde kunden
    handler prufer prufung prufungen prufstandard prufprotokoll zertifikat zertifikate
    zertifizierung akkreditierung gultig nachweis bericht erklarung verhaltenskodex grundsatze
    leitlinie leitlinien risiko risiken risikoanalyse beschwerde beschwerden hinweisgebersystem
    menschenrechte kinderarbeit zwangsarbeit umwelt sorgfalt sorgfaltspflicht herkunft
    herkunftsland lander landern bundesland begriff begriffe begriffsbestimmungen massnahme
    massnahmen frist vertrag bestellung ware wareneingang lieferung rechnung datei dokument makros
     uberarbeitung mine minen schrott erz erze schlacke zwischenprodukt zwischenprodukte
    identifikationsnummer referenzliste schmelzenliste schmelzhuttenliste nein ja unbekannt
    giesserei giessereien verzinkerei galvanik galvaniken gusswerk gussteile produkt produkte
    produkten produkts ihr ihre ihrem
    ihren ihrer unser unsere unserem unseren unserer konform konforme konformen konfliktmineralien
    konfliktrohstoffe glimmer naturlicher synthetischer"""
)
_DUTCH = word_keys(
    """tabblad kolom kolommen cel formulier bijlage hoofdstuk vraag vragen antwoord
    antwoorden toelichting handleiding adres provincie contactpersoon directeur
    directie bestuur raad commissarissen ondernemingsraad inkoop leverancier leveranciers keten
    ketens klant klanten klacht klachten meldpunt gedragscode beleid verklaring certificaat
    certificaten keurmerk geldig uitgifte reglement rapport herkomst risico risico's kinderarbeid
    mensenrechten milieu veiligheid overeenkomst opdracht factuur levering bestand versie onbekend
    nvt schroot erts mijn mijnen opmerkingen controle referentielijst smelterlijst secretariaat
    partijen werkgroep gieterij gieterijen verzinkerij verzinkerijen"""
)
_FRENCH = word_keys(
    """onglet colonne colonnes ligne cellule champ formulaire annexe chapitre reponse reponses
    adresse contact directeur directrice direction presidente conseil service achats
    fournisseur fournisseurs client clients charte code conduite politique certificat certificats
    attestation valable validite norme risque risques plainte alerte droits humains travail enfants
    environnement securite contrat commande facture livraison fichier inconnu inconnue minerai
    laitier dechets ferraille origine reference verification numero remarques moulage"""
)
WORDS: frozenset[str] = _CHEMICALS | _ENGLISH | _GERMAN | _DUTCH | _FRENCH
# What stands before a common noun and before no name: "each ...", "une ...".
BEFORE_COMMON: frozenset[str] = word_keys(
    """each every any no chaque aucun aucune un une notre nos votre vos elke ieder iedere geen jede
    jeder jedes jedem jeden kein keine keinem keinen keiner"""
)
