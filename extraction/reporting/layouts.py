"""Where the reporting templates keep what: rows and columns, since headings come in ten languages.

Of CMRT 6.01 to 6.5, EMRT 1.3 and 2.1, AMRT 1.2 and 1.3 the files themselves were looked at; later
ones are taken to be laid out as the latest of these.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extraction.readers.workbook import Sheet

DECLARATION = "declaration"
SMELTERS = "smelter list"
MINES = "mine list"
PRODUCTS = "product list"
LOOK_UP = "smelter look-up"
_WORDS = "l"  # the hidden sheet of translations
ANSWER, COMMENT = 4, 7  # columns D and G of the declaration
VERSION = (10, 3)  # J3
LANGUAGE = (4, 3)  # D3
FIRST_ROW = 5  # of the lists of smelters and mines, and of the look-up sheet
FIRST_PRODUCT = 6
_REVISION = re.compile(r"(?:Revision|Version)?\s*(\d{1,2}\.\d{1,3})\b")

_COMPANY = (
    "unique_id",
    "unique_id_authority",
    "address",
    "contact",
    "contact_email",
    "contact_phone",
    "authorizer",
    "authorizer_title",
    "authorizer_email",
    "authorizer_phone",
    "effective_date",
)
PERSONAL = frozenset(name for name in _COMPANY if name.startswith(("contact", "authorizer")))


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its number in the template, what it is about in our words, its first row."""

    number: str
    topic: str
    row: int


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of the list of smelters, from 1; None for one that a template lacks."""

    metal: int = 2
    look_up: int | None = 3
    name: int = 4
    country: int = 5
    identifier: int = 6
    typed: int | None = 1  # where an identifier is typed that fills in the rest
    mine: int = 14
    mine_country: int = 15
    recycled: int = 16
    last: int = 17  # of the visible ones


@dataclass(frozen=True, slots=True)
class Layout:
    """Where one family of templates keeps its fields."""

    template: str
    company: Mapping[str, int]  # rows of the declaration
    by_metal: tuple[Question, ...]
    by_company: tuple[Question, ...]
    metals: tuple[str, ...] = ()  # empty: those chosen in the cells of ``scope``
    slots: int = 4  # rows of each question
    scope: tuple[tuple[int, int], ...] = ()  # column and row
    columns: Columns = field(default_factory=Columns)


@dataclass(frozen=True, slots=True)
class Template:
    """A workbook that is a reporting template: which one, and its sheets by their plain name."""

    layout: Layout
    version: str | None
    sheets: Mapping[str, Sheet]

    @property
    def declaration(self) -> Sheet:
        """The sheet of company and answers."""
        return self.sheets[DECLARATION]

    @property
    def smelters(self) -> Sheet:
        """The sheet that lists smelters."""
        return self.sheets[SMELTERS]


def _company(first: int) -> dict[str, int]:
    rows = {"name": 8, "scope": 9, "scope_description": 10}
    return rows | {name: first + place for place, name in enumerate(_COMPANY)}


def _questions(topics: str, first: int, step: int) -> tuple[Question, ...]:
    return tuple(
        Question(str(number), topic, first + (number - 1) * step)
        for number, topic in enumerate(topics.split(), start=1)
    )


def _policy(rows: Mapping[str, int]) -> tuple[Question, ...]:
    topics = {
        "A": "policy",
        "B": "policy_published",
        "C": "suppliers_validated",
        "D": "due_diligence",
        "E": "supplier_survey",
        "F": "review",
        "G": "corrective_action",
        "H": "disclosure",
    }
    return tuple(Question(letter, topics[letter], row) for letter, row in rows.items())


_OF_EMRT = "used remains high_risk recycled responded identified reported"
_CMRT = Layout(
    "CMRT",
    _company(12),
    _questions("used remains covered high_risk recycled responded identified reported", 26, 6),
    _policy(dict(zip("ABCDEFGH", (75, 77, 79, 81, 83, 85, 87, 89), strict=True))),
    metals=("tantalum", "tin", "gold", "tungsten"),
)
_EMRT_1 = Layout(
    "EMRT",
    _company(12),
    (*_questions(_OF_EMRT, 26, 6), Question("C", "suppliers_validated", 74)),
    _policy({"A": 69, "B": 71, "D": 77, "E": 79, "F": 81, "G": 83}),
    metals=("cobalt", "mica"),
    slots=2,
)
_EMRT_2 = Layout(
    "EMRT",
    _company(16),
    (*_questions(_OF_EMRT, 30, 12), Question("C", "suppliers_validated", 120)),
    _policy({"A": 115, "B": 117, "D": 131, "E": 133, "F": 135, "G": 137}),
    slots=10,
    scope=tuple((column, row) for row in (12, 13) for column in (4, 5, 7)),
)
_AMRT_SCOPE = tuple((column, row) for row in (12, 13) for column in (4, 5, 7, 8, 9))
_AMRT_1 = Layout(
    "AMRT",
    _company(14),
    _questions("used responded", 28, 12),
    (),
    slots=10,
    scope=_AMRT_SCOPE,
    columns=Columns(1, None, 2, 3, 4, None, 12, 13, 14, 15),
)
_AMRT_3 = Layout(
    "AMRT",
    _company(17),
    _questions("used responded", 31, 12),
    (),
    slots=10,
    scope=_AMRT_SCOPE,
)


def of(sheets: Sequence[Sheet]) -> Template | None:
    """The template that a workbook is; None for any other workbook."""
    by_name = {sheet.name.strip().casefold(): sheet for sheet in sheets}
    if DECLARATION not in by_name or SMELTERS not in by_name:
        return None
    version = _REVISION.match(by_name[DECLARATION].at(*VERSION))
    number = version[1] if version else None
    return Template(_layout(by_name, number), number, by_name)


def _layout(sheets: Mapping[str, Sheet], version: str | None) -> Layout:
    major = int(version.split(".")[0]) if version else 0
    if "minerals scope" in sheets:
        return _AMRT_3 if LOOK_UP in sheets else _AMRT_1
    if major in (1, 2) or (not major and MINES in sheets):
        return _EMRT_1 if major == 1 else _EMRT_2
    return _CMRT


def is_filled(text: str) -> bool:
    """Whether a cell was filled: a formula that points at an empty cell leaves a zero behind."""
    return bool(text) and text != "0"


def english(template: Template, text: str) -> str:
    """A word of a drop-down list in English, by the workbook's own sheet of translations."""
    words = template.sheets.get(_WORDS)
    if words is None or not text:
        return text
    wanted = text.casefold()
    for row in words.rows:
        shown = [cell.text for cell in row[3:14] if cell]
        if len(shown) > 1 and any(one.casefold() == wanted for one in shown[1:]):
            return shown[0]
    return text
