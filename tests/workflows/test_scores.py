from collections import Counter

import pytest

from tests import papers
from tests.cast import a_candidate, a_document, a_reading, a_record, a_site, some_bytes
from workflows import items, scores
from workflows.deciding import decide
from workflows.engine import make_sessions
from workflows.scores import Score, Tally
from workflows.states import ItemAction, RejectReason
from workflows.verdicts import FIELDS, Verdict


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


def values(**said):
    return {name: Counter(said.get(name, ())) for name in FIELDS}


def test_precision_and_recall_are_of_values_that_agree_under_the_same_name():
    score = Score()
    read = values(smelter=[("a", "a"), ("b", "b")], country=[("a", "ID"), ("b", "MY")])
    true = values(smelter=[("a", "a"), ("c", "c")], country=[("a", "ID"), ("c", "MY")])
    score.add(read, true)
    assert score.fields["country"] == Tally(right=1, read=2, true=2)
    assert (score.fields["smelter"].precision, score.fields["smelter"].recall) == (0.5, 0.5)
    assert (score.fields["metal"].precision, score.fields["metal"].recall) == (None, None)
    assert score.fields["metal"].balance == 1.0


def test_what_is_read_twice_is_right_once():
    score = Score()
    score.add(values(smelter=[("a", "a")] * 2), values(smelter=[("a", "a")]))
    assert score.fields["smelter"] == Tally(right=1, read=2, true=1)


def test_a_score_is_worse_where_one_field_is_lower():
    better, lower = Score(), Score()
    true = values(smelter=[("a", "a")], country=[("a", "ID")])
    better.add(true, true)
    lower.add(values(smelter=[("a", "a")]), true)
    assert scores.worse(lower, better) == ["country"]
    assert scores.worse(better, better) == scores.worse(better, lower) == []


def test_people_say_what_is_true_of_a_document(session, store, world):
    site = a_site(session)
    names = ("Merapi Tin Works", "Zeewind Handel", "Merapl")
    reading = a_reading(*(a_record(name, candidates=[a_candidate(site)]) for name in names))
    document = a_document(session, store, world.company, world.submitter, reading)
    kept, trader, misread = items.of_document(session, document)
    decide(session, kept, Verdict(ItemAction.APPROVE), world.reader)
    rejected = Verdict(ItemAction.REJECT, RejectReason.NOT_A_SMELTER)
    decide(session, trader, rejected, world.reader)
    changes = {"smelter": "Merapi II", "country": "MY"}
    decide(session, misread, Verdict(ItemAction.CHANGE, changes=changes), world.reader)
    decide(session, misread, Verdict(ItemAction.APPROVE), world.other_reader)
    true = scores.values_decided(session, document)
    assert set(true["smelter"]) == {("merapi tin works", "merapi tin works"),
                                    ("merapi ii", "merapi ii")}  # fmt: skip
    assert set(true["country"]) == {("merapi tin works", "ID"), ("merapi ii", "MY")}


def test_documents_are_read_again_and_counted_by_member(session, store, world):
    reading = a_reading(a_record())
    sent = (
        (world.company, world.submitter, papers.smelter_table(2)),
        (world.rival, world.competitor, some_bytes()),
    )
    rows = [a_document(session, store, of, by, reading, data=data) for of, by, data in sent]
    heard = []
    found = scores.measure(store, scores.cases(session, rows), {"shipped": None}, heard.append)
    assert heard == ["reading 2 documents with model shipped"]
    by_member = found["shipped"].members
    assert by_member[world.company.name].fields["smelter"].read == 2
    assert by_member[world.rival.name].fields["smelter"].read == 0
    assert found["shipped"].documents == 2
