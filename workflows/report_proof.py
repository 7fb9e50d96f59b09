"""Proof that a Word file's figures are those of its frozen snapshot, or what was altered."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from report_templates import snapshot
from workflows import report_content, reports
from workflows.models import Report


@dataclass(frozen=True, slots=True)
class Proof:
    """The outcome: which report the file says it is, and what does not agree with it."""

    report: Report | None
    hash: str | None
    problems: tuple[str, ...]


def verify(session: Session, docx: bytes) -> Proof:
    """Compare every figure that the file shows with the frozen snapshot it names.

    Raises :class:`report_templates.errors.ReportError` when the file is no Word document.
    """
    named = snapshot.embedded(docx)
    if named is None:
        return Proof(
            None, None, ("The file carries no snapshot: it is not a report of this kind.",)
        )
    report = reports.find_by_hash(session, named.hash)
    if report is None:
        return Proof(None, named.hash, ("There is no report with this snapshot here.",))
    problems = []
    if not reports.intact(report):
        problems.append("The snapshot itself was altered after it was frozen.")
    expected = snapshot.of(report_content.of(report, reports.texts(session, report)))
    for difference in snapshot.compare(expected, docx):
        if difference.place == "snapshot" and difference.code in ("number", "status"):
            continue  # a draft is verified too after the report became final
        problems.append(
            f"{difference.place} {difference.code}: is {difference.found!r}, "
            f"was {difference.expected!r}"
        )
    return Proof(report, named.hash, tuple(problems))
