"""What to mend before a report goes on, in words: grouped by weight, each with where to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from flask import url_for
from flask_babel import gettext
from markupsafe import Markup

from report_templates import wording
from report_templates.printable import printable
from webapp import db, figure_words, formats, i18n, labels, quoted
from workflows import (
    clock,
    ledger,
    people,
    report_checks,
    report_parts,
    report_record_checks,
    report_texts,
)
from workflows.marking import N_
from workflows.models import (
    Document,
    Finding,
    Organisation,
    Report,
    ReportClearance,
    ReportRound,
    ReportText,
)
from workflows.permissions import SUBMITTERS
from workflows.report_kinds import CHAPTERS
from workflows.report_points import Check, InChapter, Kind, Part, Severity
from workflows.report_words import Words
from workflows.states import ReportState

KINDS = {
    Kind.TEXTS: N_("Texts"),
    Kind.REMARKS: N_("Remarks"),
    Kind.READING: N_("Reading"),
    Kind.FINDINGS: N_("Findings"),
    Kind.MEMBERS: N_("Members"),
    Kind.REGISTER: N_("Register"),
    Kind.FIGURES: N_("Figures"),
}
LANGUAGES = {"nl": N_("Dutch"), "en": N_("English")}
SEVERITIES = {
    Severity.BLOCKING: (N_("Must be mended"), "red"),
    Severity.WARNING: (N_("Look at this"), "amber"),
    Severity.INFO: (N_("Good to know"), "blue"),
}

_QUOTES = {"words", "holes"}  # values that are taken from a text
PARTS = {
    Part.AGAIN: N_("Count again"),
    Part.GOALS: N_("Goals and results"),
    Part.ANSWERS: N_("The questions of the year"),
    Part.PLAN: N_("The plan of the year"),
    Part.RISKS: N_("The risks of the year"),
    Part.QUEUE: N_("Review"),
    Part.LETTER: N_("Write to all of them"),
}
_SHOWN = 8  # places of a check that are not folded away


@dataclass(frozen=True, slots=True)
class Line:
    """A check in the reader's language; ``places`` are words with an address, the first of them
    shown at once and ``folded`` the others; ``more`` says how many are not led to, ``who`` who
    mends it where that is not the reader.

    ``weighs``: it is asked about once more before the next step. ``texts`` are those of them that
    are people's own words, by chapter and language; ``as_they_are`` are texts that are saved
    unchanged to put it aside.
    """

    kind: str
    severity: str
    colour: str
    sentence: str
    places: tuple[tuple[str, str], ...]
    folded: tuple[tuple[str, str], ...]
    more: str
    weighs: bool
    texts: frozenset[tuple[str, str]]
    as_they_are: tuple[ReportText, ...] = ()
    who: str = ""


def lines(report: Report) -> list[Line]:
    """The checks of a report, the heaviest first; of one that was withdrawn, nothing to mend."""
    found = [_line(report, check) for check in report_checks.of(db.session(), report)]
    withdrawn = report.state is ReportState.RETRACTED
    return [one for one in found if not (withdrawn and one.weighs)]


def beside(checks: list[Line], language: str) -> Mapping[str, list[Line]]:
    """The checks of what people wrote in a language, by the chapter that they stand beside."""
    found: dict[str, list[Line]] = {}
    for line in checks:
        for chapter in sorted(chapter for chapter, of in line.texts if of == language):
            found.setdefault(chapter, []).append(line)
    return found


def chapter_titles(report: Report, language: str = "") -> Mapping[str, str]:
    """What the chapters that people write are called, in this language or else the reader's."""
    said = report_texts.LANGUAGES[language or i18n.language()]
    titles = {}
    for chapter in CHAPTERS[report.kind]:
        if chapter.isdecimal():
            titles[chapter] = f"{chapter}. {wording.step_title(int(chapter), said)}"
        else:
            titles[chapter] = report_parts.section_title(chapter, said)
    return titles


def _line(report: Report, check: Check) -> Line:
    words, colour = SEVERITIES[check.severity]
    places = tuple(
        _letter(report, check) if place is Part.LETTER else _place(report, check.kind, place)
        for place in check.places
    )
    # One alone is not worth a fold.
    shown = _SHOWN if len(places) > _SHOWN + 1 else len(places)
    more = gettext("and %(count)s more", count=check.more) if check.more else ""
    return Line(
        str(gettext(KINDS[check.kind])),
        str(gettext(words)),
        colour,
        _sentence(check),
        places[:shown],
        places[shown:],
        str(more),
        check.severity is Severity.WARNING,
        frozenset((p.chapter, p.language) for p in check.places if isinstance(p, ReportText)),
        check.places if check.settled else (),
        str(gettext(check.who)) if check.who else "",
    )


