"""Sites that a person enters by hand: the secretariat adds one, a reviewer proposes one.

What a reviewer proposes belongs to the organisation that they review for: the reviewers and the
secretariat see it, and no paper is matched with it, until the secretariat makes it public.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from extraction.entities.countries import country_of
from extraction.records import RegisterEntry
from workflows import clock, edition_diff, events, lengths, register
from workflows.errors import Conflict, Invalid, NotFound
from workflows.marking import N_
from workflows.models import Organisation, Site, SiteIdentifier, SiteMetal, SiteName
from workflows.models.declarative import lowered
from workflows.permissions import Actor
from workflows.states import OrganisationKind, Role, SiteKind, SiteState


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of a site; ``country`` by its two letters or a name in any language."""

    name: str
    country: str = ""
    metals: Sequence[str] = ()
    identifiers: Sequence[str] = ()
    names: Sequence[str] = ()
    kind: SiteKind = SiteKind.SMELTER
    state: SiteState = SiteState.UNKNOWN


def may_enter(actor: Actor) -> bool:
    """Whether the actor adds sites, or proposes them."""
    return actor.has(Role.SECRETARIAT, Role.REVIEWER)


def enter(session: Session, given: Given, actor: Actor, *, source: str) -> Site:
    """Add a public site (the secretariat) or propose one (a reviewer), with its public source."""
    if not may_enter(actor):
        raise NotFound(register.NOT_FOUND)
    public = actor.is_secretariat
    entry = _entry(session, given, source)
    owner = None if public else min(actor.organisations(Role.REVIEWER))
    site = Site(
        kind=given.kind,
        name=entry.name,
        country=entry.country,
        state=given.state,
        organisation_id=owner,
        valid_from=clock.today(session),
        names=[
            SiteName(name=name, organisation_id=owner, source=register.BY_HAND)
            for name in entry.aliases
        ],
        identifiers=[
            SiteIdentifier(scheme=scheme, value=value)
            for scheme, value in edition_diff.identifiers(entry)
        ],
        metals=[SiteMetal(metal=metal) for metal in entry.metals],
    )
    session.add(site)
    session.flush()
    _log(session, site, "create" if public else "suggest", actor, source)
    return site


def proposed(session: Session, actor: Actor) -> list[Site]:
    """The sites that reviewers proposed, for the secretariat to decide on; oldest first."""
    if not actor.is_secretariat:
        return []
    query = register.visible(actor).where(
        Site.organisation_id.in_(_offices()), Site.valid_to.is_(None)
    )
    return list(session.scalars(query.order_by(None).order_by(Site.id)))


def is_proposal(session: Session, site: Site) -> bool:
    """Whether a reviewer proposed the site, and no paper of a company taught of it."""
    mine = select(Site.id).where(Site.id == site.id, Site.organisation_id.in_(_offices()))
    return session.scalar(mine) is not None


def decline(session: Session, site: Site, actor: Actor, *, reason: str) -> None:
    """End a proposal: it stays to be seen, and is asked about no more."""
    if not actor.is_secretariat:
        raise NotFound(register.NOT_FOUND)
    if not is_proposal(session, site) or site.valid_to is not None:
        raise Conflict(N_("This is no proposal that waits."))
    if not lengths.within(reason, lengths.REASON):
        raise Invalid(N_("Say why: the note is required."))
    site.valid_to = clock.today(session)
    session.flush()
    _log(session, site, "decline", actor, reason)


def _offices() -> Select[int]:
    return select(Organisation.id).where(Organisation.kind != OrganisationKind.COMPANY)


def _entry(session: Session, given: Given, source: str) -> RegisterEntry:
    name = " ".join(given.name.split())
    if not name:
        raise Invalid(N_("Give the smelter a name."))
    if not lengths.within(source, lengths.REASON):
        raise Invalid(N_("Name the public source."))
    country = country_of(given.country).code if given.country.strip() else None
    if given.country.strip() and country is None:
        raise Invalid(N_("“%(text)s” is not a country that we know."), text=given.country.strip())
    known = {name.casefold()}
    aliases = []
    for alias in (" ".join(text.split()) for text in given.names):
        if alias and alias.casefold() not in known:
            known.add(alias.casefold())
            aliases.append(alias)
    entry = RegisterEntry(
        name, name, tuple(given.identifiers), tuple(aliases), country, tuple(sorted(given.metals))
    )
    _not_there_yet(session, entry)
    return entry


def _not_there_yet(session: Session, entry: RegisterEntry) -> None:
    for scheme, value in edition_diff.identifiers(entry):
        query = select(SiteIdentifier).where(
            SiteIdentifier.scheme == scheme, SiteIdentifier.value == value
        )
        if session.scalars(query).one_or_none() is not None:
            raise Invalid(N_("“%(value)s” is the identifier of another smelter."), value=value)
    same = register.public().where(
        func.lower(Site.name) == lowered(entry.name), Site.country == entry.country
    )
    if entry.country is not None and session.scalars(same).first() is not None:
        raise Invalid(N_("The register has a smelter of this name in this country already."))


def _log(session: Session, site: Site, action: str, actor: Actor, note: str) -> None:
    events.append(
        session,
        actor,
        "site",
        site.public_id,
        action,
        organisation_id=site.organisation_id,
        name=site.name,
        note=note.strip(),
    )
