"""How often two readers agree: own figures for oneself, totals of at least three readers."""

import pytest

from tests.cast import a_candidate, a_person, a_record, a_site
from workflows import agreement, documents, people
from workflows.deciding import decide
from workflows.engine import make_sessions
from workflows.models import Organisation
from workflows.states import ItemAction, RejectReason, Role
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)
TRADER = Verdict(ItemAction.REJECT, RejectReason.NOT_A_SMELTER)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


def plain(found):
    return {name: (one.same, one.compared) for name, one in found.items()}


def test_who_confirms_says_the_same_of_every_field(session, world, paper):
    (item,) = paper(a_record())
    decide(session, item, APPROVE, world.reader)
    decide(session, item, APPROVE, world.other_reader)
    fields = ("verdict", "link", "smelter", "country", "metal")
    assert plain(agreement.own(session, world.reader)) == dict.fromkeys(fields, (1, 1))
    assert agreement.own(session, world.other_reader) == agreement.own(session, world.reader)


def test_a_correction_by_the_second_reader_counts_against_that_field_alone(session, world, paper):
    (item,) = paper(a_record(candidates=[a_candidate(a_site(session), 0.7)]))
    decide(session, item, APPROVE, world.reader)
    decide(session, item, Verdict(ItemAction.CHANGE, changes={"country": "MY"}), world.other_reader)
    found = plain(agreement.own(session, world.reader))
    assert found["country"] == (0, 1)
    assert found["metal"] == found["link"] == found["verdict"] == (1, 1)


def test_of_a_rejection_only_the_verdict_is_compared(session, world, paper):
    (item,) = paper(a_record())
    decide(session, item, APPROVE, world.reader)
    decide(session, item, TRADER, world.other_reader)
    assert plain(agreement.own(session, world.reader)) == {"verdict": (0, 1)}


def test_where_two_readers_differed_leads_to_the_item_and_names_the_fields(session, world, paper):
    merapi, kelana, same = rows = paper(*(a_record(f"{one} Works") for one in "ABC"))
    for item in rows:
        decide(session, item, APPROVE, world.reader)
    decide(
        session, merapi, Verdict(ItemAction.CHANGE, changes={"country": "MY"}), world.other_reader
    )
    decide(session, kelana, TRADER, world.other_reader)
    decide(session, same, APPROVE, world.other_reader)
    for reader in (world.reader, world.other_reader):
        told = agreement.differences(session, reader)
        assert [(one.item, one.fields) for one in told] == [
            (kelana, ("verdict",)),
            (merapi, ("country",)),
        ]
    assert agreement.differences(session, world.secretary) == []


def test_nothing_of_other_readers_is_in_ones_own_figures(session, world, paper):
    (item,) = paper(a_record())
    decide(session, item, APPROVE, world.reader)
    decide(session, item, APPROVE, world.other_reader)
    third = a_person(session, "third.reader@voorbeeld.example", Role.REVIEWER, world.company)
    assert agreement.own(session, third) == {}


def test_totals_are_told_from_three_readers_on(session, world, paper):
    office = next(iter(world.secretary.held)).organisation_id
    (item, again) = paper(a_record(), a_record("Kelana Tin Works"))
    decide(session, item, APPROVE, world.reader)
    decide(session, item, APPROVE, world.other_reader)
    assert agreement.totals(session) == {}
    name = "third.reader@voorbeeld.example"
    home = session.get_one(Organisation, office)
    third = a_person(session, name, Role.REVIEWER, home)
    documents.assign(session, again.document, people.find(session, name), None)
    decide(session, again, APPROVE, third)
    decide(session, again, APPROVE, world.reader)
    assert plain(agreement.totals(session))["verdict"] == (2, 2)


def test_the_own_pace_leaves_pauses_out(session, world, paper, clock):
    rows = paper(*(a_record(f"Merapi {n}") for n in range(4)))
    for item, pause in zip(rows, (4, 6, 4000, 8), strict=True):
        decide(session, item, TRADER, world.reader)
        clock.forward(seconds=pause)
    assert agreement.pace(session, world.reader) == 5
    assert agreement.pace(session, world.submitter) is None
