"""Documents: send them in, see how far they are, what was read, and the files themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import (
    Blueprint,
    Flask,
    Response,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from werkzeug.datastructures import FileStorage

from extraction import wording
from extraction.records import Kind
from report_templates.printable import printable
from report_templates.spreadsheet import to_csv, to_xlsx
from webapp import (
    addresses,
    asked,
    coverage,
    db,
    declarations,
    errors,
    files,
    formats,
    hand_to,
    i18n,
    labels,
    params,
    saved_views,
)
from webapp.auth import actor
from workflows import (
    answering,
    document_lists,
    documents,
    due,
    item_lists,
    items,
    left,
    organisations,
    pages,
    people,
    reopening,
    rules,
    teams,
    versions,
)
from workflows.errors import Invalid, NotFound, Unavailable
from workflows.models import Document, DocumentVersion, Job, Organisation
from workflows.permissions import SUBMITTERS
from workflows.states import DocumentAction, DocumentState, ItemKind, OrganisationKind, Role
from workflows.verdicts import FIELDS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

blueprint = Blueprint("documents", __name__, url_prefix="/documents")


@dataclass(frozen=True)
class Sent:
    """What became of one file of an upload: taken in, known already, or refused and why."""

    name: str
    document: Document | None
    duplicate: bool = False
    problem: str = ""
    unavailable: bool = False  # through no fault of the file: the disk is full, say
    namesake: Document | None = None  # of a file that is new: one sent under the same name before


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Everything that one may see, newest first."""
    default = saved_views.landing("documents")
    if default is not None:
        return default
    me, session = actor(), db.session()
    state = _state(request.args.get("state", ""))
    kind, text = addresses.known("kind", Kind), request.args.get("q", "")
    listing = document_lists.listing(
        session, me, state=state, kind=kind, text=text, page=request.args.get("page", 1, type=int)
    )
    return render_template(
        "documents/index.html",
        listing=listing,
        progress=document_lists.progress(session, listing.rows),
        reading=document_lists.reading(session, listing.rows),
        state=state,
        text=text,
        kind=kind,
        kinds=sorted(((one, labels.document_kind(one)) for one in Kind), key=lambda pair: pair[1]),
        states=list(DocumentState),
        may_upload=me.has(*SUBMITTERS, Role.SECRETARIAT),
        whose=me.has(Role.SECRETARIAT, Role.REVIEWER),
    )


def _state(value: str) -> DocumentState | None:
    return DocumentState(value) if value in set(DocumentState) else None


@blueprint.route("/upload", methods=["GET", "POST"])
def upload() -> ResponseReturnValue:
    """Send one or more files; each is taken in, or refused, by itself."""
    targets = _targets()
    if request.method == "GET":
        return _upload_page(targets, [], [])
    chosen = [file for file in request.files.getlist("files") if file.filename]
    target = next((t for t in targets if t.public_id == request.form.get("organisation")), None)
    if target is None and len(targets) == 1:
        target = targets[0]
    if target is None:
        problem = [("organisation", gettext("Choose for which company you send this in."))]
        return _upload_page(targets, problem, []), 400
    if not chosen:
        return _upload_page(targets, [("files", gettext("Choose at least one file."))], []), 400
    sent = [_take_in(target, file) for file in chosen]
    if _wants_fragment() or any(one.problem or one.duplicate or one.namesake for one in sent):
        return _upload_page(targets, [], sent), _status(sent)
    flash(
        ngettext(
            "Received. We read the document now. You hear from us before %(day)s.",
            "Received: %(num)s documents. We read them now. You hear from us before %(day)s.",
            len(sent),
            day=formats.day(sent[0].document.due if sent[0].document else None),
        ),
        "success",
    )
    if len(sent) == 1 and sent[0].document is not None:
        return redirect(url_for(".detail", document_id=sent[0].document.public_id), 303)
    return redirect(url_for(".index"), 303)


