"""Instruments: the editions of the maturity questions, and the scores that answers give. Pure.

A score belongs to the edition that asked. Two editions ask different things: their scores stand
beside each other, each under its name, and are never subtracted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from workflows.errors import NotFound
from workflows.marking import N_
from workflows.maturity_questions import EDITIONS, Edition, Question

HIGHEST = 4
LEVELS: Mapping[int, str] = {
    0: N_("Not yet"),
    1: N_("There is a beginning: a plan, or first agreements"),
    2: N_("For a part of the company or of the chains"),
    3: N_("For all of the company and its chains"),
    4: N_("For all of it, and looked at every year"),
}
"""What a level means, the same for every question."""


class Band(StrEnum):
    """How far a company is: a fifth of the scale each."""

    BASIC = "basic"
    IMPROVING = "improving"
    ESTABLISHED = "established"
    ADVANCED = "advanced"
    MATURE = "mature"


@dataclass(frozen=True, slots=True)
class Score:
    """The points of what was answered, out of the most that it could be, by one edition."""

    instrument: str
    points: int
    most: int

    @property
    def percent(self) -> int:
        """Of a hundred, rounded half up."""
        return (200 * self.points + self.most) // (2 * self.most)

    @property
    def band(self) -> Band:
        """The fifth in which the points lie; a border belongs to the higher one."""
        return list(Band)[min(5 * self.points // self.most, len(Band) - 1)]


def edition(name: str) -> Edition:
    """The edition of this name."""
    found = next((one for one in EDITIONS if one.name == name), None)
    if found is None:
        raise NotFound(N_("There is no such edition of the questions."))
    return found


def for_year(starts: int) -> Edition:
    """The edition by which a year that starts in ``starts`` is filled in: the newest by then."""
    fitting = [one for one in EDITIONS if one.first_year <= starts]
    return max(fitting or [EDITIONS[0]], key=lambda one: one.first_year)


def of_step(name: str, number: int) -> tuple[Question, ...]:
    """The questions that an edition asks of a step."""
    return tuple(one for one in edition(name).questions if one.step == number)


def score(name: str, levels: Iterable[int | None]) -> Score | None:
    """The score of the levels that were given; one that does not apply is None.

    There is no score where nothing applies.
    """
    given = [level for level in levels if level is not None]
    if not given:
        return None
    return Score(name, sum(given), HIGHEST * len(given))


def difference(earlier: Score, later: Score) -> int | None:
    """How many percent a score rose; None for scores of two editions: they do not compare."""
    if earlier.instrument != later.instrument:
        return None
    return later.percent - earlier.percent
