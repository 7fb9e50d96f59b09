"""The menu: which items a role gets, in the same order everywhere."""

from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_babel import gettext

from workflows.marking import N_
from workflows.permissions import Actor
from workflows.states import OrganisationKind, Role

MOST = 6
"""Items shown at once; what is left stands under one more, called More."""


@dataclass(frozen=True)
class Item:
    """A page of the menu: its endpoint, its English name, the roles that have it, and further
    blueprints whose pages lie below it.
    """

    endpoint: str
    name: str
    roles: frozenset[Role]
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """A menu item as a page shows it."""

    address: str
    text: str
    current: bool


@dataclass(frozen=True)
class Menu:
    """The items that are shown, and the ones under More."""

    shown: tuple[Link, ...]
    more: tuple[Link, ...]


_COMPANY = frozenset({Role.SUBMITTER, Role.CONTACT})
_PARTY = frozenset({Role.MEMBER})
_STAFF = frozenset({Role.REVIEWER, Role.SECRETARIAT})
_SECRETARIAT = frozenset({Role.SECRETARIAT})
_BOARD = frozenset({Role.CHAIR, Role.STEERING})
_READERS = frozenset({Role.SUPPORTER, Role.EXPERT})
_OF_A_YEAR = ("plans", "chains", "year_reports")

ITEMS = (
    Item("work.index", N_("My work"), _COMPANY | _PARTY | _STAFF | _BOARD | {Role.EXPERT}),
    Item("documents.index", N_("Documents"), _COMPANY | _STAFF),
    Item("review.index", N_("Review"), _STAFF),
    Item("findings.index", N_("Findings"), _COMPANY | _STAFF),
    Item(
        "reports.index",
        N_("Reports"),
        _COMPANY | _PARTY | _SECRETARIAT | _BOARD | _READERS,
        ("clearances", "consents", "report_pages", "rounds"),
    ),
    Item(
        "years.index", N_("Six steps"), _COMPANY | _SECRETARIAT, ("plans", "chains", "year_reports")
    ),
    Item("following.index", N_("Signals"), _SECRETARIAT),
    Item("shared.index", N_("Shared with us"), _PARTY),
    Item("rollup.index", N_("Coverage"), _COMPANY | _SECRETARIAT),
    Item("smelters.index", N_("Smelters"), _COMPANY | _PARTY | _STAFF),
    Item("name_rules.index", N_("Rules"), _COMPANY | _STAFF),
    Item("risks.index", N_("Risk lists"), _SECRETARIAT),
    Item("organisations.index", N_("Organisations"), _SECRETARIAT | {Role.ADMINISTRATOR}),
    Item("log.index", N_("Log"), _SECRETARIAT),
    Item("quality.index", N_("Reading quality"), _SECRETARIAT | {Role.ADMINISTRATOR}),
    Item("operations.index", N_("Technical state"), frozenset({Role.ADMINISTRATOR})),
    Item("settings.index", N_("Settings"), _SECRETARIAT),
)

ROLE_NAMES = {
    Role.SUBMITTER: N_("Submitter"),
    Role.CONTACT: N_("Contact person"),
    Role.REVIEWER: N_("Reviewer"),
    Role.SECRETARIAT: N_("Secretariat"),
    Role.CHAIR: N_("Chair"),
    Role.STEERING: N_("Steering committee"),
    Role.ADMINISTRATOR: N_("Technical administrator"),
    Role.MEMBER: N_("Party"),
    Role.SUPPORTER: N_("Supporter"),
    Role.EXPERT: N_("Expert"),
}

KIND_NAMES = {
    OrganisationKind.COMPANY: N_("Company"),
    OrganisationKind.ASSOCIATION: N_("Trade association"),
    OrganisationKind.NGO: N_("Civil society organisation"),
    OrganisationKind.UNION: N_("Trade union"),
    OrganisationKind.GOVERNMENT: N_("Government"),
    OrganisationKind.SUPPORTER: N_("Supporter"),
    OrganisationKind.EXPERT: N_("Expert"),
    OrganisationKind.SECRETARIAT: N_("Secretariat"),
}


def menu(actor: Actor) -> Menu:
    """The actor's menu; an item whose page is not part of this installation is left out."""
    links = tuple(
        _link(item) for item in ITEMS if actor.has(*item.roles) and _exists(item.endpoint)
    )
    if len(links) <= MOST:
        return Menu(links, ())
    return Menu(links[: MOST - 1], links[MOST - 1 :])


def first_page(actor: Actor) -> str:
    """Where the actor lands after a log-in."""
    shown = menu(actor).shown
    return shown[0].address if shown else url_for("home.help")


def acting_as(actor: Actor) -> list[str]:
    """Contact person – Voorbeeld Draad B.V.: every role that the actor holds today."""
    return [
        f"{gettext(ROLE_NAMES[held.role])} \N{EN DASH} {held.organisation}" for held in actor.held
    ]


def _exists(endpoint: str) -> bool:
    return endpoint in current_app.view_functions


def _link(item: Item) -> Link:
    # Every page of a noun lives in its blueprint: the item is current on all of them.
    here = request.blueprint in (item.endpoint.split(".")[0], *item.below)
    return Link(url_for(item.endpoint), gettext(item.name), here)
