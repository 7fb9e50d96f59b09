"""Paragraphs of a report for others that name somebody who did not agree to stand there.

What is decided about it. A company agrees itself. A supplier is what a company keeps from the
others, so each company that has it on its list agrees; one that everybody may know of, as a party
or by the public register, is no secret. A smelter that only papers of one company told of may be
named as soon as the register shows it to all. All of these stop the report. A person is held back
from a round of comments until their organisation agrees, or the secretariat says that the passage
may stand; whether the name is needed in the report itself is for people to judge, and before it is
published one of the two has done so. A company that agreed and left the agreement since can say
nothing any more: the secretariat says whether the passage may stand.

A final report cannot be changed, and meanwhile a company may have taken its word back, or a name
may have become a supplier's. So it is looked at once more before it is published.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import (
    clearances,
    clock,
    events,
    member_counting,
    organisations,
    report_persons,
    report_texts,
    said_names,
)
from workflows.errors import NotAllowed, WorkflowError
from workflows.marking import N_
from workflows.models import Organisation, Person, Report, ReportText, Site, SiteName, Supplier
from workflows.transitions import REPORTS

NOT_AGREED = N_(
    "A text names companies that have not agreed to it (%(names)s). Ask them whether it may, or "
    "take the name out."
)
SUPPLIERS = N_(
    "A text names suppliers (%(names)s). Whose suppliers they are is confidential: ask the company "
    "that buys there, or take the name out."
)
SMELTERS = N_(
    "A text names smelters that are not public (%(names)s). Give their public source in the "
    "register, or take the name out."
)
TO_PUBLISH = N_(
    "Passages that name somebody and are not cleared: %(count)s. Ask again, or make a corrected "
    "version without them."
)
_NAMED = 8  # names in a sentence


class Sort(StrEnum):
    """Who is named."""

    COMPANY = "company"
    LEFT = "left"  # a company that agreed, and is no party any more
    SUPPLIER = "supplier"
    SMELTER = "smelter"
    PERSON = "person"


STOPS = {Sort.COMPANY: NOT_AGREED, Sort.SUPPLIER: SUPPLIERS, Sort.SMELTER: SMELTERS}
"""What is said where such a name stops the report."""


STOPS_PUBLISHING = {
    Sort.COMPANY: N_(
        "The report names companies that do not agree to it (%(names)s). Ask them whether it may, "
        "or make a corrected version without the name."
    ),
    Sort.LEFT: N_(
        "The report names companies that agreed to it and have left the agreement since "
        "(%(names)s). Say why the passage may stand, or make a corrected version without the name."
    ),
    Sort.SUPPLIER: N_(
        "The report names suppliers (%(names)s). Whose suppliers they are is confidential: ask the "
        "company that buys there, or make a corrected version without the name."
    ),
    Sort.SMELTER: N_(
        "The report names smelters that are not public (%(names)s). Give their public source in "
        "the register, or make a corrected version without the name."
    ),
    Sort.PERSON: N_(
        "The report names persons (%(names)s). Ask their organisation, or say why the passage may "
        "stand; else make a corrected version without the name."
    ),
}
"""What is said where such a name stops a final report from being published."""
LET_STAND = (Sort.PERSON, Sort.LEFT)
"""Of whom the secretariat may say that a passage stands."""


NOT_MEANT, MEANT = "not_meant", "meant"
"""In the log: that somebody's name is not meant by some words, and that this is taken back."""


@dataclass(frozen=True, slots=True)
class NotMeant:
    """Words by which a name is not meant, with who said so and when."""

    words: str
    name: str
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class Unagreed:
    """A name in a paragraph; ``asked`` is the organisation to ask, None where there is none."""

    row: ReportText
    paragraph: str
    sort: Sort
    name: str
    asked: Organisation | None


