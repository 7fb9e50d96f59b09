"""A round of comments: who is asked, what they read and for how long, and what it gives away."""

from datetime import timedelta

import pytest

from tests.cast import a_company, a_document, a_person, a_reading, a_record
from workflows import (
    clock,
    consents,
    deadlines,
    deciding,
    items,
    membership,
    notices,
    people,
    report_goals,
    reports,
    round_drafts,
    rounds,
    work,
)
from workflows.errors import Conflict, Invalid, NotAllowed, NotFound
from workflows.models import Person, ReportRound
from workflows.states import ItemAction, ItemState, ReportAction, Role
from workflows.verdicts import Verdict

YEAR = reports.period_named("2025-2026")


@pytest.fixture
def draft(session, world):
    made = reports.create(session, YEAR, "nl", world.secretary)
    reports.write(session, made, "foreword", "Wij deden veel.\nEn wij leerden.", world.secretary)
    return made


def ask(session, world, draft, *, parties=(), steering=False, days=7, **more):
    return rounds.start(
        session,
        draft,
        world.secretary,
        parties=[one.public_id for one in parties],
        steering=steering,
        due=clock.today(session) + timedelta(days=days),
        **more,
    )


def told(session, who):
    return [(one.notice.noun, one.notice.action) for one in notices.listing(session, who).rows]


def test_who_is_asked_is_told_and_has_it_as_work_with_its_day(session, world, draft):
    row = ask(session, world, draft, parties=[world.company], message="Klopt het?")
    for who, asked in (
        (world.contact, True),
        (world.submitter, False),
        (world.competitor, False),
        (world.member, False),
        (world.chair, False),
    ):
        assert (("round", "open") in told(session, who)) is asked
        assert ("rounds" in {one.name for one in work.buckets(session, who)}) is asked
        due = [(one.what, one.due) for one in deadlines.of(session, who)]
        assert due == ([(deadlines.ROUND, row.due)] if asked else [])
        if asked:
            assert rounds.get(session, row.public_id, who) is row
        else:
            with pytest.raises(NotFound):
                rounds.get(session, row.public_id, who)


def test_the_committee_is_asked_apart_from_the_parties(session, world, draft):
    row = ask(session, world, draft, steering=True)
    assert rounds.get(session, row.public_id, world.chair) is row
    with pytest.raises(NotFound):
        rounds.get(session, row.public_id, world.contact)


def test_whoever_speaks_for_the_party_later_reads_along_and_who_left_does_not(
    session, world, draft
):
    row = ask(session, world, draft, parties=[world.rival, world.company])
    assert [one.organisation for one in row.guests] == [world.company]  # nobody speaks for it
    late = a_person(session, "later@voorbeeld.example", Role.CONTACT, world.company)
    assert rounds.get(session, row.public_id, late) is row
    person = session.get_one(Person, late.person_id)
    membership.end_role(session, person, Role.CONTACT, world.company.public_id, world.secretary)
    with pytest.raises(NotFound):
        rounds.get(session, row.public_id, people.actor_for(session, person))


def test_the_draft_is_read_with_its_words_of_then_and_without_sources(session, world, draft):
    row = ask(session, world, draft, parties=[world.company])
    reports.write(session, draft, "foreword", "Nog niet voor anderen.", world.secretary)
    said = round_drafts.content(session, row, world.contact)
    assert [one.parts for one in said.opening[0].paragraphs] == [
        ("Wij deden veel.",),
        ("En wij leerden.",),
    ]
    assert said.address == ""
    assert not any(one.sources for one in said.figures)
    assert round_drafts.render(session, row, world.contact)[:2] == b"PK"
    # The report itself stays with those who make it.
    with pytest.raises(NotFound):
        reports.get(session, draft.public_id, world.contact)


def test_every_paragraph_has_a_place_by_which_it_is_found(session, world, draft):
    row = ask(session, world, draft, parties=[world.company])
    spot = round_drafts.spot(row, "foreword-own-1")
    assert (spot.quote, spot.is_own) == ("En wij leerden.", True)
    generated = round_drafts.spot(row, "1-0")
    assert generated.quote
    assert not generated.is_own
    assert round_drafts.spot(row, "").chapter == ""
    with pytest.raises(Invalid):
        round_drafts.spot(row, "foreword-own-2")


