"""What people do, and the three ways to do it: through the services, the web, the command line."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from unittest.mock import patch

from click.testing import CliRunner
from werkzeug.test import TestResponse

from tests.cheating import services
from tests.cheating.stage import Stage
from tests.webapp.browsing import HERE
from webapp.cli import console, main
from workflows import people
from workflows.errors import NotFound, WorkflowError

DONE, REFUSED, ABSENT = "done", "refused", "absent"
SERVICE, WEB, COMMAND = "service", "web", "command"
COMPANY = ("confirm", "correct", "deny")
TOKENS = re.compile(rb'name="csrf_token" value="[^"]*"')


@dataclass(frozen=True)
class Deed:
    """What somebody does to an item, a document or a question, and with which words."""

    who: str
    name: str
    target: str = ""  # a public id
    more: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        words = ", ".join(f"{name}={value!r}" for name, value in self.more.items())
        return f"{self.who} {self.name} {self.target} {words}".rstrip()


@dataclass(frozen=True)
class Answer:
    """How a deed ended, and all that its doer was told; without the id, which it may repeat."""

    end: str
    told: object


def by_service(stage: Stage, deed: Deed) -> Answer:
    """Call the function of the rules, and keep what it did unless it refused."""
    with stage.installation.sessions() as session:
        actor = people.acting_as(session, stage.people[deed.who].email)
        try:
            services.serve(session, stage.store, actor, deed.name, deed.target, deed.more)
        except NotFound as absent:
            return Answer(ABSENT, str(absent))
        except WorkflowError as refused:
            return Answer(REFUSED, (type(refused).__name__, str(refused)))
        session.commit()
        return Answer(DONE, "")


# Through the web.

Form = tuple[str, dict[str, Any]]


def _seen(more: Mapping[str, Any]) -> dict[str, Any]:
    return {"seen": more["seen"]} if more.get("seen") is not None else {}


def _web_decide(target: str, more: Mapping[str, Any]) -> Form:
    form = {name: more[name] for name in ("action", "reason", "note", "candidate") if name in more}
    form |= {f"field-{name}": text for name, text in more.get("changes", {}).items()}
    if more.get("place"):
        form["box"] = ",".join(map(str, more["place"]))
    end = "/confirm" if more["action"] in COMPANY else ""
    return f"/review/items/{target}{end}", form | _seen(more)


def _web_doubt(target: str, more: Mapping[str, Any]) -> Form:
    form = {"action": "doubt", "how": more["how"], "question": more.get("text", "")}
    return f"/review/items/{target}", form | _seen(more)


def _several(more: Mapping[str, Any]) -> list[str]:
    return [f"{one}:{version}" for one, version in more["seen"].items()]


FORMS: Mapping[str, Callable[[str, Mapping[str, Any]], Form]] = {
    "decide": _web_decide,
    "doubt": _web_doubt,
    "split": lambda t, m: (f"/review/items/{t}/split", {"at": m["at"]} | _seen(m)),
    "take out": lambda t, m: (f"/review/items/{t}/take-out", {"mention": m["mention"]} | _seen(m)),
    "merge": lambda t, m: (f"/review/{t}/merge", {"item": m["items"], "seen": _several(m)}),
    "add": lambda t, m: (f"/review/{t}/add", {"field-smelter": m["name"]}),
    "approve together": lambda t, m: (f"/review/{t}/approve", {"page": 1, "seen": _several(m)}),
    "undo": lambda t, m: (f"/review/items/{t}", {"action": "undo"} | _seen(m)),
    "flag": lambda t, m: (f"/review/items/{t}/flag", _seen(m)),
    "comment": lambda t, m: (
        f"/review/items/{t}/comments",
        {"text": "Wie weet dit?", "audience": "company" if m["shared"] else "internal"},
    ),
    "answer": lambda t, _m: (f"/questions/{t}", {"answer": "Een handelaar."}),
    "withdraw question": lambda t, _m: (f"/review/questions/{t}/withdraw", {}),
    "give back": lambda t, _m: (f"/review/{t}/give-back", {"note": "Te druk."}),
    "claim": lambda _t, _m: ("/review/claim", {}),
    "assign": lambda t, m: (
        f"/documents/{t}/assign" if m["give"] else f"/review/{t}/unassign",
        {"reviewer": m["reviewer"]},
    ),
    "act": lambda t, m: (f"/documents/{t}/act", {"action": m["action"], "note": "Het is zo."}),
    "reread": lambda t, _m: (f"/documents/{t}/reread", {}),
    "renew": lambda t, m: (
        f"/documents/{t}/versions/new",
        {"file": (BytesIO(m["data"]), "opgave-2.pdf")},
    ),
}


def by_web(stage: Stage, deed: Deed) -> Answer:
    """Send the form in a browser of one's own."""
    cookie, token = stage.cookies[deed.who]
    client = stage.app.test_client()
    client.set_cookie(stage.app.config["SESSION_COOKIE_NAME"], cookie)
    if deed.name == "open":
        response = client.get(f"/review/{deed.target}", buffered=True)
    else:
        address, form = FORMS[deed.name](deed.target, deed.more)
        data = {"csrf_token": token, **form}
        response = client.post(address, data=data, headers=HERE, buffered=True)
    return Answer(_ended(response), _told(response, deed.target))


