"""Why a document cannot be read: one class a cause, each with a code of extraction.wording."""


class ExtractionError(Exception):
    """The root: the document gives no reading. ``code`` is the cause."""

    code = "internal"

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail or self.code)
        self.detail = detail


class NeedsPassword(ExtractionError):
    """The file opens only with a password."""

    code = "needs_password"


class Damaged(ExtractionError):
    """The file is of a known kind, but its structure is broken beyond reading."""

    code = "damaged"


class Empty(ExtractionError):
    """The file has no bytes, or no pages."""

    code = "empty"


class Unsupported(ExtractionError):
    """The file is of a kind that is not read."""

    code = "unsupported"


class TooBig(ExtractionError):
    """Reading it would take more memory, pages or entries than are granted."""

    code = "too_big"


class TooSlow(ExtractionError):
    """Reading it took longer than is granted, and not one page was done in time."""

    code = "too_slow"


class Internal(ExtractionError):
    """A fault of ours: the reader failed where the document need not be wrong."""

    code = "internal"
