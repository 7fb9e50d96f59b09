"""Every code of a reading in words: English and plain Dutch, such that its reader can act on it."""

from collections.abc import Mapping

LANGUAGES = ("en", "nl")

_REFUSALS: Mapping[str, tuple[str, str]] = {
    "needs_password": (
        "The file is protected by a password. Save it without a password and send it again.",
        "Het bestand is met een wachtwoord beveiligd. Sla het op zonder wachtwoord en stuur het "
        "opnieuw.",
    ),
    "damaged": (
        "The file is damaged and cannot be read. Open it yourself, save it again as PDF and send "
        "that file.",
        "Het bestand is beschadigd en niet te lezen. Open het zelf, sla het opnieuw op als pdf en "
        "stuur dat bestand.",
    ),
    "empty": (
        "The file is empty: it holds no pages or no data. Check it and send the right file.",
        "Het bestand is leeg: er staan geen pagina's of gegevens in. Controleer het en stuur het "
        "goede bestand.",
    ),
    "unsupported": (
        "This kind of file cannot be read. Open it yourself, save it as PDF, as a Word document "
        "(.docx) or as a workbook (.xlsx), and send that file.",
        "Dit soort bestand kunnen wij niet lezen. Open het zelf, sla het op als pdf, als "
        "Word-document (.docx) of als rekenblad (.xlsx) en stuur dat bestand.",
    ),
    "too_big": (
        "The file is too big or too heavy to read. Split it, or save it with fewer pages or "
        "smaller pictures, and send it again.",
        "Het bestand is te groot of te zwaar om te lezen. Splits het, of sla het op met minder "
        "pagina's of kleinere plaatjes, en stuur het opnieuw.",
    ),
    "too_slow": (
        "Reading the file took too long and was stopped. Save it again as a plain PDF, or split "
        "it, and send it again.",
        "Het lezen duurde te lang en is gestopt. Sla het bestand opnieuw op als gewone pdf, of "
        "splits het, en stuur het opnieuw.",
    ),
    "internal": (
        "Reading failed through a fault of ours. The file is kept; an operator will look at it.",
        "Het lezen is mislukt door een fout bij ons. Het bestand is bewaard; een beheerder kijkt "
        "ernaar.",
    ),
    "register_failed": (
        "Reading the list failed through a fault of ours. Nothing was changed and the file was not "
        "kept. Try again later; if it stays like this, tell the administrator.",
        "Het lezen van de lijst is mislukt door een fout bij ons. Er is niets veranderd en het "
        "bestand is niet bewaard. Probeer het later opnieuw; blijft het zo, meld het dan aan de "
        "beheerder.",
    ),
}
_WARNINGS: Mapping[str, tuple[str, str]] = {
    "no_text_layer": (
        "This page is a picture, and no text could be recognised in it. Enter its names by hand, "
        "or ask for a sharper scan or a version with text.",
        "Deze pagina is een plaatje waarin geen tekst te herkennen is. Voer de namen met de hand "
        "in, of vraag om een scherpere scan of een versie met tekst.",
    ),
    "read_by_ocr": (
        "This page is a picture; its text was recognised by the computer and may hold mistakes. "
        "Compare what was read with the page.",
        "Deze pagina is een plaatje. De computer heeft de tekst herkend en kan zich vergissen. "
        "Vergelijk wat er is gelezen met de pagina.",
    ),
    "text_differs": (
        "Two readers give different text for this page. Compare the page with what was read.",
        "Twee lezers geven andere tekst voor deze pagina. Vergelijk de pagina met wat er is "
        "gelezen.",
    ),
    "viewer_needed": (
        "This PDF shows its contents only in the program it was made for. Open it there, print it "
        "to a plain PDF and send that file.",
        "Deze pdf toont de inhoud alleen in het programma waarvoor hij is gemaakt. Open hem daar, "
        "druk hem af naar een gewone pdf en stuur dat bestand.",
    ),
    "attachments_unread": (
        "The PDF carries attached files that were not read. Send them separately. Their number "
        "stands behind this.",
        "Bij deze pdf zitten bijlagen die niet zijn gelezen. Stuur ze apart. Het aantal staat "
        "erachter.",
    ),
    "pictures_unread": (
        "The document holds pictures and hardly any text; pictures in a Word document are not "
        "read. Save it as PDF and send that file, or send the pictures themselves. The number of "
        "pictures stands behind this.",
        "In het document staan plaatjes en bijna geen tekst; plaatjes in een Word-document lezen "
        "wij niet. Sla het op als pdf en stuur dat bestand, of stuur de plaatjes zelf. Het aantal "
        "plaatjes staat erachter.",
    ),
    "word_part_lost": (
        "A part of the Word document is damaged and was left unread: notes, the head or foot of a "
        "page, or numbers of lists. Open it yourself, save it again and send that file.",
        "Een deel van het Word-document is beschadigd en is niet gelezen: noten, de kop of voet "
        "van een pagina, of nummers van lijsten. Open het zelf, sla het opnieuw op en stuur dat "
        "bestand.",
    ),
    "embedded_unread": (
        "Files were put into the document that were not read. Send them separately. Their number "
        "stands behind this.",
        "In het document zitten bestanden die niet zijn gelezen. Stuur ze apart. Het aantal staat "
        "erachter.",
    ),
    "part_unreadable": (
        "An attachment is damaged or cannot be taken out. Ask for it as a separate file.",
        "Een bijlage is beschadigd of is er niet uit te halen. Vraag erom als los bestand.",
    ),
    "parts_left_out": (
        "Small pictures, signatures and the like were left out. The number stands behind this.",
        "Kleine plaatjes, handtekeningen en dergelijke zijn weggelaten. Het aantal staat erachter.",
    ),
    "parts_too_many": (
        "The file holds more documents than are read at once. Send the rest in another file. The "
        "number left out stands behind this.",
        "In het bestand zitten meer documenten dan wij in één keer lezen. Stuur de rest in een "
        "ander bestand. Het aantal dat is weggelaten, staat erachter.",
    ),
    "winmail_unread": (
        "Outlook packed the attachments in a file that others cannot open. Ask the sender to send "
        "them again as ordinary attachments.",
        "Outlook heeft de bijlagen ingepakt in een bestand dat anderen niet kunnen openen. Vraag "
        "de afzender ze opnieuw te sturen als gewone bijlagen.",
    ),
    "mail_text_unread": (
        "No text of this mail could be read. Open it yourself to see whether it says something.",
        "De tekst van deze e-mail is niet te lezen. Open de e-mail zelf om te zien of er iets in "
        "staat.",
    ),
    "repaired": (
        "The file was damaged and was repaired before reading. Check that nothing is missing.",
        "Het bestand was beschadigd en is voor het lezen hersteld. Controleer of er niets "
        "ontbreekt.",
    ),
    "page_count_differs": (
        "Two readers disagree on the number of pages. Check that no page is missing.",
        "Twee lezers tellen een ander aantal pagina's. Controleer of er geen pagina ontbreekt.",
    ),
    "page_too_slow": (
        "This page took too long and was left unread. Look at it yourself.",
        "Het lezen van deze pagina duurde te lang en is overgeslagen. Bekijk de pagina zelf.",
    ),
    "page_too_big": (
        "This page needs too much memory and was left unread. Look at it yourself.",
        "Deze pagina vraagt te veel geheugen en is overgeslagen. Bekijk de pagina zelf.",
    ),
    "page_damaged": (
        "This page is damaged and was left unread. Look at it yourself, or ask for a new file.",
        "Deze pagina is beschadigd en is overgeslagen. Bekijk de pagina zelf, of vraag om een "
        "nieuw bestand.",
    ),
    "unread_pages": (
        "Reading stopped early; the pages from here on were not read. Send the file in parts, or "
        "look at these pages yourself.",
        "Het lezen is eerder gestopt; vanaf hier zijn de pagina's niet gelezen. Stuur het bestand "
        "in delen, of bekijk deze pagina's zelf.",
    ),
    "not_analysed": (
        "The text was read, but no names were looked for in it, since reading was stopped. Look "
        "through the pages yourself.",
        "De tekst is gelezen, maar er is niet naar namen gezocht, omdat het lezen is gestopt. "
        "Bekijk de pagina's zelf.",
    ),
    "too_many_rules": (
        "This page has so many lines that its tables were not looked for; its text was read.",
        "Deze pagina heeft zo veel lijnen dat er niet naar tabellen is gezocht; de tekst is wel "
        "gelezen.",
    ),
    "several_certificates": (
        "The file holds more than one certificate. Check that each one is right.",
        "In het bestand staat meer dan één certificaat. Controleer of elk certificaat klopt.",
    ),
    "long_validity": (
        "The certificate seems to be valid for more than three years. Check its dates.",
        "Het certificaat lijkt langer dan drie jaar geldig te zijn. Controleer de datums.",
    ),
    "withdrawn_edition": (
        "The certificate names an edition of the standard that has been withdrawn. Ask whether "
        "there is a newer certificate.",
        "Het certificaat noemt een uitgave van de norm die is ingetrokken. Vraag of er een nieuwer "
        "certificaat is.",
    ),
    "certificate_ended": (
        "The paper says that the certificate was suspended or withdrawn. Look whether this is "
        "about this certificate.",
        "Op het papier staat dat het certificaat is geschorst of ingetrokken. Kijk of dit over dit "
        "certificaat gaat.",
    ),
    "number_with_other_dates": (
        "A certificate with this number was seen before, with other dates. Ask which one holds.",
        "Er is eerder een certificaat met dit nummer gezien, met andere datums. Vraag welk "
        "certificaat geldt.",
    ),
    "number_with_other_holder": (
        "A certificate with this number was seen before, for another holder. Ask whose it is.",
        "Er is eerder een certificaat met dit nummer gezien, van een andere houder. Vraag van wie "
        "het is.",
    ),
    "holder_elsewhere": (
        "The holder is in another country than the smelter. Ask whether the certificate covers "
        "this site.",
        "De houder zit in een ander land dan de smelter. Vraag of het certificaat ook voor deze "
        "locatie geldt.",
    ),
    "dates_reversed": (
        "The certificate seems to expire before it was issued. Check its dates.",
        "Het certificaat lijkt te verlopen voordat het is afgegeven. Controleer de datums.",
    ),
    "encoding_assumed": (
        "The file does not say which letters its signs stand for; the likeliest were taken. Check "
        "the letters with accents, or save the file as UTF-8 and send it again.",
        "Het bestand zegt niet voor welke letters de tekens staan; de waarschijnlijkste zijn "
        "genomen. Controleer de letters met accenten, of sla het bestand op als UTF-8 en stuur "
        "het opnieuw.",
    ),
    "sheet_unreadable": (
        "This sheet is damaged and could not be read; the others were. Open the file, save it "
        "again and send it again.",
        "Dit blad is beschadigd en kon niet worden gelezen; de andere wel. Open het bestand, sla "
        "het opnieuw op en stuur het nog eens.",
    ),
    "hidden_sheet": (
        "This sheet is hidden, and no names were looked for in it. Show it and send the file "
        "again when it matters.",
        "Dit blad is verborgen; er is niet naar namen gezocht. Maak het zichtbaar en stuur het "
        "bestand opnieuw als het blad belangrijk is.",
    ),
    "unfilled": (
        "The reporting template has not been filled in. Ask the supplier for a filled one.",
        "Het formulier is niet ingevuld. Vraag de leverancier om een ingevuld formulier.",
    ),
}
_RECORD_REASONS: Mapping[str, tuple[str, str]] = {
    "same_row": ("same table row", "zelfde rij in de tabel"),
    "same_line": ("same line of a list", "zelfde regel in een lijst"),
    "same_sentence": ("same sentence", "zelfde zin"),
    "form_field": ("field of a form", "veld van een formulier"),
    "smelter_column": ("column of smelter names", "kolom met namen van smelters"),
    "unheaded_column": (
        "column without a heading, told by its contents",
        "kolom zonder opschrift, herkend aan de inhoud",
    ),
    "carried_down": ("metal from a merged cell above", "metaal uit een samengevoegde cel erboven"),
    "metal_from_heading": ("metal from the heading above", "metaal uit de kop erboven"),
    "metal_from_title": ("metal from the document's title", "metaal uit de titel van het document"),
    "metal_from_text": (
        "the only metal that the text names",
        "het enige metaal dat de tekst noemt",
    ),
    "country_from_heading": ("country from the heading above", "land uit de kop erboven"),
    "identifier_in_register": ("identifier in register", "nummer staat in het register"),
    "identifier_unknown": ("identifier not in register", "nummer staat niet in het register"),
    "identifier_missing": ("no identifier", "geen nummer"),
    "identifier_odd": ("identifier has an odd form", "nummer heeft een vreemde vorm"),
    "identifier_differs": (
        "identifier belongs to another name in the register",
        "nummer hoort in het register bij een andere naam",
    ),
    "name_in_register": ("name of a known smelter", "naam van een bekende smelter"),
    "name_similar": ("similar name in register", "naam lijkt op een naam in het register"),
    "name_unknown": ("name not in register", "naam staat niet in het register"),
    "several_candidates": (
        "several names in the register are as near",
        "meer namen in het register lijken er even veel op",
    ),
    "country_missing": ("no country", "geen land"),
    "country_unclear": ("country unclear", "land onduidelijk"),
    "country_several": (
        "more than one country has this name",
        "meer dan één land heeft deze naam",
    ),
    "country_past": ("this country no longer exists", "dit land bestaat niet meer"),
    "country_from_beside": (
        "country told by a place or number beside its name",
        "land herkend aan een plaats of nummer naast de naam",
    ),
    "country_not_register": (
        "country differs from the register",
        "land is anders dan in het register",
    ),
    "metal_missing": ("no metal", "geen metaal"),
    "metal_unclear": ("metal unclear", "metaal onduidelijk"),
    "metal_not_register": (
        "metal differs from the register",
        "metaal is anders dan in het register",
    ),
    "single_mention": ("mentioned once, in running text", "één keer genoemd, in lopende tekst"),
    "line_break": ("name runs over a line break", "naam loopt door op de volgende regel"),
    "poorly_read": ("hard to read on the scan", "slecht leesbaar op de scan"),
    "odd_name": ("does not look like a name", "lijkt niet op een naam"),
    "two_names_in_row": ("two names in the row", "twee namen in de rij"),
}
_CANDIDATE_REASONS: Mapping[str, tuple[str, str]] = {
    "identifier_equal": ("same identifier", "zelfde nummer"),
    "exact_name": ("same name", "zelfde naam"),
    "alias": ("known alias", "bekende andere naam"),
    "decided_before": ("decided so before", "eerder zo beslist"),
    "similar_name": ("similar name", "naam lijkt erop"),
    "name_differs": ("another name", "andere naam"),
    "country_same": ("same country", "zelfde land"),
    "country_differs": ("another country", "ander land"),
    "metal_same": ("same metal", "zelfde metaal"),
    "metal_differs": ("another metal", "ander metaal"),
    "closed": ("closed", "gesloten"),
}
_REGISTER_PROBLEMS: Mapping[str, tuple[str, str]] = {
    "not_a_register": (
        "The file holds no register: no look-up sheet of a reporting template, and no columns "
        "id, name, aliases, country, metal.",
        "In het bestand staat geen register: geen opzoekblad van een formulier, en geen kolommen "
        "id, name, aliases, country, metal.",
    ),
    "not_a_list": (
        "The file is no list. Save it as CSV, XLSX or JSON.",
        "Het bestand is geen lijst. Sla het op als CSV, XLSX of JSON.",
    ),
    "name_missing": ("The name is missing.", "De naam ontbreekt."),
    "country_unknown": ("The country is not known.", "Het land is niet bekend."),
    "metal_unknown": ("The metal is not known.", "Het metaal is niet bekend."),
    "id_twice": (
        "The identifier stood higher in the list already; this row is left out.",
        "Het nummer stond al hoger in de lijst; deze regel telt niet mee.",
    ),
    "cell_too_long": ("The cell holds too much text.", "In de cel staat te veel tekst."),
}
_WORDS: Mapping[str, tuple[str, str]] = {
    **_REFUSALS,
    **_WARNINGS,
    **_RECORD_REASONS,
    **_CANDIDATE_REASONS,
    **_REGISTER_PROBLEMS,
}
CODES = frozenset(_WORDS)


def message(code: str, language: str = "en", detail: str = "") -> str:
    """The words for a code in ``en`` or ``nl``, ``detail`` behind them. KeyError if unknown.

    The detail of a refusal is for whoever looks after the reader: it is said only when it is a
    code itself, by that code's words instead.
    """
    if code in _REFUSALS:
        code, detail = (detail if detail in CODES else code), ""
    english, dutch = _WORDS[code]
    words = dutch if language == "nl" else english
    return f"{words} ({detail})" if detail else words
