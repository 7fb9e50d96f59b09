import pytest

from workflows import saved_views
from workflows.engine import make_sessions
from workflows.errors import Conflict, Invalid, NotFound


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def view(session, world):
    return saved_views.save(session, world.reader, "queue", " Tin  eerst ", "?metal=tin&page=3&q=")


def test_a_view_keeps_filters_without_the_page_and_what_is_empty(session, world, view):
    assert (view.name, view.query) == ("Tin eerst", "metal=tin")
    assert saved_views.of(session, world.reader, "queue") == [view]
    assert saved_views.of(session, world.reader, "findings") == []


def test_the_same_name_again_replaces_the_filters(session, world, view):
    again = saved_views.save(session, world.reader, "queue", "Tin eerst", "metal=gold")
    assert again is view
    assert view.query == "metal=gold"


def test_nobody_else_finds_a_view(session, world, view):
    assert saved_views.get(session, view.public_id, world.reader) is view
    for who in (world.other_reader, world.secretary):
        assert saved_views.of(session, who, "queue") == []
        with pytest.raises(NotFound):
            saved_views.get(session, view.public_id, who)


def test_one_view_of_a_list_opens_first(session, world, view):
    other = saved_views.save(session, world.reader, "queue", "Goud", "metal=gold")
    for one in (view, other):
        saved_views.choose(session, one, default=True)
        session.expire_all()
        assert [v for v in saved_views.of(session, world.reader, "queue") if v.is_default] == [one]
    saved_views.choose(session, other, default=False)
    assert not other.is_default


def test_two_views_of_a_list_never_share_a_name(session, world, view):
    other = saved_views.save(session, world.reader, "queue", "Goud", "metal=gold")
    with pytest.raises(Conflict):
        saved_views.rename(session, other, world.reader, "Tin eerst")
    saved_views.rename(session, other, world.reader, "Goud en zilver")
    saved_views.remove(session, view)
    assert [v.name for v in saved_views.of(session, world.reader, "queue")] == ["Goud en zilver"]


@pytest.mark.parametrize(
    ("place", "name", "query", "refused"),
    [
        ("queue", " ", "", Invalid),
        ("queue", "x" * 61, "", Invalid),
        ("queue", "Lang", "q=" + "x" * 1000, Invalid),
        ("elsewhere", "Mijn", "", NotFound),
    ],
)
def test_what_cannot_be_kept_is_refused(session, world, place, name, query, refused):
    with pytest.raises(refused):
        saved_views.save(session, world.reader, place, name, query)


def test_views_do_not_pile_up_without_end(session, world):
    for number in range(saved_views.MOST):
        saved_views.save(session, world.reader, "queue", f"Nummer {number}", "q=x")
    with pytest.raises(Invalid):
        saved_views.save(session, world.reader, "queue", "Nog een", "q=x")
