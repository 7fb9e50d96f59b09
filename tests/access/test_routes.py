"""Every route as everybody, on one's own, on another's, on what was taken back, on nothing."""

import pytest

from tests.access import matrix
from tests.access.probing import Actions, offered, wrong


@pytest.fixture(scope="module")
def actions() -> Actions:
    """What the pages offered to whom, once everybody was answered."""
    return {}


def endpoints(app):
    return {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def test_every_route_stands_in_the_matrix(ground):
    assert endpoints(ground.app) == set(matrix.ROUTES)


@pytest.mark.parametrize("key", sorted(matrix.ROUTES), ids=" ".join)
def test_a_route_answers_everybody_as_the_matrix_says(visitors, key, actions):
    found = list(wrong(visitors, key, actions=actions))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("viewer", sorted(matrix.LOGGED_IN))
def test_no_page_offers_a_form_that_is_not_the_readers_to_send(visitors, viewer, actions):
    found = list(offered(visitors, [viewer], actions))
    assert not found, "\n".join(found)
