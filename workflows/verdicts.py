"""Verdicts: what a reader wants done with an item, checked before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pycountry
from sqlalchemy.orm import Session

from extraction.records import Severity
from workflows import bounds, register
from workflows.errors import Invalid
from workflows.marking import N_
from workflows.models import Item, ItemField, Site
from workflows.permissions import Actor
from workflows.states import ItemAction, ItemKind, RejectReason

FIELDS = ("smelter", "country", "metal", "smelter_id")
CERTIFICATE_FIELDS = (
    "standard",
    "number",
    "holder",
    "country",
    "scope",
    "issuer",
    "issued",
    "expires",
)
FIELDS_OF: Mapping[ItemKind, tuple[str, ...]] = {
    ItemKind.SMELTER: FIELDS,
    ItemKind.CERTIFICATE: ("scheme", *CERTIFICATE_FIELDS),
    ItemKind.AUDIT_FINDING: ("statement", "clause", "severity", "due"),
}
"""What a reader may fill in of an item, also what was not read of it."""
CHANGING = (ItemAction.CHANGE, ItemAction.CORRECT)
DATES = ("issued", "expires", "due")
NEW = "new"  # the candidate that stands for a smelter the register does not know
_OF_PAPERS = (
    RejectReason.ONLY_NAMED,
    RejectReason.DUPLICATE,
    RejectReason.MISREAD,
    RejectReason.OUTSIDE_PERIOD,
    RejectReason.EXAMPLE_TEXT,
    RejectReason.OTHER,
)
REASONS: Mapping[ItemKind, tuple[RejectReason, ...]] = {
    ItemKind.SMELTER: (
        RejectReason.NOT_A_SMELTER,
        RejectReason.DUPLICATE,
        RejectReason.MISREAD,
        RejectReason.OUTSIDE_PERIOD,
        RejectReason.ADDRESS_OR_PERSON,
        RejectReason.EXAMPLE_TEXT,
        RejectReason.OTHER_METAL,
        RejectReason.OTHER,
    ),
    ItemKind.CERTIFICATE: _OF_PAPERS,
    ItemKind.AUDIT_FINDING: _OF_PAPERS,
}
"""Why an item may be rejected, in the order of the keys 1 and on."""
SHORTEST_NOTE = 20
LINK_FROM = 0.7  # a weaker first candidate is offered, but not chosen beforehand


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader wants: an action, with a reason, corrected fields, a chosen candidate."""

    action: ItemAction
    reason: RejectReason | None = None
    note: str = ""
    changes: Mapping[str, str] = field(default_factory=dict)
    candidate: str | None = None  # rank, public id or identifier of a site, or ``new``
    # Where a field stands, when a change says so; of a smelter its name alone.
    places: Mapping[str, bounds.Place] = field(default_factory=dict)
    # What a duplicate doubles: an item of the same paper by its public id, or its number from 1.
    duplicate_of: str = ""


def suggested(item: Item) -> Site | None:
    """The candidate that an approval as shown takes: the first one, when it is not too weak."""
    if item.site is not None or item.proposed is ItemAction.APPROVE:
        return item.site
    first = item.candidates[0] if item.candidates else None
    return first.site if first is not None and first.score >= LINK_FROM else None


def checked(item: Item, verdict: Verdict) -> dict[str, str]:
    """The corrections of a verdict, checked; raises :class:`Invalid` saying what to mend."""
    _check_reason(item, verdict)
    if verdict.reason is RejectReason.OTHER and len(verdict.note.strip()) < SHORTEST_NOTE:
        raise Invalid(N_("Say in at least %(least)s characters why."), least=SHORTEST_NOTE)
    if verdict.changes and verdict.action not in CHANGING:
        raise Invalid(N_("To correct a field, choose “Change”."))
    if verdict.action not in CHANGING:
        return {}
    names = {f.name for f in item.fields} | set(FIELDS_OF[item.kind])
    changes = {name: text.strip() for name, text in verdict.changes.items()}
    unknown = sorted({*changes, *verdict.places} - names)
    if unknown:
        raise Invalid(N_("This item has no field “%(name)s”."), name=unknown[0])
    if not changes.get("smelter", "x"):
        raise Invalid(N_("Give the smelter a name."))
    for name, text in changes.items():
        if text:
            normal(name, text)
    if item.kind is ItemKind.SMELTER and verdict.places.keys() - {"smelter"}:
        raise Invalid(N_("Of a smelter only the place of its name is corrected."))
    if not changes and verdict.candidate is None and not verdict.places:
        raise Invalid(N_("Change at least one field, or approve the item as it is."))
    return changes


def _check_reason(item: Item, verdict: Verdict) -> None:
    """Refuse a reason that does not fit the kind; one that was given stays: another confirms it."""
    reason = verdict.reason
    if reason is None or reason in REASONS[item.kind]:
        return
    if all(given.reason != reason for given in item.decisions):
        raise Invalid(
            N_("“%(reason)s” is no reason to reject an item of this kind. Choose another one."),
            reason=reason,
        )


def normal(name: str, text: str) -> str:
    """A field as it is kept: a country as two letters, a metal in lower case, a date as ISO."""
    if name in DATES:
        return _day(text)
    if name == "severity" and text not in list(Severity):
        raise Invalid(N_("Choose one of: %(choices)s."), choices=", ".join(Severity))
    if name != "country":
        return text.lower() if name == "metal" else text
    code = text.upper()
    if len(code) == 2 and (code == "XK" or pycountry.countries.get(alpha_2=code)):
        return code
    raise Invalid(N_("“%(text)s” is not a country code of two letters, such as ID."), text=text)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Invalid(N_("“%(text)s” is not a date, such as 2026-06-30."), text=text) from None


def correct(item: Item, name: str, text: str) -> None:
    """Write a person's correction beside what the document says."""
    found = next((f for f in item.fields if f.name == name), None)
    text = normal(name, text) if text else ""
    if found is None:
        item.fields.append(
            ItemField(
                name=name,
                text="",
                value=None,
                corrected=text,
                page=item.page,
                box=None,
                quote=item.quote,
                rule="person",
            )
        )
    else:
        found.corrected = text


def chosen(session: Session, item: Item, verdict: Verdict, actor: Actor) -> Site | None:
    """The site that the verdict links to; None for a smelter that the register does not know."""
    if item.kind is not ItemKind.SMELTER:
        return None
    wanted = verdict.candidate
    if wanted is None:
        return suggested(item)
    if wanted == NEW:
        return None
    if wanted.isdigit() and len(wanted) < 3:
        ranked = [c.site for c in item.candidates if c.rank == int(wanted)]
        if not ranked:
            raise Invalid(N_("There is no candidate %(number)s."), number=wanted)
        return ranked[0]
    by_id = register.by_public_ids(session, [wanted]).get(wanted)
    if by_id is not None and by_id.organisation_id in (None, item.document.organisation_id):
        return by_id
    found = [s for s in register.search(session, wanted, actor) if _is(s, wanted, item)]
    if len(found) != 1:
        raise Invalid(N_("There is no smelter “%(name)s” in the register."), name=wanted)
    return found[0]


def _is(site: Site, wanted: str, item: Item) -> bool:
    # A site that only another member's papers taught of is never linked here.
    if site.organisation_id not in (None, item.document.organisation_id):
        return False
    return wanted in {i.value for i in site.identifiers} or site.name == wanted
