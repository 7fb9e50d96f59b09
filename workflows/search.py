"""Search over documents, their pages, items, sites and findings, within what one may see.

Only the words of what is the actor's own are looked through, and what may be seen is joined before
anything is counted, ranked or suggested: what others have changes no answer.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    String,
    Subquery,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
    true,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from workflows import register, search_index, search_words
from workflows.models import (
    Document,
    DocumentPage,
    Finding,
    Item,
    SearchEntry,
    Site,
    SiteName,
)
from workflows.once import once
from workflows.permissions import Actor
from workflows.search_index import PUBLIC, Kind
from workflows.search_reach import REACH, Owners, Reach

MOST = 250  # found rows that are counted and ranked; of more it is said that there are more
PAGE_SIZE = 20
_MOST_WORDS = 8
_FIRST = 2  # eras: the newest, still being filled, tells little of the others
_FURTHER = 8  # times as many eras as the last time are looked through at most
_EXPRESSION = "expression"  # the words of a look, as a parameter
_WIDE = 12  # owners: who sees rows of more of them looks through the words of all
_NEAREST = 1_000  # sites of which the nearest are looked for
_OF_SITE = ("identifiers", "metals", "names", "statuses")
_INDEX = table("search_words", column("rowid"))
ORDER = (Kind.SITE, Kind.DOCUMENT, Kind.ITEM, Kind.FINDING, Kind.PAGE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: the words as typed, and folded. ``tolerant``: with a mistake in them."""

    typed: tuple[str, ...]
    words: tuple[str, ...]
    tolerant: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: the rows of one page, best first, and how many in all."""

    kind: Kind
    rows: list[Any]
    total: int
    more: bool  # there are more than were counted
    number: int = 1
    last: int = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, by kind; how the words may be spelled when nothing was spelled like that."""

    wanted: Wanted
    groups: Mapping[Kind, Group] = field(default_factory=dict)
    suggestion: str = ""

    @property
    def total(self) -> int:
        """How many rows there are of all kinds."""
        return sum(group.total for group in self.groups.values())


def wanted(typed: str) -> Wanted:
    """The words of what somebody typed; more than eight are left out."""
    tidy = search_words.tidy(typed)
    found = list(search_words.found(tidy))[:_MOST_WORDS]
    return Wanted(tuple(tidy[one.start : one.end] for one in found), tuple(o.word for o in found))


def find(
    session: Session,
    actor: Actor,
    typed: str,
    *,
    kind: Kind | None = None,
    number: int = 1,
    few: int = PAGE_SIZE,
) -> Answer:
    """What the actor may see that has all the words, or begins of words, that were typed.

    Each kind gives its best ``few``; ``kind`` gives page ``number`` of that one. Where nothing at
    all is spelled like that, what is spelled nearly like that is found instead.
    """
    asked = wanted(typed)
    if not asked.words:
        return Answer(asked)
    pages = {one: (number, PAGE_SIZE) if one is kind else (1, few) for one in ORDER}
    ground = _ground(session, actor)
    found = _groups(session, actor, asked, ground, pages)
    if any(group.total for group in found.values()):
        return Answer(asked, found)
    tolerant = Wanted(asked.typed, asked.words, tolerant=True)
    found = _groups(session, actor, tolerant, ground, pages)
    if not any(group.total for group in found.values()):
        return Answer(asked, found)
    return Answer(tolerant, found, _suggestion(session, actor, asked, found))


def sites(
    session: Session, actor: Actor, typed: str, organisation_id: int, *, limit: int = 20
) -> list[Site]:
    """Sites that an item of this member may be linked to, by name, other name or identifier: the
    nearest to what was typed first.

    Found are those with all the words, or begins of words; else those with a mistake in one; else
    those that have what was typed anywhere, as a part of a word or a sign.
    """
    asked = wanted(typed)
    scopes = (None, organisation_id)
    visible = register.visible(actor).where(_either(Site.organisation_id, scopes))
    theirs = _either(SiteName.organisation_id, scopes)
    found: list[int] = []
    if asked.words:
        parts = [search_index.of_owner(owner) for owner in (PUBLIC, organisation_id)]
        seen = _seen(session, actor, REACH[Kind.SITE], _entries(session), None).limit(_NEAREST)
        for tolerant in (False, True):
            words = Wanted(asked.typed, asked.words, tolerant=tolerant)
            expression = _expression(session, Kind.SITE, parts, words)
            found = found or list(session.scalars(seen, {_EXPRESSION: expression}))
    if not found and typed.strip():
        inside = visible.where(register.containing(typed, theirs)).order_by(None)
        found = list(session.scalars(inside.with_only_columns(Site.id).limit(_NEAREST)))
    called: dict[int, list[str]] = {}
    for query in (
        select(Site.id, Site.name).where(Site.id.in_(found)),
        select(SiteName.site_id, SiteName.name).where(SiteName.site_id.in_(found), theirs),
    ):
        for one, name in session.execute(query):
            called.setdefault(one, []).append(name)
    nearest = sorted(called, key=lambda one: _far(asked, called[one]))[:limit]
    whole = (selectinload(getattr(Site, part)) for part in _OF_SITE)
    rows = {
        site.id: site
        for site in session.scalars(visible.where(Site.id.in_(nearest)).options(*whole))
    }
    return [rows[one] for one in nearest if one in rows]


