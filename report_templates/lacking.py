"""What reports made with somebody's own template do not print, and the shipped one does.

A template that was made before a field was there stays as it was: nobody sees that something is
missing who does not know of it.
"""

from collections.abc import Mapping

from report_templates.checking import fields_used
from report_templates.data import Kind, Language
from report_templates.render import shipped_template

_SECTION = {
    "title": ("de titel van een eigen hoofdstuk", "the title of a chapter of its own"),
    "paragraphs": ("de eigen tekst van een hoofdstuk", "the text of a chapter of its own"),
    "tables": ("de tabellen van een hoofdstuk", "the tables of a chapter of its own"),
    "tables.caption": ("de titel van een tabel", "the title of a table"),
    "tables.grid": ("de tabel zelf", "the table itself"),
    "tables.note": ("de toelichting onder een tabel", "the note below a table"),
}
# By field what is not printed without it, in the order of the report.
SAID: Mapping[str, tuple[str, str]] = {
    "title": ("de titel van het rapport", "the title of the report"),
    "agreement": ("de naam van de overeenkomst", "the name of the agreement"),
    "period": ("de periode", "the period"),
    "status": (
        "of het definitief is en wanneer het is gepubliceerd",
        "whether it is final, and when it was published",
    ),
    "number": ("het nummer", "the number"),
    "cut_off": ("de peildatum", "the cut-off date"),
    "audience": ("voor wie het is", "whom it is for"),
    "prepared_by": ("wie het opstelde", "who prepared it"),
    "checked_by": ("wie het controleerde", "who checked it"),
    "withdrawn": (
        "op elke pagina dat een rapport is ingetrokken",
        "on every page that a report was withdrawn",
    ),
    "withdrawal": ("waarom een rapport is ingetrokken", "why a report was withdrawn"),
    "errata": (
        "wat er in een verbeterde versie is veranderd",
        "what was changed in a corrected version",
    ),
    "errata.place": ("waar er iets is veranderd", "where something was changed"),
    "errata.was": ("wat er eerst stond", "what it said before"),
    "errata.now": ("wat er nu staat", "what it says now"),
    "opening": ("het voorwoord en de doelen", "the foreword and the goals"),
    **{f"opening.{field}": said for field, said in _SECTION.items()},
    "chapters": ("de zes stappen", "the six steps"),
    "chapters.step": ("het nummer van een stap", "the number of a step"),
    "chapters.title": ("de naam van een stap", "the name of a step"),
    "chapters.paragraphs": (
        "wat het programma bij een stap vertelt",
        "what the program says of a step",
    ),
    "chapters.written": ("de eigen tekst bij een stap", "your own text at a step"),
    "chapters.figures": ("de cijfers bij een stap", "the figures of a step"),
    "chapters.figures.label": ("hoe een cijfer heet", "what a figure is called"),
    "chapters.figures.goal": ("het doel bij een cijfer", "the goal of a figure"),
    "chapters.figures.result": ("het resultaat bij een cijfer", "the result of a figure"),
    "chapters.charts": ("de grafieken en de kaart", "the charts and the map"),
    "chapters.charts.title": ("de titel van een grafiek", "the title of a chart"),
    "chapters.charts.picture": ("de grafiek zelf", "the chart itself"),
    "chapters.charts.grid": (
        "de tabel met de getallen van een grafiek",
        "the table of the numbers of a chart",
    ),
    "chapters.charts.source": ("de bron van een grafiek", "the source of a chart"),
    **{f"chapters.{field}": said for field, said in _SECTION.items() if field.startswith("tables")},
    "chapters.findings": ("de bevindingen", "the findings"),
    "chapters.findings.number": ("het nummer van een bevinding", "the number of a finding"),
    "chapters.findings.statement": ("wat een bevinding is", "what a finding is"),
    "chapters.findings.where": (
        "bij welke smelter en in welk land een bevinding is",
        "at which smelter and in which country a finding is",
    ),
    "chapters.findings.severity": ("hoe ernstig een bevinding is", "how severe a finding is"),
    "chapters.findings.state": ("hoe een bevinding ervoor staat", "where a finding stands"),
    "chapters.measures": ("de maatregelen", "the measures"),
    "chapters.measures.finding": ("bij welke bevinding een maatregel hoort", "its finding"),
    "chapters.measures.text": ("wat de maatregel is", "what the measure is"),
    "chapters.measures.owner": ("wie een maatregel uitvoert", "who carries a measure out"),
    "chapters.measures.due": ("wanneer een maatregel klaar moet zijn", "when a measure is due"),
    "chapters.measures.state": ("hoe een maatregel ervoor staat", "where a measure stands"),
    "chapters.communications": (
        "wat er over bevindingen is verteld",
        "what was told of findings",
    ),
    "chapters.communications.finding": ("over welke bevinding is verteld", "its finding"),
    "chapters.communications.audience": ("aan wie is verteld", "who was told"),
    "chapters.communications.text": ("wat is verteld", "what was told"),
    "chapters.communications.date": ("wanneer is verteld", "when it was told"),
    "chapters.communications.state": ("of het is verteld", "whether it was told"),
    "closing": ("de vooruitblik en de lijsten", "the outlook and the lists"),
    **{f"closing.{field}": said for field, said in _SECTION.items()},
    "counting": ("hoe elk cijfer is geteld", "how each figure was counted"),
    "counting.label": ("welk cijfer is geteld", "which figure was counted"),
    "counting.value": ("de uitkomst van een telling", "the outcome of a count"),
    "counting.definition": ("wat meetelt in een cijfer", "what is counted in a figure"),
    "counting.fraction": ("welk deel van het geheel is geteld", "which part of the total it is"),
    "counting.exclusions": ("wat niet is meegeteld", "what was left out of a count"),
    "counting.as_of": (
        "van welke dag een cijfer is, als dat een andere is",
        "of which day a figure is, where that is another",
    ),
    "hidden": ("bij een tabel wat × betekent", "at a table what × means"),
    "suppression": ("waarom soms × staat", "why × is shown"),
    "documents": ("de lijst van documenten", "the list of documents"),
    "documents.reference": ("de verwijzing naar een document", "the reference of a document"),
    "documents.kind": ("de soort van een document", "the kind of a document"),
    "documents.language": ("de taal van een document", "the language of a document"),
    "documents.pages": ("hoeveel pagina’s een document heeft", "how many pages a document has"),
    "glossary": ("de begrippen", "the glossary"),
    "glossary.term": ("het begrip", "the term"),
    "glossary.meaning": ("de betekenis van een begrip", "the meaning of a term"),
    "version": ("welke versie het is", "which version it is"),
    "hash": ("het controlegetal van de cijfers", "the checksum of the figures"),
}
LAYOUT = frozenset(
    {
        "draft",
        "chapters.empty",
        "chapters.hidden",
        "opening.numbered",
        "closing.numbered",
        "loop.last",
    }
)
"""What the shipped templates ask for and do not print: without it something looks otherwise."""
_INSTEAD: Mapping[str, frozenset[str]] = {
    "chapters.figures.result": frozenset({"chapters.figures.value"}),
    "chapters.findings.where": frozenset({"chapters.findings.smelter"}),
}
"""Another field that says the same."""


def fields_lacking(template: bytes, kind: Kind, language: Language) -> tuple[tuple[str, str], ...]:
    """Each field that the shipped template of this kind prints and this one does not, with what is
    not printed then, in the language; of a group that is not there at all only the group.

    Only of a template in which `check_template` finds nothing.
    """
    mine, shipped = fields_used(template), fields_used(shipped_template(language, kind))
    lacks = {
        field for field in shipped - mine - LAYOUT if not _INSTEAD.get(field, frozenset()) & mine
    }
    place = 0 if language == "nl" else 1
    return tuple(
        (field, said[place])
        for field, said in SAID.items()
        if field in lacks and field.rpartition(".")[0] not in lacks
    )
