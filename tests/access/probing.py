"""Knock on a door as somebody, and look at the answer the way a rival would."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import url_for
from werkzeug.test import TestResponse

from tests.access import matrix
from tests.access.ground import NEVER, OURS, THEIRS, Ground
from tests.access.unpacking import texts
from tests.webapp.browsing import HERE, log_in, token

# What differs from answer to answer whoever asks: the session's own cookie.
PASSING_HEADERS = {"Set-Cookie", "Date"}
FORMS = re.compile(r'<form[^>]* method="post"[^>]* action="([^"?]+)')
# Forms that are left out of a page for who may not send them.
NO_FORM = {"documents.assign", "facts.confirm", "facts.describe"}
SIDES = {"ours": OURS, "theirs": THEIRS}
TOKENS = re.compile(rb'name="csrf_token" value="[^"]*"')


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the headers that stay, the bytes without the form's token."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True)
class Session:
    """A log-in that can be used again: the cookie, and a token that its forms take."""

    cookie: str
    token: str


class Visitors:
    """Everybody who looks, each logged in once."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.sessions = {viewer: self._enter(viewer) for viewer in sorted(matrix.EVERYBODY)}

    def _enter(self, viewer: str) -> Session:
        client = self.ground.app.test_client()
        if viewer != matrix.ANONYMOUS:
            assert log_in(client, self.ground.emails[viewer]).status_code == 303, viewer
        form = token(client, "/help")
        cookie = client.get_cookie(self.ground.app.config["SESSION_COOKIE_NAME"])
        assert cookie is not None
        return Session(cookie.value, form)

    def ask(self, viewer: str, address: str, method: str = "GET", **form: object) -> TestResponse:
        """One request in a browser of its own: nothing of an earlier one shows in the answer."""
        session = self.sessions[viewer]
        client = self.ground.app.test_client()
        client.set_cookie(self.ground.app.config["SESSION_COOKIE_NAME"], session.cookie)
        if method == "GET":
            return client.get(address, buffered=True)
        data = {"csrf_token": session.token, **form}
        return client.post(address, data=data, headers=HERE, buffered=True)

    def look(self, viewer: str, address: str, method: str = "GET", **form: object) -> Answer:
        """The same, as what a rival could compare."""
        return answer(self.ask(viewer, address, method, **form))


def answer(response: TestResponse) -> Answer:
    """What of a response could tell one thing from another."""
    kept = sorted((k, v) for k, v in response.headers if k not in PASSING_HEADERS)
    return Answer(response.status_code, tuple(kept), TOKENS.sub(b"token", response.data))


def address_of(ground: Ground, endpoint: str, row: matrix.Row, name: str) -> str:
    """Where the object ``name`` of the row's noun lies."""
    values = dict(row.address)
    if row.noun:
        values[matrix.ARGUMENT[row.noun]] = ground.ids[row.noun][name]
    if endpoint == "findings.evidence":
        values["evidence_id"] = ground.ids["evidence"].get(name, NEVER)
    if row.noun == "answer_file":
        values["year_id"] = ground.ids["year"].get(name, NEVER)
    with ground.app.test_request_context():
        return url_for(endpoint, **values)


# Where the forms of a page are sent, by who looked at which address.
Actions = dict[tuple[str, str], list[str]]


def wrong(
    visitors: Visitors,
    key: tuple[str, str],
    viewers: matrix.Viewers = matrix.EVERYBODY,
    actions: Actions | None = None,
) -> Iterator[str]:
    """Every answer of one route that is not what the matrix says; its forms go into ``actions``."""
    endpoint, method = key
    row = matrix.ROUTES[key]
    ground = visitors.ground
    names = ["none", *matrix.SEES[row.noun]] if row.noun else [""]
    for viewer in sorted(viewers):
        nothing: Answer | None = None
        for name in names:
            address = address_of(ground, endpoint, row, name)
            before = ground.version()
            got = visitors.look(viewer, address, method, **row.form)
            changed = ground.version() != before
            if changed:
                ground.restore()
            should = matrix.expected(row, name, viewer, method)
            if actions is not None and method == "GET" and got.status == 200:
                actions[viewer, address] = _actions(got.body)
            nothing = nothing or (got if name == "none" else None)
            what = f"{viewer} {method} {endpoint} {name or '-'}"
            if got.status != should:
                yield f"{what}: {got.status}, not {should}"
            elif should == 404 and nothing is not None and got != nothing:
                yield f"{what}: differs from what never was"
            if changed and got.status in (401, 403, 404):
                yield f"{what}: refused, and written nevertheless"


def strange(visitors: Visitors, viewers: Iterable[str], addresses: Iterable[str]) -> Iterator[str]:
    """Every list on which somebody meets the words of a company whose papers they do not see."""
    addresses = tuple(addresses)
    for viewer in viewers:
        for address in addresses:
            noun = "site" if address.startswith("/smelters") else "document"
            text = texts(visitors.ask(viewer, address))
            for side, word in SIDES.items():
                if word in text and viewer not in matrix.SEES[noun][side]:
                    yield f"{viewer} {address}: {word}"


def _actions(page: bytes) -> list[str]:
    return FORMS.findall(page.decode("utf-8", "replace"))


def offered(
    visitors: Visitors, viewers: Iterable[str], actions: Actions | None = None
) -> Iterator[str]:
    """Every form on a page that would be refused if it were sent.

    A page of which ``actions`` holds the forms is not asked again.
    """
    seen = actions or {}
    ground = visitors.ground
    routes = ground.app.url_map.bind("localhost")
    for viewer in viewers:
        for key, row in matrix.ROUTES.items():
            for name in matrix.SEES[row.noun] if row.noun else [""]:
                if key[1] != "GET" or matrix.expected(row, name, viewer, "GET") != 200:
                    continue
                address = address_of(ground, key[0], row, name)
                if (viewer, address) not in seen:
                    seen[viewer, address] = _actions(visitors.ask(viewer, address).data)
                for action in seen[viewer, address]:
                    endpoint = str(routes.match(action, "POST")[0])
                    sent = matrix.ROUTES[endpoint, "POST"]
                    which = name if sent.noun == row.noun else ""
                    if sent.noun and not which:
                        continue
                    status = matrix.expected(sent, which, viewer, "POST")
                    if status == 404 or (status == 403 and endpoint in NO_FORM):
                        yield f"{viewer} {key[0]} {name}: offers {endpoint}"
