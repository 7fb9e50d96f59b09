"""Persons whose names stand in people's own words of a report: pointed out, never in the way.

What is decided about it. A report is read by many, and a name in it is personal data; but a person
may be meant to stand there, and nobody can tell a name from the words alone. So it is asked about
before the report goes on, and blocks nothing. Only names that the installation knows are looked
for: of whoever has an account, and of whoever stands as the owner of a measure or an action. What
documents say of auditors and contacts is not kept, and so not looked for. A name counts in full, or
by its last part after a form of address. A company is told of its own people and owners alone: that
a name is known would tell of other companies' people. A passage that its organisation agreed to is
not asked about again.
"""

import re
from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from report_templates.printable import lines
from workflows import clearances, report_texts
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

_TITLE = r"(?:de\s+heer|mevrouw|dhr\.?|mevr\.?|meneer|Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.?|ir\.?|drs\.?)"


def named(session: Session, report: Report) -> Iterator[tuple[ReportText, list[str]]]:
    """The texts in which persons are named, with these names as they stand there."""
    wanted = _pattern(_known(session, report))
    if wanted is None:
        return
    agreed = {
        words
        for one in clearances.of_report(session, report)
        if one.given
        for words in (one.text, clearances.meant(session, one))
    }
    for row in report_texts.every(session, report):
        asked = (line for line in lines(row.text) if line not in agreed)
        found = [match for line in asked for match in wanted.findall(line)]
        if found:
            yield row, list(dict.fromkeys(found))


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


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """What finds these persons; a single word is a function or a team as well as a name."""
    whole = sorted({one for one in names if _is_whole(one)}, key=len, reverse=True)
    if not whole:
        return None
    lasts = sorted({name.partition(" ")[2] for name in whole}, key=len, reverse=True)
    either = "|".join(map(re.escape, whole))
    titled = "|".join(map(re.escape, lasts))
    return re.compile(rf"(?<!\w)(?:(?:{either})|(?:{_TITLE})\s+(?:{titled}))(?!\w)", re.IGNORECASE)


def _is_whole(name: str) -> bool:
    """Whether these are the names of a person: what comes between them may be in small letters."""
    words = name.split()
    return len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper()
