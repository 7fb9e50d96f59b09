"""What a browser does: read the form's token, fill in, send."""

import re
from collections.abc import Iterable, Mapping

from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from workflows import people
from workflows.models import Person
from workflows.permissions import Actor

PASSWORD = "twaalf tekens of meer"
HERE = {"Sec-Fetch-Site": "same-origin"}


def token(client: FlaskClient, page: str = "/login") -> str:
    """The form token of a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).text)
    assert found, f"no form on {page}"
    return found[1]


def send(
    client: FlaskClient,
    address: str,
    fields: Mapping[str, object] | None = None,
    *,
    page: str = "/login",
) -> TestResponse:
    """Send a form the way a browser does, with the token of ``page``."""
    return client.post(
        address, data={"csrf_token": token(client, page), **(fields or {})}, headers=HERE
    )


def give_passwords(session: Session, actors: Iterable[Actor]) -> None:
    """The same password for all of them."""
    for actor in actors:
        person = session.get_one(Person, actor.person_id)
        people.set_password(session, people.new_link(session, person), PASSWORD)
    session.flush()


def log_in(client: FlaskClient, email: str, password: str = PASSWORD) -> TestResponse:
    """Fill in the log-in form."""
    return send(client, "/login", {"email": email, "password": password})
