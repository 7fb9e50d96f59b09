"""The states of a remark on a draft report, and what moves it on. Pure."""

from enum import StrEnum


class RemarkState(StrEnum):
    """Where a remark on a draft report stands."""

    OPEN = "open"
    TAKEN = "taken"
    WORKED_IN = "worked_in"  # in words of the secretariat's own
    REFUSED = "refused"
    NOTED = "noted"


class RemarkAction(StrEnum):
    """What the secretariat does with a remark on a draft report."""

    TAKE = "take"
    WORK_IN = "work_in"
    REFUSE = "refuse"
    NOTE = "note"
    REOPEN = "reopen"
