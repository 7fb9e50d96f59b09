"""How well documents are read: numbers for the secretariat and the technical administrator."""

from collections.abc import Callable, Iterable, Mapping

from flask import Blueprint, Flask, Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import db, exports, formats, labels
from webapp.auth import actor
from workflows import agreement, quality, reader_models
from workflows.quality import Count, Quality

blueprint = Blueprint("quality", __name__, url_prefix="/reading-quality")


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Every count, field by field and by what read what."""
    found = quality.counts(db.session(), actor())
    return render_template(
        "quality/index.html",
        sections=[section for section in _sections(found) if section[2]],
        few=quality.FEW,
        share=_share,
        agreed=agreement.totals(db.session()) if actor().is_secretariat else {},
    )


@blueprint.get("/export.<kind>")
def export(kind: str) -> Response:
    """The same as a file."""
    found = quality.counts(db.session(), actor())
    return exports.answer(kind, "reading-quality", lambda: _table(found), lambda: _shapes(found))


Section = tuple[str, str, list[tuple[str, Count]]]  # a code, its title, its rows


def _sections(found: Quality) -> Iterable[Section]:
    yield (
        "field",
        gettext("By field"),
        [
            (f"{labels.item_kind(kind)}: {labels.field(name)}", count)
            for (kind, name), count in found.fields.items()
        ],
    )
    by: tuple[tuple[str, str, Mapping[str, Count], Callable[[str], str]], ...] = (
        ("model", gettext("By version of the reader"), _by_model(found), str),
        ("kind", gettext("By kind of document"), found.kinds, labels.document_kind),
        ("language", gettext("By language of the document"), found.languages, _language),
    )
    for code, title, counts, name in by:
        yield code, title, [(name(key), count) for key, count in counts.items()]


def _by_model(found: Quality) -> dict[str, Count]:
    named = {}
    for (version, model), count in found.models.items():
        shipped = model == reader_models.SHIPPED
        words = (
            gettext("model shipped with it")
            if shipped
            else gettext("model %(number)s", number=model)
        )
        named[f"{version}, {words}" if version else words] = count
    return named


def _language(code: str) -> str:
    return formats.language(code) if code else gettext("Unknown")


def _share(part: int, whole: int) -> str:
    """A share with what it is of; no percentage of a few."""
    if not whole:
        return "–"
    of = str(
        gettext("%(part)s of %(whole)s", part=formats.number(part), whole=formats.number(whole))
    )
    return of if whole < quality.FEW else f"{formats.percent(part / whole)} ({of})"


def _table(found: Quality) -> exports.Table:
    header = (
        gettext("Part"),
        gettext("Row"),
        gettext("Read"),
        gettext("Right"),
        gettext("Changed"),
        gettext("Rejected"),
        gettext("Missed"),
    )
    rows = (
        (title, name, count.read, count.right, count.changed, count.rejected, count.missed)
        for _code, title, counts in _sections(found)
        for name, count in counts
    )
    return exports.Table(gettext("Reading quality"), header, rows)


def _shapes(found: Quality) -> Iterable[dict[str, object]]:
    for (kind, name), count in found.fields.items():
        yield {"by": "field", "key": f"{kind.value}.{name}", **_numbers(count)}
    for (version, model), count in found.models.items():
        yield {"by": "model", "key": f"{version} {model}", **_numbers(count)}
    for by, counts in (("kind", found.kinds), ("language", found.languages)):
        for key, count in counts.items():
            yield {"by": by, "key": key, **_numbers(count)}


def _numbers(count: Count) -> dict[str, object]:
    return {
        "read": count.read,
        "right": count.right,
        "changed": count.changed,
        "rejected": count.rejected,
        "missed": count.missed,
        "precision": round(count.right / count.read, 3) if count.read else None,
        "recall": round(count.right / count.there, 3) if count.there else None,
    }
