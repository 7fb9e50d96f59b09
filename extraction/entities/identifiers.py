"""Identifiers of smelters: the schemes as data, a printed id to its normal form, ids in text."""

import re
from dataclasses import dataclass

from extraction.entities.spans import Span
from extraction.entities.tokens import narrow
from extraction.records import Label


@dataclass(frozen=True, slots=True)
class Scheme:
    """One register's numbering. ``found`` matches what is printed, slips included.

    A text without ``trigger`` in it (lower case) holds none.
    """

    name: str
    trigger: str
    found: re.Pattern[str]  # group ``head`` (may be empty) and ``tail``
    head: str  # what a normal id starts with
    form: re.Pattern[str]  # a well-formed normal id


@dataclass(frozen=True, slots=True)
class Identifier:
    """An id in its normal form: capitals, no blanks or dashes."""

    scheme: str
    id: str
    well_formed: bool


_SEPARATED = r"(?:[ \u00a0]?[-–_:.#]?[ \u00a0]?|\s(?:no|nr)\.?\s)"

SCHEMES: tuple[Scheme, ...] = (
    # RMI's facility numbers.
    Scheme(
        "rmi",
        "cid",
        re.compile(
            rf"(?<![A-Za-z0-9])(?P<head>CID){_SEPARATED}(?P<tail>\d{{5,8}})(?![\w-]*\w)", re.I
        ),
        "CID",
        re.compile(r"CID\d{6}"),
    ),
    # The same without its first letter: a slip that lists pass on.
    Scheme(
        "rmi-slip",
        "id",
        re.compile(r"(?<![A-Za-z0-9])(?P<head>)(?P<tail>ID\d{6,7})(?![\w-]*\w)"),
        "",
        re.compile(r"CID\d{6}"),
    ),
    # The style before 2014: metal digit, country letters, serial.
    Scheme(
        "rmi-2013",
        "",
        # Its first sign comes first: nearly every place of a text is passed over by it alone.
        re.compile(
            r"(?P<tail>[1-4](?<![A-Za-z0-9-][1-4])[A-Z]{3}[ -]?\d{3})(?P<head>)(?![A-Za-z0-9-])"
        ),
        "",
        re.compile(r"[1-4][A-Z]{3}\d{3}"),
    ),
    # The invented register of the demo and of the tests.
    Scheme(
        "demo",
        "xid",
        re.compile(
            rf"(?<![A-Za-z0-9])(?P<head>XID){_SEPARATED}(?P<tail>\d{{5,8}})(?![\w-]*\w)", re.I
        ),
        "XID",
        re.compile(r"XID\d{6}"),
    ),
)


def identifier_of(text: str) -> Identifier | None:
    """The identifier that ``text`` as a whole prints; None when it prints none."""
    plain = narrow(text).strip(" \t\r\n()[]*.,;")
    for scheme in SCHEMES:
        match = scheme.found.fullmatch(plain)
        if match:
            tail = re.sub(r"\W", "", match["tail"]).upper()
            normal = scheme.head + tail
            return Identifier(scheme.name, normal, bool(scheme.form.fullmatch(normal)))
    return None


def find(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The identifiers printed in ``text[start:end]``, well-formed or not."""
    stop = len(text) if end is None else end
    plain = narrow(text)
    lowered = plain.lower().replace("ı", "i")
    return [
        Span(match.start(), match.end(), Label.SMELTER_ID, f"identifier {scheme.name}")
        for scheme in SCHEMES
        if scheme.trigger in lowered
        for match in scheme.found.finditer(plain, start, stop)
    ]
