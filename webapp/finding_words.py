"""What a finding's page says of how it is judged, answered for and told about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from report_templates.printable import printable
from webapp import formats
from workflows import contesting, responses
from workflows.machine import Transition
from workflows.marking import N_
from workflows.models import Finding

Words = Mapping[str, str]

GUARDS: Words = {
    "harm_is_actual": N_("the harm has happened"),
    "has_evidence": N_("there is evidence"),
    "another_verifies": N_("by somebody who added no evidence and did not ask for it"),
    "another_closes": N_("by somebody else than who verified it"),
    "another_clears": N_("by somebody else than who wrote it"),
    "cleared": N_("to the parties and the public only after clearing"),
    "communication_settled": N_("communicated, or with a reason why not"),
    "back": N_("when it came from there"),
    "first_contest": N_("not contested since it was assessed"),
    "upheld_by_reviewer": N_("another reviewer upheld it, not too long ago"),
    "upheld_by_office": N_("the secretariat upheld it, not too long ago"),
    "has_not_judged": N_("by somebody who has not judged it before"),
    "checked": N_("every point of the list looked at, for an audience outside"),
    "published": N_("to the public with the address and a copy"),
    "answers_in_time": N_("in time for its risks, or with a reason"),
    "ground_gone": N_("when no document in force says it"),
}
RUNGS: Words = {
    "reviewer": N_("Another reviewer"),
    "office": N_("The secretariat"),
    "steering": N_("The steering committee"),
}
CONTEST_OUTCOMES: Words = {
    "upheld": N_("Upheld"),
    "withdrawn": N_("Withdrawn"),
    "passed_on": N_("Passed on: not judged in time, or nobody could"),
}


HINTS: Mapping[tuple[str, str], str] = {
    ("contest", "contested"): N_(
        "Another reviewer judges it: somebody who has not judged it before. Until then its text "
        "does not change."
    ),
    ("contest", "contested_office"): N_(
        "A reviewer upheld it. Now the secretariat judges it: somebody who has not judged it "
        "before."
    ),
    ("contest", "contested_steering"): N_(
        "The secretariat upheld it. Now the steering committee judges it, and sees this page as "
        "long as it does: nobody of the committee who works for a company or its association."
    ),
}
"""By action and where it leads: what to know before one does it."""


def hint(transition: Transition) -> str:
    """What to know before one takes a step."""
    words = HINTS.get((transition.action.value, transition.target.value))
    return str(gettext(words)) if words else ""


CHECKLIST: Words = {
    "suppliers": N_("It names no supplier, and nobody can tell who buys where."),
    "prices": N_("It says nothing of prices or amounts."),
    "people": N_("Nobody who spoke up or was harmed can be recognised."),
    "sources": N_("It is true, and rests on what was approved."),
    "measures": N_("It says what is done about it, and how far that is."),
    "plain": N_("Who it is for can understand it."),
}
ASKS: Words = {
    "stop": N_(
        "Stop at once: buy nothing from there any more, or not until it has ended. In this "
        "agreement within a week."
    ),
    "reduce": N_(
        "Reduce it within six months, in a way that can be measured. If that fails: stop buying "
        "there."
    ),
}
SOURCE = N_("Annex II of the OECD guidance on responsible supply chains of minerals")


def responses_asked(finding: Finding, risks: Mapping[str, str]) -> list[tuple[str, str]]:
    """What the risks of a finding ask: the risk in words, and the answer."""
    found = responses.asked(risk.code for risk in finding.risks)
    return [(risks.get(code, code), str(gettext(ASKS[one.asks]))) for code, one in found.items()]


@dataclass(frozen=True)
class RungShown:
    """One rung of a contest, as the page shows it."""

    title: str
    outcome: str  # a code, for its colour
    status: str
    facts: list[tuple[str, str]]
    grounds: str
    note: str


def contest(finding: Finding) -> list[RungShown]:
    """The rungs of a contest since the finding was last assessed, the newest first."""
    rows = [row for row in finding.contests if not row.is_past]
    shown = []
    for row in reversed(rows):
        decided = row.decided_by.name if row.decided_by is not None else ""
        judged, said = row.outcome is not None, contesting.contested_on(row)
        facts = [
            (gettext("Contested on"), formats.day(said)),
            (
                gettext("Passed on here on"),
                "" if row.begun_at == said else formats.day(row.begun_at),
            ),
            (gettext("To be judged by"), "" if judged else formats.day(row.due)),
            (gettext("Judged by"), printable(decided)),
            (gettext("Judged on"), formats.day(row.decided_at)),
            (gettext("The company can go on until"), _open_until(row.appeal_until, row.is_final)),
        ]
        shown.append(
            RungShown(
                title=gettext(RUNGS[row.rung]),
                outcome=row.outcome or "open",
                status=_status(row.outcome, late=row.late_at is not None),
                facts=[(name, text) for name, text in facts if text],
                grounds=row.grounds,
                note=row.note,
            )
        )
    return shown


def _open_until(day: date | None, is_final: bool) -> str:
    return "" if day is None or is_final else formats.day(day)


def _status(outcome: str | None, *, late: bool) -> str:
    if outcome is not None:
        return str(gettext(CONTEST_OUTCOMES[outcome]))
    return str(gettext("Late") if late else gettext("To be judged"))
