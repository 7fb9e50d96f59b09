"""The erratum of a corrected report: why it was made, and what differs from the version before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from report_templates import wording
from report_templates.data import Change, Language
from report_templates.printable import item, printable
from workflows import member_counting, report_goals, report_texts, text_differences, unagreed
from workflows import report_words as words
from workflows.models import Report
from workflows.report_differences import between, goals_between
from workflows.report_kinds import CHAPTERS
from workflows.report_parts import section_title
from workflows.states import ReportState
from workflows.text_differences import Passage

_NOT_SHOWN = words.Words(
    "Cijfers die niet meer te zien zijn", "Figures that are not shown any more"
)
_WHY_NOT_SHOWN = words.Words(
    "{places}. Wat er veranderde, gaat over te weinig bedrijven om het te laten zien.",
    "{places}. What changed is about too few companies to be shown.",
)
_TEXTS = {
    "added": words.Words("Tekst in “{chapter}”: nieuw", "Text in “{chapter}”: added"),
    "removed": words.Words("Tekst in “{chapter}”: weggehaald", "Text in “{chapter}”: removed"),
    "changed": words.Words("Tekst in “{chapter}”: veranderd", "Text in “{chapter}”: changed"),
}
_TEXT_CHANGED = words.Words("De tekst is veranderd.", "The text was changed.")
_WHAT_HAPPENED = {
    "added": words.Words("Er is een passage bijgekomen.", "A passage was added."),
    "removed": words.Words("Er is een passage weggehaald.", "A passage was removed."),
    "changed": _TEXT_CHANGED,
}
_QUOTED = 300  # characters of a sentence that still fits a cell
_MOST_ROWS = 8  # paragraphs of one chapter that are told one by one
_TAKEN_BACK = (ReportState.HIDDEN, ReportState.RETRACTED)


@dataclass(frozen=True, slots=True)
class Before:
    """What the version before meant to reach, in percent, and which words of people differ from it.

    ``goals`` None: not known, and not told of. ``unquoted``: paragraphs that are not repeated.
    """

    goals: Mapping[str, int] | None
    passages: tuple[Passage, ...] = ()
    unquoted: frozenset[str] = frozenset()


def before(session: Session, report: Report, texts: Mapping[str, str], language: str) -> Before:
    """How the version that this one corrects differs from it; nothing where it corrects none.

    ``texts``: what this one says in the language, by chapter.
    """
    earlier = report.corrects
    if earlier is None:
        return Before({})
    was = report_texts.said(session, earlier, language)
    return reworded(session, report, report_goals.of(session, earlier), was, texts)


def reworded(
    session: Session,
    report: Report,
    goals: Mapping[str, int] | None,
    was: Mapping[str, str],
    now: Mapping[str, str],
) -> Before:
    """The same of words that are given by chapter, and of the goals of the version before.

    Words that were taken back or refused, or name whom they may not, are not said again in the
    table that mends them.
    """
    taken_back = report.corrects is not None and report.corrects.state in _TAKEN_BACK
    passages = tuple(text_differences.between(was, now))
    said = [one.was for one in passages]
    unquoted = unagreed.not_repeated(session, report, said)
    unquoted |= {
        was for was in said if taken_back or member_counting.suppliers_in(session, report.year, was)
    }
    return Before(goals, passages, frozenset(unquoted))


def of(
    report: Report,
    language: Language,
    earlier: Before | None,
    goals: Mapping[str, int],
) -> tuple[Change, ...]:
    """Why there is a new version, what the one before it said, and what this one says.

    What is not shown any more is named and no change: nobody is told what it became. Without
    ``earlier`` only the figures are told of.
    """
    if report.corrects is None:
        return ()
    why = _why(report, language)
    found = between(report.corrects, report, language)
    told = (Change(d.place, d.was or "–", d.now or "–") for d in found if d.kind != "hidden")
    hidden = "; ".join(d.place for d in found if d.kind == "hidden")
    said = _WHY_NOT_SHOWN.said(language).format(places=hidden)
    not_shown = [Change(_NOT_SHOWN.said(language), "–", said)] if hidden else []
    if earlier is None:
        return (why, *told, *not_shown)
    before = earlier.goals
    aims = goals_between(before, goals, language) if before is not None else []
    goals_told = (Change(d.place, d.was, d.now) for d in aims)
    return (why, *told, *goals_told, *_reworded(report, language, earlier), *not_shown)


def reason(report: Report, language: str) -> tuple[str, Language]:
    """Why the report corrects another, in this language; where nobody wrote it in that, as it
    stands in the other one. With the language that it is in."""
    if report.language != language and report.correction_translated:
        return printable(report.correction_translated), report_texts.LANGUAGES[language]
    return printable(report.correction or "–"), report_texts.LANGUAGES[report.language]


def _why(report: Report, language: Language) -> Change:
    title, (said, own) = words.WHY_AGAIN.said(language), reason(report, language)
    if own == language:
        return Change(title, "–", said)
    return Change(f"{title} ({words.IN_LANGUAGE[own].said(language)})", "–", said, own)


def _reworded(report: Report, language: Language, earlier: Before) -> Iterator[Change]:
    """Paragraphs of people's own words that differ, in the order of the chapters."""
    for chapter in CHAPTERS[report.kind]:
        passages = [one for one in earlier.passages if one.chapter == chapter]
        if len(passages) > _MOST_ROWS:
            place = (
                _TEXTS["changed"].said(language).format(chapter=chapter_title(chapter, language))
            )
            yield Change(place, "–", _TEXT_CHANGED.said(language))
            continue
        for one in passages:
            yield _row(one, language, quoted=one.was not in earlier.unquoted)


def _row(passage: Passage, language: Language, *, quoted: bool) -> Change:
    title = chapter_title(passage.chapter, language)
    place = _TEXTS[passage.kind].said(language).format(chapter=title)
    # The line of a list is quoted without its dash.
    was, now = (item(said) or said for said in passage.sentences)
    if not quoted or max(len(was), len(now)) > _QUOTED:
        return Change(place, "–", _WHAT_HAPPENED[passage.kind].said(language))
    return Change(place, was or "–", now or "–")


def chapter_title(chapter: str, language: Language) -> str:
    """What a chapter in which people write is called in the report."""
    if chapter.isdecimal():
        return f"{chapter}. {wording.STEP_TITLES[language][int(chapter) - 1]}"
    return section_title(chapter, language)