def of(session: Session, report: Report) -> list[Unagreed]:
    """The names that nobody agreed to, by text and paragraph; none in a company's own report."""
    if report.year_id is not None:
        return []
    settled = clearances.settled(session, report)
    known = _Known(session)
    found = {
        (row.id, one): Unagreed(row, one.paragraph, one.sort, one.name, one.asked)
        for row in report_texts.every(session, report)
        for one in known.named(row.text)
        if one.asked is None or (one.asked.id, one.paragraph) not in settled
    }
    return [
        *found.values(),
        *_left(session, report, known, settled),
        *_persons(session, report, {words for _id, words in settled}),
    ]


def stopping(session: Session, report: Report) -> list[Unagreed]:
    """Those that stop the report."""
    return [one for one in of(session, report) if one.sort in STOPS]


def guesses(session: Session, report: Report) -> list[tuple[ReportText, str, str]]:
    """Parts of names that only one company or supplier has: the text, the words, the whole name.

    Not those of which the secretariat said that somebody else is meant.
    """
    said = {(one.words, one.name) for one in not_meant(session, report)}
    companies = {name: name for _one, name in clearances.companies(session)}
    suppliers = {name: name for _one, name in member_counting.names_of_suppliers(session, None)}
    return [
        (row, written, one.whose)
        for row in report_texts.every(session, report)
        for names in (companies, suppliers)
        for one in said_names.find_parts(names, row.text)
        for written in said_names.written([one])
        if (written, one.whose) not in said
    ]


def not_meant(session: Session, report: Report) -> list[NotMeant]:
    """The words of which the secretariat said that a name is not meant by them, by the log.

    Also in an edition that this one corrects.
    """
    found: dict[tuple[str, str], NotMeant] = {}
    for edition in reversed(list(clearances.editions(report))):
        for event in events.history(session, REPORTS.noun, edition.public_id):
            if event.action not in (NOT_MEANT, MEANT) or event.actor_id is None:
                continue
            told = events.payload(session, event)
            words, name = str(told.get("words", "")), str(told.get("name", ""))
            found.pop((words, name), None)
            if event.action == NOT_MEANT:
                by = session.get_one(Person, event.actor_id)
                found[words, name] = NotMeant(words, name, by, event.at)
    return list(found.values())


def held_back(session: Session, report: Report) -> set[str]:
    """The paragraphs that others do not read yet: somebody in them did not agree."""
    held = {row.text for row in clearances.not_cleared(session, report)}
    return held | {one.paragraph for one in of(session, report)}


def not_repeated(session: Session, report: Report, paragraphs: Collection[str]) -> set[str]:
    """Those of these paragraphs of an earlier edition that are not said again to tell what changed.

    Whom they name refused them, also in words much alike, or did not agree to them.
    """
    if report.year_id is not None or not paragraphs:
        return set()
    settled = clearances.settled(session, report)
    agreed = {words for _id, words in settled}
    refused = clearances.refused(session, report)
    persons = report_persons.naming(session, report, paragraphs) - agreed
    known = _Known(session)
    return persons | {
        text
        for text in paragraphs
        if get_close_matches(text, refused, 1, clearances.ALIKE)
        or any(
            one.asked is None or (one.asked.id, one.paragraph) not in settled
            for one in known.named(text)
        )
    }


def in_the_way(session: Session, report: Report) -> WorkflowError | None:
    """Why a report does not go on yet: passages that name somebody and were not cleared.

    A company's own report is asked of nobody: it speaks of itself.
    """
    if report.year_id is not None:
        return None
    if waits := len(clearances.not_cleared(session, report)):
        return NotAllowed(
            N_("Passages that name somebody and are not cleared: %(count)s."), count=waits
        )
    found = stopping(session, report)
    for sort, message in STOPS.items():
        if told := names([one for one in found if one.sort is sort]):
            return NotAllowed(message, names=told)
    return None


def in_the_way_of_publishing(session: Session, report: Report) -> WorkflowError | None:
    """Why a final report is not published: somebody in it does not agree by now."""
    if waits := len(clearances.not_cleared(session, report)):
        return NotAllowed(TO_PUBLISH, count=waits)
    found = of(session, report)
    for sort, message in STOPS_PUBLISHING.items():
        if told := names([one for one in found if one.sort is sort]):
            return NotAllowed(message, names=told)
    return None


