"""The learning loop with real papers, a real reading process and small networks."""

import json
import shutil

import pytest
from sqlalchemy import select

from tests import papers
from tests.cast import a_world
from workflows import (
    deciding,
    documents,
    events,
    examples,
    items,
    learning,
    people,
    reader_models,
    worker,
)
from workflows.errors import Conflict, NotAllowed
from workflows.learning import Course
from workflows.models import Document
from workflows.states import ItemAction
from workflows.verdicts import Verdict

SMALL = Course(texts=16, rounds=1, seed=3)
LETTER = "We buy our tin from Merapi in Indonesia, as the smelter confirmed."


@pytest.fixture
def database_url(template_sqlite, tmp_path):
    """Papers are read here by real processes: on one engine. The rows are tested on both."""
    path = tmp_path / "learning.sqlite"
    shutil.copy(template_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
def gold(monkeypatch):
    monkeypatch.setattr(examples, "GOLD", 1.0)


@pytest.fixture
def decided(sessions, store):
    """Send in papers of the company, read them, and have two people approve all."""

    def make(*data):
        with sessions.begin() as session:
            world = a_world(session)
            for one in data:
                documents.receive(session, store, world.company, "a.pdf", one, world.submitter)
        worker.run_all(sessions, store)
        with sessions.begin() as session:
            for document in session.scalars(select(Document)):
                for item in items.of_document(session, document):
                    for reader in (world.reader, world.other_reader):
                        who = people.acting_as(session, reader.email)
                        deciding.decide(session, item, Verdict(ItemAction.APPROVE), who)

    return make


@pytest.fixture
def trained(sessions, store):
    """Train a small model from what is decided; its number."""

    def train(course=SMALL):
        with sessions() as session:
            material = examples.for_training(session)
            card = learning.card(session, course, material)
            number = reader_models.next_number(session)
        folder = reader_models.folder(store, number)
        digest = learning.make(folder, course, material, card)
        with sessions.begin() as session:
            reader_models.record(session, number, digest, card)
        return number

    return train


def promote(sessions, store, number):
    with sessions() as session:
        trial = learning.trial(session, store, reader_models.get(session, number))
    learning.check(store, trial)
    with sessions.begin() as session:
        reader_models.put_in_use(session, reader_models.get(session, number))


def test_a_model_that_reads_worse_is_refused(sessions, store, decided, trained, gold):
    decided(papers.smelter_table(12), papers.letter(LETTER))
    number = trained()
    with pytest.raises(NotAllowed, match="reads worse than the one in use: smelter"):
        promote(sessions, store, number)
    with sessions() as session:
        assert reader_models.for_reading(session, store) == ("shipped", None)


def test_a_model_that_is_not_worse_reads_the_next_paper(sessions, store, decided, trained, gold):
    decided(papers.smelter_table(12))
    number = trained()
    promote(sessions, store, number)
    with sessions.begin() as session:
        sender = people.acting_as(session, "submitter@voorbeeld.example")
        company = session.scalars(select(Document)).first().organisation
        documents.receive(session, store, company, "b.pdf", papers.letter(LETTER), sender)
    worker.run_all(sessions, store)
    with sessions() as session:
        first, second = session.scalars(select(Document).order_by(Document.id))
        assert documents.current(first).model == "shipped"
        assert documents.current(second).model == str(number)
        said = [(e.object_id, e.action) for e in events.history(session, "model", str(number))]
        assert said == [("1", "train"), ("1", "promote")]
    with pytest.raises(Conflict, match="in use already"), sessions() as session:
        learning.check(store, learning.trial(session, store, reader_models.get(session, 1)))


def test_too_small_a_gold_set_decides_nothing(sessions, store, decided, trained, gold):
    decided(papers.smelter_table(9))
    with pytest.raises(NotAllowed, match="too small: 9 approved smelters"):
        promote(sessions, store, trained())


def test_a_model_that_holds_a_word_of_a_document_is_refused(
    sessions, store, decided, trained, monkeypatch
):
    monkeypatch.setattr(examples, "GOLD", 0.0)
    decided(papers.smelter_table(12))
    number = trained()
    meta = reader_models.folder(store, number) / "meta.json"
    meta.write_text(json.dumps(json.loads(meta.read_text()) | {"description": "Noordhaven"}))
    with sessions.begin() as session:
        row = reader_models.get(session, number)
        with pytest.raises(NotAllowed, match="missing or altered"):
            learning.trial(session, store, row)
        row.digest = reader_models.digest(meta.parent)
        trial = learning.trial(session, store, row)
    with pytest.raises(NotAllowed, match="meta.json holds a word of a document"):
        learning.check(store, trial)


def test_no_name_of_a_document_is_in_what_training_is_given(sessions, store, decided, monkeypatch):
    monkeypatch.setattr(examples, "GOLD", 0.0)
    decided(papers.smelter_table(12), papers.letter(LETTER))
    with sessions() as session:
        material = examples.for_training(session)
    (rows,) = material.values()
    printed = " ".join(row.text for row in rows)
    given = " ".join(text.text for text in learning.lessons(3, material))
    assert "| XID000101" in printed
    assert "| XID000101" in given
    for place in ("Merapi", "Kelana", "Noordhaven", "Isarberg"):
        assert place in printed
        assert place not in given


def test_the_same_decisions_and_seed_give_the_same_model(sessions, store, trained):
    one, two = trained(), trained()
    with sessions() as session:
        rows = [reader_models.get(session, number) for number in (one, two)]
        assert rows[0].digest == rows[1].digest
