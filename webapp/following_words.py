"""What rules of following, their causes and their proposals are called in the reader's language."""

from collections import defaultdict
from collections.abc import Mapping

from flask_babel import gettext

from webapp import labels
from workflows.following.looks import Wanted
from workflows.following.rulebook import RULES
from workflows.marking import N_
from workflows.models import Cause, Proposal
from workflows.states import RuleMode
from workflows.transitions import PROPOSALS

MODES: Mapping[str, str] = {
    RuleMode.OFF: N_("Off"),
    RuleMode.PROPOSES: N_("Proposes; the secretariat decides"),
    RuleMode.ACTS: N_("Acts by itself"),
}
DOES: Mapping[str, str] = {
    "open": N_("Open: %(finding)s"),
    "reopen": N_("Reopen: %(finding)s"),
    "escalate": N_("Escalate: %(finding)s"),
}


def rule(name: str) -> str:
    """What a rule is called."""
    return str(gettext(RULES[name].title)) if name in RULES else name


def meaning(name: str) -> str:
    """What a rule looks at, and what it does then."""
    return str(gettext(RULES[name].meaning))


def mode(code: str) -> str:
    """What a rule does with what it sees."""
    return str(gettext(MODES[code])) if code in MODES else code


def state(code: str) -> str:
    """Where a proposal stands."""
    return str(gettext(PROPOSALS.state_titles[code])) if code else ""  # type: ignore[index]


def cause(row: Cause) -> str:
    """What happened, in a sentence."""
    return sentence(row.rule, row.facts)


def sentence(name: str, facts: Mapping[str, object]) -> str:
    """The same, of a cause that the log knows by its rule and its facts."""
    if name not in RULES:
        return name
    shown: dict[str, str] = defaultdict(str)
    shown |= {key: _fact(key, value) for key, value in facts.items()}
    return str(gettext(RULES[name].cause)) % shown


def _fact(name: str, value: object) -> str:
    """One fact of a cause; the countries of a list by their names."""
    if isinstance(value, list):
        return ", ".join(labels.country(str(one)) for one in value) or gettext("none")
    return labels.fact(name, value)


def does(row: Proposal | Wanted) -> str:
    """What a proposal would do."""
    return str(gettext(DOES[row.does])) % {"finding": labels.rule(row.rule, row.facts)}


def reasons(said: Mapping[str, object]) -> list[tuple[str, str]]:
    """Of an event of a finding that a rule proposed: the rule, what happened, what it found."""
    if not said.get("follows"):
        return []
    name, facts, found = str(said["follows"]), said.get("cause_facts"), said.get("proposed_facts")
    rows = [(gettext("Rule that proposed it"), rule(name))]
    if isinstance(facts, dict):
        rows.append((gettext("What happened"), sentence(name, facts)))
    if isinstance(found, dict):
        rows.append((gettext("What it found"), labels.rule(str(said["proposed"]), found)))
    return rows
