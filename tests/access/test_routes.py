"""Every route as everybody, on one's own, on another's, on what was taken back, on nothing."""

import pytest

from tests.access import matrix
from tests.access.probing import wrong

pytestmark = pytest.mark.xdist_group("access")


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
    found = wrong(visitors, key)
    assert not found, "\n".join(found)
