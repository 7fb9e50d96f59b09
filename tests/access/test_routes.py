"""Every route as everybody, on one's own, on another's, on what was taken back, on nothing."""

import pytest

from tests.access import matrix
from tests.access.probing import offered, wrong


def endpoints(app):
    return {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def test_every_route_stands_in_the_matrix(ground):
    assert endpoints(ground.app) == set(matrix.ROUTES)


@pytest.mark.parametrize("key", sorted(matrix.ROUTES), ids=" ".join)
def test_a_route_answers_everybody_as_the_matrix_says(visitors, key):
    found = list(wrong(visitors, key))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("viewer", sorted(matrix.LOGGED_IN))
def test_no_page_offers_a_form_that_is_not_the_readers_to_send(visitors, viewer):
    found = list(offered(visitors, [viewer]))
    assert not found, "\n".join(found)
