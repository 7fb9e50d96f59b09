"""What an edition of the register would change: entries set beside the sites that there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from extraction.entities.identifiers import identifier_of
from extraction.records import RegisterEntry
from workflows import register, site_states
from workflows.marking import N_
from workflows.models import Edition, Site, SiteName
from workflows.states import SiteKind, SiteState

SEPARATOR = " | "

TWO_SITES = N_("Its identifiers belong to two different smelters of the register.")
TWICE = N_("It is listed twice, or it matches a smelter that another row matches too.")
NAMELESS = N_("It has no name.")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a site, before and after, as a person reads it."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SiteChange:
    """A site that the edition changes."""

    site: Site
    entry: RegisterEntry
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class EntryProblem:
    """An entry that is left out, and why; the site it may stand for stays as it is."""

    entry: RegisterEntry
    message: str


@dataclass(frozen=True, slots=True)
class EditionDiff:
    """What importing an edition would do."""

    name: str
    added: tuple[RegisterEntry, ...]
    changed: tuple[SiteChange, ...]
    removed: tuple[Site, ...]
    unchanged: tuple[Site, ...]
    problems: tuple[EntryProblem, ...]


def preview(
    session: Session,
    entries: Iterable[RegisterEntry],
    *,
    name: str,
    kind: SiteKind = SiteKind.SMELTER,
) -> EditionDiff:
    """What an edition of the source ``name`` with these sites of ``kind`` would change.

    A site is the same when an identifier is, or else the metal and the name, as long as its
    identifiers of the same scheme do not differ.
    """
    everything = _public_sites(session)
    index = _Index.of(everything, kind)
    sources = {e.id: e.name for e in session.scalars(select(Edition))}
    settled = site_states.settled(session)
    added: list[RegisterEntry] = []
    changed: list[SiteChange] = []
    unchanged: list[Site] = []
    problems: list[EntryProblem] = []
    met: set[int] = set()
    for entry, found, problem in _matched(entries, index, met):
        if problem is not None:
            problems.append(EntryProblem(entry, problem))
        elif not found:
            added.append(entry)
        else:
            site = found[0]
            keeps = owned(site, sources, name)
            fields = _changes(site, entry, keeps, state_after(site, entry, settled))
            if fields:
                changed.append(SiteChange(site, entry, fields))
            else:
                unchanged.append(site)
    left = (s for s in everything if s.kind is kind and s.id not in met and s.valid_to is None)
    removed = tuple(site for site in left if _listed_by(site, sources) == name)
    return EditionDiff(
        name, tuple(added), tuple(changed), removed, tuple(unchanged), tuple(problems)
    )


def _matched(
    entries: Iterable[RegisterEntry], index: "_Index", met: set[int]
) -> Iterator[tuple[RegisterEntry, list[Site], str | None]]:
    """Each entry with the sites it may be and what is wrong with it; ``met`` collects the sites."""
    keys: set[tuple[str, str]] = set()
    for entry in entries:
        found, ids = index.sites(entry), set(identifiers(entry))
        taken = bool(met & {site.id for site in found} or keys & ids)
        met |= {site.id for site in found}
        keys |= ids
        yield entry, found, _problem(entry, found, taken)


@dataclass(frozen=True, slots=True)
class _Index:
    """The public sites, by identifier, and those of one kind by metal and name."""

    by_identifier: Mapping[tuple[str, str], Site]
    by_name: Mapping[tuple[str, str], list[Site]]

    @classmethod
    def of(cls, sites: Iterable[Site], kind: SiteKind) -> "_Index":
        by_identifier: dict[tuple[str, str], Site] = {}
        by_name: dict[tuple[str, str], list[Site]] = defaultdict(list)
        for site in sites:
            by_identifier |= {(i.scheme, i.value): site for i in site.identifiers}
            if site.kind is not kind:
                continue
            names = {_folded(site.name), *(_folded(n.name) for n in public_names(site))}
            for metal in site.metals:
                for folded in names:
                    by_name[metal.metal, folded].append(site)
        return cls(by_identifier, by_name)

    def sites(self, entry: RegisterEntry) -> list[Site]:
        """The sites that the entry may be: one when all is well, none when it is new."""
        ids = identifiers(entry)
        found = {s.id: s for key in ids if (s := self.by_identifier.get(key)) is not None}
        if not found:
            schemes = {scheme for scheme, _value in ids}
            for metal in entry.metals:
                for site in self.by_name.get((metal, _folded(entry.name)), ()):
                    if not schemes & {i.scheme for i in site.identifiers}:
                        found[site.id] = site
        return list(found.values())


def _public_sites(session: Session) -> list[Site]:
    query = (
        register.public()
        .options(
            selectinload(Site.names), selectinload(Site.identifiers), selectinload(Site.metals)
        )
        .order_by(Site.id)
    )
    return list(session.scalars(query))


def public_names(site: Site) -> list[SiteName]:
    """The other names of a site that everybody may see."""
    return [n for n in site.names if n.organisation_id is None]


def _listed_by(site: Site, sources: Mapping[int, str]) -> str | None:
    return sources.get(site.edition_id) if site.edition_id is not None else None


def owned(site: Site, sources: Mapping[int, str], name: str) -> bool:
    """Whether the source ``name`` may change the site; ``sources`` names every edition."""
    # One that its own source left out is taken over by whoever lists it again.
    return site.valid_to is not None or _listed_by(site, sources) in (None, name)


def _problem(entry: RegisterEntry, found: Sequence[Site], taken: bool) -> str | None:
    if not entry.name.strip():
        return NAMELESS
    if len(found) > 1:
        return TWO_SITES
    return TWICE if taken else None


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def identifiers(entry: RegisterEntry) -> list[tuple[str, str]]:
    """The entry's identifiers as (scheme, normal form), once each."""
    found = []
    for text in entry.identifiers:
        known = identifier_of(text)
        found.append((known.scheme, known.id) if known else ("other", text.strip()))
    return list(dict.fromkeys(key for key in found if key[1]))


