"""A newer version of a document: what it takes over, what it leaves open, what it ends."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.cast import (
    a_candidate,
    a_certificate,
    a_document,
    a_reading,
    a_record,
    a_site,
    a_value,
    an_audit_finding,
    some_bytes,
)
from workflows import (
    aliases,
    documents,
    finding_guards,
    findings,
    items,
    readings,
    site_lists,
    undoing,
    versions,
    work,
)
from workflows.deciding import decide
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotAllowed, NotFound
from workflows.models import Finding, NameLesson
from workflows.states import (
    DocumentAction,
    DocumentState,
    FindingAction,
    FindingState,
    ItemAction,
    ItemState,
    RejectReason,
)
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)
REJECT = Verdict(ItemAction.REJECT, reason=RejectReason.NOT_A_SMELTER)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def site(session):
    return a_site(session)


@pytest.fixture
def known(site):
    return a_record(candidates=[a_candidate(site)])


@pytest.fixture
def first(session, store, world, known):
    """A read paper: a smelter that the register knows, and two that it does not."""
    reading = a_reading(known, a_record("Kelana Smelting"), a_record("Vostra Metals"))
    return a_document(session, store, world.company, world.submitter, reading)


@pytest.fixture
def renew(session, store, world):
    """Send a next version of a paper, and read it as given."""

    def send(document, reading=None, actor=None, **more):
        version = versions.add(
            session, store, document, "opgave-2.pdf", some_bytes(), actor or world.submitter, **more
        )
        if reading is not None:
            readings.record(session, version, reading, {})
        return version

    return send


def named(session, document):
    return {
        next(f.text for f in item.fields if f.name in items.MAIN): item
        for item in items.of_document(session, document)
    }


def test_what_stands_unchanged_keeps_its_verdict_and_the_way_back_to_it(
    session, world, first, known, renew
):
    before = named(session, first)
    decide(session, before["Merapi Tin Works"], APPROVE, world.reader)
    decide(session, before["Vostra Metals"], REJECT, world.reader)
    renew(first, a_reading(known, a_record("Vostra Metals"), a_record("Andara Refinery")))
    after = named(session, first)
    taken = after["Merapi Tin Works"]
    assert (taken.state, taken.site) == (ItemState.APPROVED, before["Merapi Tin Works"].site)
    assert after["Vostra Metals"].state is ItemState.REJECTED
    assert after["Andara Refinery"].state is ItemState.OPEN
    assert first.state is DocumentState.TO_REVIEW
    (origin,) = versions.history(taken)
    assert (origin.number, origin.item) == (1, before["Merapi Tin Works"])
    assert items.verdict(taken).person_id == world.reader.person_id


@pytest.mark.parametrize(
    "changed",
    [
        a_record("Kelana Smelting", country="MY"),
        a_record("Kelana Smelting", metal="gold"),
        a_record("Kelana Smelting Two"),
        replace(a_record("Kelana Smelting"), smelter_id=a_value("XID000777")),
        replace(a_record("Kelana Smelting"), quote="Tin | Kelana Smelting | ID | closed"),
    ],
)
def test_what_changed_in_any_way_is_open(session, world, first, renew, changed):
    decide(session, named(session, first)["Kelana Smelting"], REJECT, world.reader)
    renew(first, a_reading(changed))
    (item,) = items.of_document(session, first)
    assert (item.state, item.taken_from) == (ItemState.OPEN, None)


def test_what_needed_two_readers_stays_decided_by_those_two(session, world, first, known, renew):
    item = named(session, first)["Kelana Smelting"]
    decide(session, item, APPROVE, world.reader)
    assert item.state is ItemState.SECOND
    renew(first, a_reading(known, a_record("Kelana Smelting")))
    again = named(session, first)["Kelana Smelting"]
    assert (again.state, again.proposed_by_id) == (ItemState.SECOND, world.reader.person_id)
    with pytest.raises(NotAllowed, match="Somebody else"):
        decide(session, again, APPROVE, world.reader)
    decide(session, again, APPROVE, world.other_reader)
    renew(first, a_reading(known, a_record("Kelana Smelting")))
    last = named(session, first)["Kelana Smelting"]
    assert last.state is ItemState.APPROVED
    assert [one.number for one in versions.history(last)] == [2, 1]


def test_a_correction_is_taken_over_beside_what_was_read(session, world, first, renew):
    item = named(session, first)["Kelana Smelting"]
    change = Verdict(ItemAction.CHANGE, changes={"country": "MY", "smelter_id": "XID000778"})
    decide(session, item, change, world.reader)
    renew(first, a_reading(a_record("Kelana Smelting")))
    (again,) = items.of_document(session, first)
    said = {f.name: (f.text, f.current) for f in again.fields}
    assert said["country"] == ("ID", "MY")
    assert said["smelter_id"] == ("", "XID000778")


def test_nobody_decides_on_a_version_that_was_replaced(session, world, first, known, renew):
    item = named(session, first)["Kelana Smelting"]
    decided = decide(session, named(session, first)["Merapi Tin Works"], APPROVE, world.reader)
    renew(first)
    with pytest.raises(NotAllowed, match="version 1, which was replaced"):
        decide(session, item, APPROVE, world.reader)
    with pytest.raises(NotAllowed, match="version 1, which was replaced"):
        decide(session, decided, Verdict(ItemAction.UNDO), world.reader)
    assert undoing.recent(session, world.reader)[0].refusal is not None
    assert decided.state is ItemState.APPROVED


def test_a_version_with_nothing_new_leaves_nobody_work(session, store, world, known, renew):
    document = a_document(session, store, world.company, world.submitter, a_reading(known))
    decide(session, *items.of_document(session, document), APPROVE, world.reader)
    assert document.state is DocumentState.REVIEWED
    renew(document, a_reading(known))
    assert document.state is DocumentState.REVIEWED


@pytest.mark.parametrize("more", [[], ["known", "Andara Refinery"]])
def test_a_version_that_says_less_or_more_is_looked_at(session, store, world, known, renew, more):
    document = a_document(session, store, world.company, world.submitter, a_reading(known))
    decide(session, *items.of_document(session, document), APPROVE, world.reader)
    renew(document, a_reading(*(known if name == "known" else a_record(name) for name in more)))
    assert document.state is DocumentState.TO_REVIEW


def test_the_finding_of_what_stands_rests_on_the_newest_version(session, store, world, renew):
    reading = a_reading(findings=[an_audit_finding()])
    document = a_document(session, store, world.company, world.submitter, reading)
    decide(session, *items.of_document(session, document), APPROVE, world.reader)
    finding = session.scalars(select(Finding)).one()
    renew(document, reading)
    (item,) = items.of_document(session, document)
    assert [source.item for source in finding.sources] == [item]
    assert [source.document_id for source in finding.sources] == [item.document_id]
    assert not finding_guards.ground_gone(finding)
    assert session.scalars(select(Finding)).one() is finding


@pytest.fixture
def groundless(session, store, world, renew):
    """A finding that is handed out, whose document no longer says it."""
    document = a_document(
        session, store, world.company, world.submitter, a_reading(findings=[an_audit_finding()])
    )
    decide(session, *items.of_document(session, document), APPROVE, world.reader)
    finding = session.scalars(select(Finding)).one()
    words = {"person": world.reader.email}
    findings.act(session, finding, FindingAction.ASSIGN, world.secretary, words)
    renew(document, a_reading(a_record()))
    return finding


def waits(session, actor):
    return [
        t.finding for b in work.buckets(session, actor) if b.name == "ground_gone" for t in b.tasks
    ]


def test_a_finding_whose_ground_is_gone_is_told_and_not_closed(session, world, groundless):
    assert groundless.state is FindingState.IN_REVIEW
    assert finding_guards.ground_gone(groundless)
    for actor in (world.secretary, world.reader):
        assert waits(session, actor) == [groundless]
    assert waits(session, world.submitter) == []


def test_a_person_lets_a_finding_stand_without_its_ground(session, world, groundless):
    with pytest.raises(Invalid, match="note is required"):
        findings.act(session, groundless, FindingAction.STAND, world.reader, {})
    findings.act(session, groundless, FindingAction.STAND, world.reader, {"note": "It was seen."})
    assert not finding_guards.ground_gone(groundless)
    assert waits(session, world.secretary) == []
    with pytest.raises(NotAllowed, match="still in force"):
        findings.act(session, groundless, FindingAction.STAND, world.reader, {"note": "Again."})


def test_a_learned_name_is_taught_by_the_newest_version(session, store, world, site, renew):
    record = a_record("Merapi Works", candidates=[a_candidate(site, 0.9)])
    document = a_document(session, store, world.company, world.submitter, a_reading(record))
    decide(session, *items.of_document(session, document), APPROVE, world.reader)
    assert aliases.learned(session, site)
    renew(document, a_reading(record))
    (item,) = items.of_document(session, document)
    assert session.scalars(select(NameLesson.item_id)).all() == [item.id]
    reopen = Verdict(ItemAction.REOPEN, note="It was another one.")
    decide(session, item, reopen, world.reader)
    assert not aliases.learned(session, site)


def test_a_smelter_is_found_in_the_newest_version_only(session, world, first, site, known, renew):
    decide(session, named(session, first)["Merapi Tin Works"], APPROVE, world.reader)
    renew(first)
    assert len(site_lists.found_in(session, site, world.submitter)) == 1  # not read yet
    readings.record(session, documents.current(first), a_reading(known), {})
    (found,) = site_lists.found_in(session, site, world.submitter)
    assert found.version_id == documents.current(first).id
    renew(first, a_reading(a_record("Andara Refinery")))
    assert site_lists.found_in(session, site, world.submitter) == []
    assert site_lists.use(session, site, world.secretary).documents == 0


def test_a_version_that_cannot_be_read_takes_nothing_away(session, world, first, known, renew):
    item = decide(session, named(session, first)["Merapi Tin Works"], APPROVE, world.reader)
    renew(first, a_reading(refused="damaged"))
    assert first.state is DocumentState.REFUSED
    assert versions.in_force(first).number == 1
    renew(first, a_reading(known))
    assert named(session, first)["Merapi Tin Works"].taken_from is item


@pytest.mark.parametrize("who", ["submitter", "contact", "secretary"])
def test_the_company_and_the_secretariat_add_versions(first, world, renew, who):
    assert renew(first, actor=getattr(world, who)).number == 2
    assert first.state is DocumentState.RECEIVED


@pytest.mark.parametrize("who", ["reader", "competitor", "member", "administrator", "expert"])
def test_nobody_else_adds_a_version(first, world, renew, who):
    with pytest.raises(NotAllowed):
        renew(first, actor=getattr(world, who))


def test_one_version_is_read_before_the_next_is_sent(first, renew):
    renew(first)
    with pytest.raises(NotAllowed, match="Received"):
        renew(first)


def test_the_very_same_file_is_no_new_version(session, store, world):
    data = some_bytes()
    mine = a_document(session, store, world.company, world.submitter, a_reading(), data=data)
    with pytest.raises(Invalid, match="very file of version 1"):
        versions.add(session, store, mine, "a.pdf", data, world.submitter)


def test_a_file_that_is_another_document_says_which_one(session, store, world, first):
    data = some_bytes()
    other = a_document(session, store, world.company, world.submitter, a_reading(), data=data)
    with pytest.raises(versions.Elsewhere) as told:
        versions.add(session, store, first, "a.pdf", data, world.submitter)
    assert told.value.document is other
    assert versions.add(session, store, first, "a.pdf", data, world.submitter, also=True)


def test_a_document_sent_by_itself_becomes_a_version_of_another(session, store, world, first):
    other = a_document(session, store, world.company, world.submitter, a_reading())
    version = versions.join(session, other, first, world.submitter)
    assert other.state is DocumentState.WITHDRAWN
    assert (version.document, version.number) == (first, 2)


def test_documents_of_two_companies_are_never_joined(session, store, world, first):
    theirs = a_document(session, store, world.rival, world.competitor, a_reading())
    with pytest.raises(NotFound):
        versions.join(session, theirs, first, world.secretary)


def test_the_same_file_is_read_again_by_the_secretariat_alone(session, world, first, known):
    decide(session, named(session, first)["Merapi Tin Works"], APPROVE, world.reader)
    with pytest.raises(NotAllowed, match="Only the secretariat"):
        versions.reread(session, first, world.submitter)
    version = versions.reread(session, first, world.secretary)
    assert version.upload is first.versions[0].upload
    readings.record(session, version, a_reading(known), {})
    assert named(session, first)["Merapi Tin Works"].state is ItemState.APPROVED


def test_a_person_cannot_renew_without_a_file(session, world, first):
    with pytest.raises(Invalid, match="as a file"):
        documents.act(session, first, DocumentAction.RENEW, world.submitter)


def test_the_paper_of_a_certificate_is_taken_over_whole(session, store, world, renew):
    reading = a_reading(certificates=[a_certificate()])
    document = a_document(session, store, world.company, world.submitter, reading)
    decide(session, *items.of_document(session, document), APPROVE, world.reader)
    renew(document, a_reading(certificates=[a_certificate("2028-06-06")]))
    (item,) = items.of_document(session, document)
    assert item.state is ItemState.OPEN
