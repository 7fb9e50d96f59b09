"""What reporting templates declare: written down with their reading, and handed out again.

What is of persons (contacts, their addresses and numbers) is not kept here: it stands in the
document alone.
"""

from extraction import jsonform
from extraction.lint import words
from extraction.records import Extraction, Remark
from workflows.models import DocumentVersion


def write(version: DocumentVersion, reading: Extraction) -> None:
    """Note on a version what its reading declares, and the remarks on it."""
    kept = jsonform.declaration(reading.declaration, with_personal=False)
    version.declaration = dict(kept) if isinstance(kept, dict) else None
    version.remarks = [
        {"rule": one.rule, "cell": one.cell, "values": list(one.values)} for one in reading.lint
    ]


def remarks(version: DocumentVersion) -> tuple[Remark, ...]:
    """The remarks on a version, the heaviest first; of rules that are no more, none."""
    found = []
    for given in version.remarks or []:
        if not isinstance(given, dict) or given["rule"] not in words.RULES:
            continue
        cell = None if given["cell"] is None else str(given["cell"])
        values = tuple(str(value) for value in given["values"])
        found.append(Remark(given["rule"], words.severity(given["rule"]), cell, values))
    return tuple(found)
