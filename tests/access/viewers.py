"""Who looks, by the names of the ground, and what is said of a route: the words of the matrix."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Viewers = frozenset[str]


def some(*names: str) -> Viewers:
    """A set of viewers."""
    return frozenset(names)


# The submitter and the contact of one company, the submitter of its rival; readers who are assigned
# to the papers of the company, of the rival, of nobody; one who is assigned to the company's and
# also advises it; somebody whose only role has ended.
SUBMITTER, CONTACT, COMPETITOR = "submitter", "contact", "competitor"
READER, OTHER_READER, IDLE, CONFLICTED = "reader", "other_reader", "idle", "conflicted"
SECRETARY, CHAIR, STEERING, ADMINISTRATOR = "secretary", "chair", "steering", "administrator"
MEMBER, SUPPORTER, EXPERT, FORMER = "member", "supporter", "expert", "former"
ANONYMOUS = "anonymous"

COMPANY = some(SUBMITTER, CONTACT)
REVIEWERS = some(READER, OTHER_READER, IDLE, CONFLICTED)
BOARD = some(CHAIR, STEERING)
LOGGED_IN = (
    COMPANY | REVIEWERS | BOARD | some(COMPETITOR, SECRETARY, ADMINISTRATOR)
    | some(MEMBER, SUPPORTER, EXPERT, FORMER)
)  # fmt: skip
EVERYBODY = LOGGED_IN | some(ANONYMOUS)
OFFICE = some(SECRETARY)
STAFF = some(SECRETARY, ADMINISTRATOR)
NOBODY = some()

OURS = COMPANY | some(READER, CONFLICTED, SECRETARY)
THEIRS = some(COMPETITOR, OTHER_READER, SECRETARY)
REGISTER = COMPANY | REVIEWERS | some(COMPETITOR, SECRETARY, MEMBER)
READS_REPORTS = LOGGED_IN - some(ADMINISTRATOR, FORMER)


@dataclass(frozen=True)
class Row:
    """One route and method.

    ``noun`` is what its id names (none: the page has no object), ``does`` who may do it with which
    object (left out: whoever sees it), ``when_done`` the status of success. Who sees the object but
    may not do this gets 403.
    """

    noun: str = ""
    sees: Viewers = NOBODY  # for a page without an object
    does: Mapping[str, Viewers] | None = None
    when_done: int = 200
    form: Mapping[str, object] = field(default_factory=dict)
    address: Mapping[str, str] = field(default_factory=dict)  # what else the address holds
    statuses: Mapping[tuple[str, str], int] = field(default_factory=dict)  # (object, viewer)


def page(sees: Viewers, **more: object) -> Row:
    """A page without an object."""
    return Row(sees=sees, **more)  # type: ignore[arg-type]


OWNERS = {"ours": COMPANY | OFFICE, "theirs": some(COMPETITOR, SECRETARY)}
ANY_STATE = {
    f"{side}{state}": who
    for side, who in OWNERS.items()
    for state in ("", "_waiting", "_withdrawn")
}
READS = {"ours": some(READER), "theirs": some(OTHER_READER)}
