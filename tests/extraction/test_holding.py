"""Pages held in little memory come back as they were."""

import pytest

from extraction.holding import Pages
from extraction.records import Page, Word


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
