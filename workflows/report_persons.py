"""Persons whose names stand in people's own words of a report: pointed out, no bar to a report.

What is decided about it. A report is read by many, and a name in it is personal data; but a person
may be meant to stand there, and nobody can tell a name from the words alone. So it is asked about
before the report goes on, and stops no step of it; only a round of comments does not show the
passage until somebody said that it may stand. Only names that the installation knows are looked
for: of whoever has an account, and of whoever stands as the owner of a measure or an action. What
documents say of auditors and contacts is not kept, and so not looked for. A name counts in full, or
by its last part after a form of address. A company is told of its own people and owners alone: that
a name is known would tell of other companies' people. A passage that its organisation agreed to is
not asked about again.
"""

from collections.abc import Collection, Iterator
from itertools import product

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clearances, report_texts, said_names
from workflows.models import (
    Finding,
    Mandate,
    Measure,
    MemberYear,
    Person,
    PlanAction,
    Report,
    ReportText,
)

_TITLES = (
    *("de heer", "mevrouw", "dhr", "dhr.", "mevr", "mevr.", "meneer", "mr", "mr.", "mrs", "mrs."),
    *("ms", "ms.", "miss", "dr", "dr.", "ir", "ir.", "drs", "drs."),
)


def named(session: Session, report: Report) -> Iterator[tuple[ReportText, list[str]]]:
    """The texts in which persons are named, with these names as they stand there."""
    found: dict[ReportText, dict[str, None]] = {}
    for row, _paragraph, name in places(session, report):
        found.setdefault(row, {})[name] = None
    for row, names in found.items():
        yield row, list(names)


def places(session: Session, report: Report) -> list[tuple[ReportText, str, str]]:
    """Every text with a paragraph of it that names a person, and the name as it stands there."""
    wanted = _wanted(session, report)
    agreed = {
        words
        for one in clearances.of_report(session, report)
        if one.given
        for words in (one.text, clearances.meant(session, one))
    }
    return [
        (row, paragraph, said_names.written([one])[0])
        for row in report_texts.every(session, report)
        for paragraph, one in said_names.paragraphs(said_names.find(wanted, row.text), row.text)
        if paragraph not in agreed
    ]


def naming(session: Session, report: Report, texts: Collection[str]) -> set[str]:
    """Those of these texts that name a person whom whoever makes the report knows of."""
    wanted = _wanted(session, report)
    return {text for text in texts if said_names.find(wanted, text)}


def _wanted(session: Session, report: Report) -> list[tuple[str, str]]:
    return [(name, name) for name in _said_as(_known(session, report))]


def _known(session: Session, report: Report) -> set[str]:
    """Names of the people that whoever makes the report knows of already."""
    people = select(Person.name)
    measures = select(Measure.owner).join(Finding, Finding.id == Measure.finding_id)
    actions = select(PlanAction.owner).join(MemberYear, MemberYear.id == PlanAction.year_id)
    if report.year is not None:
        whose = report.year.organisation_id
        mandated = select(Mandate.person_id).where(Mandate.organisation_id == whose)
        people = people.where(Person.id.in_(mandated))
        measures = measures.where(Finding.organisation_id == whose)
        actions = actions.where(MemberYear.organisation_id == whose)
    return {
        " ".join(name.split())
        for query in (people, measures, actions)
        for name in session.scalars(query.distinct())
    }


def _said_as(names: set[str]) -> list[str]:
    """How these persons are named; a single word is a function or a team as well as a name."""
    whole = sorted(name for name in names if _is_whole(name))
    lasts = sorted({name.partition(" ")[2] for name in whole})
    return [*whole, *(f"{title} {last}" for title, last in product(_TITLES, lasts))]


def _is_whole(name: str) -> bool:
    """Whether these are the names of a person: what comes between them may be in small letters."""
    words = name.split()
    return len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper()
