"""Collect the texts for readers from the code; keep the Dutch catalogue up to date with them."""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
PO = Path(__file__).parent / "nl" / "LC_MESSAGES" / "messages.po"
MO = PO.with_suffix(".mo")
PACKAGES = ("webapp", "workflows")

# The classes of workflows.errors carry their English message as the first argument.
_ERRORS = ("NotFound", "NotAllowed", "Invalid", "Stale", "Conflict", "Throttled", "Unavailable")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "N_": None,
    **dict.fromkeys((*_ERRORS, "WorkflowError"), (1,)),
}


def collected() -> Catalog:
    """Every text for readers that stands in the code and the templates now."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = Catalog(project="Ketenzicht", charset="utf-8")
    for package in PACKAGES:
        rows = extract_from_dir(str(ROOT / package), methods, options, keywords=KEYWORDS)
        for _file, _line, message, _comments, context in rows:
            found.add(message, context=context)
    return found


def dutch() -> Catalog:
    """The Dutch catalogue as it is kept."""
    with PO.open("rb") as file:
        return read_po(file, locale="nl")


def updated() -> Catalog:
    """The Dutch catalogue with what the code has gained, and without what it has lost."""
    catalogue = dutch()
    # A guess from a text that looks alike is worse than none.
    catalogue.update(collected(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.msgid_bugs_address = ""
    catalogue.last_translator = catalogue.language_team = "Ketenzicht"
    return catalogue


def without_dutch(catalogue: Catalog) -> list[str]:
    """The texts that have no Dutch, or only a part of their plurals."""
    missing = []
    for message in catalogue:
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(forms)):
            missing.append(str(message.id))
    return missing


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as the file that a translator edits, sorted, without line numbers."""
    file = io.BytesIO()
    write_po(file, catalogue, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
    return file.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """The catalogue as the file that the application reads."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()
