"""The second opinion on a PDF: qpdf on its pages and its structure. Only this module touches it."""

from dataclasses import dataclass
from io import BytesIO

import pikepdf

from extraction.errors import Damaged, Empty, NeedsPassword
from extraction.readers.characters import letters
from extraction.records import Page

_FEW = 50  # letters: fewer beside large pictures or many drawn outlines is a scan
_PICTURED = 0.3  # share of the page
_MOSTLY_PICTURE = 0.5  # share of the page
_SOME = 300  # letters
_DRAWN = 150  # outlines that may be letters
_READABLE = 0.3  # share of letters among what is printed; less is not a language


@dataclass(frozen=True, slots=True)
class Opinion:
    """What qpdf says. ``pages`` is None when it cannot tell."""

    pages: int | None
    attachments: int = 0
    dynamic: bool = False  # a form whose pages are made by a viewer from data inside


def second_opinion(data: bytes) -> Opinion:
    """How many pages qpdf counts, and what else lies in the file."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return Opinion(len(pdf.pages), len(pdf.attachments), _is_dynamic(pdf))
    except MemoryError:
        raise
    except Exception:  # any failure of the second parser is itself the answer
        return Opinion(None)


def repaired(data: bytes) -> bytes:
    """The file written anew by qpdf, without encryption, for a reader that could not open it.

    Raises NeedsPassword, Empty when there is no page in it, or Damaged.
    """
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            if len(pdf.pages) == 0:
                raise Empty("no pages")
            out = BytesIO()
            pdf.save(out, fix_metadata_version=False)
            return out.getvalue()
    except pikepdf.PasswordError as error:
        raise NeedsPassword from error
    except (Empty, MemoryError):
        raise
    except Exception as error:
        raise Damaged("neither reader can open it") from error


def is_doubtful(page: Page, pictures: float, curves: int) -> bool:
    """Whether a page gave no, far too little or unreadable text.

    A page that seems blank is doubted, too: PDFium may have given up on what is on it.
    ``pictures`` is the share of the page under pictures, ``curves`` counts drawn outlines.
    """
    count = letters(page.text)
    printed = sum(len(word.text) for word in page.words)
    if count == 0 or (printed >= _FEW and count < _READABLE * printed):
        return True
    return count < _FEW and (pictures >= _PICTURED or curves >= _DRAWN)


def may_say_more(page: Page, pictures: float) -> bool:
    """Whether a page with some text may say more in its pictures: a letterhead above a scan."""
    return pictures >= _MOSTLY_PICTURE and letters(page.text) < _SOME


def _is_dynamic(pdf: pikepdf.Pdf) -> bool:
    return bool(pdf.Root.get("/NeedsRendering", False)) and "/AcroForm" in pdf.Root
