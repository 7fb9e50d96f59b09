from datetime import date

import pytest
from sqlalchemy import select

from extraction.records import RegisterEntry
from tests.cast import (
    a_candidate,
    a_document,
    a_reading,
    a_record,
    a_risk_list,
    a_site,
    an_entity_list,
)
from workflows import (
    aliases,
    deciding,
    editions,
    events,
    items,
    merging,
    register,
    site_facts,
    site_lists,
)
from workflows.errors import Conflict, Invalid, NotFound
from workflows.models import Base, Event, EventPayload, Finding, Site, SiteIdentifier, SiteName
from workflows.risk_entries import ListedEntity
from workflows.states import ItemAction, ItemState, SiteKind
from workflows.verdicts import Verdict

WHY = "Hetzelfde adres in beide lijsten."
APPROVE = Verdict(ItemAction.APPROVE)
# The log only grows, and a row that changed says so.
GROWS = {"event", "event_payload", "chain_head", "site_merge", "search_entry"}


@pytest.fixture
def two(session):
    """Two public entries of one smelter: each with names, an identifier, metals and statuses."""
    kept = a_site(session, "Merapi Tin Works", identifier="XID000901")
    gone = a_site(session, "PT Merapi Timah", identifier="XID000902", metal="lead")
    for identifier in (*kept.identifiers, *gone.identifiers):
        identifier.scheme = "demo"
    for site, name in ((kept, "Merapi"), (gone, "Timah Merapi"), (gone, "Merapi")):
        site.names.append(SiteName(name=name, source="edition"))
    gone.identifiers.append(SiteIdentifier(scheme="LBMA", value="LBMA-77"))
    for site, scheme in ((kept, "rmap"), (gone, "rmap"), (gone, "lbma")):
        site_facts.state_status(
            session, site, scheme=scheme, status="conformant", basis="assessed",
            from_date=date(2026, 1, 1), source="invented", actor=None,
        )  # fmt: skip
    mine = a_site(session, "Kuil", metal="tin")
    mine.kind = SiteKind.MINE
    for one, other in ((mine, kept), (mine, gone), (gone, kept)):
        site_facts.tie(session, one, other, "supplies", actor=None)
    session.flush()
    return kept, gone


@pytest.fixture
def linked(session, world, paper):
    """Make an approved item that stands for a site, and its finding."""

    def make(site, name="PT Merapi Timah"):
        a_risk_list(session, "ID", valid_from=date(2025, 1, 1), name=f"Lijst {site.name}")
        (item,) = paper(a_record(name, candidates=[a_candidate(site)]))
        deciding.decide(session, item, APPROVE, world.reader)
        if item.state is ItemState.SECOND:
            deciding.decide(session, item, APPROVE, world.other_reader)
        assert item.site is site
        return item

    return make


def merge(session, kept, gone, actor, **more):
    return merging.merge(session, kept, gone, actor, reason=WHY, **more)


def everything(session):
    """Every row that there is, but the log and the versions that rows count."""
    session.flush()
    return {
        table.name: [
            tuple(value for name, value in row.items() if name != "version")
            for row in session.execute(select(table).order_by(*table.primary_key)).mappings()
        ]
        for table in Base.metadata.sorted_tables
        if table.name not in GROWS
    }


def test_the_preview_says_what_the_merge_does(session, world, two, linked):
    kept, gone = two
    linked(gone)
    told = merging.preview(session, kept, gone, world.secretary)
    assert (told.items, told.findings) == (1, 1)
    assert [name.name for name in told.names] == ["Timah Merapi"]
    assert told.new_name == "PT Merapi Timah"
    assert [one.value for one in told.identifiers] == ["XID000902", "LBMA-77"]
    assert [(a.value, b.value) for a, b in told.conflicts] == [("XID000901", "XID000902")]
    assert told.metals == ("lead",)
    assert ([s.scheme for s in told.statuses], [s.scheme for s in told.history]) == (
        ["lbma"],
        ["rmap"],
    )
    before = everything(session)
    merging.preview(session, kept, gone, world.secretary)
    assert everything(session) == before


