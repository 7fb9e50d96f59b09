"""Merging two entries of the register that are one site, and undoing it. Only the secretariat does.

The entry that is gone keeps its row, and what merge_effects leaves with it: its old id leads to the
one that was kept. A merge remembers every row that it moved, so that undoing restores each of them.
"""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session, selectinload

from workflows import (
    asking_again,
    clock,
    events,
    lengths,
    merge_effects,
    register,
    search_index,
    subjects,
)
from workflows.errors import Conflict, Invalid, NotFound
from workflows.marking import N_
from workflows.merge_effects import Effect
from workflows.models import (
    Base,
    Finding,
    NameLesson,
    Site,
    SiteIdentifier,
    SiteMerge,
    SiteMetal,
    SiteName,
)
from workflows.permissions import Actor

NOT_FOUND = N_("There is no such merge.")
_AT_ONCE = 500  # rows that one statement names
_RULES = "name_rule.site_id"


def preview(session: Session, kept: Site, gone: Site, actor: Actor) -> Effect:
    """What merging ``gone`` into ``kept`` would do."""
    _only_secretariat(actor)
    return merge_effects.of(session, kept, gone)


def merge(
    session: Session,
    kept: Site,
    gone: Site,
    actor: Actor,
    *,
    reason: str,
    holds: Collection[str] = (),
) -> SiteMerge:
    """Merge ``gone`` into ``kept``, as :func:`preview` shows it.

    Where both have an identifier of one scheme, the kept one's holds, unless the other is among
    ``holds``; the one that holds no longer stays known as an earlier one.
    """
    _only_secretariat(actor)
    _lock(session, kept, gone)
    found = preview(session, kept, gone, actor)
    if not lengths.within(reason, lengths.REASON):
        raise Invalid(N_("Say why the two are one: the reason is required."))
    moved: dict[str, object] = {
        "rows": found.rows,
        "ended": _end_identifiers(session, found, holds),
        "metals": _add_metals(session, found),
        "names": _add_name(session, found),
        "subjects": _rename_subjects(session, found),
    }
    asking_again.before_merge(session, gone, actor)
    for name, ids in found.rows.items():
        _point(session, name, ids, (gone,), kept)
    search_index.touch(session, search_index.Kind.SITE, (kept.id, gone.id))
    row = SiteMerge(
        kept_id=kept.id,
        gone_id=gone.id,
        at=clock.now(session),
        by_id=actor.person_id,
        reason=reason.strip(),
        moved=moved,
        undone_at=None,
    )
    session.add(row)
    session.flush()
    _log(session, row, "merge", actor, reason)
    return row


def undo(session: Session, row: SiteMerge, actor: Actor, *, reason: str) -> Site:
    """Undo a merge: what it moved, and still is where it was moved to, goes back."""
    _only_secretariat(actor)
    if row.undone_at is not None:
        raise Conflict(N_("This merge has been undone already."))
    if not lengths.within(reason, lengths.REASON):
        raise Invalid(N_("Say why the two are not one: the reason is required."))
    gone, moved = row.gone, row.moved
    # The kept one may have been merged too: what the first merge moved stands further on.
    places = register.line(session, row.kept)
    for name, ids in _rows(moved).items():
        _point(session, name, ids, places, gone)
    asking_again.after_unmerge(session, _rows(moved).get(_RULES, ()), gone, actor)
    moved_between = (gone.id, *(site.id for site in places))
    search_index.touch(session, search_index.Kind.SITE, moved_between)
    for ids in _some(_ids(moved, "subjects")):
        mine = Finding.id.in_(ids), Finding.site_id == gone.id
        for place in places:
            session.execute(update(Finding).where(*mine).values(subject=_renamed(place, gone)))
    ended = SiteIdentifier.id.in_(_ids(moved, "ended"))
    session.execute(update(SiteIdentifier).where(ended).values(ended=None))
    session.execute(delete(SiteMetal).where(SiteMetal.id.in_(_ids(moved, "metals"))))
    _take_back_names(session, _ids(moved, "names"))
    row.undone_at = clock.now(session)
    session.flush()
    _log(session, row, "unmerge", actor, reason)
    return gone


def get(session: Session, public_id: str, actor: Actor) -> SiteMerge:
    """A merge, for the secretariat."""
    row = session.scalars(select(SiteMerge).where(SiteMerge.public_id == public_id)).one_or_none()
    if row is None or not actor.is_secretariat:
        raise NotFound(NOT_FOUND)
    return row


