"""Documents inside a container: taken from its reader piece by piece, and how many are granted."""

import time
from dataclasses import dataclass, field, replace

from extraction import verdict
from extraction.limits import ARCHIVE_UNPACKED, PARTS, PARTS_DEPTH, PARTS_SECONDS
from extraction.plain import NotPlain
from extraction.records import Extraction, Kind, Outcome, Part, Refusal, Warning

_LONGEST_NAME = 200


@dataclass(slots=True)
class Parts:
    """What a reading process has told so far of the documents inside; nothing in it is trusted."""

    names: list[str] = field(default_factory=list)
    data: list[bytearray] = field(default_factory=list)
    size: int = 0

    def begin(self, name: object) -> None:
        """The next document begins. Raises NotPlain when its name or number cannot be."""
        if len(self.names) == PARTS:
            raise NotPlain("more documents inside than are granted")
        if not isinstance(name, str) or not 0 < len(name) <= _LONGEST_NAME:
            raise NotPlain("a name was expected")
        if name.startswith("/") or ".." in name.split("/") or min(name) < " ":
            raise NotPlain("a name that leads elsewhere")
        self.names.append(name)
        self.data.append(bytearray())

    def add(self, piece: bytes) -> None:
        """More of its bytes. Raises NotPlain when there are too many."""
        self.size += len(piece)
        if not self.data or self.size > ARCHIVE_UNPACKED:
            raise NotPlain("more bytes inside than are granted")
        self.data[-1] += piece

    def kind(self) -> Kind:
        """What a file is of which no more was told."""
        return Kind.CONTAINER if self.names else Kind.OTHER

    def whole(self) -> tuple[Part, ...]:
        """The documents, in order."""
        both = zip(self.names, self.data, strict=True)
        return tuple(Part(name, bytes(data)) for name, data in both)


@dataclass(slots=True)
class Stock:
    """What one container, with those inside it, may still yield: documents, bytes, and time."""

    documents: int = PARTS
    bytes: int = ARCHIVE_UNPACKED
    until: float = field(default_factory=lambda: time.monotonic() + PARTS_SECONDS)

    def take(self, found: Extraction, depth: int) -> Extraction:
        """A container's reading as far as it is granted: whole, cut short and said so, or refused.

        ``depth`` counts the containers round it. What is let through is taken off the stock.
        """
        size = sum(len(part.data) for part in found.parts)
        if found.parts and depth >= PARTS_DEPTH:
            return _refused(found, f"more than {PARTS_DEPTH} mails or archives in one another")
        if size > self.bytes:
            return _refused(found, f"more than {ARCHIVE_UNPACKED} bytes inside")
        if len(found.parts) > self.documents:
            left_out = len(found.parts) - self.documents
            found = replace(
                found,
                outcome=Outcome.PARTLY,
                warnings=(*found.warnings, Warning("parts_too_many", detail=str(left_out))),
                parts=found.parts[: self.documents],
            )
        self.documents -= len(found.parts)
        self.bytes -= size
        return found


def _refused(found: Extraction, why: str) -> Extraction:
    refusal = Refusal("too_big", why)
    return verdict.refused(found.sha256, found.extractor, refusal, found.seconds)
