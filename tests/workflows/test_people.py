from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.cast import a_company, a_person
from workflows import people
from workflows.engine import make_sessions
from workflows.errors import Conflict, Invalid, NotAllowed, NotFound, Throttled
from workflows.models import LoginFailure
from workflows.states import Role

PASSWORD = "zeven blauwe fietsen"
HOME = "192.0.2.1"


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def person(session):
    a_person(session, "jansen@voorbeeld.example", Role.SUBMITTER, a_company(session))
    return people.find(session, "jansen@voorbeeld.example")


@pytest.fixture
def with_password(session, person):
    people.set_password(session, people.new_link(session, person), PASSWORD)
    return person


def log_in(session, password=PASSWORD, email="jansen@voorbeeld.example", address=HOME):
    return people.check_password(session, email, password, address=address)


def fail(session, times, **where):
    for _ in range(times):
        with pytest.raises(NotAllowed):
            log_in(session, "wrong", **where)


def test_the_right_password_opens_and_a_wrong_one_does_not(session, with_password):
    assert log_in(session, email=" Jansen@Voorbeeld.example ") is with_password
    with pytest.raises(NotAllowed, match="The e-mail address or the password"):
        log_in(session, PASSWORD + "!")


def test_an_unknown_a_removed_and_a_new_account_answer_alike(session, with_password):
    new = people.add(session, "new@voorbeeld.example", Role.CONTACT, a_company(session, "X B.V."))
    people.deactivate(session, with_password)
    answers = set()
    for email in (with_password.email, new.email, "nobody@voorbeeld.example"):
        with pytest.raises(NotAllowed) as refused:
            log_in(session, email=email)
        answers.add(str(refused.value))
    assert len(answers) == 1


def test_a_right_password_forgives_the_wrong_ones_before(session, with_password):
    fail(session, people.FREE_TRIES - 1)
    log_in(session)
    fail(session, people.FREE_TRIES - 1)
    assert log_in(session) is with_password


def test_one_address_that_guesses_at_many_accounts_is_slowed_down(session, with_password):
    for number in range(4 * people.FREE_TRIES):
        fail(session, 1, email=f"guess{number}@voorbeeld.example")
    with pytest.raises(Throttled):
        log_in(session)
    assert log_in(session, address="192.0.2.2") is with_password


def test_old_failures_are_forgotten(session, with_password, clock):
    fail(session, 2)
    clock.forward(days=1, seconds=1)
    log_in(session)
    assert session.scalar(select(func.count()).select_from(LoginFailure)) == 0


def test_neither_addresses_nor_passwords_are_kept_readable(session, with_password):
    fail(session, 1)
    kept = list(session.scalars(select(LoginFailure.subject)))
    assert all(len(subject) == 64 for subject in kept)
    assert with_password.password_hash.startswith("$argon2id$")


def test_a_link_works_once(session, person):
    token = people.new_link(session, person)
    assert people.person_of_link(session, token) is person
    people.set_password(session, token, PASSWORD)
    for use in (people.person_of_link, lambda s, t: people.set_password(s, t, PASSWORD)):
        with pytest.raises(NotFound, match="used or has expired"):
            use(session, token)


def test_a_link_expires_after_three_days(session, person, clock):
    token = people.new_link(session, person)
    clock.forward(hours=people.LINK_HOURS, seconds=-1)
    assert people.person_of_link(session, token) is person
    clock.forward(seconds=1)
    with pytest.raises(NotFound, match="used or has expired"):
        people.person_of_link(session, token)


def test_a_new_link_ends_the_older_ones(session, person):
    old, new = people.new_link(session, person), people.new_link(session, person)
    with pytest.raises(NotFound):
        people.person_of_link(session, old)
    assert people.person_of_link(session, new) is person


def test_a_made_up_link_and_that_of_a_removed_account_are_dead(session, person):
    token = people.new_link(session, person)
    people.deactivate(session, person)
    for dead in (token, "made-up"):
        with pytest.raises(NotFound, match="used or has expired"):
            people.set_password(session, dead, PASSWORD)


@pytest.mark.parametrize("password", ["kort", "xx-jansen-xx-xx"])
def test_a_weak_password_is_refused_and_the_link_still_works(session, person, password):
    token = people.new_link(session, person)
    with pytest.raises(Invalid):
        people.set_password(session, token, password)
    people.set_password(session, token, PASSWORD)


def test_the_stamp_changes_whenever_sessions_must_end(session, person):
    stamps = [person.stamp]
    people.set_password(session, people.new_link(session, person), PASSWORD)
    stamps.append(person.stamp)
    people.logout_everywhere(session, person)
    stamps.append(person.stamp)
    people.deactivate(session, person)
    stamps.append(person.stamp)
    assert len(set(stamps)) == 4


def test_a_removed_account_holds_nothing_from_the_same_day(session, person):
    people.deactivate(session, person)
    assert people.actor_for(session, person).held == ()
    assert people.get(session, person.id) is None
    assert people.with_role(session, Role.SUBMITTER) == []
    with pytest.raises(NotFound):
        people.acting_as(session, person.email)


def test_roles_are_dated(session, person, clock):
    (mandate,) = person.mandates
    mandate.to_date = clock().date() + timedelta(days=2)
    clock.forward(days=1)
    assert people.actor_for(session, person).has(Role.SUBMITTER)
    assert people.with_role(session, Role.SUBMITTER) == [person]
    clock.forward(days=1)
    assert not people.actor_for(session, person).has(Role.SUBMITTER)
    assert people.with_role(session, Role.SUBMITTER) == []


def test_somebody_may_hold_roles_for_several_organisations(session, person):
    other = a_company(session, "Tweede B.V.")
    actor = a_person(session, person.email.upper(), Role.CONTACT, other)
    assert actor.person_id == person.id
    assert actor.organisations(Role.CONTACT) == {other.id}
    assert len(actor.organisations()) == 2
    with pytest.raises(Conflict, match="already has this role"):
        people.add(session, person.email, Role.CONTACT, other)


@pytest.mark.parametrize(
    "email", ["", "jansen", "@x.example", "a b@x.example", "a" * 250 + "@x.nl"]
)
def test_what_is_not_an_address_is_refused(session, email):
    with pytest.raises(Invalid, match="is not an e-mail address"):
        people.add(session, email, Role.CONTACT, a_company(session))


def test_one_reads_dutch_or_english(session, person):
    people.set_language(session, person, "en")
    assert people.actor_for(session, person).language == "en"
    with pytest.raises(Invalid, match="Dutch or English"):
        people.set_language(session, person, "fr")