def test_when_it_has_ended_the_draft_is_not_read_any_more(session, world, draft, clock):
    row = ask(session, world, draft, parties=[world.company], days=1)
    assert rounds.may_read(session, row, world.contact)
    rounds.close(session, row, world.secretary)
    assert not rounds.may_read(session, row, world.contact)
    with pytest.raises(NotAllowed):
        round_drafts.content(session, row, world.contact)
    again = ask(session, world, draft, parties=[world.company], days=1)
    clock.forward(days=2)
    assert not rounds.is_open(session, again)
    assert [one.name for one in work.buckets(session, world.contact)] == []
    with pytest.raises(NotAllowed):
        rounds.close(session, again, world.secretary)


def test_one_round_at_a_time_on_a_draft_by_the_office_with_a_day_and_somebody(
    session, world, draft
):
    for mistake in (
        {"days": -1, "steering": True},
        {"days": 1},
        {"steering": True, "message": "x" * 5000},
    ):
        with pytest.raises(Invalid):
            ask(session, world, draft, **mistake)
    with pytest.raises(NotAllowed):
        rounds.start(session, draft, world.chair, parties=(), steering=True, due=None)
    row = ask(session, world, draft, steering=True)
    with pytest.raises(Conflict):
        ask(session, world, draft, steering=True)
    with pytest.raises(NotAllowed):
        rounds.close(session, row, world.chair)
    reports.act(session, draft, ReportAction.WITHDRAW, world.secretary)
    with pytest.raises(NotAllowed):
        ask(session, world, draft, steering=True)


def test_a_draft_does_not_go_on_while_its_round_is_open(session, world, draft):
    row = ask(session, world, draft, steering=True)
    with pytest.raises(NotAllowed, match="round"):
        reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    rounds.close(session, row, world.secretary)
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)


def sent(session, store, name, count=1):
    company = a_company(session, f"Bedacht {name} B.V.")
    sender = a_person(session, f"{name}@metaal.example", Role.SUBMITTER, company)
    contact = a_person(session, f"lead.{name}@metaal.example", Role.CONTACT, company)
    for _paper in range(count):
        a_document(session, store, company, sender, a_reading(a_record("Merapi Tin Works")))
    return contact


def figure(report, code="F201"):
    return next(one for one in reports.figures(report) if one["code"] == code)


def test_what_a_round_showed_counts_as_given_out(session, store, world):
    for name in ("eerst", "tweede", "derde", "vierde", "vijfde"):
        sent(session, store, name, 2)
    first = reports.create(session, YEAR, "nl", world.secretary)
    assert not figure(first)["hidden"]
    sent(session, store, "laat", 1)
    beside = reports.create(session, YEAR, "nl", world.secretary)
    assert not figure(beside)["hidden"]  # nobody outside the office saw the first
    ask(session, world, first, steering=True)
    # One company more: the two together would tell of it alone.
    after = reports.create(session, YEAR, "nl", world.other_secretary)
    assert figure(after)["hidden"]
    with pytest.raises(NotAllowed, match="given out"):
        ask(session, world, beside, steering=True)


def test_a_draft_that_hides_the_rest_of_a_table_may_be_shown(session, store, world):
    """Of the rest follows the sum: where that differs by one company the rest is hidden, and so is
    the sum.
    """
    for name in ("eerst", "tweede", "derde", "vierde"):
        approved(session, store, world, name, "tin", "tin", "gold")
    approved(session, store, world, "vijfde", "tungsten")
    first = reports.create(session, YEAR, "nl", world.secretary)
    ask(session, world, first, steering=True)
    approved(session, store, world, "zesde", "tungsten")
    later = reports.create(session, YEAR, "nl", world.other_secretary)
    assert any(row["hidden"] for row in later.snapshot["tables"]["metals"])
    assert ask(session, world, later, steering=True).report is later


