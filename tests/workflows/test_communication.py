import hashlib

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
from workflows.telling_rules import CHECKLIST

A_PAGE = "page.html", b"<p>Zo is het.</p>"  # the copy of what was published


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
def test_words_for_outside_are_cleared_by_somebody_else(
    session, store, world, do, finding, audience
):
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
    given = {"audience": audience, "address": SENTENCES["address"]}
    act(session, finding, A.COMMUNICATE, world.reader, given, file=A_PAGE, store=store)
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


def test_who_hears_what_was_communicated(session, store, world, do, finding):
    walk_to(do, S.ASSESSED)
    for audience in ("parties", "public"):
        do("reader", A.DRAFT, audience=audience)
        do("other_reader", A.CLEAR, audience=audience)
        given = {"audience": audience, "address": SENTENCES["address"]}
        act(session, finding, A.COMMUNICATE, world.reader, given, file=A_PAGE, store=store)

    def heard(actor):
        return {said.audience for said in session.scalars(findings.shared(actor))}

    everything = {Audience.PARTIES, Audience.PUBLIC}
    for name in ("member", "secretary", "chair"):
        assert heard(getattr(world, name)) == everything
    for name in ("supporter", "expert", "administrator"):
        assert heard(getattr(world, name)) == {Audience.PUBLIC}
    assert session.scalars(select(Communication)).all() != []


def test_words_for_outside_are_cleared_by_the_list_and_it_is_kept(do, finding):
    walk_to(do, S.ASSESSED)
    do("reader", A.DRAFT, audience="parties")
    for ticked in ("", "suppliers,prices", ",".join(CHECKLIST[1:]), "nothing"):
        with pytest.raises(Invalid, match="every point of the list"):
            do("other_reader", A.CLEAR, audience="parties", checks=ticked)
    do("other_reader", A.CLEAR, audience="parties", checks=",".join(CHECKLIST[::-1]))
    assert finding.communications[0].checks == list(CHECKLIST)
    do("reader", A.DRAFT, audience="parties", text="Other words.")
    assert finding.communications[0].checks == []  # it was of other words


def test_inside_nobody_needs_the_list_or_an_address(do, finding):
    walk_to(do, S.ASSESSED)
    do("reader", A.COMMUNICATE, checks="", address="")
    assert (finding.communications[0].checks, finding.communications[0].address) == ([], "")


def test_what_is_published_has_its_address_and_a_copy_whose_hash_is_kept(
    session, store, world, do, finding
):
    walk_to(do, S.ASSESSED)
    do("reader", A.DRAFT, audience="public")
    do("other_reader", A.CLEAR, audience="public")
    for address in ("", "www.voorbeeld.example", "javascript:alert(1)", "https://a b.example/c"):
        with pytest.raises(Invalid, match="address where it was published"):
            do("reader", A.COMMUNICATE, audience="public", text="", address=address)
    with pytest.raises(Invalid, match="a copy of what was published"):
        do("reader", A.COMMUNICATE, audience="public", text="", file="no file, but a word")
    given = {"audience": "public", "address": SENTENCES["address"]}
    act(session, finding, A.COMMUNICATE, world.reader, given, file=A_PAGE, store=store)
    (said,) = finding.communications
    assert (said.address, said.copy.filename) == (SENTENCES["address"], A_PAGE[0])
    assert said.copy_hash == hashlib.sha256(A_PAGE[1]).hexdigest()
    assert finding.evidence == []


def test_no_address_is_kept_that_a_browser_would_run(do, finding):
    walk_to(do, S.ASSESSED)
    do("reader", A.COMMUNICATE, address="javascript:alert(1)")
    assert finding.communications[0].address == ""