def names(found: Collection[Unagreed]) -> str:
    """Who is named in these, the first few, each once."""
    return ", ".join(list(dict.fromkeys(one.name for one in found))[:_NAMED])


class _Named(NamedTuple):
    """A name in a paragraph, and whose word it takes; None: nobody's."""

    paragraph: str
    sort: Sort
    name: str
    asked: Organisation | None


class _Known:
    """Whose names are looked for."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.companies = clearances.companies(session)
        buyers = select(Organisation, Supplier.name).join(
            Supplier, Supplier.organisation_id == Organisation.id
        )
        rows = session.execute(buyers.order_by(Supplier.id))
        self.suppliers = [((company, name), name) for company, name in rows]
        of_one = (
            select(one.name).where(one.organisation_id.is_not(None)) for one in (Site, SiteName)
        )
        names = (name for query in of_one for name in session.scalars(query))
        self.smelters = [(name, name) for name in dict.fromkeys(names)]

    @cached_property
    def public(self) -> frozenset[str]:
        """The names that everybody may know: of organisations, and of sites that all are shown."""
        queries = (
            select(Organisation.name),
            *(select(one.name).where(one.organisation_id.is_(None)) for one in (Site, SiteName)),
        )
        return frozenset(
            said_names.key(name) for query in queries for name in self.session.scalars(query)
        )

    def named(self, text: str) -> Iterator[_Named]:
        """Everybody who is named in a text, whether they agreed or not."""
        shortest = said_names.SHORTEST
        companies = said_names.find(self.companies, text)
        for paragraph, company in said_names.paragraphs(companies, text):
            yield _Named(paragraph, Sort.COMPANY, company.whose.name, company.whose)
        suppliers = said_names.find(self.suppliers, text, shortest=shortest)
        taken = {(one.start, one.end) for one in suppliers}
        for paragraph, supplier in said_names.paragraphs(suppliers, text):
            buyer, name = supplier.whose
            if said_names.key(name) not in self.public:
                yield _Named(paragraph, Sort.SUPPLIER, said_names.written([supplier])[0], buyer)
        smelters = said_names.find(self.smelters, text, shortest=shortest)
        for paragraph, smelter in said_names.paragraphs(smelters, text):
            told = (smelter.start, smelter.end) in taken
            if not told and said_names.key(smelter.whose) not in self.public:
                yield _Named(paragraph, Sort.SMELTER, said_names.written([smelter])[0], None)


def _left(
    session: Session, report: Report, known: _Known, settled: set[tuple[int, str]]
) -> Iterator[Unagreed]:
    """The companies that agreed to a passage, left since, and for which nobody spoke after that."""
    gone = organisations.left(session)
    if not gone:
        return
    spoken = {
        one.text: clock.day(one.asked_at)
        for edition in reversed(list(clearances.editions(report)))
        for one in clearances.of_report(session, edition)
        if clearances.by_office(one)
    }
    told = {
        (row, one)
        for row in report_texts.every(session, report)
        for one in known.named(row.text)
        if one.sort is Sort.COMPANY
    }
    for row, one in sorted(told, key=lambda each: (each[0].id, each[1].paragraph, each[1].name)):
        since = gone.get(one.asked.id) if one.asked is not None else None
        if since is None or one.asked is None or (one.asked.id, one.paragraph) not in settled:
            continue
        if one.paragraph not in spoken or spoken[one.paragraph] < since:
            yield Unagreed(row, one.paragraph, Sort.LEFT, one.name, None)


def _persons(session: Session, report: Report, settled: set[str]) -> list[Unagreed]:
    return [
        Unagreed(row, paragraph, Sort.PERSON, name, None)
        for row, paragraph, name in report_persons.places(session, report)
        if paragraph not in settled
    ]
