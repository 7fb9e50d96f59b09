import pytest
from sqlalchemy import select

from tests.walking import SENTENCES, walk_to
from workflows import findings
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotAllowed, Stale
from workflows.findings import act
from workflows.models import Communication
from workflows.states import Audience, CommunicationState
from workflows.states import FindingAction as A
from workflows.states import FindingState as S


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


def test_a_finding_is_told_or_withheld_before_it_is_closed(do, finding):
    walk_to(do, S.VERIFICATION)
    do("reader", A.VERIFY)
    with pytest.raises(NotAllowed, match="Communicate this finding"):
        do("secretary", A.CLOSE)
    do("reader", A.DRAFT)
    with pytest.raises(NotAllowed, match="Communicate this finding"):
        do("secretary", A.CLOSE)
    do("secretary", A.WITHHOLD)
    do("secretary", A.CLOSE)
    assert finding.communications[0].state is CommunicationState.WITHHELD


@pytest.mark.parametrize("audience", ["parties", "public"])
def test_words_for_outside_are_cleared_by_somebody_else(session, world, do, finding, audience):
    walk_to(do, S.ASSESSED)
    do("reader", A.DRAFT, audience=audience)
    with pytest.raises(NotAllowed, match="Somebody else must clear the words before"):
        do("other_reader", A.COMMUNICATE, audience=audience, text="")
    with pytest.raises(NotAllowed, match="they are yours"):
        do("reader", A.CLEAR, audience=audience)
    do("other_reader", A.CLEAR, audience=audience)
    with pytest.raises(NotAllowed, match="Somebody else must clear the words before"):
        do("reader", A.COMMUNICATE, audience=audience, text="Quite other words.")
    assert session.scalars(findings.shared(world.member)).all() == []
    do("reader", A.COMMUNICATE, audience=audience, text="")
    (said,) = finding.communications
    assert (said.state, said.text) == (CommunicationState.COMMUNICATED, SENTENCES["text"])
    assert said.cleared_by_id == world.other_reader.person_id


def test_new_words_must_be_cleared_again(do, finding):
    walk_to(do, S.ASSESSED)
    do("reader", A.DRAFT, audience="parties")
    do("other_reader", A.CLEAR, audience="parties")
    do("reader", A.DRAFT, audience="parties", text="Other words.")
    with pytest.raises(NotAllowed, match="Somebody else must clear"):
        do("other_reader", A.COMMUNICATE, audience="parties", text="")


def test_the_member_is_told_in_one_step_from_the_version_that_was_seen(session, world, do, finding):
    walk_to(do, S.ASSESSED)
    given = {"audience": "member", "text": "This is what we found."}
    with pytest.raises(Stale):
        act(session, finding, A.COMMUNICATE, world.reader, given, seen=finding.version - 1)
    act(session, finding, A.COMMUNICATE, world.reader, given, seen=finding.version)
    (said,) = finding.communications
    assert (said.audience, said.state) == (Audience.MEMBER, CommunicationState.COMMUNICATED)


def test_what_was_said_is_not_said_again_or_otherwise(do, finding):
    walk_to(do, S.ASSESSED)
    do("reader", A.COMMUNICATE)
    for action in (A.COMMUNICATE, A.DRAFT, A.WITHHOLD):
        with pytest.raises(Invalid, match="already communicated"):
            do("secretary", action)
    with pytest.raises(Invalid, match="no draft"):
        do("secretary", A.CLEAR, audience="public")


def test_what_is_withheld_is_told_only_in_new_words(do, finding):
    walk_to(do, S.ASSESSED)
    do("secretary", A.WITHHOLD)
    with pytest.raises(Invalid, match="no draft"):
        do("reader", A.COMMUNICATE, text="")
    do("reader", A.COMMUNICATE)
    assert finding.communications[0].reason == ""


def test_who_hears_what_was_communicated(session, world, do, finding):
    walk_to(do, S.ASSESSED)
    for audience in ("parties", "public"):
        do("reader", A.DRAFT, audience=audience)
        do("other_reader", A.CLEAR, audience=audience)
        do("reader", A.COMMUNICATE, audience=audience)

    def heard(actor):
        return {said.audience for said in session.scalars(findings.shared(actor))}

    everything = {Audience.PARTIES, Audience.PUBLIC}
    for name in ("member", "secretary", "chair"):
        assert heard(getattr(world, name)) == everything
    for name in ("supporter", "expert", "administrator"):
        assert heard(getattr(world, name)) == {Audience.PUBLIC}
    assert session.scalars(select(Communication)).all() != []
