"""Pages held in little memory come back as they were."""

import pytest

from extraction.holding import Listed, Pages
from extraction.plain import NotPlain, to_plain
from extraction.records import Label, Mention, Page, Word


def page(number: int) -> Page:
    text = f"Blad {number} België"
    return Page(number, 595.0, 842.0, text, (Word(text[:4], (1.0, 2.0, 3.5, 4.25), 0, 4),))


def test_few_pages_are_kept_as_a_tuple() -> None:
    held = Pages()
    held.append(page(1))
    assert held.kept() == (page(1),)


def test_pages_of_two_readers_come_one_after_the_other() -> None:
    first, second = Pages(), Pages()
    first.append(page(1))
    second.append(page(2))
    first.pack()
    first.extend(second)
    first.append(page(3))
    assert list(first.kept()) == [page(1), page(2), page(3)]


def test_pages_of_a_long_document_come_back_equal_and_in_order() -> None:
    held = Pages()
    for number in range(1, 302):
        held.append(page(number))
    kept = held.kept()
    assert len(kept) == 301
    assert list(kept) == [page(number) for number in range(1, 302)]
    assert kept[0] == page(1)
    assert kept[-1] == page(301)
    assert kept[249:252] == [page(250), page(251), page(252)]
    with pytest.raises(IndexError):
        kept[301]


def mentions(count: int, after: int = 0) -> tuple[Mention, ...]:
    return tuple(
        Mention(Label.METAL, "tin", 1, place, place + 3, (1.0, 2.0, 3.5, 4.25), "metal")
        for place in range(after, after + count)
    )


def test_few_values_are_kept_as_a_tuple_and_many_come_back_equal_and_in_order() -> None:
    held = Listed(Mention)
    held.add(to_plain(mentions(3)))
    assert held.kept() == mentions(3)
    held.add(to_plain(mentions(2_000, 3)))
    other = Listed(Mention)
    other.add(to_plain(mentions(2_500, 2_003)))
    held.extend(other)
    held.add(to_plain(mentions(5, 4_503)))
    kept = held.kept()
    assert kept is held
    assert tuple(kept) == mentions(4_508)
    assert (kept[0], kept[2_003], kept[-1]) == tuple(
        mentions(4_508)[place] for place in (0, 2_003, -1)
    )
    assert kept[2_001:2_005] == list(mentions(4, 2_001))
    with pytest.raises(IndexError):
        kept[4_508]


def test_values_that_are_not_sound_are_not_held() -> None:
    with pytest.raises(NotPlain):
        Listed(Mention).add([["METAL", "tin"]])
