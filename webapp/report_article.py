"""What the article of a report shows: its content with the words of its own language."""

from report_templates import wording
from report_templates.data import ReportData
from report_templates.template_words import WORDS
from workflows import report_parts
from workflows.models import Report

_OWN = ("foreword", "outlook")


def shown(report: Report, content: ReportData, *, leads: bool = True) -> dict[str, object]:
    """For ``reports/_article.html``; see there."""
    return {
        "report": report,
        "content": content,
        "printed": {one.code: wording.figure(one, content.language) for one in content.figures},
        "wording": wording,
        "steps": wording.STEP_TITLES[content.language],
        "words": WORDS[content.kind][content.language],
        "leads": leads,
        "remark": None,
        "own_places": {
            report_parts.section_title(name, content.language): f"{name}-own" for name in _OWN
        },
    }
