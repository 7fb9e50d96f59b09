"""State machines as data: a table of transitions, and what can be read off it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workflows.permissions import Who


@dataclass(frozen=True, slots=True)
class Transition:
    """From a state, by an action, to a state: who may, what it needs, what must hold, who hears."""

    source: StrEnum
    action: StrEnum
    target: StrEnum
    who: frozenset[Who]
    needs: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    tells: frozenset[Who] = frozenset()


@dataclass(frozen=True, slots=True)
class Machine:
    """One noun's states: their names, their OECD steps, and the transitions between them."""

    noun: str
    initial: StrEnum
    transitions: tuple[Transition, ...]
    state_titles: Mapping[StrEnum, str]
    action_titles: Mapping[StrEnum, str]
    steps: Mapping[StrEnum, int] = field(default_factory=dict)

    def leaving(self, state: StrEnum) -> tuple[Transition, ...]:
        """The transitions out of ``state``, in the table's order."""
        return tuple(t for t in self.transitions if t.source == state)

    def by(self, state: StrEnum, action: StrEnum) -> tuple[Transition, ...]:
        """The transitions out of ``state`` by ``action``; guards tell them apart."""
        return tuple(t for t in self.transitions if (t.source, t.action) == (state, action))

    def legal(self, source: str, action: str, target: str) -> bool:
        """Whether the table has this step."""
        return any(
            (t.source, t.action, t.target) == (source, action, target) for t in self.transitions
        )

    def mermaid(self) -> str:
        """The table as a diagram in Mermaid's notation."""
        arrows: dict[tuple[str, str], list[str]] = {}
        for t in self.transitions:
            if t.source != t.target:
                actions = arrows.setdefault((t.source.value, t.target.value), [])
                if t.action.value not in actions:
                    actions.append(t.action.value)
        lines = [
            f"    {source} --> {target}: {', '.join(a)}" for (source, target), a in arrows.items()
        ]
        return "\n".join(["stateDiagram-v2", f"    [*] --> {self.initial.value}", *lines])

    def markdown(self) -> str:
        """The table itself, for the documentation."""
        rows = [
            "| from | action | to | OECD step | who | needs | conditions | told |",
            "|---|---|---|---|---|---|---|---|",
        ]
        for t in self.transitions:
            cells = (
                t.source.value,
                t.action.value,
                t.target.value,
                str(self.steps.get(t.target, "")),
                ", ".join(sorted(t.who)),
                ", ".join(t.needs),
                ", ".join(t.guards),
                ", ".join(sorted(t.tells)),
            )
            rows.append("| " + " | ".join(cells) + " |")
        return "\n".join(rows)