def test_what_speaks_of_the_one_that_is_gone_speaks_of_the_kept_one(session, world, two, linked):
    kept, gone = two
    item = linked(gone)
    merge(session, kept, gone, world.secretary)
    assert item.site is kept
    assert [c.site for c in item.candidates] == [kept]
    finding = session.scalars(select(Finding)).one()
    assert (finding.site, finding.subject) == (kept, f"site:{kept.public_id}")
    assert site_lists.found_in(session, kept, world.submitter) == [item]
    names = {name.name for name in register.names(session, kept, world.competitor)}
    assert names == {"Merapi", "Timah Merapi", "PT Merapi Timah"}
    assert {m.metal for m in kept.metals} == {"tin", "lead"}
    assert {s.scheme for s in register.status_on(session, kept)} == {"rmap", "lbma"}


def test_of_two_identifiers_of_a_scheme_one_holds_and_the_other_stays_known(session, world, two):
    kept, gone = two
    merge(session, kept, gone, world.secretary)
    assert {i.value: i.ended is None for i in kept.identifiers} == {
        "XID000901": True,
        "XID000902": False,
        "LBMA-77": True,
    }
    assert register.search(session, "XID000902", world.member) == [kept]


def test_the_other_identifier_may_hold(session, world, two):
    kept, gone = two
    merge(session, kept, gone, world.secretary, holds={"XID000902"})
    assert {i.value for i in kept.identifiers if i.ended is None} == {"XID000902", "LBMA-77"}


def test_the_old_id_leads_to_the_kept_one(session, world, two):
    kept, gone = two
    merge(session, kept, gone, world.secretary)
    assert register.get(session, gone.public_id, world.member) is kept
    assert register.by_public_ids(session, [gone.public_id]) == {gone.public_id: kept}
    assert gone not in register.search(session, "merapi", world.reader)
    assert gone not in site_lists.everything(session, world.reader, site_lists.Filter())
    assert gone.public_id not in {
        e.key for e in register.for_reading(session, world.company.id).entries
    }


def test_undoing_restores_every_row(session, world, two, linked):
    kept, gone = two
    linked(gone)
    linked(kept, "Merapi Tin Works")
    before = everything(session)
    row = merge(session, kept, gone, world.secretary)
    assert everything(session) != before
    assert merging.undo(session, row, world.other_secretary, reason="Toch twee.") is gone
    assert everything(session) == before
    assert register.get(session, gone.public_id, world.member) is gone
    with pytest.raises(Conflict):
        merging.undo(session, row, world.secretary, reason="Nog eens.")


def test_a_finding_of_a_list_goes_along_under_its_list_and_comes_back(session, world, two, linked):
    kept, gone = two
    an_entity_list(
        session, ListedEntity("Merapi Timah"), valid_from=date(2025, 1, 1), name="Bedrijven"
    )
    linked(gone)

    def subjects():
        session.expire_all()
        return set(session.scalars(select(Finding.subject)))

    row = merge(session, kept, gone, world.secretary)
    assert subjects() == {f"site:{kept.public_id}", f"site:{kept.public_id}:Bedrijven"}
    merging.undo(session, row, world.secretary, reason="Toch twee.")
    assert subjects() == {f"site:{gone.public_id}", f"site:{gone.public_id}:Bedrijven"}


def test_what_was_decided_since_the_merge_stays_where_it_is(session, world, two, linked):
    kept, gone = two
    row = merge(session, kept, gone, world.secretary)
    item = linked(kept, "Merapi Smelting")
    merging.undo(session, row, world.secretary, reason="Toch twee.")
    assert item.site is kept
    assert "Merapi Smelting" in {n.name for n in register.names(session, kept, world.submitter)}


def test_a_verdict_that_is_undone_after_a_merge_leads_to_the_kept_one(session, world, two, linked):
    kept, gone = two
    other = a_site(session, "Heel Anders")
    item = linked(gone)
    deciding.decide(session, item, Verdict(ItemAction.REOPEN, note="Nog eens"), world.secretary)
    deciding.decide(session, item, Verdict(ItemAction.APPROVE, candidate=other.public_id),
                    world.reader)  # fmt: skip
    merge(session, kept, gone, world.secretary)
    deciding.decide(session, item, Verdict(ItemAction.UNDO), world.reader)
    assert item.site is kept


@pytest.mark.parametrize("first", ["inner", "outer"])
def test_merges_on_merges_are_undone_in_any_order(session, world, two, linked, first):
    kept, gone = two
    last = a_site(session, "Merapi Group")
    item = linked(gone)
    before = everything(session)
    rows = {
        "inner": merge(session, kept, gone, world.secretary),
        "outer": merge(session, last, kept, world.secretary),
    }
    assert item.site is last
    assert register.get(session, gone.public_id, world.member) is last
    merging.undo(session, rows.pop(first), world.secretary, reason="Toch niet.")
    assert item.site is (gone if first == "inner" else kept)
    merging.undo(session, rows.popitem()[1], world.secretary, reason="Toch niet.")
    assert everything(session) == before