def approved(session, store, world, name, *metals):
    """A company with smelters of these metals, each approved by two readers."""
    company = a_company(session, f"Metaal {name} B.V.")
    sender = a_person(session, f"{name}@metaal.example", Role.SUBMITTER, company)
    records = [a_record(f"Smelterij {n}", metal=metal) for n, metal in enumerate(metals)]
    paper = a_document(session, store, company, sender, a_reading(*records))
    for item in items.of_document(session, paper):
        for reader in (world.reader, world.other_reader):
            if item.state in (ItemState.OPEN, ItemState.SECOND):
                deciding.decide(session, item, Verdict(ItemAction.APPROVE), reader)


def test_a_consent_that_is_taken_back_closes_the_draft_for_who_was_asked(session, store, world):
    contact = sent(session, store, "enig", 1)
    draft = reports.create(session, YEAR, "nl", world.secretary)
    consents.ask(session, draft, "F201", world.secretary)
    (row,) = session.scalars(consents.visible(contact))
    consents.answer(session, row, True, contact)
    shown = reports.create(session, YEAR, "nl", world.other_secretary)
    assert figure(shown)["agreed"]
    asked = ask(session, world, shown, steering=True)
    assert rounds.may_read(session, asked, world.chair)
    consents.answer(session, row, False, contact)
    assert not rounds.may_read(session, asked, world.chair)
    other = reports.create(session, YEAR, "en", world.secretary)
    assert session.query(ReportRound).filter_by(report_id=other.id).count() == 0


def test_a_round_on_a_corrected_draft_tells_which_goals_are_others_than_before(
    session, world, draft
):
    report_goals.keep(session, draft, {"F203": "80", "F301": "75"}, world.secretary)
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    reports.act(session, draft, ReportAction.FINALISE, world.secretary)
    second = reports.correct(session, draft, "Een fout.", world.secretary, counted=False)
    report_goals.keep(session, second, {"F203": "70"}, world.secretary)
    row = ask(session, world, second, parties=[world.company])
    report_goals.keep(session, second, {"F203": "60"}, world.secretary)
    said = round_drafts.content(session, row, world.contact)
    assert [(c.place, c.was, c.now) for c in said.errata[1:]] == [
        ("Doel bij “Beoordeelde documenten”", "80%", "70%"),
        ("Doel bij “Bevindingen met een maatregel”", "75%", "staat er niet in"),
    ]


def corrected(session, world, draft, text):
    """A draft that corrects a final report which says ``text`` in its second chapter."""
    reports.write(session, draft, "2", text, world.secretary)
    reports.act(session, draft, ReportAction.CHECK, world.other_secretary)
    reports.act(session, draft, ReportAction.FINALISE, world.secretary)
    return reports.correct(session, draft, "Een fout.", world.secretary, counted=False)


def changes(session, world, row):
    said = round_drafts.content(session, row, world.contact).errata[1:]
    return [(one.place.rpartition(": ")[2], one.was, one.now) for one in said]


def test_a_round_on_a_corrected_draft_tells_which_words_are_others_than_before(
    session, world, draft
):
    second = corrected(session, world, draft, "De audit was in mei.\nDit blijft.")
    reports.write(session, second, "2", "De audit was in juni.\nDit blijft.", world.secretary)
    row = ask(session, world, second, parties=[world.company])
    reports.write(session, second, "2", "Later geschreven.", world.secretary)
    changed = ("veranderd", "De audit was in mei.", "De audit was in juni.")
    assert changes(session, world, row) == [changed]
    # The first rounds did not keep what the version before said.
    row.said = {name: said for name, said in row.said.items() if name != "texts_before"}
    assert changes(session, world, row) == []


def test_what_is_held_back_in_a_round_is_not_told_as_a_change(session, world, draft):
    name = world.company.name
    second = corrected(session, world, draft, "Zij deden veel.\nEn dit gaat weg.")
    reports.write(session, second, "2", f"{name} deed veel.", world.secretary)
    row = ask(session, world, second, steering=True)
    said = round_drafts.content(session, row, world.chair)
    assert name not in str(said.errata)
    assert {(one.was, one.now) for one in said.errata[1:]} == {
        ("–", rounds.WITHHELD["nl"]),
        ("–", "Er is een passage weggehaald."),
    }
