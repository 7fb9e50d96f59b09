from datetime import date

import pytest

from extraction.records import Certainty
from tests.cast import (
    a_candidate,
    a_certificate,
    a_company,
    a_document,
    a_person,
    a_reading,
    a_record,
    a_risk_list,
    a_site,
    an_audit_finding,
    an_entity_list,
)
from workflows import adding, documents, items, people
from workflows.deciding import decide
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotAllowed
from workflows.models import Site
from workflows.risk_entries import ListedEntity
from workflows.states import (
    ItemAction,
    ItemState,
    RejectReason,
    Role,
)
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)
DOUBT = Verdict(ItemAction.DOUBT)
TRADER = Verdict(ItemAction.REJECT, RejectReason.NOT_A_SMELTER)


def changing(**changes):
    return Verdict(ItemAction.CHANGE, changes=changes)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def known(session, paper):
    """An item whose first candidate is a strong match with the register."""
    site = a_site(session)
    (item,) = paper(a_record(candidates=[a_candidate(site)]))
    return item


@pytest.fixture
def other_known(session, paper):
    """The same, of which the reader is certain."""
    site = a_site(session, "Kelana Tin Works")
    record = a_record(
        "Kelana Tin Works", candidates=[a_candidate(site)], certainty=Certainty.CERTAIN
    )
    (item,) = paper(record)
    return item


def second_reading(item, reason):
    assert item.state is ItemState.SECOND
    assert item.second_reason == reason
    return True


def test_one_reader_approves_a_strong_match(session, world, known):
    decide(session, known, APPROVE, world.reader)
    assert known.state is ItemState.APPROVED
    assert known.site.name == "Merapi Tin Works"


@pytest.mark.parametrize("kind", ["certificate", "audit finding"])
def test_one_reader_approves_what_was_read_of_other_kinds(session, world, paper, kind):
    given = {"certificate": {"certificates": [a_certificate()]}}
    (item,) = paper(**given.get(kind, {"findings": [an_audit_finding()]}))
    decide(session, item, APPROVE, world.reader)
    assert item.state is ItemState.APPROVED


def test_a_new_smelter_is_read_by_two(session, world, paper):
    (item,) = paper(a_record())
    decide(session, item, APPROVE, world.reader)
    assert second_reading(item, "new_smelter")
    assert session.query(Site).count() == 0
    decide(session, item, APPROVE, world.other_reader)
    assert item.state is ItemState.APPROVED


def test_a_changed_field_is_read_by_two(session, world, known):
    decide(session, known, changing(country="MY"), world.reader)
    assert second_reading(known, "changed")
    decide(session, known, APPROVE, world.other_reader)
    assert known.state is ItemState.APPROVED


def test_a_change_that_only_chooses_the_first_candidate_is_still_a_change(session, world, known):
    decide(session, known, Verdict(ItemAction.CHANGE, candidate="1"), world.reader)
    assert second_reading(known, "changed")


@pytest.mark.parametrize("typed", [True, False])
def test_what_a_person_added_is_read_by_two(session, world, known, typed):
    added = adding.add(
        session,
        known.document,
        world.reader,
        page=1,
        values={"smelter": "Bedachte Smelterij", "country": "my"},
        box=(1.0, 2.0, 3.0, 4.0),
        typed=typed,
    )
    assert added.state is ItemState.OPEN
    assert {f.name: f.current for f in added.fields} == {
        "smelter": "Bedachte Smelterij",
        "country": "MY",
    }
    decide(session, added, APPROVE, world.reader)
    assert second_reading(added, "typed")


def test_a_weak_match_is_read_by_two(session, world, paper):
    (item,) = paper(a_record(candidates=[a_candidate(a_site(session), score=0.79)]))
    decide(session, item, APPROVE, world.reader)
    assert second_reading(item, "weak_link")


def test_another_candidate_than_the_first_is_read_by_two(session, world, paper):
    first, other = a_site(session), a_site(session, "Merapi Jaya Tin")
    (item,) = paper(a_record(candidates=[a_candidate(first), a_candidate(other, 0.95)]))
    decide(session, item, Verdict(ItemAction.APPROVE, candidate="2"), world.reader)
    assert second_reading(item, "weak_link")
    assert item.site is other


