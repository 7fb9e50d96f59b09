"""What merging two entries of the register would do: a value, from which the merge works too.

What speaks of the entry that goes (items, candidates, findings) goes along. So do its names, each
with its scope. Identifiers, metals, statuses and ties go along only where the same people may see
both entries: what one member's papers taught stays with the entry that goes, and tells nobody else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Column, or_, select
from sqlalchemy.orm import Session

from workflows.errors import Invalid
from workflows.marking import N_
from workflows.models import Base, Site, SiteIdentifier, SiteLink, SiteName, SiteStatus

LOOSE = "other"  # the scheme of identifiers that are of none: two of them contradict nothing

# What the register itself says of a site; every other table that names one speaks of it.
_FACTS = frozenset(
    {
        "edition_change",
        "site_identifier",
        "site_link",
        "site_merge",
        "site_metal",
        "site_name",
        "site_state_change",
        "site_status",
    }
)


@dataclass(frozen=True, slots=True)
class Effect:
    """What merging ``gone`` into ``kept`` does; nothing is written yet."""

    kept: Site
    gone: Site
    spoken_of: Mapping[str, tuple[int, ...]]  # by "table.column", the rows that go along
    names: tuple[SiteName, ...]
    new_name: str | None  # the name of the one that goes, where the kept one lacks it
    identifiers: tuple[SiteIdentifier, ...]
    conflicts: tuple[tuple[SiteIdentifier, SiteIdentifier], ...]  # of one scheme: kept's, gone's
    metals: tuple[str, ...]
    statuses: tuple[SiteStatus, ...]
    history: tuple[SiteStatus, ...]  # stay behind: the kept one has that scheme's own word
    ties: Mapping[str, tuple[int, ...]]

    @property
    def items(self) -> int:
        """How many items will stand for the kept one."""
        return len(self.spoken_of.get("item.site_id", ()))

    @property
    def findings(self) -> int:
        """How many findings will be about the kept one."""
        return len(self.spoken_of.get("finding.site_id", ()))

    @property
    def rows(self) -> dict[str, list[int]]:
        """By "table.column", every row that names the kept one in the end."""
        found = {
            "site_name.site_id": [row.id for row in self.names],
            "site_identifier.site_id": [row.id for row in self.identifiers],
            "site_status.site_id": [row.id for row in self.statuses],
        }
        found |= {name: list(ids) for name, ids in (*self.spoken_of.items(), *self.ties.items())}
        return {name: ids for name, ids in found.items() if ids}


def of(session: Session, kept: Site, gone: Site) -> Effect:
    """What merging would do; Invalid for two entries that cannot be one."""
    _check(kept, gone)
    alike = kept.organisation_id == gone.organisation_id
    identifiers = tuple(gone.identifiers) if alike else ()
    statuses = gone.statuses if alike else []
    said, made = {one.scheme for one in kept.statuses}, {one.metal for one in kept.metals}
    return Effect(
        kept=kept,
        gone=gone,
        spoken_of=dict(_spoken_of(session, gone)),
        names=tuple(name for name in gone.names if not _known(kept, name.name, name)),
        new_name=None if _known(kept, gone.name, gone) else gone.name,
        identifiers=identifiers,
        conflicts=tuple(_conflicts(kept, identifiers)),
        metals=tuple(m.metal for m in gone.metals if m.metal not in made) if alike else (),
        statuses=tuple(one for one in statuses if one.scheme not in said),
        history=tuple(one for one in statuses if one.scheme in said),
        ties=dict(_ties(session, kept, gone)) if alike else {},
    )


def _check(kept: Site, gone: Site) -> None:
    if kept.id == gone.id:
        raise Invalid(N_("These two are one and the same already."))
    if kept.organisation_id is not None and gone.organisation_id is None:
        raise Invalid(N_("Keep the smelter that everybody can see."))
    if kept.organisation_id not in (None, gone.organisation_id):
        raise Invalid(
            N_("Two companies each have one of these to themselves. Make one of them public first.")
        )


def _known(kept: Site, name: str, owner: Site | SiteName) -> bool:
    """Whether the kept one is known by this name to whoever knew it from ``owner``."""
    scopes = {None, owner.organisation_id}
    names = [kept.name, *(row.name for row in kept.names if row.organisation_id in scopes)]
    return name.casefold() in {known.casefold() for known in names}


def _conflicts(
    kept: Site, coming: tuple[SiteIdentifier, ...]
) -> Iterator[tuple[SiteIdentifier, SiteIdentifier]]:
    holding = {one.scheme: one for one in kept.identifiers if one.ended is None}
    for one in coming:
        if one.ended is None and one.scheme != LOOSE and one.scheme in holding:
            yield holding[one.scheme], one


def _spoken_of(session: Session, gone: Site) -> Iterator[tuple[str, tuple[int, ...]]]:
    for column in _columns():
        key = column.table.c["id"]
        rows = tuple(session.scalars(select(key).where(column == gone.id).order_by(key)))
        if rows:
            yield f"{column.table.name}.{column.name}", rows


def _columns() -> Iterator[Column[int]]:
    """Every column that names a site, but those in which the register describes one."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            refers = any(key.column.table.name == "site" for key in column.foreign_keys)
            if refers and table.name not in _FACTS:
                yield column


def _ties(session: Session, kept: Site, gone: Site) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The ties of the one that goes, without those the kept one has and one between the two."""

    def those(site: Site) -> list[SiteLink]:
        mine = or_(SiteLink.from_site_id == site.id, SiteLink.to_site_id == site.id)
        return list(session.scalars(select(SiteLink).where(mine).order_by(SiteLink.id)))

    had = {(tie.from_site_id, tie.to_site_id, tie.kind) for tie in those(kept)}
    moving: dict[str, list[int]] = {}
    for tie in those(gone):
        outward = tie.from_site_id == gone.id
        other = tie.to_site_id if outward else tie.from_site_id
        ends = (kept.id, other) if outward else (other, kept.id)
        if other != kept.id and (*ends, tie.kind) not in had:
            column = "from_site_id" if outward else "to_site_id"
            moving.setdefault(f"site_link.{column}", []).append(tie.id)
    for name, ids in moving.items():
        yield name, tuple(ids)
