"""The states of a remark on a draft report, and what moves it on. Pure."""

from enum import StrEnum


class RemarkState(StrEnum):
    """Where a remark on a draft report stands."""

    OPEN = "open"
    TAKEN = "taken"
    REFUSED = "refused"
    NOTED = "noted"


class RemarkAction(StrEnum):
    """What the secretariat does with a remark on a draft report."""

    TAKE = "take"
    REFUSE = "refuse"
    NOTE = "note"
    REOPEN = "reopen"
