"""The last weeks of the demo year: a question, a newer version, a team, and what is unread."""

from datetime import timedelta
from functools import partial

from sqlalchemy import update
from sqlalchemy.orm import Session

from workflows import (
    assigning,
    clock,
    documents,
    doubting,
    items,
    people,
    reminding,
    team_papers,
    teams,
    versions,
)
from workflows.demo import cast, lists, reviewing
from workflows.demo.papers import STAAL
from workflows.doubting import Doubt
from workflows.models import Document, Notice
from workflows.states import ItemState, Role
from workflows.storage import FileStore

ASKED_ABOUT = "opgave-2026"
RENEWED = "approved-mills"
TEAM = "Ochtendploeg"
QUESTION = (
    "Op de opgave staat deze naam. Is dit de smelter zelf, of een handelaar? Vraag het uw "
    "leverancier, of stuur een document waarin het staat."
)
# One mill of the paper before it is gone, and two are new.
_DRAW = partial(
    lists.without_lines,
    STAAL,
    (153, 154, 156, 157, 158),
    lists.unknown(STAAL, "steel", "IT", "en"),
)


def ask(session: Session, document: Document) -> None:
    """The first reader asks the company about an item that nobody has decided on.

    The first reviewer of the cast is one of its two, whoever had least to do when it came: who
    opens the demo as her finds a paper to begin with.
    """
    fenna = people.find(session, cast.REVIEWERS[0])
    if fenna is not None and fenna.id not in {one.person_id for one in document.assignments}:
        anne = people.acting_as(session, cast.ANNE)
        assigning.unassign(session, document, document.assignments[-1].person, anne)
        documents.assign(session, document, fenna, anne)
        session.expire(document, ["assignments"])
    actor = reviewing.readers(session, document)[0]
    undecided = [i for i in items.of_document(session, document) if i.state is ItemState.OPEN]
    doubting.doubt(session, undecided[-1], Doubt.ASK, actor, text=QUESTION)


def make_team(session: Session, document: Document) -> None:
    """The secretariat makes a team of the reviewers, and lets a paper wait for another of them."""
    anne = people.acting_as(session, cast.ANNE)
    team = teams.make(session, TEAM, anne)
    for person in people.with_role(session, Role.REVIEWER):
        teams.join(session, team, person, anne)
    team_papers.hand(session, document, team, anne)


def renew(session: Session, store: FileStore, document: Document) -> None:
    """The company sends the paper of this year as the next version of last year's."""
    actor = people.acting_as(session, STAAL.submitter)
    versions.add(session, store, document, f"{STAAL.slug}_{RENEWED}-2026.pdf", _DRAW(), actor)


def tell(session: Session) -> None:
    """Everybody read what they were told before the last two weeks; they hear what is due soon."""
    since = clock.now(session) - timedelta(days=14)
    session.execute(update(Notice).where(Notice.made_at < since).values(read_at=since))
    reminding.remind(session, None)
