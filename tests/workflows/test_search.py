"""Search within what one may see: nothing of another in rows, counts, lines or spellings."""

from dataclasses import replace
from itertools import product

import pytest

from extraction.records import Page
from tests.cast import a_document, a_reading, a_record, a_site, an_audit_finding
from workflows import deciding, documents, facts, items, readings, register, search, search_index
from workflows.search_index import Kind
from workflows.states import ItemAction
from workflows.verdicts import Verdict

OURS, THEIRS = "Kwikstaart", "Braamsluiper"


@pytest.fixture
def rivals(session, store, world):
    """Two companies that each know a word that the other may not meet, wherever words stand."""
    public = a_site(session, "Openbare Smelterij")
    for word, company, sender, reader in (
        (OURS, world.company, world.submitter, world.reader),
        (THEIRS, world.rival, world.competitor, world.other_reader),
    ):
        a_site(session, f"{word} Tin", organisation=company)
        register.learn_name(session, public, f"{word} Bijnaam", company.id)
        reading = a_reading(
            a_record(f"{word} Smelter"), findings=[an_audit_finding(f"{word} nood")]
        )
        document = a_document(session, store, company, sender)
        page = Page(1, 595.0, 842.0, f"Gekocht bij {word}.")
        _record(session, document, reading, page)
        facts.describe(session, document, sender, title=f"{word} opgave", supplier=word)
        for one in list(document.assignments):
            if one.person_id != reader.person_id:
                session.delete(one)
        session.flush()
        session.expire(document)
        (audit,) = (i for i in items.of_document(session, document) if i.kind == "audit_finding")
        deciding.decide(session, audit, Verdict(ItemAction.APPROVE), reader)
    return world


def _record(session, document, reading, page):
    readings.record(session, documents.current(document), replace(reading, pages=(page,)), {})


def told(session, who, typed):
    """All that an answer says: its words, its counts, its spelling."""
    answer = search.find(session, who, typed)
    texts = [
        t for g in answer.groups.values() for row in g.rows for t in search.texts(session, who, row)
    ]
    totals = {kind: group.total for kind, group in answer.groups.items() if group.total}
    return totals, " ".join((*texts, answer.suggestion)).casefold()


def test_a_company_finds_its_own_words_everywhere_they_stand(session, rivals):
    totals, _ = told(session, rivals.submitter, OURS)
    assert totals == {
        Kind.SITE: 2, Kind.DOCUMENT: 1, Kind.ITEM: 2, Kind.FINDING: 1, Kind.PAGE: 1,
    }  # fmt: skip


def test_the_office_finds_those_of_both(session, rivals):
    for word in (OURS, THEIRS):
        assert told(session, rivals.secretary, word)[0][Kind.PAGE] == 1


@pytest.mark.parametrize("name", ["submitter", "contact", "member", "supporter", "expert", "chair"])
def test_another_ones_word_is_not_there(session, rivals, name):
    who = rivals.everybody[name]
    for typed in (THEIRS, THEIRS[:5], "Braamsluipr", f"{THEIRS} smelter"):
        unknown = told(session, who, "Qqqqzzzqq"[: len(typed)])
        assert told(session, who, typed) == unknown == ({}, ""), typed


def test_a_word_that_both_use_shows_and_counts_ones_own(session, rivals):
    words = ("smelter", "opgave", "openbare", "tin", "gekocht", "nood", "smeltter")
    for (who, word, other), typed in product(
        ((rivals.submitter, OURS, THEIRS), (rivals.competitor, THEIRS, OURS)), words
    ):
        totals, text = told(session, who, typed)
        assert totals, (typed, word)
        assert other.casefold() not in text
        assert all(count <= 2 for count in totals.values())


def test_a_reader_finds_the_papers_that_were_given_to_them(session, rivals):
    totals, text = told(session, rivals.reader, OURS)
    assert totals[Kind.ITEM] == 2
    totals, text = told(session, rivals.reader, THEIRS)
    # Who reviews sees what every member's papers taught the register, and no paper of it.
    assert set(totals) == {Kind.SITE}


def test_begins_of_words_in_any_order_and_style_are_found(session, rivals):
    for typed in ("kwik smel", "SMELTER kwikstaart", "Kwíkstaart smélter", "  kwikstaart,smelter "):
        assert told(session, rivals.submitter, typed)[0][Kind.ITEM] == 1, typed


@pytest.mark.parametrize("who", ["submitter", "competitor", "reader", "secretary", "member"])
def test_who_sees_the_papers_of_many_finds_the_same(session, rivals, who, monkeypatch):
    actor = rivals.everybody[who]
    asked = (OURS, THEIRS, "smelter", "bijnaam", "Braamsluipr", "nood")
    few = [told(session, actor, typed) for typed in asked]
    monkeypatch.setattr(search, "_WIDE", 0)
    assert [told(session, actor, typed) for typed in asked] == few


def test_who_sees_the_papers_of_many_finds_what_is_of_any_era(session, rivals, monkeypatch):
    asked = (OURS, THEIRS, "smelter", "bijnaam", "Braamsluipr", "nood")
    few = [told(session, rivals.secretary, typed) for typed in asked]
    eras(session, monkeypatch)
    assert search_index.eras(session, [Kind.ITEM])[Kind.ITEM] > 3
    assert [told(session, rivals.secretary, typed) for typed in asked] == few


@pytest.fixture
def looked(session, rivals, monkeypatch):
    """What is looked through, look by look: of which kind, and which parts."""
    eras(session, monkeypatch)
    looks, express = [], search._expression
    monkeypatch.setattr(
        search, "_expression", lambda *asked: looks.append(asked[1:3]) or express(*asked)
    )
    return looks


