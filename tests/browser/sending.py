"""Papers of a test's own, sent in by a member of the demo, read by the worker of the server."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from playwright.sync_api import Page, expect

from webapp import db
from workflows import documents, organisations, people
from workflows.demo import cast
from workflows.storage import FileStore


@dataclass(frozen=True)
class Sent:
    """A document's public id, and the addresses of the reviewers that it was given to."""

    document: str
    readers: Sequence[str]

    @property
    def review(self) -> str:
        """The address of its review."""
        return f"/review/{self.document}"

    def open(self, page: Page) -> None:
        """Open its review, once it has been read."""
        page.goto(f"/documents/{self.document}")
        # The page follows the reading by itself.
        expect(page.locator(".identity .tag")).not_to_have_text("Ontvangen")
        page.goto(self.review)


def send(app: Flask, name: str, paper: bytes, *, member: cast.Member = cast.MEMBERS[0]) -> Sent:
    """Send a paper in for a member."""
    store = FileStore(Path(app.config["DATA"]) / "files")
    with db.sessions(app)() as session:
        sender = people.acting_as(session, member.submitter)
        company = organisations.named(session, member.name)
        document = documents.receive(session, store, company, name, paper, sender).document
        session.commit()
        readers = [one.person.email for one in document.assignments]
        return Sent(document.public_id, readers)
