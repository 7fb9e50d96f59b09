"""What happened to an object, in sentences: out of the log, for people who may see the object."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from flask_babel import gettext
from sqlalchemy.orm import Session

from report_templates.printable import printable
from webapp import following_words as following
from webapp import formats, labels
from workflows import event_lists, events, people
from workflows.marking import N_
from workflows.models import Event

FINDING: Mapping[str, str] = {
    "open": N_("Opened: a rule was met"),
    "assign": N_("Given to somebody"),
    "ask": N_("Asked the company a question"),
    "answer": N_("Answered the question"),
    "assess": N_("Assessed the finding"),
    "dismiss": N_("Dismissed the finding"),
    "contest": N_("Contested the finding"),
    "uphold": N_("Upheld the finding"),
    "hand_up": N_("Passed the contest on"),
    "overrun": N_("The steering committee did not judge in time"),
    "contest_final": N_("The last day to go on with the contest passed"),
    "evidence_ended": N_("No document says it any more"),
    "stand": N_("Let the finding stand"),
    "withdraw": N_("Withdrew the finding"),
    "plan": N_("Planned a measure"),
    "start": N_("Started the measures"),
    "start_remedy": N_("Started the remedy"),
    "add_evidence": N_("Added evidence"),
    "submit": N_("Asked for verification"),
    "verify": N_("Verified the measures"),
    "return": N_("Sent the measures back"),
    "draft": N_("Drafted a message"),
    "clear": N_("Cleared a message"),
    "communicate": N_("Communicated the finding"),
    "withhold": N_("Decided not to communicate"),
    "close": N_("Closed the finding"),
    "reopen": N_("Reopened the finding"),
    "escalate": N_("Escalated the finding"),
    "take_back": N_("Took the reopening back"),
    "near": N_("The last day of the certificate came nearer"),
    "ended": N_("The last day of the certificate passed"),
}
SITE: Mapping[str, str] = {
    "propose": N_("Learned from a document"),
    "clear": N_("Made public, with a public source"),
    "learn_name": N_("Another name learned from a decision"),
    "forget_name": N_("A learned name taken back with its decision"),
    "clear_name": N_("A learned name made public"),
    "remove_name": N_("A learned name removed"),
    "add": N_("Added by an edition of the register"),
    "change": N_("Changed by an edition of the register"),
    "end": N_("Left out by an edition of the register"),
    "create": N_("Added by hand"),
    "suggest": N_("Proposed by a reviewer"),
    "decline": N_("The proposal was declined"),
    "status": N_("A scheme said something"),
    "settle_state": N_("Said to be open or closed"),
    "add_name": N_("Another name added by hand"),
    "merge": N_("Merged with another entry"),
    "unmerge": N_("A merge with another entry undone"),
}
RULE: Mapping[str, str] = {
    "create": N_("Made of a verdict"),
    "ask_again": N_("Asked again"),
    "confirm": N_("Confirmed"),
    "withdraw": N_("Withdrawn"),
}
TEAM: Mapping[str, str] = {
    "create": N_("The team was made"),
    "rename": N_("Renamed"),
    "join": N_("Somebody joined the team"),
    "leave": N_("Somebody left the team"),
}
STEP: Mapping[str, str] = {
    "open": N_("The year was opened"),
    "fill_in": N_("Saved answers"),
    "sign": N_("Signed and sent in"),
    "take_back": N_("Taken back by the company"),
    "accept": N_("Accepted"),
    "return": N_("Sent back to the company"),
    "reopen": N_("Opened again"),
    "ask_time": N_("Asked for more time"),
    "extend": N_("Gave more time"),
    "refuse_time": N_("Gave no more time"),
}
SETTING: Mapping[str, str] = {"change": N_("Changed")}
FOLLOWING: Mapping[str, str] = {"switch": N_("Switched")}
ORGANISATION: Mapping[str, str] = {
    "add": N_("Added"),
    "end": N_("Ended its part"),
    "take_pack": N_("Its pack was taken"),
}
PERSON: Mapping[str, str] = {
    "add": N_("Was given a role"),
    "end_role": N_("Lost a role"),
    "link": N_("A link to set the password was made"),
    "set_password": N_("Set a password"),
    "logout_everywhere": N_("Logged out everywhere"),
    "deactivate": N_("The account was removed"),
    "mail_stopped": N_("The address refused a mail"),
    "mail_cleared": N_("Mails are sent to the address again"),
    "calendar_made": N_("An address for a calendar was made"),
    "calendar_withdrawn": N_("The address of the calendar was withdrawn"),
}
UNSENT = frozenset({"draft", "clear", "withhold"})
"""What happens to a message before it is sent: the company reads it when it is."""

_SHOWN = ("person", "severity", "likelihood", "harm", "kind", "owner", "due", "audience")


@dataclass(frozen=True)
class Entry:
    """One thing that happened: what, by whom, when, the particulars, the words that were given."""

    what: str
    who: str
    when: datetime
    facts: list[tuple[str, str]]
    words: list[str]


def of(
    session: Session,
    noun: str,
    object_id: str,
    sentences: Mapping[str, str],
    *,
    hidden: Collection[str] = (),
    within: Collection[int] | None = None,
) -> list[Entry]:
    """The history of one object, newest first; without what is ``hidden`` or has no sentence.

    With ``within``, what concerns nobody or one of these organisations, and neither who did it nor
    the words they wrote: for whoever sees the object but does not work on it.
    """
    rows = [
        row
        for row in events.history(session, noun, object_id)
        if row.action in sentences
        and row.action not in hidden
        and (within is None or row.organisation_id in (None, *within))
    ]
    said = event_lists.payloads(session, rows)

    def told(row: Event, who: str) -> Entry:
        return _entry(session, row, said.get(row.seq, {}), sentences[row.action], who)

    if within is not None:
        return [replace(told(row, ""), words=[]) for row in reversed(rows)]
    names = {key: person.name for key, person in event_lists.people_of(session, rows).items()}
    system = gettext("The system")
    return [told(row, names.get(row.actor_id or 0, system)) for row in reversed(rows)]


def _entry(
    session: Session,
    row: Event,
    said: Mapping[str, object],
    sentence: str,
    who: str,
) -> Entry:
    given = {
        name.removeprefix("given_"): str(value)
        for name, value in said.items()
        if name.startswith("given_") and value
    }
    facts = [
        (labels.need(name), _shown(session, name, value))
        for name in _SHOWN
        if (value := given.get(name))
    ]
    source, target = said.get("source"), said.get("target")
    if row.noun == "finding" and source and source != target:
        facts.append((gettext("Status"), labels.finding_state(str(target))))
    facts += following.reasons(said)
    if row.action in ("near", "ended"):
        known = ("within", "expires")
        facts += [(labels.fact_name(n), labels.fact(n, said[n])) for n in known if said.get(n)]
    if row.noun == "site":
        facts += _of_site(said)
    if said.get("because"):
        facts.append((gettext("Reason"), labels.asks_because(str(said["because"]))))
    if row.noun in ("setting", "team") and "after" in said:
        facts.append((gettext("Before"), printable(str(said.get("before", "")))))
        facts.append((gettext("After"), printable(str(said.get("after", "")))))
    if row.noun == "following":
        facts.append((gettext("Before"), following.mode(str(said.get("before")))))
        facts.append((gettext("After"), following.mode(str(said.get("after")))))
    if said.get("role"):
        facts.append((gettext("Role"), labels.role(str(said["role"]))))
    note = given.get("note") or str(said.get("note") or "")
    words = [printable(text) for text in (given.get("text", ""), note) if text]
    return Entry(gettext(sentence), who, row.at, facts, words)


def _of_site(said: Mapping[str, object]) -> list[tuple[str, str]]:
    """What changed at a site: by an edition, in the word of a scheme, in whether it works."""
    facts = []
    fields = said.get("fields")
    for name, pair in fields.items() if isinstance(fields, dict) else ():
        before, after = (labels.site_value(name, str(one)) for one in pair)
        facts.append((labels.site_field(name), f"{before or '–'} → {after or '–'}"))
    if said.get("name"):
        facts.append((gettext("Name"), printable(str(said["name"]))))
    if said.get("scheme"):
        status = labels.status(str(said["status"])), labels.basis(str(said["basis"]))
        facts.append((labels.scheme(str(said["scheme"])), "{} ({})".format(*status)))
    if said.get("after"):
        facts.append((gettext("Status"), labels.site_state(str(said["after"]))))
    since = said.get("from_date") or said.get("since")
    if since:
        facts.append((gettext("From"), _day(str(since))))
    return facts


def _shown(session: Session, name: str, value: str) -> str:
    if name == "person":
        person = people.find(session, value)
        return person.name if person is not None else printable(value)
    if name == "due":
        return _day(value)
    named = {
        "severity": labels.severity,
        "likelihood": labels.likelihood,
        "harm": labels.harm,
        "kind": labels.measure,
        "audience": labels.audience,
    }
    return named[name](value) if name in named else printable(value)


def _day(value: str) -> str:
    try:
        return formats.day(date.fromisoformat(value.strip()))
    except ValueError:
        return printable(value)
