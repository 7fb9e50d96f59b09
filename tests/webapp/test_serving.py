"""What the server does before it serves."""

import gc

import pytest

from webapp import serving


@pytest.fixture
def put_back():
    """Circles are looked for as often as before, once the test has ended."""
    usual = gc.get_threshold()
    yield
    gc.set_threshold(*usual)


def test_circles_are_not_looked_for_in_what_was_loaded(put_back):
    before = len(gc.get_objects())
    serving.settle()
    assert gc.get_freeze_count() > 0.9 * before
    assert gc.get_threshold()[0] > 700
    assert gc.isenabled()
