"""What a rule sees on a day, as plain values: causes, and what would be done with findings."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from workflows.states import ProposalDoes

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A finding of one company that a rule would open, reopen or escalate."""

    organisation_id: int
    does: ProposalDoes
    rule: str  # of the finding
    subject: str
    facts: Facts
    stage: str = ""  # tells apart what is decided on anew about the same subject and cause
    site_id: int | None = None
    item_id: int | None = None
    finding_id: int | None = None

    @property
    def key(self) -> tuple[int, str]:
        """What it is among the proposals of its cause."""
        return self.organisation_id, f"{self.rule}:{self.subject}:{self.stage}"


@dataclass(frozen=True, slots=True)
class Look:
    """A cause with all that follows from it."""

    key: str
    day: date
    facts: Facts
    wanted: Sequence[Wanted]


@dataclass(frozen=True, slots=True)
class Step:
    """A finding that runs and that moves on with the days: no decision, only the time."""

    finding_id: int
    rule: str
    facts: Facts
    what: str  # near | ended: the deed in its history


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that a rule sees on a day."""

    looks: Sequence[Look] = ()
    steps: Sequence[Step] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its look, what it is called, what it does, what its cause is called."""

    name: str
    title: str
    meaning: str
    cause: str  # a sentence made of the facts of the cause
    look: Callable[[Session, date], Seen]
    lapses: bool = field(default=False)  # what it no longer sees needs no decision any more
