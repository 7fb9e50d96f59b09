"""What is searched is what the rows hold, in the transaction that changes them."""

import pytest
from sqlalchemy import delete, select, update

from tests.cast import (
    a_candidate,
    a_certificate,
    a_document,
    a_reading,
    a_record,
    a_site,
    an_audit_finding,
)
from workflows import (
    aliases,
    deciding,
    facts,
    items,
    merging,
    register,
    search,
    search_index,
)
from workflows.models import ItemField, SearchEntry, Supplier
from workflows.search_index import Kind
from workflows.states import ItemAction
from workflows.verdicts import Verdict


def found(session, who, typed, kind):
    group = search.find(session, who, typed).groups.get(kind)
    return len(group.rows) if group else 0


@pytest.fixture
def sound(session):
    """After the test, every row is in the index as it is."""
    yield
    session.flush()
    assert search_index.problems(session.connection()) == []


@pytest.mark.usefixtures("sound")
def test_a_paper_is_found_when_it_was_read(session, world, paper):
    paper(a_record("Société des Étains"), findings=[an_audit_finding("Exits were blocked")])
    for typed, kind in (("opgave", Kind.DOCUMENT), ("etains", Kind.ITEM), ("smelters", Kind.PAGE)):
        assert found(session, world.submitter, typed, kind) == 1, typed


@pytest.mark.usefixtures("sound")
def test_what_is_corrected_is_found_by_either_name(session, world, paper):
    (item,) = paper(a_record("Merapi Tin Wks"))
    verdict = Verdict(ItemAction.CHANGE, changes={"smelter": "Verzonnen Smelterij"})
    deciding.decide(session, item, verdict, world.reader)
    for typed in ("merapi", "verzonnen"):
        assert found(session, world.submitter, typed, Kind.ITEM) == 1, typed


@pytest.mark.usefixtures("sound")
def test_a_renamed_document_is_found_by_its_new_title_alone(session, world, paper):
    (item,) = paper(a_record())
    facts.describe(session, item.document, world.submitter, title="Koper", supplier="Hagedoorn")
    for typed, count in (("opgave", 0), ("koper", 1), ("hagedoorn", 1)):
        assert found(session, world.submitter, typed, Kind.DOCUMENT) == count, typed
    session.scalars(select(Supplier).where(Supplier.name == "Hagedoorn")).one().name = "Meidoorn"
    session.flush()
    assert found(session, world.submitter, "hagedoorn", Kind.DOCUMENT) == 0
    assert found(session, world.submitter, "meidoorn", Kind.DOCUMENT) == 1


@pytest.mark.usefixtures("sound")
def test_a_finding_is_found_by_what_it_is_about(session, world, finding):
    assert found(session, world.submitter, "emergency", Kind.FINDING) == 1


@pytest.mark.usefixtures("sound")
def test_names_and_identifiers_of_a_site_come_and_go_with_it(session, world):
    site = a_site(session, "Merapi Tin Works", identifier="XID000101")
    register.learn_name(session, site, "Berg Tin", world.company.id)
    for typed in ("merapi", "XID 000101", "xid-101", "000101", "berg"):
        assert found(session, world.submitter, typed, Kind.SITE) == 1, typed
    assert found(session, world.competitor, "berg", Kind.SITE) == 0
    (key,) = aliases.learned(session, site)
    aliases.remove(session, site, key, world.secretary, note="It was wrong.")
    assert found(session, world.submitter, "berg", Kind.SITE) == 0


@pytest.mark.usefixtures("sound")
def test_a_merge_and_its_undoing_move_the_names(session, world):
    kept, gone = a_site(session, "Merapi Tin Works"), a_site(session, "Kobold Smelting")
    row = merging.merge(session, kept, gone, world.secretary, reason="the same")
    (hit,) = search.find(session, world.submitter, "kobold").groups[Kind.SITE].rows
    assert hit is kept
    merging.undo(session, row, world.secretary, reason="not the same")
    (hit,) = search.find(session, world.submitter, "kobold").groups[Kind.SITE].rows
    assert hit is gone


def test_what_is_rolled_back_is_not_found(session, world, paper):
    (item,) = paper(a_record("Merapi Tin Works"))
    savepoint = session.begin_nested()
    facts.describe(session, item.document, world.submitter, title="Koper")
    savepoint.rollback()
    assert found(session, world.submitter, "koper", Kind.DOCUMENT) == 0
    assert found(session, world.submitter, "opgave", Kind.DOCUMENT) == 1


def test_what_was_changed_past_the_session_is_noticed_and_mended(session, world, paper):
    (item,) = paper(a_record("Merapi Tin Works"), certificates=[])
    session.execute(update(ItemField).where(ItemField.name == "smelter").values(text="Kobold"))
    session.execute(delete(SearchEntry).where(SearchEntry.kind == Kind.PAGE))
    problems = search_index.problems(session.connection())
    assert len(problems) == 2
    assert f"item {item.id}" in " ".join(problems)
    search_index.rebuild(session.connection())
    assert search_index.problems(session.connection()) == []
    assert found(session, world.submitter, "kobold", Kind.ITEM) == 1


def test_rebuilding_writes_what_following_wrote(session, store, world):
    site = a_site(session, identifier="XID000101")
    register.learn_name(session, site, "Berg Tin", world.company.id)
    reading = a_reading(
        a_record(candidates=[a_candidate(site)]), certificates=[a_certificate()],
        findings=[an_audit_finding()],
    )  # fmt: skip
    document = a_document(session, store, world.company, world.submitter, reading)
    for item in items.of_document(session, document):
        deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
    columns = (SearchEntry.kind, SearchEntry.subject_id, SearchEntry.scope, SearchEntry.words)
    followed = set(session.execute(select(*columns)).all())
    search_index.rebuild(session.connection())
    assert set(session.execute(select(*columns)).all()) == followed
