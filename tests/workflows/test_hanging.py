"""What hangs on an item and its paper: one question says which of it need be asked for."""

import pytest

from tests.cast import a_record
from workflows import clock, comments, deciding, doubting, hanging
from workflows.doubting import Doubt
from workflows.engine import make_sessions
from workflows.hanging import Hanging
from workflows.models import Likeness, Team, TeamPaper, WithdrawalRequest
from workflows.states import ItemAction, RejectReason
from workflows.verdicts import Verdict

NOTHING = Hanging(
    questions=False, comments=False, doubled=False, team=False, request=False, alike=False
)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def rows(paper):
    return paper(a_record("Merapi Tin Works"), a_record("Gunung Tin"))


def test_nothing_hangs_on_what_was_only_read(session, rows):
    assert hanging.on(session, rows[0].document, rows[0]) == NOTHING
    assert hanging.on(session, rows[0].document, None) == NOTHING


def test_what_was_asked_and_said_hangs_on_its_item_alone(session, world, rows):
    asked, said = rows
    doubting.doubt(session, asked, Doubt.ASK, world.reader, text="Is this the plant?")
    comments.add(session, said, world.reader, "Look at the stamp.")
    found = [hanging.on(session, asked.document, one) for one in (asked, said, None)]
    assert [one.questions for one in found] == [True, False, False]
    assert [one.comments for one in found] == [False, True, False]
    double = Verdict(ItemAction.REJECT, RejectReason.DUPLICATE, duplicate_of=asked.public_id)
    deciding.decide(session, said, double, world.reader)
    found = [hanging.on(session, asked.document, one) for one in (asked, said, None)]
    assert [one.doubled for one in found] == [True, False, False]


def test_the_team_the_request_and_the_likeness_hang_on_their_document_alone(
    session, world, rows, paper
):
    document, (other,) = rows[0].document, paper(a_record("Ombak Tin"))
    now = clock.now(session)
    request = WithdrawalRequest(
        document_id=document.id, asked_by_id=world.submitter.person_id, asked_at=now, reason="Old."
    )
    session.add_all(
        (
            TeamPaper(document=document, team=Team(name="Tin", made_at=now), handed_at=now),
            Likeness(document_id=document.id, other_id=other.document_id, share=0.9),
            request,
        )
    )
    session.flush()
    hangs = hanging.on(session, document, rows[0])
    assert (hangs.team, hangs.request, hangs.alike) == (True, True, True)
    assert hanging.on(session, other.document, other) == NOTHING
    request.answered_at = now
    session.flush()
    assert not hanging.on(session, document, None).request
