"""The pages of a paper as one chooses from them."""

from workflows import pages


def test_every_page_of_a_short_paper_can_be_chosen():
    assert pages.strip({2: 5}, 3, 1) == [(1, 0), (2, 5), (3, 0)]


def test_of_a_long_paper_the_nearest_pages_on_which_something_waits_can_be_chosen():
    waiting = dict.fromkeys(range(10, 3000, 10), 2)
    found = pages.strip(waiting, 3000, 1505)
    assert [number for number, _ in found] == [*range(1310, 1505, 10), 1505, *range(1510, 1705, 10)]
    assert dict(found)[1505] == 0
    assert dict(found)[1510] == 2


def test_an_item_beyond_the_last_page_can_be_reached():
    assert pages.strip({4: 1}, 2, 1) == [(1, 0), (2, 0), (4, 1)]
