"""Answers of another tool, taken over and put back by somebody at a browser."""

from pathlib import Path

from tests.browser.test_every_page import NARROW, barriers
from workflows.demo import cast

# A company of the demo that has sent in no step of its running year, which asks some new questions.
WHO = cast.MEMBERS[1].submitter
TOOL = "Vraag;Score;Toelichting\n6.4;2;Per post\n5.4;ja;\nKantine;4;\n"


def test_a_file_is_read_said_what_it_means_taken_over_and_put_back(open_as, tmp_path: Path) -> None:
    file = tmp_path / "tool.csv"
    file.write_text(TOOL)
    page = open_as(WHO, viewport=NARROW)
    page.goto("/years")
    page.get_by_role("link", name="Antwoorden van een ander programma overnemen").click()
    page.set_input_files("#file", file)
    page.get_by_role("button", name="Toon wat er zou veranderen").click()
    page.get_by_role("heading", name="Hoe het bestand wordt gelezen").wait_for()
    assert list(barriers(page, page.url)) == []
    assert page.get_by_text("Ingevuld: 1.").is_visible()
    page.get_by_label("ja", exact=True).select_option("4")
    page.get_by_role("button", name="Opnieuw bekijken").click()
    page.get_by_text("Ingevuld: 2.").wait_for()
    page.get_by_role("button", name="Neem over").click()
    page.get_by_text("2 antwoorden zijn overgenomen").wait_for()
    page.get_by_role("link", name="Antwoorden van een ander programma overnemen").click()
    assert list(barriers(page, page.url)) == []
    page.get_by_role("button", name="Ongedaan maken").click()
    page.get_by_text("2 antwoorden zijn teruggezet.").wait_for()
