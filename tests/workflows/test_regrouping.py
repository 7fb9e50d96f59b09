"""Splitting, parting and merging items: what comes of it, who reads it, how it is taken back."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from extraction.records import Certainty, Source, Value
from tests.cast import BOX, a_candidate, a_certificate, a_record, a_site, a_value
from workflows import deciding, documents, items, regrouping, rules, undoing
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotAllowed, Stale
from workflows.models import DocumentPage, Event, Item
from workflows.states import DocumentAction, DocumentState, ItemAction, ItemState, RejectReason
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)
MISREAD = Verdict(ItemAction.REJECT, RejectReason.MISREAD)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def twins(session, paper):
    """An item whose name is really two."""
    kelana = a_site(session, "Kelana Works")
    (item,) = paper(
        a_record("Merapi Tin Kelana Works", candidates=[a_candidate(kelana, 0.7)]),
    )
    return item


@pytest.fixture
def thrice(paper):
    """An item of three mentions: one says all, on page 1; two the name alone, on pages 1 and 2."""

    def again(page, quote):
        name = Value("MERAPI TIN WORKS", "MERAPI TIN WORKS", Source(page, BOX, quote, "made_up"))
        return replace(a_record(country=None, metal=None), smelter=name, quote=quote)

    (item,) = paper(again(2, "on the second page"), a_record(), again(1, "on the first page"))
    return item


def names(session, document):
    return [rules.printed(row, "smelter") for row in items.of_document(session, document)]


def quotes(item):
    return [mention.quote for mention in items.mentions(item)]


# Split.


def test_both_halves_take_the_place_of_the_item_with_what_was_said_of_it(session, world, twins):
    left, right = regrouping.split(session, twins, world.reader, at=2)
    assert names(session, twins.document) == ["Merapi Tin", "Kelana Works"]
    assert twins.state is ItemState.SET_ASIDE
    for half in (left, right):
        assert (half.page, half.state, half.quote) == (1, ItemState.OPEN, twins.quote)
        assert (rules.value(half, "country"), rules.value(half, "metal")) == ("ID", "tin")
    assert [c.site.name for c in right.candidates] == ["Kelana Works"]


def test_each_half_has_its_own_box_at_every_mention(session, world, thrice):
    page = session.scalars(
        select(DocumentPage).where(DocumentPage.version_id == thrice.version_id)
    ).one()
    page.text = "Merapi Tin Works"
    page.words = [
        [72.0, 140.0, 100.0, 151.0, 0, 6],
        [104.0, 140.0, 120.0, 151.0, 7, 10],
        [124.0, 140.0, 160.0, 151.0, 11, 16],
    ]
    left, right = regrouping.split(session, thrice, world.reader, at=1)
    assert [m.box for m in items.mentions(left)][0] == (72.0, 140.0, 100.0, 151.0)
    assert [m.box for m in items.mentions(right)][0] == (104.0, 140.0, 160.0, 151.0)
    assert [m.page for m in items.mentions(right)] == [1, 1, 2]


@pytest.mark.parametrize("at", [0, 4, -1])
def test_a_name_divides_only_between_its_words(session, world, twins, at):
    with pytest.raises(Invalid, match="Choose where the name divides"):
        regrouping.split(session, twins, world.reader, at=at)
    assert names(session, twins.document) == ["Merapi Tin Kelana Works"]


def test_a_certificate_is_not_split(session, world, paper):
    (item,) = paper(certificates=[a_certificate()])
    with pytest.raises(NotAllowed):
        regrouping.split(session, item, world.reader, at=1)


# One mention on its own.


def test_a_mention_taken_out_is_an_item_of_which_only_the_name_is_known(session, world, thrice):
    made = regrouping.take_out(session, thrice, world.reader, mention=3)
    assert quotes(made) == ["on the second page"]
    assert (made.page, [f.name for f in made.fields]) == (2, ["smelter"])
    assert quotes(thrice) == ["tin | Merapi Tin Works | ID", "on the first page"]


def test_of_the_first_mention_it_is_the_others_that_go(session, world, thrice):
    made = regrouping.take_out(session, thrice, world.reader, mention=1)
    assert quotes(made) == ["on the first page", "on the second page"]
    assert quotes(thrice) == ["tin | Merapi Tin Works | ID"]
    assert rules.value(thrice, "country") == "ID"


def test_a_mention_that_is_not_there_cannot_be_taken_out(session, world, thrice, twins):
    with pytest.raises(Invalid, match="There is no mention 4"):
        regrouping.take_out(session, thrice, world.reader, mention=4)
    with pytest.raises(NotAllowed, match="in one place only"):
        regrouping.take_out(session, twins, world.reader, mention=1)


# Merge.


def some(session, paper):
    """Three items of one paper, of which the first and the last have a link."""
    first, last = a_site(session, "Merapi Tin Works"), a_site(session, "Kelana")
    return paper(
        replace(a_record(candidates=[a_candidate(first)]), country=None),
        a_record("Merapi", country="PE"),
        replace(
            a_record("Merapi Timah", candidates=[a_candidate(last)]), smelter_id=a_value("XID9")
        ),
    )


def test_the_first_in_reading_order_leads_and_the_others_are_mentions_of_it(session, world, paper):
    one, two, three = some(session, paper)
    leader = regrouping.merge(session, one.document, [three, one], world.reader)
    assert leader is one
    assert names(session, one.document) == ["Merapi Tin Works", "Merapi"]
    assert [m.text for m in items.mentions(one)] == ["Merapi Tin Works", "Merapi Timah"]
    assert [c.site.name for c in one.candidates] == ["Merapi Tin Works"]
    # What it does not say itself it takes from the others, with its source.
    assert (rules.value(one, "country"), rules.value(one, "smelter_id")) == ("ID", "XID9")
    assert (two.state, three.state) == (ItemState.OPEN, ItemState.SET_ASIDE)


def test_items_of_two_documents_are_never_merged(session, world, paper):
    (one,), (other,) = paper(a_record()), paper(a_record())
    with pytest.raises(Invalid, match="of the same document"):
        regrouping.merge(session, one.document, [one, other], world.reader)
    assert {one.state, other.state} == {ItemState.OPEN}


def test_one_item_is_not_merged_with_itself_nor_with_a_certificate(session, world, paper):
    one, certificate = paper(a_record(), certificates=[a_certificate()])
    with pytest.raises(Invalid, match="at least two"):
        regrouping.merge(session, one.document, [one, one], world.reader)
    with pytest.raises(NotAllowed, match="Only smelters"):
        regrouping.merge(session, one.document, [one, certificate], world.reader)


# Who may, and four eyes.

WAYS = {
    "split": lambda session, rows, actor, seen: regrouping.split(
        session, rows[0], actor, at=1, seen=seen[rows[0].public_id]
    )[0],
    "take_out": lambda session, rows, actor, seen: regrouping.take_out(
        session, rows[0], actor, mention=2, seen=seen[rows[0].public_id]
    ),
    "merge": lambda session, rows, actor, seen: regrouping.merge(
        session, rows[0].document, rows, actor, seen=seen
    ),
}
ways = pytest.mark.parametrize("way", WAYS)


@pytest.fixture
def rows(session, paper):
    """Two items, of which the first has two mentions, is known to the register and certain."""
    site = a_candidate(a_site(session))
    record = a_record(candidates=[site], certainty=Certainty.CERTAIN)
    return paper(record, record, a_record("Kelana Works", candidates=[site]))


def seen_now(rows):
    return {row.public_id: row.version for row in rows}


@ways
@pytest.mark.parametrize("who", ["secretary", "submitter", "contact"])
def test_only_reviewers_regroup(session, world, rows, way, who):
    with pytest.raises(NotAllowed, match="Only a reviewer"):
        WAYS[way](session, rows, getattr(world, who), seen_now(rows))


@ways
def test_nothing_of_a_withdrawn_paper_is_regrouped(session, world, rows, way):
    documents.act(session, rows[0].document, DocumentAction.WITHDRAW, world.submitter)
    with pytest.raises(NotAllowed, match="(?i)withdrawn"):
        WAYS[way](session, rows, world.reader, seen_now(rows))


@ways
def test_what_changed_since_it_was_looked_at_is_not_regrouped(session, world, rows, way):
    seen = seen_now(rows)
    deciding.decide(session, rows[0], Verdict(ItemAction.DOUBT), world.other_reader)
    with pytest.raises(Stale):
        WAYS[way](session, rows, world.reader, seen)


def test_the_last_of_the_merged_is_looked_at_too(session, world, rows):
    seen = seen_now(rows)
    deciding.decide(session, rows[1], Verdict(ItemAction.DOUBT), world.other_reader)
    with pytest.raises(Stale):
        regrouping.merge(session, rows[0].document, rows, world.reader, seen=seen)


@ways
@pytest.mark.parametrize("verdict", [APPROVE, MISREAD], ids=["approve", "reject"])
def test_two_people_read_what_came_of_it_whatever_they_say(session, world, rows, way, verdict):
    made = WAYS[way](session, rows, world.reader, seen_now(rows))
    deciding.decide(session, made, verdict, world.reader)
    assert made.state is ItemState.SECOND
    assert made.second_reason == made.regrouped
    with pytest.raises(NotAllowed, match="the first verdict is yours"):
        deciding.decide(session, made, verdict, world.reader)
    deciding.decide(session, made, verdict, world.other_reader)
    assert made.state in (ItemState.APPROVED, ItemState.REJECTED)


def test_the_item_that_lost_a_mention_is_read_by_two_as_well(session, world, rows):
    regrouping.take_out(session, rows[0], world.reader, mention=2)
    deciding.decide(session, rows[0], APPROVE, world.reader)
    assert (rows[0].state, rows[0].second_reason) == (ItemState.SECOND, "parted")


@ways
def test_a_proposal_lapses_when_what_it_was_about_changes(session, world, rows, way):
    deciding.decide(session, rows[0], MISREAD, world.reader)  # it was certain: two must say so
    assert rows[0].proposed_by_id == world.reader.person_id
    WAYS[way](session, rows, world.reader, seen_now(rows))
    assert (rows[0].proposed, rows[0].proposed_by_id) == (None, None)
    # Whoever it was, the other one still has to read it.
    for row in items.of_document(session, rows[0].document):
        if row.state is ItemState.OPEN and row.regrouped:
            deciding.decide(session, row, MISREAD, world.reader)
            assert row.state is ItemState.SECOND


@ways
def test_a_decided_item_is_reviewed_again_before_it_is_regrouped(session, world, rows, way):
    deciding.decide(session, rows[0], APPROVE, world.reader)
    assert rows[0].state is ItemState.APPROVED
    with pytest.raises(NotAllowed, match="cannot be done now"):
        WAYS[way](session, rows, world.reader, seen_now(rows))


def test_to_split_is_no_verdict_that_is_given_by_its_word(session, world, rows):
    for action in set(ItemAction) - deciding.VERDICTS:
        with pytest.raises(Invalid, match="no verdict"):
            deciding.decide(session, rows[0], Verdict(action), world.reader)


def test_a_document_is_reviewed_when_only_what_was_set_aside_is_left(session, world, paper):
    site = a_candidate(a_site(session))
    rows = paper(a_record(candidates=[site]), a_record("Kelana", candidates=[site]))
    leader = regrouping.merge(session, rows[0].document, rows, world.reader)
    deciding.decide(session, leader, APPROVE, world.reader)
    deciding.decide(session, leader, APPROVE, world.other_reader)
    assert leader.document.state is DocumentState.REVIEWED


# Taking it back.


def picture(session, document):
    """All that an undo must bring back: every item on the lists, whole."""
    return [
        (
            row.public_id,
            row.state,
            row.site,
            row.proposed,
            row.proposed_by_id,
            row.second_reason,
            row.regrouped,
            [(f.name, f.text, f.corrected) for f in row.fields],
            quotes(row),
        )
        for row in items.of_document(session, document)
    ]


@ways
@pytest.mark.parametrize("before", ["open", "doubt", "second"])
def test_undo_brings_back_all_that_was(session, world, rows, way, before):
    if before != "open":
        verdict = Verdict(ItemAction.DOUBT) if before == "doubt" else MISREAD
        deciding.decide(session, rows[0], verdict, world.other_reader)
    was = picture(session, rows[0].document)
    made = WAYS[way](session, rows, world.reader, seen_now(rows))
    assert picture(session, rows[0].document) != was
    deciding.undo(session, made, world.reader)
    assert picture(session, rows[0].document) == was


@ways
def test_undo_waits_until_what_was_built_on_it_is_undone(session, world, rows, way):
    made = WAYS[way](session, rows, world.reader, seen_now(rows))
    given = undoing.given_with(session, made.decisions[-1])
    other = next(decision.item for decision in given if decision.item is not made)
    deciding.decide(session, made, APPROVE, world.reader)
    with pytest.raises(NotAllowed, match="undo that first"):
        deciding.undo(session, other, world.reader)
    deciding.decide(session, made, APPROVE, world.other_reader)
    with pytest.raises(NotAllowed, match="Somebody else has decided"):
        deciding.undo(session, other, world.reader)
    deciding.undo(session, made, world.other_reader)
    deciding.undo(session, made, world.reader)
    deciding.undo(session, other, world.reader)
    assert undoing.recent(session, world.reader) == []


def test_what_was_merged_keeps_its_history_and_leaves_its_trace(session, world, rows):
    deciding.decide(session, rows[1], Verdict(ItemAction.DOUBT), world.reader)
    regrouping.merge(session, rows[0].document, rows, world.reader)
    assert [d.action for d in rows[1].decisions] == [ItemAction.DOUBT, ItemAction.JOIN]
    events = session.scalars(select(Event.action).where(Event.object_id == rows[1].public_id))
    assert list(events) == ["read", "doubt", "join"]
    assert items.get(session, rows[1].public_id, world.reader) is rows[1]
    assert session.scalar(select(Item.state).where(Item.id == rows[1].id)) is ItemState.SET_ASIDE
