"""Answers of another tool taken into a company's year: looked at first, then taken over, undone.

Nothing is signed by it. What is taken over counts once somebody of the company confirms it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock, instruments, organisations, register_files, steps, years
from workflows.answer_files import NOT_APPLICABLE, Asked, Line
from workflows.errors import Invalid, NotAllowed, NotFound
from workflows.marking import N_
from workflows.models import MemberYear, Upload, YearAnswer, YearImport, YearStep
from workflows.permissions import Actor
from workflows.states import AnswerOrigin
from workflows.steps import Answer, Kept
from workflows.storage import FileStore

NOT_FOUND = N_("There is no such file.")


class Fate(StrEnum):
    """What becomes of a line of the file."""

    FILLS = "fills"
    DIFFERS = "differs"  # another answer is there
    SAME = "same"
    SENT = "sent"  # its step cannot be written in now
    NO_QUESTION = "no_question"
    NO_ANSWER = "no_answer"
    TWICE = "twice"  # an earlier line is about the same question
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Look:
    """A line of the file beside what is there: what it would say, and what becomes of it."""

    line: Line
    fate: Fate
    answer: Answer | None = None
    there: Answer | None = None


def keep(
    session: Session, store: FileStore, year: MemberYear, name: str, data: bytes, actor: Actor
) -> Upload:
    """Keep a file of the company, from the preview to the import."""
    years.may_write(year, actor)
    return register_files.keep_for(session, store, year.organisation, name, data, actor)


def kept(
    session: Session, store: FileStore, year: MemberYear, public_id: str, actor: Actor
) -> tuple[Upload, bytes]:
    """A file that was kept for the company, and its bytes."""
    query = select(Upload).where(
        Upload.public_id == public_id, Upload.organisation_id == year.organisation_id
    )
    upload = session.scalars(query).one_or_none()
    if upload is None or not years.writes(year, actor):
        raise NotFound(NOT_FOUND)
    return upload, store.get(organisations.shelf(year.organisation), upload.blob)


def asked(year: MemberYear, texts: Mapping[str, Sequence[str]]) -> list[Asked]:
    """What the edition of the year asks; ``texts`` gives its words by question and language."""
    found = []
    for number in years.NUMBERS:
        for place, one in enumerate(instruments.of_step(year.instrument, number), 1):
            found.append(Asked(one.key, number, place, tuple(texts.get(one.key, (one.text,)))))
    return found


def look(year: MemberYear, lines: Sequence[Line]) -> list[Look]:
    """Every line of the file beside what is there now."""
    found, seen = [], set[str]()
    for line in lines:
        found.append(_look(year, line, seen))
        if line.key is not None and line.level is not None:
            seen.add(line.key)
    return found


def _look(year: MemberYear, line: Line, seen: Collection[str]) -> Look:
    step = next((one for one in year.steps if _asks(one, line.key)), None)
    if step is None or line.key is None:
        return Look(line, Fate.NO_QUESTION)
    row = steps.given(step).get(line.key)
    there = None if row is None or _is_empty(row) else steps.saved(row)
    if line.level is None:
        return Look(line, Fate.NO_ANSWER, there=there)
    answer = Answer(
        None if line.level == NOT_APPLICABLE else line.level,
        line.level == NOT_APPLICABLE,
        line.note,
        there.documents if there is not None else frozenset(),
    )
    if line.key in seen:
        return Look(line, Fate.TWICE, answer, there)
    if len(line.note) > steps.LONGEST_NOTE:
        return Look(line, Fate.LONG, answer, there)
    if step.state not in steps.WRITABLE:
        return Look(line, Fate.SENT, answer, there)
    if there is None:
        return Look(line, Fate.FILLS, answer)
    return Look(line, Fate.SAME if _alike(answer, there) else Fate.DIFFERS, answer, there)


def _asks(step: YearStep, key: str | None) -> bool:
    return any(one.key == key for one in steps.questions(step))


def _is_empty(row: YearAnswer) -> bool:
    return row.level is None and not row.not_applicable and not row.note and not row.evidence


def _alike(one: Answer, other: Answer) -> bool:
    """Whether two answers say the same; a spreadsheet loses the ends of lines."""
    notes = (one.note.split(), other.note.split())
    return replace(one, note="") == replace(other, note="") and notes[0] == notes[1]


def accept(
    session: Session,
    year: MemberYear,
    upload: Upload,
    found: Sequence[Look],
    instead: Collection[str],
    actor: Actor,
) -> YearImport:
    """Take over what fills, and what differs for the questions that somebody chose by key."""
    years.may_write(year, actor)
    wanted = {
        one.line.key: one.answer
        for one in found
        if one.line.key is not None
        and one.answer is not None
        and (one.fate is Fate.FILLS or (one.fate is Fate.DIFFERS and one.line.key in instead))
    }
    if not wanted:
        raise Invalid(N_("Nothing would be taken over. Choose what may replace what is there."))
    before: dict[str, object] = {}
    for step in year.steps:
        chosen = {key: answer for key, answer in wanted.items() if _asks(step, key)}
        if not chosen:
            continue
        known = steps.given(step)
        before |= {key: _packed(known[key]) if key in known else None for key in chosen}
        steps.fill_in(session, step, actor, chosen, origin=AnswerOrigin.IMPORTED)
    row = YearImport(
        year=year,
        upload=upload,
        imported_by_id=actor.person_id,
        imported_at=clock.now(session),
        taken={key: _plain(answer) for key, answer in wanted.items()},
        before=before,
    )
    session.add(row)
    session.flush()
    _tell_log(session, row, "import_answers", actor, sorted(wanted))
    return row


def of(session: Session, year: MemberYear) -> list[YearImport]:
    """What was imported into a year, the newest first; whose asks must be allowed to see it."""
    query = select(YearImport).where(YearImport.year_id == year.id)
    return list(session.scalars(query.order_by(YearImport.id.desc())))


def get(session: Session, public_id: str, actor: Actor) -> YearImport:
    """One import into a year that the actor may see."""
    query = select(YearImport).where(YearImport.public_id == public_id)
    row = session.scalars(query).one_or_none()
    if row is None or not years.standing(actor, row.year):
        raise NotFound(NOT_FOUND)
    return row


def undo(session: Session, row: YearImport, actor: Actor) -> tuple[int, int]:
    """Put back what was there; return how many answers were, and how many stay.

    What somebody confirmed or changed since stays, and so does what was sent in.
    """
    years.may_write(row.year, actor)
    if row.undone_at is not None:
        raise NotAllowed(N_("This was undone already."))
    back: list[str] = []
    for step in row.year.steps:
        known = steps.given(step)
        mine = [key for key, said in row.taken.items() if _untouched(known.get(key), said)]
        if mine and step.state in steps.WRITABLE:
            kept_before = {key: _unpacked(row.before.get(key)) for key in mine}
            steps.put_back(session, step, actor, kept_before)
            back += mine
    row.undone_at = clock.now(session)
    session.flush()
    _tell_log(session, row, "undo_import", actor, sorted(back))
    return len(back), len(row.taken) - len(back)


def _untouched(row: YearAnswer | None, said: object) -> bool:
    return (
        row is not None and row.origin is AnswerOrigin.IMPORTED and _plain(steps.saved(row)) == said
    )


def _plain(answer: Answer) -> dict[str, object]:
    return {
        "level": answer.level,
        "not_applicable": answer.not_applicable,
        "note": answer.note.strip(),
        "documents": sorted(answer.documents),
    }


def _packed(row: YearAnswer) -> dict[str, object]:
    return {
        **_plain(steps.saved(row)),
        "by": row.answered_by_id,
        "at": row.answered_at.isoformat(),
        "origin": row.origin.value if row.origin is not None else None,
    }


def _unpacked(said: object) -> Kept | None:
    if not isinstance(said, dict):
        return None
    answer = Answer(
        said["level"], said["not_applicable"], said["note"], frozenset(said["documents"])
    )
    origin = AnswerOrigin(said["origin"]) if said["origin"] else None
    return Kept(answer, said["by"], datetime.fromisoformat(said["at"]), origin)


def _tell_log(
    session: Session, row: YearImport, what: str, actor: Actor, questions: list[str]
) -> None:
    years.log(
        session,
        row.year,
        what,
        actor,
        year_import=row.public_id,
        file=row.upload.filename,
        questions=questions,
    )