def _ended(response: TestResponse) -> str:
    ends = {200: DONE, 303: DONE, 404: ABSENT, 400: REFUSED, 403: REFUSED, 409: REFUSED}
    assert response.status_code in ends, (response.status_code, response.text[:2000])
    return ends[response.status_code]


def _told(response: TestResponse, target: str) -> object:
    body = TOKENS.sub(b"token", response.data)
    if target:
        body = body.replace(target.encode(), b"ID")
    kept = sorted((k, v) for k, v in response.headers if k not in ("Set-Cookie", "Content-Length"))
    return response.status_code, kept, body


# On the command line.


def _say_decide(target: str, more: Mapping[str, Any]) -> list[str]:
    words = ["items", "decide", target, more["action"]]
    for name in ("reason", "note", "seen"):
        if more.get(name) not in (None, ""):
            words += [f"--{name}", str(more[name])]
    pairs = dict(more.get("changes", {}))
    if "candidate" in more:
        pairs["candidate"] = more["candidate"]
    words += [word for name, text in pairs.items() for word in ("--set", f"{name}={text}")]
    if more.get("place"):
        words += ["--place", "1:" + ",".join(map(str, more["place"]))]
    return words


def _say_seen(more: Mapping[str, Any]) -> list[str]:
    return ["--seen", str(more["seen"])] if more.get("seen") is not None else []


def _say_several(more: Mapping[str, Any]) -> list[str]:
    return [word for one, number in more["seen"].items() for word in ("--seen", f"{one}={number}")]


COMMANDS: Mapping[str, Callable[[str, Mapping[str, Any]], list[str]]] = {
    "decide": _say_decide,
    "split": lambda t, m: ["items", "split", t, "--at", str(m["at"]), *_say_seen(m)],
    "take out": lambda t, m: [
        *("items", "take-out", t, "--mention", str(m["mention"])),
        *_say_seen(m),
    ],
    "merge": lambda _t, m: ["items", "merge", *m["items"], *_say_several(m)],
    "add": lambda t, m: ["items", "add", "--document", t, "--set", f"smelter={m['name']}"],
    "approve together": lambda t, m: [
        *("items", "approve-page", "--document", t),
        *_say_several(m),
    ],
    "undo": lambda t, m: ["items", "undo", t, *_say_seen(m)],
    "take over": lambda t, m: ["queue", "take-over", t, "--reading", m["reading"]],
    "give back": lambda t, _m: ["queue", "give-back", t, "--note", "Te druk."],
    "claim": lambda _t, _m: ["queue", "claim"],
    "act": lambda t, m: ["documents", "act", t, m["action"], "--note", "Het is zo."],
    "reread": lambda t, _m: ["documents", "reread", t],
}


def by_command(stage: Stage, deed: Deed) -> Answer:
    """Give the command, on the clock of the stage."""
    words = [*COMMANDS[deed.name](deed.target, deed.more), "--as", stage.people[deed.who].email]
    code, out, err = command(stage, *words)
    assert code in (0, 1), err
    if deed.target:
        out, err = out.replace(deed.target, "ID"), err.replace(deed.target, "ID")
    return Answer(REFUSED if code else DONE, (code, out, err))


def command(stage: Stage, *words: str) -> tuple[int, str, str]:
    """The exit code of a command, what it printed and what it complained of."""
    with patch.object(console, "open_installation", lambda: stage.installation):
        result = CliRunner().invoke(main, list(words))
    if isinstance(result.exception, Exception):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


DOING = {SERVICE: by_service, WEB: by_web, COMMAND: by_command}


def ways(name: str) -> list[str]:
    """The ways in which a deed can be done."""
    known = {
        SERVICE: {*services.SERVICES, "renew", "answer"},
        WEB: {*FORMS, "open"},
        COMMAND: set(COMMANDS),
    }
    return [way for way, names in known.items() if name in names]
