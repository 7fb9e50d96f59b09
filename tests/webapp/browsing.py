"""What a browser does: read the form's token, fill in, send."""

import re
from collections.abc import Mapping

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

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


def log_in(client: FlaskClient, email: str, password: str = PASSWORD) -> TestResponse:
    """Fill in the log-in form."""
    return send(client, "/login", {"email": email, "password": password})
