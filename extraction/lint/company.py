"""Remarks on the company block: what is missing, dates, editions, scope."""

from collections.abc import Iterator
from datetime import date, timedelta

from extraction.entities import dates
from extraction.lint.sheet import Filled, products, remark
from extraction.records import Remark
from extraction.reporting import layouts

_NEEDED = (
    "scope",
    "contact",
    "contact_email",
    "contact_phone",
    "authorizer",
    "authorizer_email",
    "effective_date",
)
_OLD = timedelta(days=365)
# The edition before the newest that we know of: what is older is asked for anew.
_ACCEPTED = {"CMRT": 6.5, "EMRT": 2.0, "AMRT": 1.21}


def check(filled: Filled) -> Iterator[Remark]:
    """All remarks on the block, top to bottom."""
    yield from _edition(filled)
    yield from _missing(filled)
    yield from _scope(filled)
    yield from _emails(filled)
    yield from _date(filled)


def _edition(filled: Filled) -> Iterator[Remark]:
    declaration = filled.report.declaration
    cell = filled.report.template.declaration.address(*layouts.VERSION)
    if declaration.version is None:
        yield remark("edition_unknown", cell)
    elif float(declaration.version) < _ACCEPTED[declaration.template]:
        yield remark("edition_old", cell, f"{declaration.template} {declaration.version}")


def _missing(filled: Filled) -> Iterator[Remark]:
    name = filled.company["name"]
    if not name.text:
        yield remark("company_missing", name.cell)
    for needed in _NEEDED:
        if not filled.company[needed].text:
            yield remark("field_missing", filled.company[needed].cell)


def _scope(filled: Filled) -> Iterator[Remark]:
    scope = filled.company["scope"].text.strip()[:1].upper()
    if scope == "B" and not products(filled):
        sheet = filled.report.template.sheets.get(layouts.PRODUCTS)
        cell = sheet.address(2, layouts.FIRST_PRODUCT) if sheet else filled.company["scope"].cell
        yield remark("products_missing", cell, filled.company["scope"].cell)
    if scope == "C" and not filled.company["scope_description"].text:
        yield remark("scope_undescribed", filled.company["scope_description"].cell)


def _emails(filled: Filled) -> Iterator[Remark]:
    for name in ("contact_email", "authorizer_email"):
        email = filled.company[name]
        if email.text and "@" not in email.text:
            yield remark("email_odd", email.cell)


def _date(filled: Filled) -> Iterator[Remark]:
    given = filled.company["effective_date"]
    if not given.text:
        return
    found = dates.parse(given.text)
    if found is None:
        yield remark("date_unclear", given.cell, given.text)
        return
    day = date.fromisoformat(found)
    if day > filled.today:
        yield remark("date_in_future", given.cell, found)
    elif filled.today - day > _OLD:
        yield remark("date_old", given.cell, found)
