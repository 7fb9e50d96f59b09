"""Objectives of a report beside what was reached."""

from io import BytesIO

import pytest
from docx import Document as Word

from tests.cast import a_company, a_document, a_person, a_reading, a_record
from workflows import deciding, items, report_checks, report_goals, report_proof, reports
from workflows.errors import Invalid, NotAllowed
from workflows.report_points import InChapter
from workflows.states import ItemAction, ReportAction, Role
from workflows.verdicts import Verdict


@pytest.fixture
def draft(session, store, world):
    """Of four companies with a paper each, three were reviewed."""
    for number in range(4):
        company = a_company(session, f"Verzonnen Metaal {number} B.V.")
        sender = a_person(session, f"inkoop@metaal{number}.example", Role.SUBMITTER, company)
        paper = a_document(session, store, company, sender, a_reading(a_record("Merapi Tin Works")))
        for item in items.of_document(session, paper) if number else ():
            for reader in (world.reader, world.other_reader):
                if item.state.value in ("open", "second"):
                    deciding.decide(session, item, Verdict(ItemAction.APPROVE), reader)
    return reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)


def test_a_goal_stands_beside_what_was_reached(session, world, draft):
    report_goals.keep(session, draft, {"F203": "80", "F202": " 100% "}, world.secretary)
    goals = report_goals.of(session, draft)
    assert goals == {"F202": 100, "F203": 80}
    found = {one.code: (one.goal, one.reached) for one in report_goals.outcomes(draft, goals)}
    assert found == {"F202": (100, 100), "F203": (80, 75)}
    file = reports.render(session, draft)
    rows = [[c.text for c in row.cells] for t in Word(BytesIO(file)).tables for row in t.rows]
    assert ["Beoordeelde documenten", "80%", "75% (3 van 4)"] in rows
    assert report_proof.verify(session, file).problems == ()
    session.commit()


def test_the_maker_is_asked_to_say_why_a_goal_was_not_reached(session, world, draft):
    report_goals.keep(session, draft, {"F203": "80", "F202": "100"}, world.secretary)
    asked = "A goal that was not reached: say why in a text of your own."
    (found,) = [one for one in report_checks.of(session, draft) if one.message == asked]
    assert found.places == (InChapter("2"), "F203")
    # It may be said elsewhere, where the goal is named.
    reports.write(session, draft, "foreword", "Van de 80% haalden wij de helft.", world.secretary)
    assert asked not in [one.message for one in report_checks.of(session, draft)]
    reports.write(session, draft, "foreword", "", world.secretary)
    # Whoever wrote something at that step is believed to have said it.
    reports.write(session, draft, "2", "Wij kwamen tijd te kort.", world.secretary)
    assert asked not in [one.message for one in report_checks.of(session, draft)]
    session.commit()


def test_of_what_is_published_nobody_is_asked_why_a_goal_was_not_reached(session, world, draft):
    report_goals.keep(session, draft, {"F203": "80"}, world.secretary)
    for action, who in (
        (ReportAction.CHECK, world.other_secretary),
        (ReportAction.FINALISE, world.secretary),
    ):
        reports.act(session, draft, action, who)
    said = [one.message for one in report_checks.of(session, draft)]
    assert not any("was not reached" in message for message in said)
    session.commit()


def test_the_result_of_a_hidden_figure_is_not_told(session, store, world):
    a_document(session, store, world.company, world.submitter, a_reading(a_record("X")))
    draft = reports.create(session, reports.period_named("2026"), "nl", world.secretary)
    report_goals.keep(session, draft, {"F202": "50"}, world.secretary)
    (outcome,) = report_goals.outcomes(draft, report_goals.of(session, draft))
    assert (outcome.reached, outcome.value, outcome.over) == (None, None, None)
    assert outcome.hidden
    session.commit()


def test_of_nothing_no_part_is_reached_and_none_is_hidden(session, world):
    empty = reports.create(session, reports.period_named("2020-2021"), "nl", world.secretary)
    report_goals.keep(session, empty, {"F203": "80"}, world.secretary)
    (outcome,) = report_goals.outcomes(empty, report_goals.of(session, empty))
    assert (outcome.reached, outcome.value, outcome.over, outcome.hidden) == (None, 0, 0, False)
    tables = Word(BytesIO(reports.render(session, empty))).tables
    rows = [[c.text for c in row.cells] for table in tables for row in table.rows]
    assert ["Beoordeelde documenten", "80%", "– (er was niets te tellen)"] in rows
    said = [one.message for one in report_checks.of(session, empty)]
    assert "No documents were received in this period." in said
    assert not any("whose result is hidden" in message for message in said)
    session.commit()


def test_the_next_report_begins_with_the_same_goals(session, world, draft):
    report_goals.keep(session, draft, {"F203": "80"}, world.secretary)
    another = reports.create(session, reports.period_named("2026"), "en", world.secretary)
    assert report_goals.of(session, another) == {"F203": 80}
    report_goals.keep(session, another, {}, world.secretary)
    assert report_goals.of(session, another) == {}
    assert report_goals.of(session, draft) == {"F203": 80}
    session.commit()


def test_a_corrected_version_begins_with_the_goals_of_the_one_it_corrects_and_tells_of_a_lost_one(
    session, world, draft
):
    report_goals.keep(session, draft, {"F203": "80", "F301": "75"}, world.secretary)
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    reports.act(session, draft, ReportAction.FINALISE, world.secretary)
    later = reports.create(session, reports.period_named("2026"), "nl", world.secretary)
    report_goals.keep(session, later, {"F102": "50"}, world.secretary)
    second = reports.correct(session, draft, "Een fout.", world.secretary)
    assert report_goals.of(session, second) == {"F203": 80, "F301": 75}
    assert [one.place for one in reports.content(session, second).errata] == [
        "Waarom er een nieuwe versie is"
    ]
    report_goals.keep(session, second, {"F301": "70"}, world.secretary)
    told = [(c.place, c.was, c.now) for c in reports.content(session, second).errata[1:]]
    assert told == [
        ("Doel bij “Beoordeelde documenten”", "80%", "staat er niet in"),
        ("Doel bij “Bevindingen met een maatregel”", "75%", "70%"),
    ]
    session.commit()


@pytest.mark.parametrize("text", ["0", "101", "veel", "-5", "12.5", "²", "99999999"])
def test_what_is_no_share_is_refused(session, world, draft, text):
    with pytest.raises(Invalid):
        report_goals.keep(session, draft, {"F203": text}, world.secretary)


def test_only_the_secretariat_sets_goals_and_only_of_a_draft(session, world, draft):
    for who in (world.submitter, world.reader, world.chair, world.administrator):
        with pytest.raises(NotAllowed):
            report_goals.keep(session, draft, {"F203": "80"}, who)
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    with pytest.raises(NotAllowed, match="draft"):
        report_goals.keep(session, draft, {"F203": "80"}, world.secretary)
    session.commit()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ons doel was 80%.", True),
        ("Wij wilden 80 procent halen.", True),
        ("We meant 80 per cent.", True),
        ("Het werd 180%, of 0,80%.", False),
        ("Er waren 80 bedrijven.", False),
        ("80 percentages", False),
    ],
)
def test_a_goal_is_named_by_its_share_in_any_text(text, named):
    assert report_goals.is_named(80, text) is named
