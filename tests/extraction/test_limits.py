"""What a document is granted grows with what it holds, up to an end."""

from extraction.limits import Limits


def test_time_grows_with_pages_up_to_an_end():
    limits = Limits(base_seconds=60.0, seconds_per_page=1.0, most_seconds=900.0)
    assert [limits.document_seconds(pages) for pages in (1, 100, 5_000)] == [61.0, 160.0, 900.0]


def test_a_list_of_one_page_is_granted_time_by_its_size_up_to_the_same_end():
    limits = Limits(base_seconds=60.0, seconds_per_page=1.0, most_seconds=900.0)
    sizes = (0, 1_000_000, 100_000_000)
    assert [limits.for_lists(size).document_seconds(1) for size in sizes] == [61.0, 161.0, 900.0]