def state(entry: RegisterEntry) -> SiteState:
    """Whether the entry works."""
    return SiteState.ACTIVE if entry.active else SiteState.CLOSED


def state_after(site: Site, entry: RegisterEntry, settled: Collection[int]) -> SiteState:
    """How the site stands once the entry is taken over; what a person settled stays."""
    return site.state if site.id in settled else state(entry)


def new_names(site: Site, entry: RegisterEntry, owned: bool) -> list[str]:
    """The names that the entry adds; a site that is renamed keeps its old name as another one."""
    final = entry.name.strip() if owned else site.name
    known = {_folded(final), *(_folded(n.name) for n in public_names(site))}
    new = []
    for name in (*entry.aliases, site.name, entry.name):
        if _folded(name) and _folded(name) not in known:
            known.add(_folded(name))
            new.append(name.strip())
    return new


def metals_after(site: Site, entry: RegisterEntry, owned: bool) -> list[str]:
    """The site's metals once the entry is taken over, sorted."""
    before = [m.metal for m in site.metals]
    if owned and entry.metals:
        return sorted(set(entry.metals))
    return sorted({*before, *entry.metals})


def _changes(
    site: Site, entry: RegisterEntry, owned: bool, after: SiteState
) -> tuple[FieldChange, ...]:
    ids = [i.value for i in site.identifiers]
    new_ids = [
        value
        for scheme, value in identifiers(entry)
        if (scheme, value) not in {(i.scheme, i.value) for i in site.identifiers}
    ]
    names = [n.name for n in public_names(site)]
    pairs = [
        ("aliases", SEPARATOR.join(names), SEPARATOR.join(names + new_names(site, entry, owned))),
        ("identifiers", SEPARATOR.join(ids), SEPARATOR.join(ids + new_ids)),
        (
            "metals",
            SEPARATOR.join(sorted(m.metal for m in site.metals)),
            SEPARATOR.join(metals_after(site, entry, owned)),
        ),
    ]
    if owned:
        pairs += [
            ("name", site.name, entry.name.strip()),
            ("country", site.country or "", entry.country or site.country or ""),
            ("state", site.state.value, after.value),
            ("valid_to", site.valid_to.isoformat() if site.valid_to else "", ""),
        ]
    return tuple(
        FieldChange(name, before, after) for name, before, after in pairs if before != after
    )