def test_a_rare_word_is_looked_for_in_ever_more_at_once(session, rivals, looked):
    there = search_index.eras(session, [Kind.PAGE])[Kind.PAGE]
    search.find(session, rivals.secretary, "nergens")
    pages = [parts for kind, parts in looked if kind is Kind.PAGE]
    assert [len(parts) for parts in pages] == [2, there - 2]
    assert [part for parts in pages for part in parts] == [f"a{n - 1}" for n in range(there, 0, -1)]


def test_a_common_word_is_read_no_further_than_the_newest_rows(
    session, rivals, looked, monkeypatch
):
    monkeypatch.setattr(search, "MOST", 1)
    group = search.find(session, rivals.secretary, THEIRS, kind=Kind.ITEM).groups[Kind.ITEM]
    assert (group.total, group.more) == (1, True)
    items_looked = [part for kind, parts in looked if kind is Kind.ITEM for part in parts]
    newest = search_index.eras(session, [Kind.ITEM])[Kind.ITEM] - 1
    assert items_looked[0] == f"a{newest}"
    assert "a0" not in items_looked
    pages_looked = [part for kind, parts in looked if kind is Kind.PAGE for part in parts]
    assert pages_looked[-1] == "a0"  # fewer than that are there: it looked through all


def eras(session, monkeypatch):
    """Every row has an era of its own, and nobody sees few."""
    monkeypatch.setattr(search_index, "ERA", 1)
    search_index.rebuild(session.connection())
    monkeypatch.setattr(search, "_WIDE", 0)


def test_all_the_words_must_be_there(session, rivals):
    assert told(session, rivals.submitter, f"{OURS} koper")[0] == {}


def test_a_mistake_is_forgiven_and_the_right_spelling_is_offered(session, rivals):
    answer = search.find(session, rivals.submitter, "Kwikstart smelter")
    assert answer.wanted.tolerant
    assert answer.suggestion == "Kwikstaart smelter"
    assert answer.groups[Kind.ITEM].total == 1
    again = search.find(session, rivals.submitter, answer.suggestion)
    assert not again.wanted.tolerant
    assert again.groups[Kind.ITEM].total == 1


def test_nothing_is_looked_for_when_nothing_is_typed(session, rivals):
    for typed in ("", "   ", "!?", "\x00", "*", '"'):
        assert search.find(session, rivals.submitter, typed).groups == {}, typed


@pytest.mark.parametrize(
    "typed", ['kwik" OR "braam', "kwik* OR words:braam", "a'b:*|c & !d", "NEAR("]
)
def test_signs_of_the_databases_own_language_are_only_signs(session, rivals, typed):
    _, text = told(session, rivals.submitter, typed)
    assert THEIRS.casefold() not in text


def test_more_than_is_counted_is_said_and_paged(session, rivals, monkeypatch):
    monkeypatch.setattr(search, "MOST", 1)
    group = search.find(session, rivals.submitter, OURS, kind=Kind.ITEM).groups[Kind.ITEM]
    assert (group.total, group.more) == (1, True)


def test_a_page_of_one_kind_holds_the_next_rows(session, rivals, monkeypatch):
    monkeypatch.setattr(search, "PAGE_SIZE", 1)
    first, second = (
        search.find(session, rivals.submitter, OURS, kind=Kind.ITEM, number=n).groups[Kind.ITEM]
        for n in (1, 2)
    )
    assert (first.last, first.number, second.number) == (2, 1, 2)
    assert {row.id for row in first.rows}.isdisjoint({row.id for row in second.rows})
    # The shorter of two fits best.
    assert search.texts(session, rivals.submitter, first.rows[0])


def names_found(session, world, typed):
    return [s.name for s in search.sites(session, world.reader, typed, world.company.id)]


def test_a_word_is_found_where_one_begins_so_and_the_nearest_first(session, world):
    for name in ("Tinto Works", "Aardig Smelting", "Zuiver Tin", "Zeer Zuiver Tin Bedrijf"):
        a_site(session, name)
    assert names_found(session, world, "tin") == [
        "Zuiver Tin",
        "Zeer Zuiver Tin Bedrijf",
        "Tinto Works",
    ]


@pytest.mark.parametrize(
    "typed", ["merapi tin", "XID0900", "xid900", "bijnaam", "Merapy", "rapi", "  Merapi  "]
)
def test_a_site_is_found_by_name_other_name_number_and_with_a_mistake(session, world, typed):
    site = a_site(session, "Merapi Tin", identifier="XID000900")
    register.learn_name(session, site, "Onze Bijnaam", world.company.id)
    a_site(session, "Heel Anders")
    wanted = [] if typed == "XID0900" else ["Merapi Tin"]
    assert names_found(session, world, typed) == wanted


@pytest.mark.parametrize("typed", ["", "  ", "%", "_", "niets daarvan"])
def test_nothing_is_found_by_signs_or_by_what_no_site_is_called(session, world, typed):
    a_site(session)
    assert names_found(session, world, typed) == []


@pytest.mark.usefixtures("rivals")
def test_an_item_finds_nothing_that_another_members_papers_taught(session, world):
    assert names_found(session, world, OURS) == [f"{OURS} Tin", "Openbare Smelterij"]
    for typed in (THEIRS, THEIRS[:6], THEIRS[2:], f"{THEIRS} Bijnaam"):
        assert names_found(session, world, typed) == []
