"""Documents of one member that are much alike: is the later one a new version of the earlier?

Documents of two members are never held against each other. Nothing happens by itself: a person
joins two documents, or keeps them apart.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, delete, exists, func, insert, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager, selectinload

from extraction import matching, sketching
from workflows import clock, documents, events, performing, rules, versions
from workflows.errors import NotAllowed, NotFound
from workflows.models import (
    Document,
    DocumentPage,
    DocumentVersion,
    Item,
    Likeness,
    TextBand,
)
from workflows.permissions import SUBMITTERS, Actor, Who
from workflows.states import DocumentState, ItemKind, ItemState

ALIKE = 0.6  # the part of two texts that stands in both, from which one is told of it
MOST = 5  # documents that one is told of
_ASKED = 60  # pairs that one is asked about at a time
_SHARING = 50_000  # bands that are counted: a member may send the same text again and again
_LOOKED_AT = 50  # versions with the most bands in common
_EDITION = re.compile(r":\s*(?:19|20)\d\d\b.*")


@dataclass(frozen=True, slots=True)
class Alike:
    """A document, an earlier one that it is like, and whether a person keeps the two apart."""

    later: Document
    document: Document
    share: float
    is_apart: bool


def compare(session: Session, version: DocumentVersion, texts: Iterable[str]) -> None:
    """Keep a sketch of a version's text, and note which documents of the member are like it."""
    document = version.document
    sketched = sketching.sketch(texts)
    version.sketch = list(sketched)
    older = [one.id for one in document.versions]
    session.execute(delete(TextBand).where(TextBand.version_id.in_(older)))
    found = list(_candidates(session, version, sketched))
    if sketched:
        session.execute(insert(TextBand), list(_bands(version, sketched)))
    best = sorted(found, key=lambda one: -one[1])[:MOST]
    _note(session, document, dict(best))


def _bands(version: DocumentVersion, sketched: list[int]) -> Iterator[dict[str, int]]:
    for band, value in enumerate(sketching.bands(sketched)):
        yield {
            "version_id": version.id,
            "organisation_id": version.document.organisation_id,
            "band": band,
            "value": value,
        }


def _candidates(
    session: Session, version: DocumentVersion, sketched: list[int]
) -> Iterator[tuple[int, float]]:
    """Documents of the member with enough of the same text, and how much; the same file is none."""
    if not sketched:
        return
    whose = version.document.organisation_id
    # The organisation stands in each part, so that SQLite looks up each and walks through none.
    same = or_(
        *(
            and_(TextBand.organisation_id == whose, TextBand.band == band, TextBand.value == value)
            for band, value in enumerate(sketching.bands(sketched))
        )
    )
    sharing = select(TextBand.version_id).where(same).limit(_SHARING).subquery()
    near = (
        select(sharing.c.version_id)
        .group_by(sharing.c.version_id)
        .order_by(func.count().desc(), sharing.c.version_id.desc())
        .limit(_LOOKED_AT)
    )
    others = select(DocumentVersion).where(DocumentVersion.id.in_(session.scalars(near).all()))
    for other in session.scalars(others):
        numbers = [number for number in other.sketch or [] if isinstance(number, int)]
        share = sketching.share(sketched, numbers)
        if other.upload_id != version.upload_id and share >= ALIKE:
            yield other.document_id, share


def _note(session: Session, document: Document, shares: dict[int, float]) -> None:
    """Write down what the document is like now; what people said of two documents stays."""
    either = or_(Likeness.document_id == document.id, Likeness.other_id == document.id)
    for row in session.scalars(select(Likeness).where(either)):
        share = shares.pop(row.other_id if row.document_id == document.id else row.document_id, 0.0)
        if share or row.apart_at is not None:
            row.share = share
        else:
            session.delete(row)
    for other, share in shares.items():
        later, earlier = max(document.id, other), min(document.id, other)
        session.add(Likeness(document_id=later, other_id=earlier, share=share))
    session.flush()


def compare_all(session: Session, actor: Actor) -> int:
    """Compare what was read before texts were compared; return how many documents that were."""
    if not actor.is_secretariat:
        raise NotAllowed(performing.ONLY[Who.SECRETARIAT])
    waiting = list(_not_compared(session))
    for version in waiting:
        compare(session, version, _texts(session, version))
    return len(waiting)


def _not_compared(session: Session) -> Iterator[DocumentVersion]:
    query = select(DocumentVersion).where(
        DocumentVersion.read_at.is_not(None),
        DocumentVersion.error.is_(None),
        DocumentVersion.sketch.is_(None),
    )
    for version in session.scalars(query.order_by(DocumentVersion.id)):
        if version is versions.in_force(version.document):
            yield version


