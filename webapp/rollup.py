"""What a company's documents cover together and by supplier, and what they are silent about."""

from collections.abc import Iterator, Sequence

from flask import Blueprint, Flask, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from report_templates.printable import printable
from webapp import coverage, db, exports, formats, shapes
from webapp.auth import actor
from workflows import rollup
from workflows.coverage import ANNEX, STEPS, SUBJECTS, Level
from workflows.errors import NotFound
from workflows.models import Organisation, Supplier
from workflows.rollup import Member, Rollup, Span

blueprint = Blueprint("rollup", __name__, url_prefix="/coverage")
GROUPS = (STEPS, ANNEX, SUBJECTS)
NOBODY = "none"  # in an address: the documents of which nobody said whose they are


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """One's own company, or a list of those that one may look at."""
    session = db.session()
    rows = rollup.companies(session, actor())
    if len(rows) == 1 and not actor().is_secretariat:
        return _company(rows[0])
    return render_template(
        "rollup/index.html", rows=rollup.totals(session, rows), counts=counts, spans=spans
    )


@blueprint.get("/<company_id>")
def company(company_id: str) -> ResponseReturnValue:
    """A company, or one of its suppliers."""
    return _company(rollup.company(db.session(), company_id, actor()))


def _company(organisation: Organisation) -> str:
    member = rollup.of_member(db.session(), organisation)
    wanted = request.args.get("supplier", "")
    supplier, found = _chosen(member, wanted)
    return render_template(
        "rollup/company.html",
        member=member,
        wanted=wanted,
        title=_name(supplier) if wanted else organisation.name,
        found=found,
        covered=coverage.in_words(found.coverage),
        counts=counts,
        spans=spans,
        span=_span,
        name_of=_name,
        nobody=NOBODY,
        whose=actor().is_secretariat,
    )


def _chosen(member: Member, wanted: str) -> tuple[Supplier | None, Rollup]:
    if not wanted:
        return None, member.total
    for supplier, found in member.suppliers:
        if wanted == (supplier.public_id if supplier is not None else NOBODY):
            return supplier, found
    raise NotFound(rollup.NOT_FOUND)


def _name(supplier: Supplier | None) -> str:
    return printable(supplier.name) if supplier is not None else gettext("Supplier not stated")


def counts(found: Rollup) -> list[str]:
    """How many of the steps, of the risks and of the themes are looked at, and in part."""
    words = []
    for codes in GROUPS:
        levels = [found.coverage.levels[code][0] for code in codes]
        whole, part = levels.count(Level.LOOKS_AT), levels.count(Level.PARTLY)
        words.append(
            gettext("%(whole)s of %(total)s", whole=whole, total=len(codes))
            + (gettext(", %(part)s in part", part=part) if part else "")
        )
    return words


def spans(rows: Sequence[Span]) -> str:
    """Periods in the reader's words."""
    return "; ".join(_span(row) for row in rows)


def _span(row: Span) -> str:
    return f"{formats.day(row.first)} \N{EN DASH} {formats.day(row.last)}"


@blueprint.get("/<company_id>/export.<kind>")
def export(company_id: str, kind: str) -> Response:
    """Every supplier and every subject, period and site, as a file."""
    organisation = rollup.company(db.session(), company_id, actor())
    member = rollup.of_member(db.session(), organisation)
    return exports.answer(
        kind, "coverage", lambda: _table(member), lambda: shapes.member_coverage(member)
    )


def _table(member: Member) -> exports.Table:
    header = [
        gettext("Supplier"),
        gettext("About"),
        gettext("Subject"),
        gettext("Covered"),
        gettext("By"),
    ]
    groups = ((None, member.total), *member.suppliers)
    rows = [
        [gettext("All documents") if number == 0 else _name(supplier), *row]
        for number, (supplier, found) in enumerate(groups)
        for row in _rows(found)
    ]
    return exports.Table(gettext("What the documents cover"), header, rows)


def _rows(found: Rollup) -> Iterator[list[str]]:
    for title, subjects in coverage.in_words(found.coverage).groups:
        for subject in subjects:
            yield [title, subject.title, subject.words, subject.by]
    yes, no = gettext("Yes"), gettext("No")
    for word, periods in ((yes, found.periods), (no, found.gaps)):
        for one in periods:
            yield [gettext("Period"), _span(one), word, ""]
    for word, names in ((yes, found.sites), (no, found.bare)):
        for name in names:
            yield [gettext("Site"), printable(name), word, ""]
