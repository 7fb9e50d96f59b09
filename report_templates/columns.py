"""The columns of the lists that every report has alike, by field: for its Word file and its page.

Each stands below the title of the same place in the list's header, in ``template_words``.
"""

from collections.abc import Sequence

from report_templates import wording
from report_templates.data import Language

FIGURES = ("label", "goal", "result")
FINDINGS = ("number", "statement", "where", "severity", "state")
MEASURES = ("finding", "text", "owner", "due", "state")
COMMUNICATION = ("finding", "audience", "text", "date", "state")
COUNTING = ("label", "value", "definition", "fraction", "exclusions", "as_of")
DOCUMENTS = ("reference", "kind", "language", "pages")


def told(rows: Sequence[Sequence[str]], language: Language) -> list[bool]:
    """By column whether any row says something in it, and not only dashes or that it is not shown.

    Of rows that say nothing at all, every column stays.
    """
    nothing = {"", wording.NOTHING, wording.WORDS[language].hidden_name}
    found = [
        any(text.strip() not in nothing for text in column) for column in zip(*rows, strict=True)
    ]
    return found if any(found) else [True] * len(found)
