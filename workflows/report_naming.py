"""What the rows of a report's tables are called: metals, countries, severities, causes, states."""

from babel import Locale

from report_templates.data import Language
from workflows import member_words
from workflows import report_words as words
from workflows.counting import OTHER
from workflows.report_metals import METALS

FIGURES = words.FIGURES | member_words.FIGURES
"""What every figure of every kind of report is called, and how it is counted."""


def named(name: str, key: str, language: Language) -> str:
    """What a row of a table is called."""
    if not key and name != "severities":
        return words.UNKNOWN.said(language)
    if key == OTHER:
        return words.OTHERS.said(language)
    tables = {"severities": words.SEVERITIES, "phases": words.PHASES}
    if name in tables:
        return tables[name][key].said(language)
    if name == "rules":
        return words.RULES[key].said(language).rstrip(".")
    if name == "countries":
        return str(Locale(language).territories.get(key, key))
    return METALS[key].said(language) if key in METALS else key
