"""The ground that every test of this folder stands on: made once, put back after each change."""

import pytest

from tests.access import ground as grounds
from tests.access.probing import Visitors
from tests.access.terminal import Terminal


@pytest.fixture(scope="session")
def ground(tmp_path_factory):
    """The installation with two rivals in it."""
    yield from grounds.build(tmp_path_factory.mktemp("ground"))


@pytest.fixture(scope="session")
def visitors(ground):
    """Everybody, logged in."""
    return Visitors(ground)


@pytest.fixture(scope="session")
def terminal(ground, tmp_path_factory):
    """Where everybody gives commands."""
    return Terminal(ground, tmp_path_factory.mktemp("papers"))


@pytest.fixture(autouse=True)
def as_it_was(request):
    """Each test begins with what the ground held in the beginning."""
    yield
    if "ground" in request.fixturenames:
        request.getfixturevalue("ground").restore()
