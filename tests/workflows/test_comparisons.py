"""Lists of smelters beside other papers of the same member, and of nobody else."""

from dataclasses import replace

import pytest

from tests.cast import a_certificate, a_document, a_reading, a_record, a_value
from workflows import comparisons, deciding, documents, items
from workflows.models import Assignment
from workflows.states import DocumentAction, ItemAction, ItemState, RejectReason
from workflows.verdicts import Verdict

NAMES = ("Merapi Tin Works", "Kelana Smelting", "Quilla Smelting", "Andara Smelting")


@pytest.fixture
def listed(session, store, world):
    """Send in a list of smelters of a supplier, for the company or for its rival."""

    def make(supplier, *names, rival=False, metal="tin"):
        owner, sender = (
            (world.rival, world.competitor) if rival else (world.company, world.submitter)
        )
        reading = a_reading(*(a_record(name, metal=metal) for name in names))
        reading = replace(reading, declarant=a_value(supplier) if supplier else None)
        return a_document(session, store, owner, sender, reading)

    return make


@pytest.fixture
def certified(session, store, world):
    """Send in a certificate of a smelter."""

    def make(holder, expires, *, rival=False):
        owner, sender = (
            (world.rival, world.competitor) if rival else (world.company, world.submitter)
        )
        certificate = replace(a_certificate(expires), holder=a_value(holder))
        return a_document(session, store, owner, sender, a_reading(certificates=[certificate]))

    return make


@pytest.fixture
def said(session, world):
    """What is said of a document to somebody: rules, values and papers."""

    def of(document, who="submitter"):
        found = comparisons.of_document(session, document, getattr(world, who))
        return [(one.rule, one.values, one.document) for one in found]

    return of


def test_a_smelter_of_the_supplier_before_that_is_gone_is_named(listed, said):
    before = listed("Vostra B.V.", *NAMES)
    now = listed("Vostra B.V.", *NAMES[:3])
    assert said(now) == [
        ("smelter_vanished", {"title": before.title, "names": "Andara Smelting"}, before)
    ]
    assert said(before) == []


def test_another_spelling_of_a_name_is_not_gone(listed, said):
    listed("Vostra B.V.", "Merapi Tin Works", "Kelana Smelting Ltd.")
    assert said(listed("Vostra B.V.", "MERAPI TIN WORKS", "Kelana Smelting")) == []


def test_the_list_just_before_counts_and_no_older_one(listed, said):
    listed("Vostra B.V.", *NAMES)
    listed("Vostra B.V.", *NAMES[:2])
    assert said(listed("Vostra B.V.", *NAMES[:2])) == []


def test_a_list_of_a_supplier_that_is_not_known_is_not_compared(listed, said):
    listed(None, *NAMES)
    assert said(listed(None, *NAMES[:1])) == []


def test_the_same_list_from_another_supplier_is_named(listed, said):
    first = listed("Vostra B.V.", *NAMES)
    second = listed("Isarberg GmbH", *reversed(NAMES))
    assert said(second) == [
        ("list_identical", {"supplier": "Vostra B.V.", "title": first.title}, first)
    ]


@pytest.mark.parametrize(
    ("names", "metal"), [(NAMES[:3], "tin"), ((*NAMES[:3], "Kade"), "tin"), (NAMES, "gold")]
)
def test_a_list_that_is_short_or_differs_is_not_the_same(listed, said, names, metal):
    listed("Vostra B.V.", *names, metal=metal)
    assert said(listed("Isarberg GmbH", *NAMES[: len(names)])) == []


def test_another_members_papers_are_never_compared(listed, certified, said):
    listed("Vostra B.V.", *NAMES, rival=True)
    listed("Isarberg GmbH", *NAMES, "Kade Refinery", rival=True)
    certified("Merapi Tin Works", "2020-01-01", rival=True)
    own = listed("Isarberg GmbH", *NAMES)
    for who in ("submitter", "secretary", "reader"):
        assert said(own, who) == []


def test_a_paper_that_the_reader_may_not_see_is_not_spoken_of(session, listed, certified, said):
    hidden = [listed("Vostra B.V.", *NAMES), certified("Merapi Tin Works", "2020-01-01")]
    own = listed("Isarberg GmbH", *NAMES)
    assert len(said(own, "reader")) == 2
    for paper in hidden:
        for assignment in session.query(Assignment).filter_by(document_id=paper.id):
            session.delete(assignment)
    session.flush()
    assert said(own, "reader") == []
    assert len(said(own, "submitter")) == 2


def test_a_listed_smelter_whose_newest_certificate_is_past_is_named(listed, certified, said):
    certified("Merapi Tin Works", "2019-01-01")
    newest = certified("Merapi Tin Works Ltd.", "2020-01-01")
    certified("Kelana Smelting", "2020-01-01")
    certified("Kelana Smelting", "2099-01-01")
    certified("Kade Refinery", "2020-01-01")
    assert said(listed("Vostra B.V.", *NAMES)) == [
        ("certificate_expired", {"names": "Merapi Tin Works", "day": "2020-01-01"}, newest)
    ]


def test_a_rejected_item_counts_for_nothing(session, world, listed, certified, said):
    (item,) = items.of_document(session, certified("Merapi Tin Works", "2020-01-01"))
    verdict = Verdict(ItemAction.REJECT, RejectReason.MISREAD)
    deciding.decide(session, item, verdict, world.reader)
    if item.state is ItemState.SECOND:
        deciding.decide(session, item, verdict, world.other_reader)
    assert item.state is ItemState.REJECTED
    assert said(listed("Vostra B.V.", *NAMES)) == []


def test_a_withdrawn_paper_counts_for_nothing(session, world, listed, said):
    first = listed("Vostra B.V.", *NAMES)
    documents.act(session, first, DocumentAction.WITHDRAW, world.submitter, note="wrong file")
    assert said(listed("Isarberg GmbH", *NAMES)) == []
    assert said(listed("Vostra B.V.", *NAMES[:1])) == []


def test_many_vanished_smelters_are_named_in_part(listed, said):
    listed("Vostra B.V.", "Merapi Tin Works", *(f"Quilla Norte {n}" for n in range(12)))
    ((_, values, _),) = said(listed("Vostra B.V.", "Merapi Tin Works"))
    assert values["names"].count("Quilla") == 8
    assert values["names"].endswith("(+ 4)")
