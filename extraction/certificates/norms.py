"""The norm that a certificate is about, and its scheme."""

from collections.abc import Sequence

from extraction import places
from extraction.certificates.labelled import Field
from extraction.entities import standards
from extraction.records import Page, Scheme, Value


def named(text: str) -> bool:
    """Whether a text names a norm that certificates are about."""
    return any(norm.norm.family for norm in standards.find_norms(text))


def read(page: Page, fields: Sequence[Field]) -> tuple[Scheme, Value | None]:
    """The norm behind its label, else the first one with an edition, else the first one."""
    found = [norm for norm in standards.find_norms(page.text) if norm.norm.family]
    if not found:
        return Scheme.OTHER, None
    labelled = [
        norm
        for field in fields
        if field.name == "standard"
        for norm in found
        if field.start <= norm.start < field.end
    ]
    best = labelled[0] if labelled else next((norm for norm in found if ":" in norm.name), found[0])
    family = best.norm.family or Scheme.OTHER
    return family, places.value(page, best.start, best.end, best.name, "norm")