def into(session: Session, site: Site, actor: Actor) -> list[SiteMerge]:
    """The merges into a site of entries that the actor could see, the newest first."""
    query = (
        select(SiteMerge)
        .where(
            SiteMerge.kept_id == site.id,
            SiteMerge.undone_at.is_(None),
            SiteMerge.gone_id.in_(register.seen(actor).order_by(None).with_only_columns(Site.id)),
        )
        .order_by(SiteMerge.id.desc())
        .options(selectinload(SiteMerge.gone), selectinload(SiteMerge.by))
    )
    return list(session.scalars(query))


def _lock(session: Session, *sites: Site) -> None:
    """Let two people who merge the same site do so one after the other."""
    ids = sorted(site.id for site in sites)
    session.scalars(select(Site.id).where(Site.id.in_(ids)).order_by(Site.id).with_for_update())
    if any(register.current(session, site) is not site for site in sites):
        raise Conflict(N_("Somebody has merged one of these already."))


def _only_secretariat(actor: Actor) -> None:
    if not actor.is_secretariat:
        raise NotFound(register.NOT_FOUND)


def _end_identifiers(session: Session, found: Effect, holds: Collection[str]) -> list[int]:
    ended = [before if coming.value in holds else coming for before, coming in found.conflicts]
    for one in ended:
        one.ended = clock.today(session)
    session.flush()
    return [one.id for one in ended]


def _add_metals(session: Session, found: Effect) -> list[int]:
    added = [SiteMetal(site_id=found.kept.id, metal=metal) for metal in found.metals]
    session.add_all(added)
    session.flush()
    return [one.id for one in added]


def _add_name(session: Session, found: Effect) -> list[int]:
    """The name of the one that goes, for whoever could see it."""
    if found.new_name is None:
        return []
    row = SiteName(
        site_id=found.kept.id,
        name=found.new_name,
        organisation_id=found.gone.organisation_id,
        source=register.MERGED,
    )
    session.add(row)
    session.flush()
    return [row.id]


def _rename_subjects(session: Session, found: Effect) -> list[int]:
    """Let findings be about the kept one, or a rule would open a second one about it."""
    query = select(Finding.id).where(
        Finding.site_id == found.gone.id, Finding.subject.startswith(_subject(found.gone))
    )
    ids = list(session.scalars(query))
    for some in _some(ids):
        named = update(Finding).where(Finding.id.in_(some))
        session.execute(named.values(subject=_renamed(found.gone, found.kept)))
    return ids


def _renamed(old: Site, new: Site) -> ColumnElement[str]:
    """The subject of a finding, whatever else it names, about another site."""
    return func.replace(Finding.subject, _subject(old), _subject(new))


def _take_back_names(session: Session, ids: Iterable[int]) -> None:
    for row in session.scalars(select(SiteName).where(SiteName.id.in_(list(ids)))):
        lesson = select(NameLesson.id).where(NameLesson.name_id == row.id).limit(1)
        if session.scalar(lesson) is None:
            session.delete(row)
        else:  # decisions have taught it since
            row.source = register.LEARNED
    session.flush()


def _point(
    session: Session, name: str, ids: Iterable[int], sources: Iterable[Site], target: Site
) -> None:
    """Let rows that name one of ``sources`` name ``target``; ``name`` is "table.column"."""
    table_name, _dot, column_name = name.partition(".")
    table = Base.metadata.tables[table_name]
    column, places = table.c[column_name], [site.id for site in sources]
    values: dict[str, object] = {column_name: target.id}
    if "version" in table.c:  # whoever looks at it now looks at something older
        values["version"] = table.c.version + 1
    for some in _some(ids):
        rows = table.c.id.in_(some) & column.in_(places)
        session.execute(update(table).where(rows).values(values))


def _some(ids: Iterable[int]) -> Iterable[list[int]]:
    every = list(ids)
    return (every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE))


def _rows(moved: Mapping[str, object]) -> dict[str, list[int]]:
    rows = moved["rows"]
    return {str(name): list(ids) for name, ids in rows.items()} if isinstance(rows, dict) else {}


def _ids(moved: Mapping[str, object], name: str) -> list[int]:
    ids = moved[name]
    return [int(one) for one in ids] if isinstance(ids, list) else []


def _subject(site: Site) -> str:
    return subjects.of_site(site.public_id)


def _log(session: Session, row: SiteMerge, action: str, actor: Actor, reason: str) -> None:
    kept, gone = row.kept, row.gone
    for site, other in ((kept, gone), (gone, kept)):
        events.append(
            session,
            actor,
            "site",
            site.public_id,
            action,
            organisation_id=gone.organisation_id,
            merge=row.public_id,
            kept=kept.public_id,
            gone=gone.public_id,
            name=other.name,
            note=reason.strip(),
        )
    session.expire_all()
