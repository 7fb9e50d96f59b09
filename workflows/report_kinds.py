"""The kinds of reports: of the agreement as a whole, of one company's year, of its plan. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class ReportKind(StrEnum):
    """What a report is of; those of one company are made by that company."""

    PROGRESS = "progress"
    MEMBER = "member"
    PLAN = "plan"


OF_A_YEAR = (ReportKind.MEMBER, ReportKind.PLAN)
"""What a company makes itself, of one of its years."""

_STEPS = tuple(str(number) for number in range(1, 7))
CHAPTERS: Mapping[str, tuple[str, ...]] = {
    ReportKind.PROGRESS: ("foreword", *_STEPS, "outlook"),
    ReportKind.MEMBER: ("foreword", *_STEPS, "article7", "outlook"),
    ReportKind.PLAN: ("foreword", "outlook"),
}
"""The chapters in which people write themselves."""

SHORT: Mapping[str, Mapping[str, str]] = {
    ReportKind.PROGRESS: {"nl": "voortgangsrapport", "en": "progress-report"},
    ReportKind.MEMBER: {"nl": "due-diligencerapport", "en": "due-diligence-report"},
    ReportKind.PLAN: {"nl": "plan-van-aanpak", "en": "plan-of-action"},
}
"""The title as part of a file name."""
