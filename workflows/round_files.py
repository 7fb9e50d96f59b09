"""What somebody wrote in the Word file of a draft, as remarks on the places that it is about.

Nothing is lost: a change or a comment whose place is not found stands elsewhere in the document,
and a paragraph that was changed without being tracked is a proposal too.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches

from sqlalchemy import select
from sqlalchemy.orm import Session

from report_templates import suggestions
from report_templates.printable import item
from report_templates.suggestions import Suggestion, Written
from workflows import events, remarks, round_drafts
from workflows.errors import Invalid
from workflows.marking import N_
from workflows.models import ReportRound, RoundRemark
from workflows.permissions import Actor
from workflows.remarks import Said, Spot

ALIKE = 0.6  # of 1: from here on a paragraph is the same one, changed
LEFT = 0.5  # of the places of the draft that a file has to have
# What a program counts anew: the number of a caption, and the page in the table of contents.
_COUNTED = re.compile(r"^(Tabel|Table|Figuur|Figure) \d+|(?<=\w) \d+$")


def take_in(
    session: Session, row: ReportRound, written: Written, digest: str, actor: Actor
) -> list[RoundRemark]:
    """Keep what was written in a file as remarks of the actor; what they said already, not again.

    ``digest`` of the file is logged; the file itself is not kept.
    """
    refused = remarks.refusal(session, row, actor)
    if refused is not None:
        raise refused
    ours = suggestions.read(round_drafts.render(session, row, actor)).paragraphs
    said = list(_of(row, written, ours))
    query = select(RoundRemark).where(
        RoundRemark.round_id == row.id, RoundRemark.person_id == actor.person_id
    )
    known = {(one.chapter, one.quote, one.text, one.proposed) for one in session.scalars(query)}
    fresh = {_key(one): one for one in said if _key(one) not in known}
    made = remarks.add(session, row, list(fresh.values()), actor)
    events.append(
        session,
        actor,
        "round",
        row.public_id,
        "upload",
        organisation_id=None,
        file=digest,
        remarks=len(made),
    )
    return made


def _key(one: Said) -> tuple[str, str, str, str | None]:
    return one.spot.chapter, one.spot.quote, one.text.strip(), _stripped(one.proposed)


def _stripped(text: str | None) -> str | None:
    return text.strip() if text is not None else None


def _of(row: ReportRound, written: Written, ours: Sequence[str]) -> Iterator[Said]:
    spots = [one for part in round_drafts.parts(row) for one in part.spots]
    places = _placed(spots, written.paragraphs)
    for one in written.suggestions:
        yield _said(one, places.get(one.place))
    known = {_known(text) for text in ours}
    # By their number those that the draft does not have.
    loose = {
        number: _even(text)
        for number, text in enumerate(written.paragraphs)
        if _even(text) and _known(text) not in known
    }
    gone = [spot for spot in spots if spot not in set(places.values())]
    changed = list(_changed(gone, loose))
    if len(spots) - len(gone) + len(changed) < LEFT * len(spots):
        raise Invalid(N_("This is not the draft of this round: take the file from this page."))
    yield from changed
    found = {one.spot for one in changed}
    yield from (Said(spot, "", "") for spot in gone if spot not in found)
    yield from (_added(number, text, places) for number, text in loose.items())


def _known(text: str) -> str:
    return _COUNTED.sub(r"\1", _even(text))


def _placed(spots: Sequence[Spot], paragraphs: Sequence[str]) -> dict[int, Spot]:
    """By the number of a paragraph the place that reads the same, in the order of the draft."""
    left = list(spots)
    found: dict[int, Spot] = {}
    for number, text in enumerate(paragraphs):
        same = next((one for one in left if _even(one.quote) == _even(text)), None)
        if same is not None:
            found[number] = same
            left.remove(same)
    return found


def _even(text: str) -> str:
    """To compare: an item of a list is read back without the dash that it was typed with."""
    words = " ".join(text.split())
    return item(words) or words


def _typed(spot: Spot, text: str) -> str:
    """Other words for a place, with the dash that makes it an item of a list."""
    listed = item(spot.quote) is not None and item(text) is None
    return f"{spot.quote[0]} {text}" if listed and text.strip() else text


def _said(one: Suggestion, spot: Spot | None) -> Said:
    """A change or a comment; outside the known places with the paragraph that it was made in."""
    where = spot or Spot(quote=one.before.strip())
    text = f"“{one.quote.strip()}”: {one.text}" if one.quote.strip() and one.text else one.text
    after = _typed(where, one.after) if one.after is not None else None
    return Said(where, text, after, one.author, _moment(one.at))


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    # Word writes the local time of the writer and calls it UTC.
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def _changed(gone: Sequence[Spot], loose: dict[int, str]) -> Iterator[Said]:
    """Places that read otherwise in the file, without a tracked change; they leave the loose."""
    for spot in gone:
        close = get_close_matches(_even(spot.quote), loose.values(), 1, ALIKE)
        if close:
            number = next(one for one, text in loose.items() if text == close[0])
            yield Said(spot, "", _typed(spot, loose.pop(number)))


def _added(number: int, text: str, places: dict[int, Spot]) -> Said:
    """A paragraph that the draft does not have: after what people wrote, or elsewhere."""
    above = places.get(number - 1)
    if above is not None and above.is_own:
        return Said(above, "", f"{above.quote}\n{text}")
    return Said(Spot(), "", text)