def _either(
    owner: InstrumentedAttribute[int | None], scopes: Sequence[int | None]
) -> ColumnElement[bool]:
    return or_(*(owner.is_(one) if one is None else owner == one for one in scopes))


def _far(asked: Wanted, names: Sequence[str]) -> tuple[bool, float, str]:
    """How far a site is from what was typed: one with the very words is nearer than one with
    words that begin so, and then the one whose name looks most like it.
    """
    typed = " ".join(asked.words)
    told = [search_words.words(name) for name in names]
    whole = any(set(asked.words) <= set(words) for words in told)
    likest = max(fuzz.ratio(typed, " ".join(words)) for words in told)
    return not whole, -likest, names[0].casefold()


def texts(session: Session, actor: Actor, row: object) -> list[str]:
    """What a found row says to the actor, its name first: where the words stand."""
    match row:
        case Document():
            return [row.title, row.supplier.name if row.supplier else ""]
        case DocumentPage():
            return [row.text]
        case Item():
            said = [text for f in row.fields for text in (f.corrected, f.text) if text]
            return [*said, *(place.text for place in row.places)]
        case Site():
            others = _names(session, actor, [row])[row.id]
            return [row.name, *(one.value for one in row.identifiers), *others]
        case Finding():
            return [str(fact) for fact in row.facts.values() if fact]
    raise TypeError(row)


def _names(session: Session, actor: Actor, sites: Collection[Site]) -> dict[int, list[str]]:
    """The other names of sites that the actor may see; those of all that were found, asked once."""
    asked: dict[tuple[int, int], list[str]] = once(session, SiteName, dict)
    new = [site for site in sites if (actor.person_id, site.id) not in asked]
    for one, found in register.names_of(session, new, actor).items() if new else ():
        asked[actor.person_id, one] = [name.name for name in found]
    return {site.id: asked[actor.person_id, site.id] for site in sites}


def _suggestion(session: Session, actor: Actor, asked: Wanted, found: Mapping[Kind, Group]) -> str:
    """The words as they are spelled in what was found; each that is spelled so already, as typed.

    Only what the actor is shown anyway gives a spelling.
    """
    known: dict[str, str] = {}
    for group in found.values():
        for row in group.rows:
            for said in texts(session, actor, row):
                tidy = search_words.tidy(said)
                for one in search_words.found(tidy):
                    known.setdefault(one.word, tidy[one.start : one.end])
    words = []
    for typed, word in zip(asked.typed, asked.words, strict=True):
        begun = any(search_words.meets(other, (word,)) for other in known)
        near = next((known[other] for other in known if search_words.near(other, word)), None)
        words.append(typed if begun or near is None else near)
    return " ".join(words)


