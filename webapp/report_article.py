"""What the article of a report shows: its content with the words of its own language."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import url_for

from report_templates import wording, worldmap
from report_templates.data import Paragraph, ReportData, Special
from report_templates.printable import item
from report_templates.template_words import WORDS
from webapp import report_lists
from workflows import report_parts
from workflows.models import Document, Finding, Report

_OWN = ("foreword", "outlook")


def shown(
    report: Report,
    content: ReportData,
    *,
    leads: bool = True,
    traced: Mapping[str, Document | Finding] = MappingProxyType({}),
) -> dict[str, object]:
    """For ``reports/_article.html``; see there. ``traced``: records behind its references."""
    return {
        "report": report,
        "content": content,
        "printed": {one.code: wording.figure(one, content.language) for one in content.figures},
        "lists": report_lists,
        "wording": wording,
        "worldmap": worldmap,
        "steps": wording.STEP_TITLES[content.language],
        "listed": _listed,
        "words": WORDS[content.kind][content.language],
        "why_hidden": _why_hidden(content),
        "leads": leads,
        "traced": {reference: _address(row) for reference, row in traced.items()},
        "remark": None,
        "own_places": {
            report_parts.section_title(name, content.language): f"{name}-own" for name in _OWN
        },
    }


def parts(content: ReportData) -> list[tuple[str, str]]:
    """What the article consists of, to jump to: its anchors with their titles."""
    words, steps = WORDS[content.kind][content.language], wording.STEP_TITLES[content.language]
    found = [("part-errata", words.errata)] if content.errata else []
    found += [(f"opening-{number}", part.title) for number, part in enumerate(content.opening, 1)]
    found += [
        (f"step-{one.step}", f"{words.step} {one.step}. {steps[one.step - 1]}")
        for one in content.chapters
    ]
    found += [(f"closing-{number}", part.title) for number, part in enumerate(content.closing, 1)]
    found.append(("part-counting", words.counting))
    if content.documents:
        found.append(("part-documents", words.documents))
    return [*found, ("part-terms", words.terms), ("part-state", words.state)]


def _why_hidden(content: ReportData) -> str:
    """What × means, for below the first table; empty in a report that hides nothing."""
    tables = [table for part in (*content.opening, *content.closing) for table in part.tables]
    tables += [table for chapter in content.chapters for table in chapter.tables]
    charts = [chart for chapter in content.chapters for chart in chapter.charts]
    hides = (
        any(figure.suppressed for figure in content.figures)
        or any(Special.SUPPRESSED in row for table in tables for row in table.rows)
        or any(chart.unshown or chart.hidden_places for chart in charts)
    )
    told = wording.WORDS[content.language].suppression
    return told.format(threshold=content.threshold) if hides else ""


def _listed(words: Paragraph | str) -> str | None:
    """The words of an item of a list, where this is one."""
    if isinstance(words, str):
        return item(words)
    first = words.parts[0] if len(words.parts) == 1 else None
    return item(first) if isinstance(first, str) else None


def _address(row: Document | Finding) -> str:
    if isinstance(row, Document):
        return url_for("documents.detail", document_id=row.public_id)
    return url_for("findings.detail", finding_id=row.public_id)