def _take_in(target: Organisation, file: FileStorage) -> Sent:
    """One file, one transaction: what was acknowledged stays, whatever the next one does."""
    name = file.filename or ""
    try:
        taken = documents.receive(
            db.session(),
            files.store(),
            target,
            name,
            file.stream.read(),
            actor(),
            limit=files.upload_limit(),
        )
        new = not taken.duplicate
        namesake = versions.namesake(db.session(), taken.document, actor()) if new else None
        db.commit()  # nothing is asked after it: what is in must not be told to have failed
    except (Invalid, Unavailable) as refused:
        db.rollback()
        closed = isinstance(refused, Unavailable)
        return Sent(name, None, problem=i18n.sentence(refused), unavailable=closed)
    except Exception as error:
        # The files before this one are in: the page must not say that nothing was taken in.
        answer = errors.unavailable(error)
        if answer is None:
            raise
        db.rollback()
        return Sent(name, None, problem=gettext(answer.text), unavailable=True)
    return Sent(name, taken.document, taken.duplicate, namesake=namesake)


def _status(sent: Sequence[Sent]) -> int:
    if not all(one.problem for one in sent):
        return 200
    return 503 if any(one.unavailable for one in sent) else 400


def _targets() -> list[Organisation]:
    """The companies that the actor may send papers for."""
    me, session = actor(), db.session()
    query = organisations.visible(me).where(Organisation.kind == OrganisationKind.COMPANY)
    found = list(session.scalars(query))
    if not me.is_secretariat:
        mine = me.organisations(*SUBMITTERS)
        found = [row for row in found if row.id in mine]
    if not found:
        raise NotFound(documents.NOT_FOUND)
    return found


def _wants_fragment() -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _upload_page(
    targets: list[Organisation], problems: list[tuple[str, str]], sent: list[Sent]
) -> str:
    template = "documents/_sent.html" if _wants_fragment() else "documents/upload.html"
    return render_template(
        template,
        targets=targets,
        chosen=request.form.get("organisation", ""),
        problems=problems,
        sent=sent,
        limit=files.upload_limit(),
        reviewers=documents.REVIEWERS_PER_DOCUMENT,
    )


@blueprint.get("/<document_id>")
def detail(document_id: str) -> ResponseReturnValue:
    """One document: where it stands, what was read, what can be done."""
    return shown(documents.get(db.session(), document_id, actor()))


def shown(document: Document, mistake: str = "", *, about: str = "") -> str:
    """The page of a document; with a ``mistake`` in its facts, or in the answer to a question.

    ``about`` is the public id of that question; what was typed stays.
    """
    me, session = actor(), db.session()
    version = documents.current(document)
    return render_template(
        "documents/detail.html",
        document=document,
        version=version,
        listing=item_lists.listing(session, document, addresses.page_number()),
        turn=lambda number: addresses.changed("documents.detail", page=number) + "#read",
        job=document_lists.reading(session, [document]).get(document.id),
        progress=document_lists.progress(session, [document]).get(
            document.id, document_lists.Progress()
        ),
        error=_error(version),
        warnings=_warnings(version),
        declared=declarations.shown(version, request.args.get("letter", "")),
        coverage=coverage.shown(version, item_lists.certificates(session, version)),
        compared=declarations.compared(session, document, me),
        inside=document_lists.inside(session, document, me),
        came_with=document_lists.came_with(session, document, me),
        options=documents.options(session, document, me),
        **_reopened(document),
        **_company(document),
        reviews=items.actor_reviews(session, document, me),
        hand_to=hand_to.choices(people.with_role(session, Role.REVIEWER), document)
        if me.is_secretariat
        else [],
        with_team=teams.holding(session, [document]).get(document.id),
        may_describe=me.is_secretariat or document.organisation_id in me.organisations(*SUBMITTERS),
        whose=me.has(Role.SECRETARIAT, Role.REVIEWER),
        due=due.day(document),
        overdue=due.is_overdue(session, document),
        replaceable=document.state in versions.REPLACED,
        mistake=mistake,
        about=about,
        questions=asked.shown(session, document, me),
        said_to_company=asked.told(session, document, me),
        typed=request.form if mistake else {},
    )


def _reopened(document: Document) -> dict[str, object]:
    """For those who review: the opening again that a document stands in, and how it ends."""
    session, me = db.session(), actor()
    reopened = reopening.last(session, document)
    if reopened is None or not me.has(Role.SECRETARIAT, Role.REVIEWER):
        return {"reopened": None}
    if left.open_items(session, document):
        return {"reopened": None}
    ends = (DocumentAction.FINISH, DocumentAction.CONFIRM)
    found = documents.options(session, document, me, waiting=0)
    able = [o for o in found if o.transition.action in ends and o.refusal is None]
    return {"reopened": reopened, "finish": next(iter(able), None)}


