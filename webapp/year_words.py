"""What the six steps of a year, their answers and their scores are called in the reader's language.

The English words for codes stand here too; what a state is called is said by the steps' own table.
"""

import sys

from flask import Flask
from flask_babel import gettext

from report_templates.printable import printable
from webapp import i18n
from webapp.wordlists import Words
from workflows import instruments, year_lists
from workflows.instruments import Score
from workflows.marking import N_
from workflows.models import MemberYear, YearStep
from workflows.transitions import STEPS

BANDS: Words = {
    "basic": N_("Basic"),
    "improving": N_("Improving"),
    "established": N_("Established"),
    "advanced": N_("Advanced"),
    "mature": N_("Mature"),
}
ORIGINS: Words = {
    "carried": N_("Taken over from last year. It counts once somebody confirms or changes it."),
    "imported": N_("Taken from a file. It counts once somebody confirms or changes it."),
}
INVOLVEMENTS: Words = {
    "caused": N_("We caused it"),
    "contributed": N_("We contributed to it"),
    "linked": N_("It is linked to what we buy or sell"),
}
REMEDIES: Words = {
    "apology": N_("An apology"),
    "restitution": N_("What was taken was given back"),
    "rehabilitation": N_("Care, or help to recover"),
    "compensation": N_("Money, or something else in place of it"),
    "prevention": N_("An agreement that it does not happen again"),
    "other": N_("Something else"),
}
SATISFIED: Words = {
    "yes": N_("They are content"),
    "partly": N_("They are content in part"),
    "no": N_("They are not content"),
    "not_asked": N_("They were not asked yet"),
}
WAITS: Words = {
    year_lists.TO_ASSESS: N_("A step to assess"),
    year_lists.LATE: N_("A step that is late"),
    year_lists.RETURNED: N_("A step that was sent back"),
    year_lists.NOT_BEGUN: N_("Nothing begun"),
    year_lists.ACCEPTED: N_("All six steps accepted"),
}
"""What of a company's year somebody may look for."""


def init(app: Flask) -> None:
    """Give the templates ``year_words.state("sent")`` and its like."""
    app.jinja_env.globals["year_words"] = sys.modules[__name__]


def state(code: str) -> str:
    """Where a step stands."""
    title = next((title for one, title in STEPS.state_titles.items() if one == code), "")
    return str(gettext(title)) if title else code


def action(code: str) -> str:
    """What one does with a step."""
    title = next((title for one, title in STEPS.action_titles.items() if one == code), "")
    return str(gettext(title)) if title else code


def band(code: str) -> str:
    """How far a company is."""
    return str(gettext(BANDS[code]))


def origin(code: str) -> str:
    """Where an answer came from that nobody confirmed yet."""
    return str(gettext(ORIGINS[code]))


def involvement(code: str) -> str:
    """How a company has to do with a harm."""
    return str(gettext(INVOLVEMENTS[code]))


def remedy(code: str) -> str:
    """What form a remedy has."""
    return str(gettext(REMEDIES[code]))


def satisfied(code: str) -> str:
    """Whether those who were harmed are content."""
    return str(gettext(SATISFIED[code]))


def waits(code: str) -> str:
    """What a list of years is narrowed to."""
    return str(gettext(WAITS[code])) if code in WAITS else ""


def level(number: int) -> str:
    """What a level means."""
    return str(gettext(instruments.LEVELS[number]))


def step(number: int) -> str:
    """What one of the six steps is called."""
    return i18n.step(number)


def span(starts: int) -> str:
    """2026–2027: a year of the agreement."""
    return f"{starts}\N{EN DASH}{starts + 1}"


def year(row: MemberYear) -> str:
    """The year with its company."""
    return f"{printable(row.organisation.name)}, {span(row.starts)}"


def step_of_year(row: YearStep) -> str:
    """A step with its year, for who may see it."""
    return str(
        gettext(
            "Step %(number)s, %(name)s, of %(year)s",
            number=row.number,
            name=step(row.number),
            year=year(row.year),
        )
    )


def score(found: Score | None) -> str:
    """A score with its band and the edition that asked; a dash before there is one."""
    if found is None:
        return "\N{EN DASH}"
    return str(
        gettext(
            "%(percent)s%%, %(band)s (questions of %(edition)s)",
            percent=found.percent,
            band=band(found.band).lower(),
            edition=found.instrument,
        )
    )