def _texts(session: Session, version: DocumentVersion) -> Sequence[str]:
    query = select(DocumentPage.text).where(DocumentPage.version_id == version.id)
    return session.scalars(query.order_by(DocumentPage.number)).all()


def of(session: Session, document: Document, actor: Actor) -> list[Alike]:
    """What the document may be a new version of, as far as the actor sees that: most alike first.

    Who has another supplier, another holder or another standard is another paper, however much of
    the words is the same.
    """
    return _alike(session, _noted(actor).where(Likeness.document_id == document.id))


def asking(session: Session, actor: Actor) -> list[Document]:
    """The actor's own documents that may be a new version, where nobody said so yet; newest first.

    At most so many are looked at as people answer in a day.
    """
    whose = Document.organisation_id.in_(actor.organisations(*SUBMITTERS))
    own = select(Document.id).where(whose)
    query = _noted(actor).where(Likeness.document_id.in_(own), Likeness.apart_at.is_(None))
    found = _alike(session, query.order_by(None).order_by(Likeness.id.desc()).limit(_ASKED))
    return list(dict.fromkeys(one.later for one in found))


_OTHER = aliased(Document)


def _noted(actor: Actor) -> Select[Likeness]:
    """Notes of what is like an earlier document that stands, most alike first."""
    return (
        select(Likeness)
        .join(Likeness.document)
        .join(Likeness.other.of_type(_OTHER))
        .where(
            Likeness.share >= ALIKE,
            Document.state != DocumentState.WITHDRAWN,
            _OTHER.state.in_(versions.REPLACED),
            _OTHER.organisation_id == Document.organisation_id,
            documents.sees(actor, Likeness.other_id),
        )
        .order_by(Likeness.share.desc(), Likeness.id)
        .options(contains_eager(Likeness.document), contains_eager(Likeness.other.of_type(_OTHER)))
    )


def _alike(session: Session, query: Select[Likeness]) -> list[Alike]:
    rows = session.scalars(query).all()
    if not rows:
        return []
    pairs = [(row.document, row.other) for row in rows]
    certified = _certified(session, {one for pair in pairs for one in pair})
    return [
        Alike(row.document, row.other, row.share, row.apart_at is not None)
        for row in rows
        if not _another_paper(row.document, row.other, certified)
    ]


def every(session: Session, actor: Actor) -> Iterator[tuple[Document, Alike]]:
    """Every document that the actor sees with what it may be a new version of, the newest first."""
    told = exists().where(Likeness.document_id == Document.id)
    for document in session.scalars(documents.visible(actor).where(told)):
        for alike in of(session, document, actor):
            yield document, alike


def keep_apart(
    session: Session, document: Document, other: Document, actor: Actor, *, apart: bool = True
) -> None:
    """Say that two documents are two papers; or, with ``apart`` False, that it is open again."""
    if not documents.standing(session, actor, document) & {Who.OWN, Who.SECRETARIAT}:
        raise NotAllowed(performing.ONLY[Who.OWN])
    query = select(Likeness).where(
        Likeness.document_id == document.id, Likeness.other_id == other.id
    )
    row = session.scalars(query).one_or_none()
    if row is None or other.organisation_id != document.organisation_id:
        raise NotFound(documents.NOT_FOUND)
    row.apart_at = clock.now(session) if apart else None
    row.apart_by_id = actor.person_id if apart else None
    session.flush()
    events.append(
        session,
        actor,
        "document",
        document.public_id,
        "keep_apart" if apart else "compare",
        organisation_id=document.organisation_id,
        other=other.public_id,
    )


_Certified = dict[int, tuple[set[str], set[str]]]


def _another_paper(document: Document, other: Document, certified: _Certified) -> bool:
    if document.supplier_id and other.supplier_id and document.supplier_id != other.supplier_id:
        return True
    mine, theirs = certified[document.id], certified[other.id]
    return any(a and b and a.isdisjoint(b) for a, b in zip(mine, theirs, strict=True))


def _certified(session: Session, papers: Iterable[Document]) -> _Certified:
    """The holders, and the standards whatever their edition, of the certificates in each."""
    in_force = {versions.in_force(paper).id: paper.id for paper in papers}
    query = select(Item).where(
        Item.version_id.in_(in_force),
        Item.kind == ItemKind.CERTIFICATE,
        Item.state.not_in((ItemState.REJECTED, ItemState.SET_ASIDE)),
    )
    found: _Certified = {number: (set(), set()) for number in in_force.values()}
    for item in session.scalars(query.options(selectinload(Item.fields))):
        holders, standards = found[in_force[item.version_id]]
        holders.add(matching.core(matching.fold(rules.printed(item, "holder"))))
        standards.add(matching.fold(_EDITION.sub("", rules.printed(item, "standard"))))
    return {key: (one - {""}, two - {""}) for key, (one, two) in found.items()}
