"""The rungs of a contested finding, and how each of them ended. Pure."""

from enum import StrEnum


class Rung(StrEnum):
    """Who judges a contested finding: one after the other, and none of them twice."""

    REVIEWER = "reviewer"
    OFFICE = "office"
    STEERING = "steering"


class ContestOutcome(StrEnum):
    """How one rung of a contest ended."""

    UPHELD = "upheld"
    WITHDRAWN = "withdrawn"
    PASSED_ON = "passed_on"