def test_a_listed_country_is_read_by_two_from_the_day_its_list_holds(session, world, paper, clock):
    a_risk_list(session, "ID", valid_from=date(2026, 3, 3))
    site = a_site(session)
    today, tomorrow = paper(
        *(a_record(name, candidates=[a_candidate(site)]) for name in ("Merapi", "Kelana"))
    )
    decide(session, today, APPROVE, world.reader)
    assert today.state is ItemState.APPROVED
    clock.forward(days=1)
    decide(session, tomorrow, APPROVE, world.reader)
    assert second_reading(tomorrow, "listed")


def test_a_smelter_on_a_list_of_companies_is_read_by_two_and_a_namesake_is_not(
    session, world, paper
):
    an_entity_list(
        session,
        ListedEntity("Merapi Tin Works", country="ID"),
        ListedEntity("Kelana Tin Works", country="MY"),
        valid_from=date(2026, 1, 1),
    )
    sites = [a_site(session, name) for name in ("Merapi Tin Works", "Kelana Tin Works")]
    listed, namesake = paper(*(a_record(s.name, candidates=[a_candidate(s)]) for s in sites))
    for item in (listed, namesake):
        decide(session, item, APPROVE, world.reader)
    assert second_reading(listed, "entity_listed")
    assert namesake.state is ItemState.APPROVED


def test_the_country_of_the_register_counts_when_the_paper_names_none(session, world, paper):
    a_risk_list(session, "ID", valid_from=date(2026, 1, 1))
    (item,) = paper(a_record(country=None, candidates=[a_candidate(a_site(session))]))
    decide(session, item, APPROVE, world.reader)
    assert second_reading(item, "listed")


def test_rejecting_what_the_reader_was_certain_of_takes_two(session, world, paper):
    certain, unsure = paper(
        a_record("Merapi", certainty=Certainty.CERTAIN),
        a_record("Kelana", certainty=Certainty.UNSURE),
    )
    decide(session, certain, TRADER, world.reader)
    assert second_reading(certain, "certain_rejected")
    decide(session, certain, TRADER, world.other_reader)
    assert certain.state is ItemState.REJECTED
    decide(session, unsure, TRADER, world.reader)
    assert unsure.state is ItemState.REJECTED


def test_nobody_confirms_their_own_verdict(session, world, paper):
    (item,) = paper(a_record())
    decide(session, item, APPROVE, world.reader)
    for verdict in (APPROVE, TRADER, DOUBT, changing(country="MY")):
        with pytest.raises(NotAllowed, match="the first verdict is yours"):
            decide(session, item, verdict, world.reader)
    assert second_reading(item, "new_smelter")


@pytest.mark.parametrize(
    "different", [TRADER, changing(country="MY"), Verdict(ItemAction.APPROVE, candidate="1")]
)
def test_a_different_verdict_becomes_the_new_proposal(session, world, paper, different):
    (item,) = paper(a_record(candidates=[a_candidate(a_site(session))]))
    decide(session, item, Verdict(ItemAction.APPROVE, candidate="new"), world.reader)
    decide(session, item, different, world.other_reader)
    assert item.state is ItemState.SECOND
    assert item.proposed_by_id == world.other_reader.person_id
    with pytest.raises(NotAllowed, match="the first verdict is yours"):
        decide(session, item, APPROVE, world.other_reader)
    same = TRADER if different is TRADER else APPROVE
    decide(session, item, same, world.reader)
    assert item.state in (ItemState.APPROVED, ItemState.REJECTED)


def test_confirming_takes_the_site_that_was_proposed(session, world, paper):
    (item,) = paper(a_record(candidates=[a_candidate(a_site(session))]))
    decide(session, item, Verdict(ItemAction.APPROVE, candidate="new"), world.reader)
    decide(session, item, APPROVE, world.other_reader)
    assert item.state is ItemState.APPROVED
    assert item.site.organisation_id == world.company.id