def _passage(report: Report, row: ReportText) -> tuple[str, str]:
    """A chapter in one of its languages."""
    title, anchor = chapter_titles(report)[row.chapter], f"chapter-{row.chapter}"
    if row.language == report.language:
        return title, f"#{anchor}"
    address = url_for(
        "reports.detail", report_id=report.public_id, language=row.language, _anchor=anchor
    )
    return f"{title} ({gettext(LANGUAGES[row.language])})", address


def _sentence(check: Check) -> str:
    """What to look at; words of a text in another language than the page's are marked with it."""
    said: dict[str, object] = {name: _in_words(value) for name, value in check.values.items()}
    if not said:
        return str(gettext(check.message))
    written_in = next((p.language for p in check.places if isinstance(p, ReportText)), None)
    if written_in not in (None, i18n.language()):
        for name in _QUOTES & said.keys():
            said[name] = Markup('<span lang="{}">{}</span>').format(written_in, said[name])
    return Markup(gettext(check.message)) % said  # noqa: S704 - of our own catalogue


def _in_words(value: object) -> object:
    """What a check names: a day, a figure's name, what a frozen figure says; else as it is."""
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, Words):
        return value.said(i18n.language())
    return figure_words.counted(value) if isinstance(value, Mapping) else value


def _part(report: Report, part: Part) -> tuple[str, str]:
    """Where on this page, in the company's year or elsewhere a check leads."""
    words = str(gettext(PARTS[part]))
    if part in (Part.AGAIN, Part.GOALS):
        return words, f"#{part.value}"
    if part is Part.QUEUE:
        return words, url_for("review.index")
    page = {Part.ANSWERS: "years.detail", Part.PLAN: "plans.index", Part.RISKS: "chains.index"}
    return words, url_for(page[part], year_id=report.year.public_id if report.year else "")


def _letter(report: Report, check: Check) -> tuple[str, str]:
    """A letter to who speaks for these companies, none of whom reads who else gets it."""
    companies = [one for one in check.places if isinstance(one, Organisation)]
    told = {
        person.email
        for one in companies
        for person in people.with_role(db.session(), *SUBMITTERS, organisation_id=one.id)
    }
    ready = gettext("Please send in your documents: %(address)s")
    letter = {
        "bcc": ",".join(sorted(told)),
        "subject": gettext("Documents for the progress report"),
        "body": ready % {"address": url_for("documents.index", _external=True)},
    }
    return str(gettext(PARTS[Part.LETTER])), f"mailto:?{urlencode(letter, quote_via=quote)}"


def _read_by(document: Document) -> str:
    """A document that waits for a second look: who read it first, and who has it now."""
    first, left = (
        ", ".join(printable(one.name) for one in people)
        for people in report_record_checks.second(db.session(), document)
    )
    words = {"title": printable(document.title), "first": first, "left": left}
    if left:
        said = gettext("%(title)s (first read by %(first)s; waits for %(left)s)", **words)
    else:
        said = gettext("%(title)s (first read by %(first)s; given to nobody else yet)", **words)
    return str(said)


def _place(report: Report, kind: Kind, place: Any) -> tuple[str, str]:
    if isinstance(place, Part):
        return _part(report, place)
    if isinstance(place, InChapter):
        return chapter_titles(report)[place.name], f"#chapter-{place.name}"
    if isinstance(place, ReportText):
        return _passage(report, place)
    if isinstance(place, Document):
        words = _read_by(place) if kind is Kind.READING else printable(place.title)
        return words, url_for("review.screen", document_id=place.public_id)
    if isinstance(place, Finding):
        return quoted.finding(place), url_for("findings.detail", finding_id=place.public_id)
    if isinstance(place, Organisation):
        return place.name, url_for("organisations.detail", organisation_id=place.public_id)
    if isinstance(place, Report):
        if place is not report:
            address = url_for("reports.detail", report_id=place.public_id)
            return labels.report_title(place), address
        address = url_for("clearances.of_report", report_id=place.public_id)
        return str(gettext("Passages that name somebody")), address
    if isinstance(place, ReportClearance):
        address = url_for("clearances.of_report", report_id=report.public_id)
        return printable(place.organisation.name), f"{address}#passage-{place.public_id}"
    if isinstance(place, ReportRound):
        day = formats.day(clock.day(place.opened_at))
        words = str(gettext("Round of %(day)s", day=day))
        return words, url_for("rounds.answers", round_id=place.public_id)
    if not isinstance(place, str):
        said = "schemes" if kind is Kind.REGISTER else None
        return place.name, url_for("smelters.detail", site_id=place.public_id, _anchor=said)
    if kind is Kind.TEXTS:
        return chapter_titles(report)[place], f"#chapter-{place}"
    label, _definition = ledger.titled(report, place, i18n.language())
    return label, url_for("reports.figure", report_id=report.public_id, code=place)
