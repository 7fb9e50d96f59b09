"""The declaration sheet of a template: the company, and its answers by question and metal."""

from collections.abc import Iterator

from extraction.readers.workbook import Sheet
from extraction.records import Answer, Declaration, DeclaredField, Source, Value
from extraction.reporting.layouts import (
    ANSWER,
    COMMENT,
    LANGUAGE,
    PERSONAL,
    Question,
    Template,
    english,
    is_filled,
)
from extraction.reporting.look_up import metal_of

_LABEL = 2  # column B, where the metal of an answer stands
_LANGUAGES = {
    "english": "en",
    "chinese": "zh",
    "japanese": "ja",
    "korean": "ko",
    "français": "fr",
    "português": "pt",
    "deutsch": "de",
    "español": "es",
    "italiano": "it",
    "türkçe": "tr",
}


def read(template: Template) -> Declaration:
    """The company block and the answers; an answer that was left open has no text."""
    sheet = template.declaration
    metals = scope(template)
    return Declaration(
        template=template.layout.template,
        version=template.version,
        language=_language(sheet),
        metals=tuple(dict.fromkeys(metals)),
        company=tuple(_company(template)),
        answers=tuple(_answers(template, metals)),
    )


def _language(sheet: Sheet) -> str | None:
    """The language chosen: the cell says it in that language, often with the English name."""
    words = sheet.at(*LANGUAGE).casefold().split()
    return next((_LANGUAGES[word] for word in reversed(words) if word in _LANGUAGES), None)


def scope(template: Template) -> tuple[str, ...]:
    """The metals that the template asks about, in the order of its answers."""
    layout, sheet = template.layout, template.declaration
    if layout.metals:
        return layout.metals
    first = layout.by_metal[0].row
    labels = [sheet.at(_LABEL, first + place) for place in range(layout.slots)]
    shown = [metal_of(english(template, label)) for label in labels if is_filled(label)]
    if shown:
        return tuple(shown)
    chosen = [sheet.at(column, row) for column, row in layout.scope]
    chosen = [english(template, text) for text in chosen if text and not text.startswith("(")]
    return tuple(sorted(metal_of(text) for text in chosen))


def _company(template: Template) -> Iterator[DeclaredField]:
    sheet = template.declaration
    for name, row in template.layout.company.items():
        text = sheet.at(ANSWER, row)
        yield DeclaredField(name, text, sheet.address(ANSWER, row), name in PERSONAL)


def _answers(template: Template, metals: tuple[str, ...]) -> Iterator[Answer]:
    for question in template.layout.by_metal:
        for place, metal in enumerate(metals[: template.layout.slots]):
            yield _answer(template, question, question.row + place, metal)
    for question in template.layout.by_company:
        yield _answer(template, question, question.row, None)


def _answer(template: Template, question: Question, row: int, metal: str | None) -> Answer:
    sheet = template.declaration
    text = english(template, sheet.at(ANSWER, row))
    return Answer(
        question=question.number,
        topic=question.topic,
        metal=metal,
        text="100%" if text in ("1", "100") else text,  # a spreadsheet keeps 100 % as 1
        comment=sheet.at(COMMENT, row),
        cell=sheet.address(ANSWER, row),
    )


def declarant(declaration: Declaration, sheet: Sheet) -> Value | None:
    """The company that declares."""
    named = next((one for one in declaration.company if one.name == "name" and one.text), None)
    if named is None:
        return None
    source = Source(sheet.number, None, named.text, "template cell", named.cell)
    return Value(named.text, named.text, source)


def is_unfilled(declaration: Declaration) -> bool:
    """Whether neither company nor answers were filled in."""
    named = any(one.text for one in declaration.company if one.name in ("name", "contact"))
    return not named and not any(answer.text for answer in declaration.answers)
