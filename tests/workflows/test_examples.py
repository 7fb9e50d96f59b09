from types import SimpleNamespace

import pytest

from extraction.records import Label, Mention, Page
from tests.cast import a_candidate, a_document, a_reading, a_record, a_site
from workflows import examples, items
from workflows.deciding import decide
from workflows.engine import make_sessions
from workflows.states import ItemAction, RejectReason
from workflows.verdicts import Verdict

TEXT = (
    "Our tin is smelted by Merapi Tin Works. Zeewind Handel ships it. "
    "Another smelter is Onbeslist Metals, we think."
)
APPROVE = Verdict(ItemAction.APPROVE)
TRADER = Verdict(ItemAction.REJECT, RejectReason.NOT_A_SMELTER)
DUPLICATE = Verdict(ItemAction.REJECT, RejectReason.DUPLICATE, "Staat ook in de bijlage.")


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def decided(session, store, world):
    """A paper with the text above, whose items get these verdicts."""

    def make(*verdicts, mentions=()):
        site = a_site(session)
        names = ("Merapi Tin Works", "Zeewind Handel")
        records = [a_record(name, candidates=[a_candidate(site)]) for name in names]
        reading = a_reading(*records)
        found = tuple(
            Mention(Label.SMELTER, name, 1, at, at + len(name), None, "model")
            for name in mentions
            for at in [TEXT.index(name)]
        )
        reading = SimpleNamespace(
            **{name: getattr(reading, name) for name in reading.__slots__}
            | {"pages": (Page(1, 0, 0, TEXT),), "mentions": found}
        )
        document = a_document(session, store, world.company, world.submitter, reading)
        for item, verdict in zip(items.of_document(session, document), verdicts, strict=False):
            decide(session, item, verdict, world.reader)
        return document

    return make


def told(session, document):
    return [
        (passage.text, len(passage.smelters), len(passage.others))
        for passage in examples.of_document(session, document)
    ]


def test_approved_names_and_rejected_ones_give_their_sentences(session, decided):
    assert told(session, decided(APPROVE, TRADER, mentions=["Onbeslist Metals"])) == [
        ("Our tin is smelted by Merapi Tin Works.", 1, 0),
        ("Zeewind Handel ships it.", 0, 1),
    ]


def test_a_name_rejected_for_another_reason_teaches_nothing(session, decided):
    document = decided(APPROVE, DUPLICATE, mentions=["Zeewind Handel"])
    assert told(session, document) == [("Our tin is smelted by Merapi Tin Works.", 1, 0)]


def test_only_documents_that_are_reviewed_to_the_end_are_learned_from(
    session, world, decided, monkeypatch
):
    monkeypatch.setattr(examples, "GOLD", 0.0)
    decided(APPROVE)  # its second item is open
    assert examples.for_training(session) == {}
    decided(APPROVE, TRADER)
    (rows,) = examples.for_training(session).values()
    assert len(rows) == 2


def test_a_document_is_kept_apart_or_learned_from_and_never_both(session, decided, monkeypatch):
    rows = [decided(APPROVE, TRADER) for _ in range(8)]
    monkeypatch.setattr(examples, "GOLD", 0.5)
    apart = examples.gold(session)
    assert apart == [row for row in rows if examples.is_gold(row)]
    learned = sum(len(found) for found in examples.for_training(session).values())
    assert learned == 2 * (len(rows) - len(apart))


def test_a_stable_share_of_all_documents_is_kept_apart():
    papers = [SimpleNamespace(public_id=f"paper{number}") for number in range(2000)]
    drawn = [examples.is_gold(paper) for paper in papers]
    assert drawn == [examples.is_gold(paper) for paper in papers]
    assert 0.22 < sum(drawn) / len(drawn) < 0.28


def test_words_of_names_are_what_must_stay_secret(session, world, decided, monkeypatch):
    monkeypatch.setattr(examples, "GOLD", 0.0)
    decided(APPROVE, TRADER)
    said = examples.names(examples.for_training(session))
    assert said == {"Merapi", "Tin", "Works", "Zeewind", "Handel"}
