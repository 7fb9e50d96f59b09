"""Rounds of comments and what was said in them as plain objects, and as a list for people."""

from collections.abc import Iterable, Mapping

from flask_babel import gettext
from sqlalchemy.orm import Session

from webapp import exports, round_words
from webapp.shapes import stamp
from workflows import rounds
from workflows.models import ReportRound, RoundRemark
from workflows.remark_states import RemarkState


def one(session: Session, row: ReportRound, counts: Mapping[RemarkState, int]) -> dict[str, object]:
    """A round: on which report, until when, who is asked, how many remarks, to answer and in all.

    ``counts`` of the remarks that its reader may know of, by their state.
    """
    return {
        "id": row.public_id,
        "report": row.report.public_id,
        "period": f"{row.report.period_from}..{row.report.period_to}",
        "opened": stamp(row.opened_at),
        "due": stamp(row.due),
        "open": rounds.is_open(session, row),
        "steering": row.steering,
        "remarks": sum(counts.values()),
        "to_answer": counts.get(RemarkState.OPEN, 0),
    }


def remark(row: RoundRemark) -> dict[str, object]:
    """A remark: where in the draft, by whom, what it says and proposes, what came of it."""
    return {
        "id": row.public_id,
        "chapter": row.chapter,
        "paragraph": row.paragraph,
        "own_text": row.is_own,
        "quote": row.quote,
        "person": row.person.name,
        "party": row.organisation.name if row.organisation else None,
        "word_author": row.word_author or None,
        "at": stamp(row.word_at or row.at),
        "text": row.text,
        "proposed": row.proposed,
        "state": row.state.value,
        "answer": row.answer,
        "became": row.became,
        "answered": stamp(row.answered_at),
    }


def table(rows: Iterable[RoundRemark]) -> exports.Table:
    """The same for a spreadsheet, in the reader's language."""
    header = (
        gettext("Where"),
        gettext("In the draft"),
        gettext("Who"),
        gettext("Date"),
        gettext("Remark"),
        gettext("Proposed"),
        gettext("Status"),
        gettext("Answer"),
        gettext("In the text now"),
        gettext("Answered on"),
        gettext("Code"),
    )
    cells = (
        (
            round_words.place(row),
            row.quote,
            round_words.who(row),
            (row.word_at or row.at).date(),
            row.text,
            row.proposed if row.proposed is not None else "",
            round_words.state(row),
            row.answer,
            row.became,
            row.answered_at.date() if row.answered_at else None,
            row.public_id,
        )
        for row in rows
    )
    return exports.Table(gettext("Remarks on the draft"), header, cells)
