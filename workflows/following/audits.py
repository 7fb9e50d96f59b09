"""An audit finds what an earlier audit of the same supplier found: the same clause again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from workflows import clock, subjects
from workflows.following import ground
from workflows.following.ground import Approved, Known, KnownFindings
from workflows.following.looks import Look, Seen, Wanted
from workflows.models import Document, Supplier
from workflows.states import ItemKind

FOUND, REPEATED = "audit_finding", "clause_repeated"
_FIELDS = ("clause", "statement")

Repeat = tuple[list[Approved], Approved]  # the earlier items on a clause, and the one that repeats


def look(session: Session, day: date) -> Seen:
    """The audits that repeat a clause; a cause is one audit, with a proposal for each clause.

    Audits of which nobody said from which supplier they come cannot be held against each other.
    """
    said: dict[tuple[int, str], list[Approved]] = defaultdict(list)
    for item in ground.approved(session, ItemKind.AUDIT_FINDING, _FIELDS, which=_of_several()):
        if number := clause(item.said("clause")):
            said[item.supplier_id or 0, number].append(item)
    repeats = {key: list(_repeats(rows)) for key, rows in said.items()}
    repeats = {key: pairs for key, pairs in repeats.items() if pairs}
    there = ground.known(session, (FOUND, REPEATED), _subjects(repeats))
    titles = _titles(session, {item.document_id for key in repeats for item in said[key]})
    suppliers = _suppliers(session, {key[0] for key in repeats})
    found: dict[int, list[Wanted]] = defaultdict(list)
    first: dict[int, Approved] = {}
    for (supplier, number), pairs in repeats.items():
        for earlier, item in pairs:
            facts = {
                "clause": item.said("clause"),
                "statement": item.said("statement")[:160],
                "supplier": suppliers[supplier],
                "document": titles[item.document_id],
                "earlier": titles[earlier[-1].document_id],
            }
            one = _wanted(item, earlier, _subject(supplier, number), facts, there)
            if one is not None:
                found[item.document_id].append(one)
                first[item.document_id] = item
    return Seen([_cause(first[key], wanted, wanted[0].facts) for key, wanted in found.items()])


def _of_several() -> ColumnElement[bool]:
    """The documents of suppliers that more than one document is known of."""
    known = select(Document.supplier_id).where(Document.supplier_id.is_not(None))
    return Document.supplier_id.in_(known.group_by(Document.supplier_id).having(func.count() > 1))


def _subject(supplier: int, number: str) -> str:
    return f"clause:{supplier}:{number}"


def _subjects(repeats: Mapping[tuple[int, str], Iterable[Repeat]]) -> set[str]:
    """What findings on these clauses are about: the clause, or the item of an earlier audit."""
    items = {item.public_id for pairs in repeats.values() for rows, _ in pairs for item in rows}
    return {_subject(*key) for key in repeats} | {subjects.of_item(code) for code in items}


def clause(text: str) -> str:
    """A clause as it is compared: "Clause 7.2." and "7.2" are one."""
    words = text.casefold().replace("clause", " ").replace("artikel", " ")
    return "".join(words.split()).strip(".:;()§")


def _repeats(rows: Sequence[Approved]) -> Iterator[Repeat]:
    """Each document's first item on a clause, with those of documents that came in before."""
    ordered = sorted(rows, key=lambda item: (item.received_at, item.document_id, item.id))
    earlier: list[Approved] = []
    for _document, group in groupby(ordered, key=lambda item: item.document_id):
        same = list(group)
        if earlier:
            yield list(earlier), same[0]
        earlier += same


def _wanted(
    item: Approved,
    earlier: Sequence[Approved],
    subject: str,
    facts: Mapping[str, object],
    there: KnownFindings,
) -> Wanted | None:
    """Reopen what was settled on it before this audit came in; else open that it comes back."""
    company = item.organisation_id
    known: list[Known] = [*there.get((company, subject), ())]
    for one in earlier:
        known += there.get((company, subjects.of_item(one.public_id)), ())
    # A finding that runs is worked on; the audit's own finding stands beside it.
    since = item.received_at
    before = sorted((one for one in known if not _dismissed(one)), key=lambda one: one.opened_at)
    return ground.wanted(before, item, REPEATED, subject, facts, since=since)


def _dismissed(one: Known) -> bool:
    return not one.runs and one.state not in ground.SETTLED


def _cause(item: Approved, wanted: Sequence[Wanted], facts: Mapping[str, object]) -> Look:
    said = {name: facts[name] for name in ("supplier", "document")}
    day = clock.day(item.received_at)
    return Look(f"audit:{item.document_id}", day, said, wanted)


def _titles(session: Session, ids: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in ground.batches(ids):
        query = select(Document.id, Document.title).where(Document.id.in_(some))
        found |= {row.id: row.title for row in session.execute(query)}
    return found


def _suppliers(session: Session, ids: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in ground.batches(ids):
        query = select(Supplier.id, Supplier.name).where(Supplier.id.in_(some))
        found |= {row.id: row.name for row in session.execute(query)}
    return found
