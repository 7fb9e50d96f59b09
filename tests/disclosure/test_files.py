"""A report's Word file, looked through to its last part, holds no number that its pages hide."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from report_templates.render import render_report
from tests.disclosure.worlds import Fact, World, tell
from workflows import report_content
from workflows.disclosure import Rules
from workflows.models import Report
from workflows.report_kinds import ReportKind
from workflows.states import ReportState

HIDDEN = {"tantalum": (1, 1373), "tin": (2, 911), "tungsten": (3, 977)}
OF_FOUR = ("gold", "silver", "zinc")
EACH, SHOWN = 107, 428  # what four companies have of a metal, and together


def a_report(language: str, state: ReportState) -> Report:
    """Of a year in which three metals are one company's each, and three more four companies'."""
    alone = [(metal, *of) for metal, of in HIDDEN.items()]
    many = [(metal, company, EACH) for metal in OF_FOUR for company in (2, 3, 4, 5)]
    facts = [
        Fact("item", company, 0, 0, (metal,))
        for metal, company, count in alone + many
        for _each in range(count)
    ]
    world = tell(World(dict.fromkeys(range(1, 6), range(4)), facts), [range(4)], Rules(everyone=1))
    frozen = {
        "agreement": "Verzonnen convenant",
        "from": "2025-07-01",
        "to": "2026-06-30",
        "cutoff": "2026-09-01T10:00:00+00:00",
        "threshold": 3,
        "largest": 0.7,
        "members": 5,
        "joined": 0,
        "left": 0,
        "documents": [],
    }
    return Report(
        kind=ReportKind.PROGRESS,
        period_from=date(2025, 7, 1),
        period_to=date(2026, 6, 30),
        language=language,
        number="2026-01",
        edition=1,
        state=state,
        cutoff=datetime(2026, 9, 1, 10, tzinfo=UTC),
        snapshot=frozen | world.reports[0].snapshot,
        snapshot_hash="f" * 64,
    )


def parts(data: bytes, name: str = "") -> Iterator[tuple[str, str]]:
    """The text of every part of a package, and of the packages inside it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.namelist():
            inside = package.read(part)
            if inside.startswith(b"PK"):
                yield from parts(inside, f"{name}{part}/")
            else:
                yield f"{name}{part}", inside.decode("utf-8", "replace")


def holding(data: bytes, number: int) -> set[str]:
    """The parts in which a number stands, with or without its separator, however it is marked."""
    plain = f"{number:,}".replace(",", "[.,\u00a0]?")
    wanted = re.compile(rf"(?<![\w#.-]){plain}(?:[.]0)?(?![\w-])")
    return {part for part, text in parts(data) if wanted.search(text)}


@pytest.mark.parametrize("state", [ReportState.DRAFT, ReportState.FINAL])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_part_of_the_file_holds_what_is_hidden(language: str, state: ReportState) -> None:
    report = a_report(language, state)
    data = render_report(report_content.of(report, {}, {}, language))
    for number in (*(count for _company, count in HIDDEN.values()), EACH):
        assert holding(data, number) == set(), number
    # What is shown stands in the text, in the chart and in the workbook behind the chart.
    found = holding(data, SHOWN)
    assert "word/document.xml" in found
    assert any("charts/chart" in part for part in found), found
    assert any(".xlsx/" in part for part in found), found
