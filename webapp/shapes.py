"""Rows as plain objects: what the command line prints as JSON, and exports write."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from extraction import wording
from workflows import (
    blind,
    contesting,
    documents,
    due,
    duplicates,
    facts,
    finding_lists,
    items,
    left,
    rules,
    teams,
)
from workflows.edition_changes import Change
from workflows.likenesses import Alike
from workflows.models import (
    Document,
    DocumentPage,
    Edition,
    Event,
    Finding,
    Item,
    NameRule,
    Organisation,
    Person,
    Report,
    Site,
    SiteStatus,
)
from workflows.permissions import Actor
from workflows.rollup import Member, Rollup, Span
from workflows.states import DocumentState, ItemKind, Role


def stamp(at: datetime | date | None) -> str | None:
    """A moment or a day in ISO 8601."""
    return at.isoformat() if at is not None else None


def organisation(row: Organisation) -> dict[str, object]:
    """An organisation."""
    standing = row.standings[-1].standing.value if row.standings else None
    return {"id": row.public_id, "name": row.name, "kind": row.kind.value, "standing": standing}


def person(row: Person) -> dict[str, object]:
    """An account with the roles it has held."""
    held = [
        {
            "role": m.role.value,
            "organisation": m.organisation.name,
            "from": stamp(m.from_date),
            "to": stamp(m.to_date),
        }
        for m in row.mandates
    ]
    return {
        "id": row.public_id,
        "email": row.email,
        "name": row.name,
        "active": row.active,
        "roles": held,
    }


def outcome(row: Document) -> str:
    """How reading ended, or where it stands."""
    version = documents.current(row)
    if row.state is DocumentState.FAILED:
        return "failed"
    return version.outcome or "queued"


def document(session: Session, row: Document, *, language: str = "en") -> dict[str, object]:
    """A document with what became of its reading."""
    version = documents.current(row)
    error = None
    if version.error is not None:
        message = wording.message(version.error, language, version.error_detail)
        error = {"code": version.error, "message": message}
    held = teams.holding(session, [row]).get(row.id)
    return {
        "id": row.public_id,
        "file": version.upload.filename,
        "title": row.title,
        "organisation": row.organisation.name,
        "supplier": row.supplier.name if row.supplier else None,
        "state": row.state.value,
        "outcome": outcome(row),
        "error": error,
        "kind": facts.kind(row),
        "period": [stamp(row.period_from), stamp(row.period_to)],
        "valid_until": stamp(row.valid_until),
        "confirmed": stamp(row.confirmed_at),
        "language": version.language,
        "pages": version.page_count,
        "items": len(items.of_document(session, row)),
        "open": left.open_items(session, row),
        "received": stamp(row.received_at),
        "due": stamp(due.day(row)),
        "reviewers": [a.person.email for a in row.assignments],
        "team": held.team.name if held is not None else None,
        "warnings": [_warning(w, language) for w in version.warnings if isinstance(w, dict)],
    }


def alike(row: Document, one: Alike) -> dict[str, object]:
    """A document with an earlier one that it is like."""
    return {
        "id": row.public_id,
        "title": row.title,
        "share": round(one.share, 2),
        "other": one.document.public_id,
        "other_title": one.document.title,
        "apart": one.is_apart,
    }


def _warning(given: dict[str, object], language: str) -> dict[str, object]:
    code, detail = str(given["code"]), str(given.get("detail") or "")
    message = wording.message(code, language, detail)
    return {"code": code, "message": message, "page": given.get("page")}


def item(row: Item, actor: Actor) -> dict[str, object]:
    """An item with its fields, its candidates and who must still read it."""
    fields = {
        f.name: {
            "text": f.text,
            "value": f.current,
            "corrected": f.corrected is not None,
            "page": f.page,
            "box": f.box,
            "corrected_place": f.corrected_place,
            "quote": f.quote,
            "rule": f.rule,
            "cell": f.cell,
        }
        for f in row.fields
    }
    hides, doubled = blind.hides(row, actor), duplicates.said(row)
    shape: dict[str, object] = {
        "id": row.public_id,
        "document": row.document.public_id,
        "kind": row.kind.value,
        "state": row.state.value,
        "version": row.version,
        "page": row.page,
        "quote": row.quote,
        "certainty": row.certainty,
        "reasons": row.reasons,
        "fields": fields,
        "answer": row.answer.value if row.answer else None,
        "site": row.site.public_id if row.site and not hides else None,
        "proposed": row.proposed.value if row.proposed and not hides else None,
        "proposed_by": row.proposed_by.email if row.proposed_by and not hides else None,
        "second_reason": row.second_reason,
        "duplicate_of": doubled.public_id if doubled and not hides else None,
        "candidates": [
            {
                "rank": c.rank,
                "id": c.site.public_id,
                "identifiers": [i.value for i in c.site.identifiers],
                "name": c.site.name,
                "country": c.site.country,
                "score": round(c.score, 3),
                "reasons": c.reasons,
            }
            for c in row.candidates
        ],
    }
    if row.kind is ItemKind.SMELTER:
        shape |= {
            "smelter": rules.printed(row, "smelter"),
            **{name: rules.value(row, name) for name in ("country", "metal", "smelter_id")},
        }
    return shape


def name_rule(row: NameRule, actor: Actor) -> dict[str, object]:
    """A rule on a name; who made it and why for those who work with it."""
    works = actor.has(Role.REVIEWER, Role.SECRETARIAT)
    return {
        "id": row.public_id,
        "state": row.state.value,
        "version": row.version,
        "text": row.text,
        "means": row.site.name if row.site else f"no smelter ({row.reason})",
        "site": row.site.public_id if row.site else None,
        "reason": row.reason.value if row.reason else None,
        "scope": row.scope.value,
        "organisation": row.organisation.name if row.organisation else None,
        "supplier": row.supplier.name if row.supplier else None,
        "country": row.country,
        "metal": row.metal,
        "identifier": row.identifier,
        "made": stamp(row.made_at),
        "made_by": row.made_by.email if works else None,
        "note": row.note if works else None,
        "asks_because": row.asks_because,
    }


def finding(session: Session, row: Finding, actor: Actor) -> dict[str, object]:
    """A finding with its measures and evidence, and the sources and messages that are the actor's
    to see.
    """
    return {
        "id": row.public_id,
        "organisation": row.organisation.name,
        "rule": row.rule,
        "title": rules.TITLES[row.rule] % {k: v or "" for k, v in row.facts.items()},
        "facts": row.facts,
        "language": row.language,
        "state": row.state.value,
        "version": row.version,
        "opened": stamp(row.opened_at),
        "severity": row.severity,
        "likelihood": row.likelihood,
        "harm": row.harm,
        "risks": [risk.code for risk in row.risks],
        "owner": row.owner.email if row.owner else None,
        "due": stamp(contesting.due(row)),
        "sources": [
            {"item": item.public_id, "document": item.document.public_id, "page": item.page}
            for item in finding_lists.sources(session, row, actor)
        ],
        "measures": [
            {
                "id": m.public_id,
                "kind": m.kind,
                "text": m.text,
                "owner": m.owner,
                "due": stamp(m.due),
                "done": stamp(m.done_at),
            }
            for m in row.measures
        ],
        "evidence": [
            {
                "id": e.public_id,
                "note": e.note,
                "file": e.upload.filename if e.upload else None,
                "by": e.added_by.email,
                "at": stamp(e.added_at),
            }
            for e in row.evidence
        ],
        "communications": [
            {
                "id": c.public_id,
                "audience": c.audience.value,
                "state": c.state.value,
                "text": c.text,
                "at": stamp(c.communicated_at),
                "reason": c.reason,
            }
            for c in finding_lists.communications(session, row, actor)
        ],
    }


def site(row: Site, names: Iterable[str]) -> dict[str, object]:
    """A site of the register."""
    return {
        "id": row.public_id,
        "name": row.name,
        "kind": row.kind.value,
        "state": row.state.value,
        "country": row.country,
        "metals": [m.metal for m in row.metals],
        "identifiers": [i.value for i in row.identifiers],
        "aliases": list(names),
        "valid_from": stamp(row.valid_from),
        "valid_to": stamp(row.valid_to),
    }


def status(row: SiteStatus) -> dict[str, object]:
    """What a scheme says of a site, and on which ground."""
    return {
        "scheme": row.scheme,
        "status": row.status,
        "basis": row.basis,
        "from": stamp(row.from_date),
        "to": stamp(row.to_date),
        "source": row.source,
    }


def edition(row: Edition) -> dict[str, object]:
    """An edition of the register."""
    return {
        "id": row.public_id,
        "name": row.name,
        "valid_from": stamp(row.valid_from),
        "imported": stamp(row.imported_at),
        "added": row.added,
        "changed": row.changed,
        "removed": row.removed,
    }


def site_change(change: Change) -> dict[str, object]:
    """What became of a site from one edition to another."""
    return {
        "id": change.site.public_id,
        "name": change.site.name,
        "what": change.what,
        "fields": {name: list(pair) for name, pair in change.fields.items()},
        "statuses": [
            {"scheme": s.scheme, "basis": s.basis, "before": s.before, "after": s.after}
            for s in change.statuses
        ],
    }


def hit(kind: str, row: Any, texts: Sequence[str]) -> dict[str, object]:
    """What a search found; of a page, which one of which document."""
    on_page = isinstance(row, DocumentPage)
    return {
        "kind": kind,
        "id": row.version.document.public_id if on_page else row.public_id,
        "page": row.number if on_page else getattr(row, "page", None),
        "text": texts[0],
    }


def member_coverage(member: Member) -> list[dict[str, object]]:
    """What all documents of a company cover, and then those of each supplier."""
    rows = [_rollup(member.total, of="all", name=member.organisation.name)]
    for supplier, found in member.suppliers:
        name = supplier.name if supplier is not None else None
        public_id = supplier.public_id if supplier is not None else None
        rows.append(_rollup(found, of="supplier", name=name) | {"supplier": public_id})
    return rows


def _rollup(found: Rollup, *, of: str, name: str | None) -> dict[str, object]:
    def spans(rows: Sequence[Span]) -> list[dict[str, object]]:
        return [{"from": stamp(one.first), "to": stamp(one.last)} for one in rows]

    return {
        "of": of,
        "name": name,
        "documents": found.documents,
        "telling": found.telling,
        "expired": found.expired,
        "silent": found.coverage.silent,
        "subjects": {
            code: {"level": level.value, "by": [sort.title for sort in sorts]}
            for code, (level, sorts) in found.coverage.levels.items()
        },
        "periods": spans(found.periods),
        "gaps": spans(found.gaps),
        "sites": list(found.sites),
        "smelters_without": list(found.bare),
    }


def report(row: Report) -> dict[str, object]:
    """A report: what of, in which state, under which number and hash."""
    return {
        "id": row.public_id,
        "kind": row.kind,
        "company": row.year.organisation.name if row.year else None,
        "period": f"{row.period_from}..{row.period_to}",
        "language": row.language,
        "state": row.state.value,
        "number": row.number,
        "edition": row.edition,
        "audience": row.audience.value if row.audience else None,
        "embargo": row.embargo.isoformat() if row.embargo else None,
        "hash": row.snapshot_hash,
        "cutoff": stamp(row.cutoff),
        "created": stamp(row.created_at),
    }


def event(row: Event, payload: dict[str, object]) -> dict[str, object]:
    """One line of the log."""
    return {
        "id": row.seq,
        "at": stamp(row.at),
        "actor": row.actor_id,
        "noun": row.noun,
        "object": row.object_id,
        "action": row.action,
        "hash": row.hash,
        "payload": payload,
    }