def test_a_members_own_site_goes_into_a_public_one_without_telling_anybody(
    session, world, store, clock
):
    kept = a_site(session)
    own = a_site(session, "Kraaiennest", organisation=world.company, metal="zinc")
    reading = a_reading(a_record("Kraaiennest", candidates=[a_candidate(own)]))
    sent = a_document(session, store, world.company, world.submitter, reading)
    (item,) = items.of_document(session, sent)
    aliases_before = register.names(session, kept, world.competitor)
    entry = register.for_reading(session, world.rival.id)
    merge(session, kept, own, world.secretary)
    for actor in (world.competitor, world.member):
        with pytest.raises(NotFound):
            register.get(session, own.public_id, actor)
        assert register.names(session, kept, actor) == aliases_before == []
        assert register.search(session, "kraaien", actor) == []
        assert merging.into(session, kept, actor) == []
    assert [m.metal for m in kept.metals] == ["tin"]
    assert len(kept.identifiers) == 1
    assert register.for_reading(session, world.rival.id) == entry
    assert register.get(session, own.public_id, world.submitter) is kept
    assert [n.name for n in register.names(session, kept, world.submitter)] == ["Kraaiennest"]
    assert [row.gone for row in merging.into(session, kept, world.submitter)] == [own]
    said = session.scalars(select(Event).where(Event.action == "merge")).all()
    assert {event.organisation_id for event in said} == {world.company.id}
    assert item.candidates[0].site is kept
    assert session.scalar(select(EventPayload.seq).where(EventPayload.body.contains(WHY)))


def test_the_public_one_is_kept_and_two_companies_are_never_tied(session, world):
    public = a_site(session)
    ours = a_site(session, organisation=world.company)
    theirs = a_site(session, organisation=world.rival)
    for kept, gone, words in (
        (ours, public, "everybody can see"),
        (ours, theirs, "public first"),
        (ours, ours, "one and the same"),
    ):
        with pytest.raises(Invalid, match=words):
            merge(session, kept, gone, world.secretary)


def test_only_the_secretariat_merges_and_undoes_and_says_why(session, world, two):
    kept, gone = two
    for actor in (world.reader, world.submitter, world.administrator, world.member):
        with pytest.raises(NotFound):
            merge(session, kept, gone, actor)
        with pytest.raises(NotFound):
            merging.preview(session, kept, gone, actor)
    with pytest.raises(Invalid, match="reason"):
        merging.merge(session, kept, gone, world.secretary, reason="  ")
    row = merge(session, kept, gone, world.secretary)
    with pytest.raises(NotFound):
        merging.undo(session, row, world.reader, reason=WHY)
    with pytest.raises(NotFound):
        merging.get(session, row.public_id, world.reader)
    with pytest.raises(Invalid, match="reason"):
        merging.undo(session, row, world.secretary, reason="")
    with pytest.raises(Conflict):
        merge(session, kept, gone, world.secretary)
    said = [
        (event.action, events.payload(session, event)["note"])
        for event in events.history(session, "site", gone.public_id)
        if event.action == "merge"
    ]
    assert said == [("merge", WHY)]


def test_an_edition_that_lists_both_finds_the_kept_one_and_adds_none(session, world, two):
    kept, gone = two
    merge(session, kept, gone, world.secretary)
    rows = [
        RegisterEntry(f"XID00090{n}", f"Merapi {n}", (f"XID00090{n}",), (), "ID", ("tin",))
        for n in (1, 2)
    ]
    diff = editions.preview(session, rows, name="Verzonnen")
    assert ([c.site for c in diff.changed], diff.added, diff.removed) == ([kept], (), ())
    assert [problem.entry.name for problem in diff.problems] == ["Merapi 2"]
    assert len(session.scalars(select(Site).where(Site.name.contains("Merapi"))).all()) == 2


def test_a_name_that_a_merge_brought_outlives_the_decision_that_taught_it(session, world, linked):
    kept = a_site(session)
    own = a_site(session, "Kraaiennest", organisation=world.company)
    merge(session, kept, own, world.secretary)
    item = linked(kept, "Kraaiennest")
    aliases.take_back(session, item, world.reader)
    assert [n.name for n in register.names(session, kept, world.submitter)] == ["Kraaiennest"]
