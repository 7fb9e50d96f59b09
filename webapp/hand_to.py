"""Whom a document is handed to: a reviewer or a team, as one list of a form says it."""

from collections.abc import Iterable

from flask_babel import gettext

from report_templates.printable import printable
from webapp import db
from webapp.auth import actor
from workflows import assigning, documents, people, team_papers, teams
from workflows.errors import Invalid
from workflows.marking import N_
from workflows.models import Document, Person, Team

CHOOSE = N_("Choose a person or a team.")
_TEAM = "team:"


def choices(reviewers: Iterable[Person], besides: Document | None = None) -> list[tuple[str, str]]:
    """These reviewers and every team with its words, without who reads ``besides`` already."""
    session = db.session()
    reads = {one.person_id for one in besides.assignments} if besides is not None else set()
    return [(one.email, one.name) for one in reviewers if one.id not in reads] + [
        (value(team), words(team)) for team in teams.running(session)
    ]


def value(team: Team) -> str:
    """How a form says a team."""
    return f"{_TEAM}{team.public_id}"


def words(team: Team) -> str:
    """How a page calls a team."""
    return str(gettext("Team %(name)s", name=printable(team.name)))


def team(text: str) -> Team | None:
    """The team that a form says, if it says one."""
    if not text.startswith(_TEAM):
        return None
    return teams.get(db.session(), text.removeprefix(_TEAM), actor())


def chosen(text: str) -> Person | Team:
    """Whom a form says."""
    found = team(text) or people.find(db.session(), text)
    if found is None:
        raise Invalid(CHOOSE)
    return found


def hand(document: Document, whom: Person | Team) -> None:
    """Hand a document to one of them."""
    if isinstance(whom, Team):
        team_papers.hand(db.session(), document, whom, actor())
    else:
        documents.assign(db.session(), document, whom, actor())


def take_away(document: Document, whom: Person | Team) -> None:
    """Take a document from one of them."""
    if isinstance(whom, Team):
        team_papers.take_away(db.session(), document, whom, actor())
    else:
        assigning.unassign(db.session(), document, whom, actor())
