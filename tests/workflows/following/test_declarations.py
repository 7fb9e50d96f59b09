"""A supplier's newer declaration drops a smelter: once all of it was decided, and only then."""

import pytest
from sqlalchemy import select

from tests.cast import a_candidate, a_document, a_reading, a_record, a_site, some_bytes
from workflows import deciding, documents, facts, items, readings, versions
from workflows.following import proposals
from workflows.models import Cause, Proposal
from workflows.states import FindingState, ItemAction, RejectReason
from workflows.verdicts import Verdict

DROPPED = ("open", "smelter_dropped", "proposed")
REJECT = Verdict(ItemAction.REJECT, reason=RejectReason.NOT_A_SMELTER)


@pytest.fixture
def sites(session):
    """Three smelters of the register, by name."""
    return {name: a_site(session, name) for name in ("Merapi", "Bromo", "Semeru")}


@pytest.fixture
def listed(session, store, world, sites, approve, clock):
    """A list of a supplier with these smelters, all of it approved; a day passes."""

    def sent(supplier, *names, decide=True, rival=False, title="Lijst"):
        records = [a_record(name, candidates=[a_candidate(sites[name])]) for name in names]
        company, sender = (
            (world.rival, world.competitor) if rival else (world.company, world.submitter)
        )
        document = a_document(session, store, company, sender, a_reading(*records))
        facts.describe(session, document, sender, supplier=supplier, title=title)
        if decide:
            approve(*items.of_document(session, document))
        clock.forward(days=1)
        return document

    return sent


def test_a_smelter_that_is_gone_is_proposed_once(session, world, listed, look, there):
    listed("Draadhuis", "Merapi", "Bromo", title="Lijst een")
    assert look() == []
    listed("Draadhuis", "Merapi", title="Lijst twee")
    assert look() == [DROPPED]
    assert look() == [DROPPED]
    (proposal,) = session.scalars(select(Proposal))
    assert proposal.facts["smelter"] == "Bromo"
    assert (proposal.facts["earlier"], proposal.facts["document"]) == ("Lijst een", "Lijst twee")
    proposals.accept(session, proposal, world.secretary)
    (finding,) = there()
    assert (finding.rule, finding.site.name) == ("smelter_dropped", "Bromo")
    assert look() == [("open", "smelter_dropped", "accepted")]


def test_before_all_of_the_newer_list_is_decided_nothing_is_said(listed, look, approve, session):
    listed("Draadhuis", "Merapi", "Bromo")
    newer = listed("Draadhuis", "Merapi", decide=False)
    assert look() == []
    approve(*items.of_document(session, newer))
    assert look() == [DROPPED]


def test_a_list_that_names_as_many_or_more_drops_nothing(listed, look):
    listed("Draadhuis", "Merapi", "Bromo")
    listed("Draadhuis", "Bromo", "Merapi", "Semeru")
    assert look() == []


def test_what_stands_there_and_was_judged_otherwise_was_not_dropped(session, world, listed, look):
    listed("Draadhuis", "Merapi", "Bromo")
    newer = listed("Draadhuis", "Merapi", "Bromo", decide=False)
    for item, verdict in zip(
        items.of_document(session, newer), (Verdict(ItemAction.APPROVE), REJECT), strict=True
    ):
        deciding.decide(session, item, verdict, world.reader)
    assert look() == []


def test_what_nobody_approved_before_was_never_there(session, world, listed, look):
    older = listed("Draadhuis", "Merapi", "Bromo", decide=False)
    for item in items.of_document(session, older):
        deciding.decide(session, item, REJECT, world.reader)
    listed("Draadhuis", "Merapi")
    assert look() == []


def test_another_supplier_another_company_and_no_supplier_drop_nothing(listed, look):
    listed("Draadhuis", "Merapi", "Bromo")
    listed("Gieterij", "Merapi")
    listed("Draadhuis", "Merapi", rival=True)
    listed("", "Merapi")
    assert look() == []


def test_only_the_newest_two_are_held_against_each_other(session, listed, look):
    listed("Draadhuis", "Merapi", "Bromo")
    listed("Draadhuis", "Merapi")
    listed("Draadhuis", "Merapi", "Bromo")
    listed("Draadhuis", "Bromo")
    assert look() == [DROPPED]
    (cause,) = session.scalars(select(Cause))
    assert cause.proposals[0].facts["smelter"] == "Merapi"


def test_a_newer_version_of_one_document_drops_too(
    session, store, world, sites, listed, approve, look, there
):
    document = listed("Draadhuis", "Merapi", "Bromo")
    version = versions.add(session, store, document, "2.pdf", some_bytes(), world.submitter)
    record = a_record("Merapi", country="MY", candidates=[a_candidate(sites["Merapi"])])
    readings.record(session, version, a_reading(record), {})
    approve(*items.of_document(session, document))
    assert look() == [DROPPED]
    (proposal,) = session.scalars(select(Proposal))
    proposals.accept(session, proposal, world.secretary)
    (finding,) = there()
    assert (finding.state, finding.sources) == (FindingState.OPEN, [])
    assert documents.current(document) is version
