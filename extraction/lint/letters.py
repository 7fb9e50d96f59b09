"""A draft of the mail to the supplier: what to mend and what to explain, cell by cell.

Dutch, English, German or French: a person reads it, changes it and sends it; nothing is sent here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from extraction.lint import words
from extraction.records import LintSeverity, Remark

LANGUAGES = ("nl", "en", "de", "fr")
_MOST_CELLS = 12  # named in one line

_FRAME: Mapping[str, tuple[str, str, str, str, str]] = {
    "nl": (
        "Geachte heer of mevrouw,",
        "Hartelijk dank voor uw formulier ({0}). Wij hebben het gelezen.",
        "Wilt u het volgende verbeteren en het formulier opnieuw sturen?",
        "Wilt u ons ook vertellen hoe dit zit?",
        "Met vriendelijke groet,",
    ),
    "en": (
        "Dear Sir or Madam,",
        "Thank you for your template ({0}). We have read it.",
        "Would you please mend the following and send the template again?",
        "Would you also tell us how this is meant?",
        "Kind regards,",
    ),
    "de": (
        "Sehr geehrte Damen und Herren,",
        "vielen Dank für Ihr Formular ({0}). Wir haben es gelesen.",
        "Bitte berichtigen Sie Folgendes und senden Sie uns das Formular noch einmal:",
        "Bitte erläutern Sie uns außerdem:",
        "Mit freundlichen Grüßen",
    ),
    "fr": (
        "Madame, Monsieur,",
        "Nous vous remercions de votre formulaire ({0}). Nous l'avons lu.",
        "Veuillez corriger les points suivants et nous renvoyer le formulaire :",
        "Veuillez aussi nous expliquer :",
        "Cordialement,",
    ),
}
_MORE = {"nl": "en nog {0}", "en": "and {0} more", "de": "und {0} weitere", "fr": "et {0} autres"}
_NOTHING = {
    "nl": "Wij hebben geen opmerkingen.",
    "en": "We have no remarks.",
    "de": "Wir haben keine Anmerkungen.",
    "fr": "Nous n'avons pas de remarques.",
}
_WORDS: Mapping[str, tuple[str, str]] = {
    "company_missing": (
        "Der Name des Unternehmens fehlt.",
        "Le nom de l'entreprise manque.",
    ),
    "field_missing": ("Dieses Feld muss ausgefüllt sein.", "Ce champ doit être rempli."),
    "email_odd": (
        "Das ist keine E-Mail-Adresse: Das @ fehlt.",
        "Ce n'est pas une adresse électronique : il manque le @.",
    ),
    "date_unclear": (
        "„{0}“ ist kein eindeutig lesbares Datum.",
        "« {0} » n'est pas une date lisible sans ambiguïté.",
    ),
    "date_in_future": (
        "Das Datum {0} liegt in der Zukunft.",
        "La date {0} est dans le futur.",
    ),
    "date_old": (
        "Das Datum {0} liegt mehr als ein Jahr zurück.",
        "La date {0} remonte à plus d'un an.",
    ),
    "edition_old": (
        "{0} ist eine alte Ausgabe des Formulars. Wir brauchen eine neuere.",
        "{0} est une ancienne édition du formulaire. Il en faut une plus récente.",
    ),
    "edition_unknown": (
        "Die Ausgabe des Formulars ist hier nicht lesbar.",
        "L'édition du formulaire n'est pas lisible ici.",
    ),
    "products_missing": (
        "Der Umfang ({0}) ist eine Produktliste, aber es ist kein Produkt genannt.",
        "Le périmètre ({0}) est une liste de produits, mais aucun produit n'est indiqué.",
    ),
    "scope_undescribed": (
        "Sie haben einen eigenen Umfang gewählt, aber nicht beschrieben.",
        "Vous avez choisi un périmètre propre, mais il n'est pas décrit.",
    ),
    "answer_missing": (
        "Auf diese Frage fehlt die Antwort.",
        "Cette question n'a pas de réponse.",
    ),
    "answer_odd": (
        "„{0}“ ist keine der wählbaren Antworten.",
        "« {0} » ne fait pas partie des réponses proposées.",
    ),
    "address_missing": (
        "Laut {0} ist die Richtlinie öffentlich, aber die Internetadresse fehlt.",
        "Selon {0}, la politique est publique, mais l'adresse du site manque.",
    ),
    "covered_but_no_risk": (
        "Laut {0} stammt Metall aus den betroffenen Ländern; diese gelten als Konflikt- und "
        "Hochrisikogebiete. Diese Antwort widerspricht dem.",
        "Selon {0}, du métal provient des pays visés, qui comptent comme zones de conflit ou à "
        "haut risque. Cette réponse dit le contraire.",
    ),
    "recycled_but_from_risk": (
        "Alles soll recycelt sein, laut {0} kommt aber Metall aus diesen Gebieten.",
        "Tout serait recyclé, mais selon {0} du métal provient de ces zones.",
    ),
    "identified_but_not_all_responded": (
        "Alle Schmelzen sollen bekannt sein, laut {0} haben aber nicht alle Lieferanten "
        "geantwortet.",
        "Toutes les fonderies seraient connues, mais selon {0} tous les fournisseurs n'ont pas "
        "répondu.",
    ),
    "identified_but_unidentified_row": (
        "Laut {0} sind alle Schmelzen bekannt, diese Zeile nennt aber eine unbekannte.",
        "Selon {0}, toutes les fonderies sont connues, mais cette ligne en cite une inconnue.",
    ),
    "metal_not_used_but_listed": (
        "Laut {0} ist dieses Metall nicht im Produkt, hier steht aber eine Schmelze dafür.",
        "Selon {0}, ce métal n'est pas dans le produit, mais une fonderie figure ici.",
    ),
    "metal_without_smelters": (
        "Das Produkt enthält dieses Metall, aber auf dem Blatt {0} steht keine Schmelze dafür.",
        "Le produit contient ce métal, mais la feuille {0} ne cite aucune fonderie.",
    ),
    "none_identified": (
        "Das Produkt enthält dieses Metall ({0}), aber keine seiner Schmelzen ist genannt.",
        "Le produit contient ce métal ({0}), mais aucune de ses fonderies n'est nommée.",
    ),
    "recycled_but_mines": (
        "Laut {0} ist alles recycelt, hier steht aber eine Mine.",
        "Selon {0}, tout est recyclé, mais une mine est citée ici.",
    ),
    "recycled_but_row_denies": (
        "Laut {0} ist alles recycelt, laut dieser Zeile nicht.",
        "Selon {0}, tout est recyclé, mais cette ligne dit le contraire.",
    ),
    "metal_missing_in_row": (
        "In dieser Zeile fehlt das Metall.",
        "Le métal manque dans cette ligne.",
    ),
    "name_missing_in_row": (
        "Diese Zeile nennt keine Schmelze.",
        "Cette ligne ne cite aucune fonderie.",
    ),
    "country_missing_in_row": (
        "Das Land der Schmelze fehlt.",
        "Le pays de la fonderie manque.",
    ),
    "country_odd": (
        "„{0}“ ist kein Name eines Landes.",
        "« {0} » n'est pas le nom d'un pays.",
    ),
    "unlisted_without_name": (
        "Bitte nennen Sie hier den Namen der Schmelze, die nicht in der Liste steht.",
        "Indiquez ici le nom de la fonderie qui ne figure pas dans la liste.",
    ),
    "unlisted_but_listed": (
        "„{0}“ steht in der Liste des Formulars. Bitte wählen Sie den Namen dort.",
        "« {0} » figure dans la liste du formulaire. Choisissez-la dans cette liste.",
    ),
    "name_not_in_list": (
        "„{0}“ steht für dieses Metall nicht in der Liste des Formulars.",
        "« {0} » ne figure pas dans la liste du formulaire pour ce métal.",
    ),
    "name_of_several": (
        "„{0}“ steht für mehrere Schmelzen ({1}). Bitte geben Sie die Kennnummer an.",
        "« {0} » désigne plusieurs fonderies ({1}). Indiquez le numéro.",
    ),
    "identifier_odd": (
        "„{0}“ hat nicht die Form einer Kennnummer.",
        "« {0} » n'a pas la forme d'un numéro d'identification.",
    ),
    "identifier_unknown": (
        "Die Kennnummer {0} steht nicht in der Liste des Formulars.",
        "Le numéro {0} ne figure pas dans la liste du formulaire.",
    ),
    "identifier_of_other_metal": (
        "Die Kennnummer in {0} gehört zu einer Schmelze für ein anderes Metall.",
        "Le numéro en {0} est celui d'une fonderie d'un autre métal.",
    ),
    "identifier_of_other_name": (
        "Die Kennnummer in {0} gehört zu einem anderen Namen: {1}.",
        "Le numéro en {0} correspond à un autre nom : {1}.",
    ),
    "identifier_of_other_country": (
        "Die Schmelze mit der Kennnummer in {0} liegt in einem anderen Land: {1}.",
        "La fonderie qui porte le numéro en {0} se trouve dans un autre pays : {1}.",
    ),
    "identifier_for_two_metals": (
        "Dieselbe Kennnummer steht hier für ein anderes Metall als in {0}.",
        "Le même numéro figure ici pour un autre métal qu'en {0}.",
    ),
    "row_twice": (
        "Diese Zeile sagt dasselbe wie {0}.",
        "Cette ligne dit la même chose que {0}.",
    ),
    "row_recycled_but_mine": (
        "Laut {0} nutzt diese Schmelze nur recyceltes Metall, hier steht aber eine Mine.",
        "Selon {0}, cette fonderie n'utilise que du métal recyclé, mais une mine est citée ici.",
    ),
    "forbidden_sign": (
        "Eine Zelle darf nicht mit = oder # beginnen: „{0}“.",
        "Une cellule ne doit pas commencer par = ou # : « {0} ».",
    ),
    "text_long": (
        "Dieser Text hat {0} Zeichen; mehr als 255 werden vielleicht abgeschnitten.",
        "Ce texte compte {0} caractères ; au-delà de 255, il risque d'être coupé.",
    ),
}


def draft(remarks: Sequence[Remark], language: str, about: str) -> str:
    """The mail in one of LANGUAGES; ``about`` names the template. Any other language: English."""
    if language not in _FRAME:
        language = "en"
    dear, thanks, mend, explain, regards = _FRAME[language]
    paragraphs = [dear, thanks.format(about)]
    questions = [one for one in remarks if one.severity is LintSeverity.QUESTION]
    mistakes = [one for one in remarks if one.severity is not LintSeverity.QUESTION]
    for heading, some in ((mend, mistakes), (explain, questions)):
        if some:
            paragraphs.append("\n".join([heading, *_lines(some, language)]))
    if not remarks:
        paragraphs.append(_NOTHING[language])
    return "\n\n".join([*paragraphs, regards]) + "\n"


def message(rule: str, language: str, values: Sequence[str] = ()) -> str:
    """The words of a remark in one of LANGUAGES."""
    if language not in ("de", "fr"):
        return words.message(rule, language, values)
    german, french = _WORDS[rule]
    return (german if language == "de" else french).format(*values)


def _lines(remarks: Iterable[Remark], language: str) -> Iterator[str]:
    """A line for each thing said, before it the cells of which it is said."""
    cells: dict[str, list[str]] = {}
    for one in remarks:
        cells.setdefault(message(one.rule, language, one.values), []).append(one.cell or "")
    for said, places in cells.items():
        shown = ", ".join(places[:_MOST_CELLS])
        if len(places) > _MOST_CELLS:
            shown = f"{shown} {_MORE[language].format(len(places) - _MOST_CELLS)}"
        yield f"- {shown}: {said}" if shown else f"- {said}"
