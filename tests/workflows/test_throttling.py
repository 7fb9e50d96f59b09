import pytest

from tests.cast import a_company, a_person
from workflows import people
from workflows.engine import make_engine, make_sessions
from workflows.errors import NotAllowed, Throttled
from workflows.states import Role

EMAIL = "jansen@voorbeeld.example"
PASSWORD = "zeven blauwe fietsen"


def log_in(session, password=PASSWORD):
    return people.check_password(session, EMAIL, password, address="192.0.2.1")


def test_guessing_is_slowed_down_and_stays_so_after_a_restart(database_url, sessions, clock):
    with sessions.begin() as session:
        a_person(session, EMAIL, Role.SUBMITTER, a_company(session))
        person = people.find(session, EMAIL)
        people.set_password(session, people.new_link(session, person), PASSWORD)
    for _ in range(people.FREE_TRIES):
        with sessions() as session:
            with pytest.raises(NotAllowed):
                log_in(session, "wrong")
            session.commit()
    restarted = make_engine(database_url)
    with make_sessions(restarted, clock)() as later:
        with pytest.raises(Throttled, match="Wait 15 minutes") as refused:
            log_in(later)
        assert refused.value.seconds == 15 * 60
        clock.forward(minutes=14)
        with pytest.raises(Throttled, match="Wait 1 minutes"):
            log_in(later)
        clock.forward(minutes=1, seconds=1)
        assert log_in(later).email == EMAIL
    restarted.dispose()