def test_a_rejection_that_is_approved_instead_goes_round_again(session, world, paper):
    site = a_site(session)
    (item,) = paper(a_record(certainty=Certainty.CERTAIN, candidates=[a_candidate(site)]))
    decide(session, item, TRADER, world.reader)
    decide(session, item, APPROVE, world.other_reader)
    assert (item.state, item.proposed) == (ItemState.SECOND, ItemAction.APPROVE)
    decide(session, item, APPROVE, world.reader)
    assert (item.state, item.site) == (ItemState.APPROVED, site)


def test_doubt_in_the_second_reading_lets_the_proposal_go(session, world, paper):
    (item,) = paper(a_record())
    decide(session, item, APPROVE, world.reader)
    decide(session, item, DOUBT, world.other_reader)
    assert (item.state, item.proposed, item.second_reason) == (ItemState.DOUBT, None, None)


REOPEN = Verdict(ItemAction.REOPEN, note="Look once more.")


@pytest.mark.parametrize("way", [DOUBT, REOPEN])
def test_who_lets_anothers_verdict_go_does_not_overrule_it_alone(
    session, world, known, other_known, way
):
    item = known if way is REOPEN else other_known
    decide(session, item, TRADER, world.reader)
    decide(session, item, way, world.other_reader)
    decide(session, item, APPROVE, world.other_reader)
    assert second_reading(item, "differs")
    decide(session, item, APPROVE, world.reader)
    assert item.state is ItemState.APPROVED


def test_another_link_than_somebody_else_chose_is_another_verdict(session, world, paper):
    sites = [a_site(session, f"Merapi {n}") for n in "AB"]
    (item,) = paper(a_record(candidates=[a_candidate(sites[0]), a_candidate(sites[1], 0.9)]))
    decide(session, item, Verdict(ItemAction.APPROVE, candidate="2"), world.reader)
    decide(session, item, DOUBT, world.other_reader)
    decide(session, item, Verdict(ItemAction.APPROVE, candidate="1"), world.other_reader)
    assert second_reading(item, "differs")


def test_ones_own_verdict_is_given_otherwise_by_oneself(session, world, known):
    decide(session, known, TRADER, world.reader)
    decide(session, known, REOPEN, world.reader)
    decide(session, known, APPROVE, world.reader)
    assert known.state is ItemState.APPROVED


def test_what_a_person_added_is_rejected_by_two(session, world, known):
    values = {"smelter": "Vergeten Smelterij"}
    added = adding.add(
        session, known.document, world.reader, page=1, values=values, box=None, typed=True
    )
    decide(session, added, TRADER, world.other_reader)
    assert second_reading(added, "typed")


def test_nobody_decides_on_papers_of_their_own_organisation(session, world, known):
    a_person(session, "reader@voorbeeld.example", Role.MEMBER, world.company)
    both = people.acting_as(session, "reader@voorbeeld.example")
    for verdict in (APPROVE, TRADER, DOUBT, changing(country="MY")):
        with pytest.raises(NotAllowed, match="your own organisation"):
            decide(session, known, verdict, both)
    with pytest.raises(NotAllowed, match="your own organisation"):
        adding.add(session, known.document, both, page=1, values={}, box=None, typed=True)


def test_nobody_decides_on_what_they_uploaded_for_a_member(session, store, world):
    helper = a_person(session, "helper@voorbeeld.example", Role.SECRETARIAT, world.company)
    reading = a_reading(a_record(candidates=[a_candidate(a_site(session))]))
    document = a_document(session, store, world.rival, helper, reading)
    a_person(session, "helper@voorbeeld.example", Role.REVIEWER, world.company)
    helper = people.acting_as(session, "helper@voorbeeld.example")
    with pytest.raises(Invalid, match="conflict of interest"):
        documents.assign(session, document, people.get(session, helper.person_id), world.secretary)
    (item,) = items.of_document(session, document)
    with pytest.raises(NotAllowed, match="Only a reviewer"):
        decide(session, item, APPROVE, helper)


def test_a_company_with_one_reader_waits_for_another(session, store, world):
    company = a_company(session, "Eenzaam Metaal B.V.")
    sender = a_person(session, "eenzaam@voorbeeld.example", Role.CONTACT, company)
    a_person(session, "other.reader@voorbeeld.example", Role.MEMBER, company)
    document = a_document(session, store, company, sender, a_reading(a_record()))
    assert [a.person.email for a in document.assignments] == ["reader@voorbeeld.example"]
