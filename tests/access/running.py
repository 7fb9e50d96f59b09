"""Who gets what of notices, organisations and people, the log, settings, figures: rows."""

from collections.abc import Mapping

from tests.access.viewers import (
    ADMINISTRATOR,
    COMPANY,
    COMPETITOR,
    LOGGED_IN,
    NOBODY,
    OFFICE,
    SECRETARY,
    STAFF,
    Row,
    page,
    some,
)

_STAFF_DO = {"ours": STAFF, "theirs": STAFF}
_GRANT = {"email": "nieuw@voorbeeld.example", "name": "Nieuw", "role": "expert"}

ROUTES: Mapping[tuple[str, str], Row] = {
    # What each of them is told.
    ("notices.index", "GET"): page(LOGGED_IN),
    ("notices.read", "POST"): page(LOGGED_IN, form={"upto": "999"}, when_done=303),
    ("mail_settings.keep", "POST"): page(LOGGED_IN, form={"finding": "weekly"}, when_done=303),
    ("mail_settings.again", "POST"): page(LOGGED_IN, when_done=303),
    # The link itself is the secret: it says whose mails end.
    ("unsubscribing.ask", "GET"): page(NOBODY, address={"token": "x" * 32}),
    ("unsubscribing.end", "POST"): page(NOBODY, address={"token": "x" * 32}),
    # So is this one: a calendar program has it and no more.
    ("calendars.feed", "GET"): page(NOBODY, address={"token": "x" * 32}),
    ("calendars.make", "POST"): page(LOGGED_IN),
    ("calendars.withdraw", "POST"): page(LOGGED_IN, when_done=303),
    ("organisations.index", "GET"): page(STAFF),
    ("organisations.export", "GET"): page(STAFF, address={"kind": "json"}),
    ("organisations.add", "GET"): page(STAFF),
    ("organisations.add", "POST"): page(
        STAFF, form={"name": "Gloednieuw B.V.", "kind": "company"}, when_done=303
    ),
    ("organisations.detail", "GET"): Row("organisation"),
    # Nobody ends their own organisation.
    ("organisations.end", "POST"): Row(
        "organisation", does=_STAFF_DO, form={"note": "gestopt"}, when_done=303
    ),
    ("organisations.grant", "POST"): Row("organisation", form=_GRANT, when_done=303),
    ("organisations.person", "GET"): Row("person"),
    ("organisations.link", "POST"): Row(
        "person", statuses={("removed", who): 409 for who in STAFF}
    ),
    ("organisations.mail_again", "POST"): Row("person", when_done=303),
    ("organisations.end_role", "POST"): Row(
        "person",
        form={"role": "submitter"},
        when_done=409,  # for an organisation that is not named
    ),
    ("organisations.remove", "POST"): Row(
        "person", when_done=303, statuses={("removed", who): 409 for who in STAFF}
    ),
    # All that is a company's own, to take with it.
    ("packs.index", "GET"): page(COMPANY | some(COMPETITOR, SECRETARY)),
    ("packs.company", "GET"): Row("covered"),
    ("packs.take", "POST"): Row("covered"),
    # The office's own.
    ("log.index", "GET"): page(OFFICE),
    ("log.verification", "GET"): page(OFFICE),
    ("log.export", "GET"): page(OFFICE, address={"kind": "json"}),
    ("settings.index", "GET"): page(OFFICE),
    ("settings.detail", "GET"): Row("setting"),
    ("settings.change", "POST"): Row(
        "setting", form={"value": "0.2", "note": "omdat het zo is"}, when_done=303
    ),
    ("quality.index", "GET"): page(STAFF),
    ("quality.export", "GET"): page(STAFF, address={"kind": "json"}),
    ("following.index", "GET"): page(OFFICE),
    ("following.detail", "GET"): Row("cause"),
    ("following.decide", "POST"): Row(
        "cause", form={"action": "accept", "which": "all"}, when_done=303
    ),
    # Nothing was decided that could be taken back.
    ("following.undo", "POST"): Row("proposal", does={}),
    ("following.rules", "GET"): page(OFFICE),
    ("following.rule", "GET"): Row("following"),
    ("following.switch", "POST"): Row(
        "following", form={"mode": "off", "note": "omdat het zo is"}, when_done=303
    ),
    ("operations.index", "GET"): page(some(ADMINISTRATOR)),
    ("operations.retry", "POST"): Row("job", when_done=303),
}
