"""What a figure says, what its parts are called, and why it is hidden, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext

from report_templates.data import Figure
from webapp import formats
from workflows.marking import N_

PARTS = {
    "counted": N_("Counted"),
    "rest": N_("In the total, not counted"),
    "withdrawn": N_("Left out: withdrawn"),
    "archive": N_("Left out: unpacked files (the documents in them are counted)"),
    "parked": N_("Left out: parked, needs no review"),
    "waiting": N_("Left out: no verdict yet"),
    "rejected": N_("Left out: rejected"),
    "confirmed": N_("Left out: confirmed by the company, read by no reviewer"),
    "set_aside": N_("Left out: replaced by other items"),
}
HIDDEN = {
    "few": N_("Too few companies are behind it."),
    "dominant": N_("Enough companies are behind it, but one of them makes up too much of it."),
    "subtraction": N_(
        "With it, another hidden figure of this report could be found by subtraction."
    ),
    "difference": N_("Its difference with an earlier report would be about too few companies."),
}


def part(name: str) -> str:
    """Which records behind a figure these are: counted, in the total, or left out and why."""
    return str(gettext(PARTS[name]))


def why_hidden(reason: str) -> str:
    """Why a figure is not shown; nothing where it is."""
    return str(gettext(HIDDEN[reason])) if reason else ""


def counted(figure: Mapping[str, Any]) -> str:
    """What a frozen figure says: a number, or one of a total; a cross where it is hidden."""
    if figure["hidden"]:
        return "×"
    if figure["over"] is None:
        return formats.number(figure["value"])
    return of_total(figure["value"], figure["over"])


def printed(figure: Figure) -> str:
    """The same of a figure as the report prints it."""
    if figure.suppressed:
        return "×"
    if figure.value is None:
        return "–"
    if figure.denominator is None:
        return formats.number(float(figure.value))
    return of_total(float(figure.value), figure.denominator)


def of_total(value: float, total: float) -> str:
    """So many of so many; of nothing, words that say so."""
    if not total:
        return str(gettext("– (there was nothing to count)"))
    shown, whole = formats.number(value), formats.number(total)
    return str(gettext("%(done)s of %(total)s", done=shown, total=whole))


def behind(figure: Mapping[str, Any]) -> tuple[int, int] | None:
    """How many companies are behind a figure, and the share of the largest in percent."""
    shares = [share for share in figure.get("by", {}).values() if share]
    return (len(shares), round(100 * max(shares) / sum(shares))) if shares else None
