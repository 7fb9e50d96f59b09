"""Versions of a document: send a newer one, see what it changed, look back at the older ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import db, files, i18n, labels
from webapp.auth import actor
from workflows import documents, organisations, pages, version_diff, versions, withdrawing
from workflows.errors import Invalid, NotFound
from workflows.models import Document, DocumentVersion, Item
from workflows.permissions import SUBMITTERS
from workflows.states import Role
from workflows.version_diff import Kind, Pair

blueprint = Blueprint("versions", __name__, url_prefix="/documents")


@dataclass(frozen=True)
class Change:
    """What became of one item: the fields that differ, and the item in each of the two versions."""

    kind: Kind
    item: Item
    before: Item | None
    after: Item | None
    fields: list[tuple[str, str, str]]


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["taken_over"] = versions.history


def may_send(document: Document) -> bool:
    """Whether the actor sends in the papers of this document's company."""
    me = actor()
    return me.is_secretariat or document.organisation_id in me.organisations(*SUBMITTERS)


@blueprint.get("/<document_id>/versions/new")
def new(document_id: str) -> ResponseReturnValue:
    """Choose the file that replaces the newest version."""
    document = _own(document_id)
    return _form(document)


@blueprint.post("/<document_id>/versions/new")
def add(document_id: str) -> ResponseReturnValue:
    """Take the file in as the next version."""
    session, document = db.session(), _own(document_id)
    file = request.files.get("file")
    if file is None or not file.filename:
        return _form(document, [("file", gettext("Choose a file."))]), 400
    try:
        version = versions.add(
            session,
            files.store(),
            document,
            file.filename,
            file.stream.read(),
            actor(),
            seen=request.form.get("seen", type=int),
            limit=files.upload_limit(),
        )
    except versions.Elsewhere as known:
        session.rollback()
        document = _own(document_id)
        return _form(document, [("file", i18n.sentence(known))], known.document.public_id), 409
    except Invalid as wrong:
        session.rollback()
        return _form(_own(document_id), [("file", i18n.sentence(wrong))]), 400
    return _received(document, version)


def _form(document: Document, problems: Sequence[tuple[str, str]] = (), known: str = "") -> str:
    session = db.session()
    other = documents.get(session, known, actor()) if known else None
    return render_template(
        "versions/new.html",
        document=document,
        problems=problems,
        other=other,
        limit=files.upload_limit(),
    )


def _received(document: Document, version: DocumentVersion) -> ResponseReturnValue:
    words = gettext("Version %(number)s is in. We read it now.", number=version.number)
    flash(words, "success")
    answer = redirect(url_for("documents.detail", document_id=document.public_id), 303)
    db.commit()
    return answer


@blueprint.get("/<document_id>/join")
def choose(document_id: str) -> ResponseReturnValue:
    """Choose the document that this one is the next version of."""
    document = _own(document_id)
    return _choice(document)


@blueprint.post("/<document_id>/join")
def join(document_id: str) -> ResponseReturnValue:
    """Make this document the next version of another one of the same company."""
    session, document = db.session(), _own(document_id)
    me, wanted = actor(), request.form.get("into", "")
    if not wanted:
        return _choice(document, [("into", gettext("Choose a document."))]), 400
    into = documents.get(session, wanted, me)
    keep = request.form.get("keep") == "yes"
    return _received(into, versions.join(session, document, into, me, keep=keep))


def _choice(document: Document, problems: Sequence[tuple[str, str]] = ()) -> str:
    return render_template(
        "versions/join.html",
        document=document,
        problems=problems,
        others=versions.may_follow(db.session(), document, actor()),
        chosen=request.args.get("into", ""),
        may_withdraw=not withdrawing.has_begun(db.session(), document),
    )


@blueprint.post("/<document_id>/again")
def again(document_id: str) -> ResponseReturnValue:
    """Keep the same file a second time, as a document of its own."""
    session, document = db.session(), _own(document_id)
    copy = versions.again(session, document, actor())
    flash(gettext("Kept as a document of its own. We read it now."), "success")
    answer = redirect(url_for("documents.detail", document_id=copy.public_id), 303)
    db.commit()
    return answer


@blueprint.post("/<document_id>/reread")
def reread(document_id: str) -> ResponseReturnValue:
    """Read the newest file again with the reader of today."""
    session = db.session()
    document = documents.get(session, document_id, actor())
    return _received(document, versions.reread(session, document, actor()))


@blueprint.get("/<document_id>/versions/<int:number>")
def show(document_id: str, number: int) -> ResponseReturnValue:
    """One version as people left it, and what it changed in the one before."""
    session = db.session()
    document = documents.get(session, document_id, actor())
    version = versions.numbered(document, number)
    before = version_diff.earlier(document, version)
    pairs = version_diff.compare(session, before, version) if before and version.read_at else []
    return render_template(
        "versions/show.html",
        document=document,
        version=version,
        before=before,
        drawn={v.number: versions.drawn(session, v) for v in (version, before) if v},
        whose=actor().has(Role.SECRETARIAT, Role.REVIEWER),
        newest=documents.current(document),
        items=versions.items_of(session, version),
        changes=[_change(pair) for pair in pairs if pair.kind is not Kind.SAME],
        same=sum(pair.kind is Kind.SAME for pair in pairs),
    )


def _change(pair: Pair) -> Change:
    item = pair.after or pair.before
    if item is None:
        raise NotFound(documents.NOT_FOUND)
    fields = [
        (gettext("Quote") if one.name == "quote" else labels.field(one.name), one.before, one.after)
        for one in pair.fields
    ]
    return Change(pair.kind, item, pair.before, pair.after, fields)


@blueprint.get("/<document_id>/versions/<int:number>/file")
def original(document_id: str, number: int) -> Response:
    """The file of a version as it was sent."""
    document = documents.get(db.session(), document_id, actor())
    upload = versions.numbered(document, number).upload
    shelf = organisations.shelf(document.organisation)
    return files.download(files.store().get(shelf, upload.blob), upload.filename)


@blueprint.get("/<document_id>/versions/<int:number>/pages/<int:page>.png")
def picture(document_id: str, number: int, page: int) -> Response:
    """The picture of a page of a version."""
    session = db.session()
    document = documents.get(session, document_id, actor())
    version = versions.numbered(document, number)
    name = pages.picture_name(session, version, page)
    shelf = organisations.shelf(document.organisation)
    return files.picture(files.store().get(shelf, name))


def _own(document_id: str) -> Document:
    """The document, for who sends in papers of its company; for a reader there is no such page."""
    document = documents.get(db.session(), document_id, actor())
    if not may_send(document):
        raise NotFound(documents.NOT_FOUND)
    return document
