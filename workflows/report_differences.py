"""Two reports held against each other: which figures and goals came, went or changed. Pure.

Only what both reports show takes part: a hidden figure is a cross, and says no more here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from report_templates.data import Language
from workflows import report_words as words
from workflows.models import Report
from workflows.report_naming import FIGURES, named

HIDDEN = "×"
Kind = Literal["added", "removed", "changed", "hidden"]
_GOAL = words.Words("Doel bij “{label}”", "Goal of “{label}”")
_NO_GOAL = words.Words("staat er niet in", "is not in it")


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure, a cell of a table or a goal, by its name in the language asked for."""

    kind: Kind
    place: str
    was: str
    now: str


def between(before: Report, after: Report, language: Language) -> list[Difference]:
    """What differs, in the order of the figures and then of the tables."""
    old, new = _shown(before, language), _shown(after, language)
    found = []
    for place in dict.fromkeys((*new, *old)):
        was, now = old.get(place, ""), new.get(place, "")
        if was != now:
            found.append(Difference(_kind(was, now), place, was, now))
    return found


def _kind(was: str, now: str) -> Kind:
    if now == HIDDEN:
        return "hidden"
    return "added" if not was else "removed" if not now else "changed"


def goals_between(
    before: Mapping[str, int], after: Mapping[str, int], language: Language
) -> list[Difference]:
    """What two reports meant to reach, where that differs: in percent, by the figure's name."""
    found = []
    for code in dict.fromkeys((*before, *after)):
        if before.get(code) != after.get(code):
            label = FIGURES[code].label.said(language)
            was, now = (
                f"{goals[code]}%" if code in goals else _NO_GOAL.said(language)
                for goals in (before, after)
            )
            kind: Kind = (
                "added" if code not in before else "removed" if code not in after else "changed"
            )
            found.append(Difference(kind, _GOAL.said(language).format(label=label), was, now))
    return found


def _shown(report: Report, language: Language) -> dict[str, str]:
    frozen = cast(dict[str, Any], report.snapshot)
    shown = {}
    for figure in frozen["figures"]:
        label = FIGURES[figure["code"]].label.said(language)
        shown[label] = _value(figure, language)
    for name, rows in frozen["tables"].items():
        caption = words.TABLES[name][1].said(language)
        for row in rows:
            shown[f"{caption}: {named(name, row['key'], language)}"] = _value(row, language)
    return shown


def _value(row: dict[str, Any], language: Language) -> str:
    if row["hidden"]:
        return HIDDEN
    over = row.get("over")
    if over == 0:
        return words.OF_NOTHING.said(language)
    of = words.OF.said(language)
    return f"{row['value']} {of} {over}" if over is not None else str(row["value"])
