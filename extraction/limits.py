"""What a document may cost: the numbers, in one place, and why they are what they are.

Measured on 5,849 odd PDFs: the slowest honest page took 12.3 s, the 99th percentile 0.47 s; the
largest honest memory peak was 631 MB.
"""

from dataclasses import dataclass, replace

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document is granted. Seconds are of the clock on the wall, memory in bytes."""

    memory: int = 1024 * MIB  # address space of the reading process, the reader itself included
    scan_memory: int = 3072 * MIB  # the same of one that reads pictures of pages
    page_seconds: float = 30.0
    base_seconds: float = 60.0  # for a document, besides ...
    seconds_per_page: float = 1.0  # ... this for each of its pages
    scan_seconds_per_page: float = 6.0  # recognising takes three of them on a busy machine
    most_seconds: float = 900.0
    scan_most_seconds: float = 3600.0
    pages: int = 5_000
    words: int = 3_000_000  # in all pages together: five thousand pages of print
    bytes: int = 100 * 1000 * 1000
    message: int = 32 * MIB  # the longest single answer of the reading process
    answers: int = 512 * MIB  # all its answers together
    deaths: int = 3  # reading processes one document may cost

    def document_seconds(self, pages: int) -> float:
        """The seconds that a document of so many pages is granted."""
        return min(self.base_seconds + self.seconds_per_page * pages, self.most_seconds)

    def for_lists(self, size: int) -> "Limits":
        """The same for a file of so many bytes whose rows are on one page: a list, a workbook.

        Twenty thousand rows, a megabyte of text, take 25 seconds of a free core.
        """
        return replace(self, base_seconds=self.base_seconds + size / _LIST_BYTES_A_SECOND)

    def for_scans(self) -> "Limits":
        """The same for a document whose pages are pictures."""
        return replace(
            self,
            memory=self.scan_memory,
            seconds_per_page=self.scan_seconds_per_page,
            most_seconds=self.scan_most_seconds,
        )


DEFAULT = Limits()
_LIST_BYTES_A_SECOND = 10_000  # of a core that four others want too
PIXELS = 40_000_000  # the largest page picture, width times height
EDGES = 20_000  # rules on a page beyond which no tables are looked for
ARCHIVE_ENTRIES = 2_000
ARCHIVE_UNPACKED = 200 * 1000 * 1000  # bytes
ARCHIVE_RATIO = 100  # unpacked to packed
SHEETS = 500  # of a workbook
SHEET_CELLS = 500_000  # filled ones of a sheet: a template in use has some 40,000
SHEET_TEXT = 8_000_000  # code points of a sheet
PARTS = 500  # documents of one mail or archive, those of the ones inside it counted
PARTS_DEPTH = 3  # containers within containers
PARTS_SECONDS = 3600.0  # for all documents of one container together