def _company(document: Document) -> dict[str, object]:
    """What the company still has to answer itself, and whether it is asked at all."""
    own = document.organisation_id in actor().organisations(*SUBMITTERS)
    if not own or document.review_first != answering.MEMBER:
        return {"asked": 0, "answers": False}
    found = item_lists.tally(db.session(), documents.current(document), actor())
    return {"asked": found.with_company, "answers": found.total > 0}


def _error(version: DocumentVersion) -> str:
    if version.error is None:
        return ""
    return wording.message(version.error, i18n.language(), version.error_detail)


def _warnings(version: DocumentVersion) -> list[tuple[int | None, str]]:
    found = []
    for given in version.warnings:
        if isinstance(given, dict):
            text = wording.message(str(given["code"]), i18n.language(), str(given["detail"] or ""))
            found.append((given["page"], text))
    return found


@blueprint.get("/<document_id>/reading")
def reading(document_id: str) -> ResponseReturnValue:
    """How far the reading is; asked every second by the page while it runs."""
    session = db.session()
    document = documents.get(session, document_id, actor())
    job: Job | None = document_lists.reading(session, [document]).get(document.id)
    return {
        "state": document.state.value,
        "words": labels.document_state(document.state),
        "done": job.pages_done if job else 0,
        "total": job.pages_total if job else 0,
    }


@blueprint.post("/<document_id>/act")
def act(document_id: str) -> ResponseReturnValue:
    """Withdraw, read again, enter by hand, finish, reopen."""
    session = db.session()
    document = documents.get(session, document_id, actor())
    action = params.one_of(DocumentAction, request.form.get("action", ""))
    documents.act(
        session,
        document,
        action,
        actor(),
        seen=request.form.get("seen", type=int),
        note=request.form.get("note", ""),
    )
    flash(labels.document_state(document.state) + ".", "success")
    # Whoever reads one document after another goes on there.
    page = "review.screen" if request.form.get("back") == "review" else ".detail"
    answer = redirect(url_for(page, document_id=document_id), 303)
    db.commit()
    return answer


@blueprint.post("/<document_id>/assign")
def assign(document_id: str) -> ResponseReturnValue:
    """Let a reviewer see and decide on the document, or let it wait for a team."""
    session = db.session()
    document = documents.get(session, document_id, actor())
    documents.may_assign(actor())
    whom = hand_to.chosen(request.form.get("reviewer", ""))
    hand_to.hand(document, whom)
    flash(gettext("Assigned to %(name)s.", name=printable(whom.name)), "success")
    answer = redirect(url_for(".detail", document_id=document_id), 303)
    db.commit()
    return answer


@blueprint.get("/<document_id>/file")
def original(document_id: str) -> Response:
    """The file as it was sent, to be saved."""
    document = documents.get(db.session(), document_id, actor())
    upload = documents.current(document).upload
    shelf = organisations.shelf(document.organisation)
    return files.download(files.store().get(shelf, upload.blob), upload.filename)


@blueprint.get("/<document_id>/result.<any(xlsx, csv):kind>")
def result(document_id: str, kind: str) -> Response:
    """What was read, as a spreadsheet that runs nothing."""
    session = db.session()
    document = documents.get(session, document_id, actor())
    header = [labels.field(name) for name in FIELDS]
    header += [gettext("Page"), gettext("Quote"), gettext("Certainty"), gettext("Status")]
    rows: list[list[str | int | float | None]] = [
        [
            *(rules.printed(item, name) for name in FIELDS),
            item.page,
            item.quote,
            labels.certainty(item.certainty),
            labels.item_state(item.state),
        ]
        for item in items.of_document(session, document)
        if item.kind is ItemKind.SMELTER
    ]
    name = f"{document.title.rsplit('.', 1)[0]}.{kind}"
    if kind == "csv":
        return files.download(to_csv(header, rows), name, "text/csv")
    return files.download(to_xlsx(header, rows, document.title), name, XLSX)


@blueprint.get("/<document_id>/pages/<int:number>.png")
def picture(document_id: str, number: int) -> Response:
    """The picture of a page."""
    document = documents.get(db.session(), document_id, actor())
    name = pages.picture_name(db.session(), documents.current(document), number)
    shelf = organisations.shelf(document.organisation)
    return files.picture(files.store().get(shelf, name))