_PageOf = tuple[int, int]  # its number, and how many rows are on one


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is looked through: of each kind, whose words, and how many eras its rows fill."""

    scopes: Mapping[Kind, Collection[int]]
    eras: Mapping[Kind, int]


def _ground(session: Session, actor: Actor) -> _Ground:
    found: dict[Owners, set[int]] = {}  # those of papers, of their pages and items are the same
    scopes: dict[Kind, set[int]] = {}
    for kind in ORDER:
        scopes[kind] = set()
        for of in REACH[kind].scopes:
            if of not in found:
                whose = of(actor)
                found[of] = set() if whose is None else set(session.scalars(whose))
            scopes[kind] |= {owner or PUBLIC for owner in found[of]}
    wide = [kind for kind in ORDER if len(scopes[kind]) > _WIDE]
    return _Ground(scopes, search_index.eras(session, wide) if wide else {})


def _groups(
    session: Session,
    actor: Actor,
    asked: Wanted,
    ground: _Ground,
    pages: Mapping[Kind, _PageOf],
) -> dict[Kind, Group]:
    return {one: _group(session, actor, asked, one, ground, pages[one]) for one in ORDER}


def _group(
    session: Session,
    actor: Actor,
    asked: Wanted,
    kind: Kind,
    ground: _Ground,
    page: _PageOf,
) -> Group:
    reach, scopes = REACH[kind], ground.scopes[kind]
    if not scopes or (asked.tolerant and kind is Kind.PAGE):
        return Group(kind, [], 0, more=False)
    # Of any other row ``visible`` says all; what is known of a site is somebody's. A part
    # of one owner holds nothing of another.
    whose = scopes if reach.is_shared and len(scopes) > _WIDE else None
    seen = _seen(session, actor, reach, _entries(session), whose).limit(MOST + 1)
    weights: dict[int, int] = {}
    for parts in _parts(ground, kind, weights):
        expression = _expression(session, kind, parts, asked)
        weights |= dict(session.execute(seen, {_EXPRESSION: expression}).all())
        if len(weights) > MOST:
            break
    more = len(weights) > MOST
    # The shortest fits best; of two that are as short, the newest.
    ranked = sorted(weights, key=lambda one: (weights[one], -one))[:MOST]
    if kind is Kind.PAGE:
        ranked = sorted(ranked, reverse=True)
    number, size = page
    last = max(1, -(-len(ranked) // size))
    number = min(max(number, 1), last)
    shown = ranked[(number - 1) * size : number * size]
    rows = {row.id: row for row in session.scalars(reach.load.where(reach.key.in_(shown)))}
    if kind is Kind.SITE:
        _names(session, actor, rows.values())
    return Group(kind, [rows[one] for one in shown if one in rows], len(ranked), more, number, last)


def _parts(ground: _Ground, kind: Kind, found: Sized) -> Iterator[list[str]]:
    """The parts of the index to look through: those of the owners, or ever more eras, newest first.

    ``found`` grows meanwhile: as many eras are taken next as should fill it up. So a common word
    is found often enough in the newest, and a rare one costs few looks more.
    """
    if kind not in ground.eras:
        yield [search_index.of_owner(scope) for scope in sorted(ground.scopes[kind])]
        return
    left, some, before = ground.eras[kind], _FIRST, 0
    while left > 0:
        newest = range(left - 1, max(left - some, 0) - 1, -1)
        yield [search_index.of_era(number) for number in newest]
        left, there, before = left - some, len(found) - before, len(found)
        missing = MOST + 1 - len(found)
        enough = -(-missing * some // there) if there else _FURTHER * some
        some = min(enough, _FURTHER * some)


def _expression(session: Session, kind: Kind, parts: Sequence[str], asked: Wanted) -> str:
    """All the words, each as it begins in one of the parts, in the language of the database."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    begins = '"{}"*' if sqlite else "'{}':*"
    whole = '"{}"' if sqlite else "'{}'"
    said = []
    for word in asked.words:
        either = [begins.format(search_index.term(kind, part, word)) for part in parts]
        if asked.tolerant:
            keys = sorted(search_words.spellings(word))
            either += [
                whole.format(search_index.spelled(kind, part, key))
                for part in parts
                for key in keys
            ]
        said.append(f"({(' OR ' if sqlite else ' | ').join(either)})")
    return (" AND " if sqlite else " & ").join(said)


def _entries(session: Session) -> Subquery | CTE:
    """The entries that have the words of an expression, by the database's own index of them."""
    expression = bindparam(_EXPRESSION, type_=String)
    entry = (SearchEntry.subject_id, SearchEntry.scope, SearchEntry.weight)
    if session.get_bind().dialect.name == "sqlite":
        # The index comes first, newest rows first: it is read no further than is needed.
        query = (
            select(_INDEX.c.rowid.label("id"), *entry)
            .select_from(_INDEX.join(SearchEntry, SearchEntry.id == _INDEX.c.rowid))
            .where(literal_column("search_words").op("MATCH")(expression))
        )
        return query.subquery("entries")
    terms = func.array_to_tsvector(func.string_to_array(SearchEntry.words, " "))
    entries = select(SearchEntry.id, *entry).where(terms.op("@@")(cast(expression, TSQUERY)))
    # By its index, whatever the planner thinks of how many there are.
    return entries.cte("entries").prefix_with("MATERIALIZED")


def _seen(
    session: Session,
    actor: Actor,
    reach: Reach,
    entries: Subquery | CTE,
    whose: Collection[int] | None,
) -> Select[Any]:
    """Number and weight of the entries whose row the actor may see, the newest entry first.

    ``whose`` they are, where that matters beside the row itself.
    """
    visible = reach.visible(actor).order_by(None)
    theirs = true() if whose is None else entries.c.scope.in_(whose)
    if session.get_bind().dialect.name == "sqlite":
        seen = visible.join(entries, entries.c.subject_id == reach.key).where(theirs)
        return seen.with_only_columns(entries.c.subject_id, entries.c.weight).order_by(
            entries.c.id.desc()
        )
    # One after the other, until there are enough: PostgreSQL would rather read the whole table
    # to see which rows are visible, and only then look which of them were found.
    newest = select(entries).where(theirs).order_by(entries.c.id.desc()).subquery()
    row = visible.where(reach.key == newest.c.subject_id).with_only_columns(reach.key).limit(1)
    return (
        select(newest.c.subject_id, newest.c.weight)
        .join(row.lateral(), true())
        .order_by(newest.c.id.desc())
    )
