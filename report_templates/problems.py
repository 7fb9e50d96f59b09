"""The messages about a template, in Dutch and English."""

from report_templates.data import Language
from report_templates.errors import TemplateProblem
from report_templates.package import Refusal
from report_templates.sandbox import FILTERS, Fault

_PLACES: dict[Language, dict[str, str]] = {
    "nl": {"document": "tekst", "header": "koptekst", "footer": "voettekst"},
    "en": {"document": "text", "header": "header", "footer": "footer"},
}

_FILE: dict[Language, dict[str, str]] = {
    "nl": {
        "not_word": "Dit is geen Word-bestand (.docx). Bewaar het in Word als .docx.",
        "too_big": "Dit bestand is te groot om een sjabloon te zijn. Verwijder grote plaatjes.",
        "active": "In dit bestand zit een macro of een ingesloten object ({part}). Verwijder dat "
        "en bewaar het bestand als .docx.",
        "external": "Dit bestand haalt iets op van buiten ({part}). Verbreek de koppelingen in "
        "Word: Bestand, Info, Koppelingen bewerken.",
        "damaged": "Een deel van dit bestand is beschadigd ({part}). Bewaar het in Word opnieuw.",
        "field": "Het veld {part} mag niet in een sjabloon. Wel: inhoudsopgave, paginanummer, "
        "volgnummer en verwijzing.",
    },
    "en": {
        "not_word": "This is not a Word file (.docx). Save it as .docx in Word.",
        "too_big": "This file is too big to be a template. Remove large pictures.",
        "active": "This file holds a macro or an embedded object ({part}). Remove it and save the "
        "file as .docx.",
        "external": "This file fetches something from outside ({part}). Break the links in Word: "
        "File, Info, Edit Links to Files.",
        "damaged": "A part of this file is damaged ({part}). Save it again in Word.",
        "field": "The field {part} may not be in a template. Allowed: table of contents, page "
        "number, sequence number and reference.",
    },
}

_CODE: dict[Language, dict[str, str]] = {
    "nl": {
        "unknown_field": "Het veld “{field}” bestaat niet.",
        "unknown_filter": "De bewerking “{field}” bestaat niet. Wel: {filters}.",
        "not_a_text": "“{field}” is een groep velden en kan niet als tekst in het rapport.",
        "not_a_list": "“{field}” is geen lijst. Een herhaling kan alleen over een lijst.",
        "loop_in_loop": "De herhaling over “{field}” staat in een andere herhaling. Daar mag u "
        "alleen verder met een veld van “{suggestion}”.",
        "too_many": "Er staan te veel codes of herhalingen in dit sjabloon.",
        "not_allowed": "Dit mag niet in een sjabloon ({field}). Gebruik alleen velden, "
        "herhalingen en voorwaarden; rekenen kan niet.",
        "unclosed": "Een code is niet af in deze alinea. Elke {{{{ heeft een }}}} nodig, en elke "
        "{{% een %}}.",
        "syntax": "Deze code klopt niet: {field}.",
        "unmatched": "Bij deze code hoort een begin of een eind dat ontbreekt: {field}. Elke for "
        "heeft een endfor nodig, en elke if een endif.",
        "too_deep": "Dit sjabloon zit te ingewikkeld in elkaar.",
        "elsewhere": "Er staat code op een plek waar dat niet mag ({field}), zoals een "
        "eigenschap, voetnoot of opmerking.",
        "structure": "Een herhaling of voorwaarde loopt over een tabelrand heen. Zet begin en "
        "eind allebei in de tabel (met tr) of allebei erbuiten (met p).",
        "no_draft_mark": "Aan dit sjabloon is niet te zien of een rapport nog een concept is. Zet "
        "{{{{ status }}}} in de koptekst.",
        "unreadable": "Dit bestand kan niet worden gelezen. Bewaar het in Word opnieuw.",
        "suggestion": "Bedoelt u “{suggestion}”?",
    },
    "en": {
        "unknown_field": "There is no field “{field}”.",
        "unknown_filter": "There is no filter “{field}”. Allowed: {filters}.",
        "not_a_text": "“{field}” is a group of fields and cannot be printed as text.",
        "not_a_list": "“{field}” is not a list. Only a list can be repeated.",
        "loop_in_loop": "The loop over “{field}” stands inside another loop. There, only a field "
        "of “{suggestion}” can be repeated.",
        "too_many": "There are too many codes or loops in this template.",
        "not_allowed": "This may not be in a template ({field}). Use only fields, loops and "
        "conditions; calculating is not possible.",
        "unclosed": "A code is not finished in this paragraph. Every {{{{ needs a }}}}, and every "
        "{{% a %}}.",
        "syntax": "This code is not right: {field}.",
        "unmatched": "The start or the end that belongs to this code is missing: {field}. Every "
        "for needs an endfor, and every if an endif.",
        "too_deep": "This template is too complicated.",
        "elsewhere": "There is code in a place where it may not be ({field}), such as a property, "
        "a footnote or a comment.",
        "structure": "A loop or condition crosses the edge of a table. Put its start and end both "
        "inside the table (with tr) or both outside (with p).",
        "no_draft_mark": "This template does not show whether a report is still a draft. Put "
        "{{{{ status }}}} in the header.",
        "unreadable": "This file cannot be read. Save it again in Word.",
        "suggestion": "Did you mean “{suggestion}”?",
    },
}


def place(part: str, language: Language) -> str:
    """The name of a part as its reader knows it: document as text, header1 as header."""
    return _PLACES[language].get(part.rstrip("0123456789"), "")


def of_file(refusal: Refusal, language: Language) -> TemplateProblem:
    """A file that is not opened at all."""
    return TemplateProblem(_FILE[language][refusal.code].format(part=refusal.part))


def of_fault(fault: Fault, where: str, line: str, language: Language) -> TemplateProblem:
    """A fault in the code, with the line in which it stands."""
    texts = _CODE[language]
    message = texts[fault.code].format(
        field=fault.field, suggestion=fault.suggestion, filters=", ".join(FILTERS)
    )
    asks = fault.suggestion and fault.code != "loop_in_loop"
    if asks:
        message += " " + texts["suggestion"].format(suggestion=fault.suggestion)
    return TemplateProblem(message, where, fault.line, line, fault.field, fault.suggestion)
