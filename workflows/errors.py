"""What can go wrong in a workflow: one class a cause, a message that its reader can act on.

A message is an English sentence with ``%(name)s`` placeholders; the edge translates the sentence
and fills in the parameters, so that a reader gets it in their own language.
"""


class WorkflowError(Exception):
    """The root: what was asked cannot be done."""

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message % params if params else message)
        self.message = message
        self.params = params


class NotFound(WorkflowError):
    """There is no such thing, or none that the asker may know of: the two look the same."""


class NotAllowed(WorkflowError):
    """The asker may see it but not do this; the message says who could."""


class Invalid(WorkflowError):
    """What was given does not fit; the message says what to change."""


class Stale(WorkflowError):
    """Somebody else changed it after the asker looked."""


class Conflict(WorkflowError):
    """It is already there, or in use."""


class Throttled(WorkflowError):
    """Too many tries; ``seconds`` says how long to wait."""

    def __init__(self, message: str, *, seconds: int) -> None:
        super().__init__(message, minutes=max(1, -(-seconds // 60)))
        self.seconds = seconds


class Unavailable(WorkflowError):
    """The disk is full or the data folder cannot be written: nothing was taken in."""
