"""Other names that decisions taught: learned from approved items, taken back with them, cleared.

A reviewer's decision "this text is that site" makes the text another name of the site. It is the
member's own: matched in that member's papers alone, until the secretariat finds a public source.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import events, lengths, register
from workflows.errors import Invalid, NotFound
from workflows.marking import N_
from workflows.models import Item, NameLesson, Organisation, Site, SiteName
from workflows.permissions import Actor
from workflows.states import ItemKind

NOT_FOUND = N_("There is no such name.")


def teach(session: Session, item: Item, actor: Actor | None) -> bool:
    """Remember what an approved item calls its site: as printed, and as a person corrected it.

    Whether any of it is a name that the member's papers did not know the site by.
    """
    site, learned = item.site, False
    if item.kind is not ItemKind.SMELTER or site is None:
        return False
    organisation_id = item.document.organisation_id
    for name in _said(item):
        row, new = register.learn_name(session, site, name, organisation_id)
        if row is None:
            continue
        taught = select(NameLesson.id).where(
            NameLesson.name_id == row.id, NameLesson.item_id == item.id
        )
        if session.scalar(taught) is None:
            session.add(NameLesson(name_id=row.id, item_id=item.id))
            session.flush()
        if new:
            learned = True
            _log(session, site, row, "learn_name", actor, item=item.public_id)
    return learned


def take_back(session: Session, item: Item, actor: Actor | None) -> list[Site]:
    """Forget what the item taught, unless another decision or a public source says it too.

    The sites that a name of theirs was forgotten of.
    """
    forgotten: list[Site] = []
    lessons = select(NameLesson).where(NameLesson.item_id == item.id).order_by(NameLesson.id)
    for lesson in list(session.scalars(lessons)):
        row = lesson.name
        session.delete(lesson)
        session.flush()
        others = select(NameLesson.id).where(NameLesson.name_id == row.id).limit(1)
        taught = row.organisation_id is not None and row.source != register.MERGED
        if taught and session.scalar(others) is None:
            site = session.get_one(Site, row.site_id)
            _log(session, site, row, "forget_name", actor, item=item.public_id)
            _delete(session, site, row)
            forgotten.append(site)
    return forgotten


def learned(session: Session, site: Site) -> dict[str, tuple[SiteName, Organisation]]:
    """The names that members taught, each by a key that holds for this site."""
    query = (
        select(SiteName, Organisation)
        .join(Organisation, Organisation.id == SiteName.organisation_id)
        .where(SiteName.site_id == site.id)
        .order_by(SiteName.id)
    )
    return {f"{owner.public_id} {row.name}": (row, owner) for row, owner in session.execute(query)}


def add(session: Session, site: Site, name: str, actor: Actor, *, note: str) -> SiteName:
    """Add a name that a public source gives a site; it is seen by whoever sees the site."""
    if not actor.is_secretariat:
        raise NotFound(register.NOT_FOUND)
    name = name.strip()
    if not name:
        raise Invalid(N_("Give the name."))
    if not lengths.within(note, lengths.REASON):
        raise Invalid(N_("Name the public source."))
    scopes = (None, site.organisation_id)
    known = [site.name, *(row.name for row in site.names if row.organisation_id in scopes)]
    if name.casefold() in {one.casefold() for one in known}:
        raise Invalid(N_("It is known by this name already."))
    row = SiteName(
        site_id=site.id, name=name, organisation_id=site.organisation_id, source=register.BY_HAND
    )
    session.add(row)
    session.flush()
    session.expire(site, ["names"])
    _log(session, site, row, "add_name", actor, note=note.strip())
    return row


def clear(session: Session, site: Site, key: str, actor: Actor, *, note: str) -> None:
    """Make a member's name for a site public: the secretariat found a public source for it."""
    row = _chosen(session, site, key, actor)
    if site.organisation_id is not None:
        raise Invalid(N_("Make the smelter itself public first."))
    if not lengths.within(note, lengths.REASON):
        raise Invalid(N_("Name the public source."))
    _log(session, site, row, "clear_name", actor, note=note)
    # The same name as other members taught it says nothing more once everybody may see it.
    alike = select(SiteName).where(SiteName.site_id == site.id, SiteName.id != row.id)
    for other in list(session.scalars(alike)):
        if other.name.casefold() == row.name.casefold():
            _delete(session, site, other)
    row.organisation_id = None
    session.flush()


def remove(session: Session, site: Site, key: str, actor: Actor, *, note: str) -> None:
    """Take a member's name off a site: the next reading no longer goes by it."""
    row = _chosen(session, site, key, actor)
    if not lengths.within(note, lengths.REASON):
        raise Invalid(N_("Say why: the note is required."))
    _log(session, site, row, "remove_name", actor, note=note)
    _delete(session, site, row)


def _said(item: Item) -> list[str]:
    """The item's name as the next reading will meet it, and as a person corrected it."""
    found = next((f for f in item.fields if f.name == "smelter"), None)
    if found is None:
        return []
    texts = (found.text.strip(), (found.corrected or "").strip())
    return list(dict.fromkeys(text for text in texts if text))


def _chosen(session: Session, site: Site, key: str, actor: Actor) -> SiteName:
    if not actor.is_secretariat:
        raise NotFound(NOT_FOUND)
    if key not in (known := learned(session, site)):
        raise Invalid(N_("Choose a name."))
    return known[key][0]


def _delete(session: Session, site: Site, row: SiteName) -> None:
    for lesson in session.scalars(select(NameLesson).where(NameLesson.name_id == row.id)):
        session.delete(lesson)
    session.flush()
    session.delete(row)
    session.flush()
    session.expire(site, ["names"])


def _log(
    session: Session, site: Site, row: SiteName, action: str, actor: Actor | None, **more: object
) -> None:
    events.append(
        session,
        actor,
        "site",
        site.public_id,
        action,
        organisation_id=row.organisation_id,
        name=row.name,
        **more,
    )
