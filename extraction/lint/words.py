"""The rules by id: how much each weighs, and its words in English and plain Dutch.

German and French, for letters to suppliers, are in ``letters``. ``{0}`` and ``{1}`` stand for the
values of a remark. None of the words are the template's own: questions go by the cell of their
answer.
"""

from collections.abc import Mapping, Sequence

from extraction.records import LintSeverity

_ERROR, _WARNING, _QUESTION = LintSeverity

RULES: Mapping[str, tuple[LintSeverity, str, str]] = {
    # The company block
    "company_missing": (
        _ERROR,
        "The name of the company is missing.",
        "De naam van het bedrijf ontbreekt.",
    ),
    "field_missing": (
        _WARNING,
        "This field must be filled in.",
        "Dit veld moet worden ingevuld.",
    ),
    "email_odd": (
        _WARNING,
        "This is not an e-mail address: it has no @.",
        "Dit is geen e-mailadres: er staat geen @ in.",
    ),
    "date_unclear": (
        _WARNING,
        "“{0}” is not a date that can be read in one way only.",
        "“{0}” is geen datum die maar op één manier te lezen is.",
    ),
    "date_in_future": (
        _ERROR,
        "The date {0} lies in the future.",
        "De datum {0} ligt in de toekomst.",
    ),
    "date_old": (
        _WARNING,
        "The date {0} is more than a year ago.",
        "De datum {0} is langer dan een jaar geleden.",
    ),
    "edition_old": (
        _WARNING,
        "{0} is an old edition of the template. A newer one is needed.",
        "{0} is een oude uitgave van het formulier. Er is een nieuwere nodig.",
    ),
    "edition_unknown": (
        _QUESTION,
        "The edition of the template cannot be read here.",
        "De uitgave van het formulier is hier niet te lezen.",
    ),
    "products_missing": (
        _ERROR,
        "The scope ({0}) is a list of products, but no product is listed.",
        "Het formulier gaat over een lijst van producten ({0}), maar er staat geen product.",
    ),
    "scope_undescribed": (
        _ERROR,
        "The scope is one of your own, but it is not described.",
        "U koos een eigen afbakening, maar die is niet beschreven.",
    ),
    # The answers
    "answer_missing": (
        _WARNING,
        "This question has no answer.",
        "Deze vraag heeft geen antwoord.",
    ),
    "answer_odd": (
        _WARNING,
        "“{0}” is not one of the answers to choose from.",
        "“{0}” staat niet in de lijst met antwoorden.",
    ),
    "address_missing": (
        _WARNING,
        "The policy is said to be public ({0}), but its web address is missing.",
        "Volgens {0} is het beleid openbaar, maar het webadres ontbreekt.",
    ),
    "covered_but_no_risk": (
        _WARNING,
        "The answer in {0} names a source in the covered countries; those count as areas of "
        "conflict or high risk, so this answer contradicts it.",
        "Volgens {0} komt er metaal uit de aangewezen landen. Die gelden als gebied met conflict "
        "of hoog risico. Dit antwoord spreekt dat tegen.",
    ),
    "recycled_but_from_risk": (
        _QUESTION,
        "All of it is said to be recycled, yet {0} says that smelters source from mines there.",
        "Alles zou gerecycled zijn, maar volgens {0} komt er ook metaal uit die gebieden.",
    ),
    "identified_but_not_all_responded": (
        _WARNING,
        "All smelters are said to be known, but by {0} not all suppliers have answered.",
        "Alle smelters zouden bekend zijn, maar volgens {0} hebben niet alle leveranciers "
        "geantwoord.",
    ),
    "identified_but_unidentified_row": (
        _WARNING,
        "By {0} all smelters are known, but this row names one that is not.",
        "Volgens {0} zijn alle smelters bekend, maar deze rij noemt een onbekende smelter.",
    ),
    "metal_not_used_but_listed": (
        _WARNING,
        "By {0} this metal is not in the product, but a smelter of it is listed here.",
        "Volgens {0} zit dit metaal niet in het product, maar hier staat er wel een smelter van.",
    ),
    "metal_without_smelters": (
        _ERROR,
        "The product holds this metal, but no smelter of it is on the sheet {0}.",
        "Het product bevat dit metaal, maar op het blad {0} staat er geen smelter van.",
    ),
    "none_identified": (
        _WARNING,
        "The product holds this metal ({0}), but not one of its smelters is named.",
        "Het product bevat dit metaal ({0}), maar geen van de smelters is genoemd.",
    ),
    "recycled_but_mines": (
        _WARNING,
        "By {0} all of it is recycled, but a mine is named here.",
        "Volgens {0} is alles gerecycled, maar hier staat een mijn.",
    ),
    "recycled_but_row_denies": (
        _WARNING,
        "By {0} all of it is recycled, but this row says that not all is.",
        "Volgens {0} is alles gerecycled, maar volgens deze rij niet.",
    ),
    # The list of smelters
    "metal_missing_in_row": (
        _ERROR,
        "The metal is missing in this row.",
        "In deze rij ontbreekt het metaal.",
    ),
    "name_missing_in_row": (
        _ERROR,
        "This row names no smelter.",
        "Deze rij noemt geen smelter.",
    ),
    "country_missing_in_row": (
        _ERROR,
        "The country of the smelter is missing.",
        "Het land van de smelter ontbreekt.",
    ),
    "country_odd": (
        _WARNING,
        "“{0}” is not the name of a country.",
        "“{0}” is geen naam van een land.",
    ),
    "unlisted_without_name": (
        _ERROR,
        "A smelter that is not in the list needs its name here.",
        "Vul hier de naam in van de smelter die niet in de lijst staat.",
    ),
    "unlisted_but_listed": (
        _QUESTION,
        "“{0}” is in the template's own list. Choose it there.",
        "“{0}” staat wel in de lijst van het formulier. Kies de naam daar.",
    ),
    "name_not_in_list": (
        _WARNING,
        "“{0}” is not in the template's list for this metal.",
        "“{0}” staat voor dit metaal niet in de lijst van het formulier.",
    ),
    "name_of_several": (
        _WARNING,
        "“{0}” stands for several smelters ({1}). Give the identifier.",
        "“{0}” staat voor meer dan één smelter ({1}). Vul het nummer in.",
    ),
    "identifier_odd": (
        _WARNING,
        "“{0}” does not have the form of an identifier.",
        "“{0}” heeft niet de vorm van een nummer van een smelter.",
    ),
    "identifier_unknown": (
        _ERROR,
        "The identifier {0} is not in the template's list.",
        "Het nummer {0} staat niet in de lijst van het formulier.",
    ),
    "identifier_of_other_metal": (
        _ERROR,
        "The identifier in {0} belongs to a smelter of another metal.",
        "Het nummer in {0} hoort bij een smelter van een ander metaal.",
    ),
    "identifier_of_other_name": (
        _WARNING,
        "The identifier in {0} belongs to another name: {1}.",
        "Het nummer in {0} hoort bij een andere naam: {1}.",
    ),
    "identifier_of_other_country": (
        _WARNING,
        "The smelter with the identifier in {0} is in another country: {1}.",
        "De smelter met het nummer in {0} staat in een ander land: {1}.",
    ),
    "identifier_for_two_metals": (
        _ERROR,
        "The same identifier stands here for another metal than in {0}.",
        "Hetzelfde nummer staat hier bij een ander metaal dan in {0}.",
    ),
    "row_twice": (
        _QUESTION,
        "This row says the same as {0}.",
        "Deze rij zegt hetzelfde als {0}.",
    ),
    "row_recycled_but_mine": (
        _WARNING,
        "By {0} this smelter takes recycled metal alone, but a mine is named here.",
        "Volgens {0} gebruikt deze smelter alleen gerecycled metaal, maar hier staat een mijn.",
    ),
    # Single cells
    "forbidden_sign": (
        _WARNING,
        "A cell may not begin with = or #: “{0}”.",
        "Een cel mag niet beginnen met = of #: “{0}”.",
    ),
    "text_long": (
        _QUESTION,
        "This text has {0} characters; more than 255 may be cut off.",
        "Deze tekst heeft {0} tekens. Meer dan 255 tekens kunnen worden afgekapt.",
    ),
}


def severity(rule: str) -> LintSeverity:
    """How much a rule weighs. KeyError if there is none of this id."""
    return RULES[rule][0]


def message(rule: str, language: str, values: Sequence[str] = ()) -> str:
    """The words of a remark in ``en`` or ``nl``. KeyError if there is no such rule."""
    _, english, dutch = RULES[rule]
    return (dutch if language == "nl" else english).format(*values)
