import pytest

from workflows import events, settings
from workflows.engine import make_sessions
from workflows.errors import Invalid


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


def test_every_setting_has_a_default_within_its_bounds(session):
    for name, definition in settings.DEFINITIONS.items():
        assert settings.get(session, name) == definition.default
        assert definition.meaning
        if definition.least is not None:
            assert definition.least <= settings.number(session, name) <= definition.greatest
    assert settings.everything(session) == {n: d.default for n, d in settings.DEFINITIONS.items()}


def test_a_change_is_kept_and_logged_with_its_reason(session, world):
    settings.put(session, "certificate.warn_days", "30", world.secretary, note="Too many.")
    settings.put(session, "certificate.warn_days", "45,5", world.secretary)
    assert settings.number(session, "certificate.warn_days") == 45.5
    assert settings.everything(session)["certificate.warn_days"] == "45.5"
    first, second = events.history(session, "setting", "certificate.warn_days")
    assert events.payload(session, first) == {"before": "90", "after": "30", "note": "Too many."}
    assert events.payload(session, second)["before"] == "30"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("disclosure.members", "2"),
        ("disclosure.largest", "1.01"),
        ("review.sample", "-0.1"),
        ("review.sample", "nan"),
        ("review.link_score", "inf"),
        ("question.days", "soon"),
        ("question.days", ""),
    ],
)
def test_what_would_be_unsafe_is_refused(session, name, value):
    before = settings.get(session, name)
    with pytest.raises(Invalid, match="Give a number"):
        settings.put(session, name, value, None)
    assert settings.get(session, name) == before


def test_a_text_is_kept_as_it_is(session):
    settings.put(session, "agreement.name", "A & B < C {{ 7*7 }}", None)
    assert settings.get(session, "agreement.name") == "A & B < C {{ 7*7 }}"
