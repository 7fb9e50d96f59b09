"""The draft as who is asked in a round reads it, and the places in it that one can speak of.

It shows what the published report would show, with the words of when the round was opened: no
sources, no lists of records, nothing hidden.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from report_templates import wording
from report_templates.data import Chapter, Figure, Mention, Paragraph, ReportData
from report_templates.printable import lines
from report_templates.render import render_report
from workflows import report_errata, report_texts, reports, rounds
from workflows.errors import Invalid, NotAllowed
from workflows.marking import N_
from workflows.models import ReportRound, RoundRemark
from workflows.permissions import Actor
from workflows.remarks import Spot
from workflows.report_kinds import CHAPTERS


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter of the draft with its paragraphs, in the order in which they are printed."""

    chapter: str
    spots: tuple[Spot, ...]


def content(session: Session, row: ReportRound, actor: Actor) -> ReportData:
    """What the draft says, for somebody who may read it now."""
    if not rounds.may_read(session, row, actor):
        raise NotAllowed(N_("This draft cannot be read now: its round of comments has ended."))
    return _content(row, _before(session, row))


def _before(session: Session, row: ReportRound) -> report_errata.Before:
    """How the draft differs from the edition that it corrects.

    Of a chapter of which something is held back no words are repeated: those of before may be the
    same.
    """
    own, was = rounds.texts(row), rounds.texts_before(row)
    now = own if was is not None else {}
    before = report_errata.reworded(session, row.report, rounds.goals_before(row), was or {}, now)
    held = rounds.withheld(row)
    silent = {one.was for one in before.passages if one.was and one.chapter in held}
    return replace(before, unquoted=before.unquoted | silent)


def _content(row: ReportRound, before: report_errata.Before | None = None) -> ReportData:
    language = report_texts.LANGUAGES[row.report.language]
    own, goals = rounds.texts(row), rounds.goals(row)
    said = reports.worded(row.report, own, goals, language, before=before)
    return replace(
        said,
        status="draft",
        chapters=tuple(_bare(chapter) for chapter in said.chapters),
        opening=tuple(replace(one, paragraphs=_unsourced(one.paragraphs)) for one in said.opening),
        closing=tuple(replace(one, paragraphs=_unsourced(one.paragraphs)) for one in said.closing),
    )


def _bare(chapter: Chapter) -> Chapter:
    return replace(
        chapter,
        paragraphs=_unsourced(chapter.paragraphs),
        figures=tuple(replace(one, sources=()) for one in chapter.figures),
        findings=tuple(replace(one, sources=()) for one in chapter.findings),
    )


def _unsourced(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    return tuple(replace(one, sources=()) for one in paragraphs)


def render(session: Session, row: ReportRound, actor: Actor) -> bytes:
    """The same as a Word file, to write in and send back."""
    return render_report(content(session, row, actor), tracked=True)


def parts(row: ReportRound) -> tuple[Part, ...]:
    """Every chapter that people write in, with what stands in it."""
    said = _content(row)
    figures = {one.code: one for one in said.figures}
    generated = {str(one.step): one.paragraphs for one in said.chapters}
    found = []
    for chapter in CHAPTERS[row.report.kind]:
        spots: list[Spot] = [
            Spot(chapter, number, False, _plain(paragraph, figures, said))
            for number, paragraph in enumerate(generated.get(chapter, ()))
        ]
        own = lines(rounds.texts(row).get(chapter, ""))
        spots += [Spot(chapter, number, True, line) for number, line in enumerate(own)]
        found.append(Part(chapter, tuple(spots)))
    return tuple(found)


def _plain(paragraph: Paragraph, figures: dict[str, Figure], said: ReportData) -> str:
    return "".join(_words(part, figures, said) for part in paragraph.parts)


def _words(part: str | Mention, figures: dict[str, Figure], said: ReportData) -> str:
    return part if isinstance(part, str) else wording.figure(figures[part.code], said.language)


def spots(row: ReportRound) -> Iterator[Spot]:
    """Every place that one can speak of, whole chapters too."""
    for part in parts(row):
        yield Spot(part.chapter)
        yield from part.spots
    yield Spot()


def spot(row: ReportRound, named: str) -> Spot:
    """The place that a form names; see :func:`name`."""
    found = next((one for one in spots(row) if name(one) == named), None)
    if found is None:
        raise Invalid(N_("There is no such place in the draft."))
    return found


def name(one: Spot) -> str:
    """What a place is called in forms: ``3``, ``3-own-0``, ``3-0``; empty for elsewhere."""
    if one.paragraph is None:
        return one.chapter
    return f"{one.chapter}-{'own-' if one.is_own else ''}{one.paragraph}"


def at(remark: RoundRemark) -> str:
    """The place of a remark, by the same name."""
    return name(Spot(remark.chapter, remark.paragraph, remark.is_own))
