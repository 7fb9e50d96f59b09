"""What went wrong, as a page or as problem details: one table from errors to answers."""

import errno
import secrets
from dataclasses import dataclass

from flask import (
    Flask,
    Response,
    current_app,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
)
from flask_babel import gettext
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from webapp import db, i18n, security
from workflows import errors
from workflows.marking import N_


@dataclass(frozen=True)
class Answer:
    """A status, a heading, a sentence (or the error brings one), whether sending again helps."""

    status: int
    title: str
    text: str
    again: bool = False


NOT_FOUND = Answer(
    404,
    N_("This page does not exist"),
    N_("Check the address, or begin at one of the pages in the menu."),
)
BROKEN = Answer(
    500,
    N_("Something went wrong on our side"),
    N_(
        "It has been written down. Try again; if it stays like this, give the secretariat the code."
    ),
    again=True,
)
EXPIRED = Answer(
    400,
    N_("This page was open too long"),
    N_("Nothing has been saved yet. Check what you filled in and send it again."),
    again=True,
)
FORGED = Answer(
    400,
    N_("This form did not come from here"),
    N_("Nothing has been saved. Open the page again and fill in the form there."),
)
LOGGED_OUT = Answer(
    401,
    N_("You are logged out"),
    N_("Nothing has been saved yet. Log in in a new tab, come back here and send it again."),
    again=True,
)
UNAVAILABLE = Answer(
    503,
    N_("Saving is not possible now"),
    N_(
        "The server cannot write: its disk is full or closed. Nothing was taken in. "
        "Try again later; the secretariat can warn the administrator."
    ),
    again=True,
)

AWAY = Answer(
    503,
    N_("Saving is not possible now"),
    N_("The database does not answer. Nothing has been saved yet. Try again in a minute."),
    again=True,
)

WORKFLOW: dict[type[errors.WorkflowError], Answer] = {
    errors.NotFound: NOT_FOUND,
    errors.NotAllowed: Answer(403, N_("You may not do this"), ""),
    errors.Invalid: Answer(400, N_("This cannot be saved like this"), ""),
    errors.Stale: Answer(409, N_("This has changed in the meantime"), ""),
    errors.Conflict: Answer(409, N_("This is already there"), ""),
    errors.Throttled: Answer(429, N_("Please wait a moment"), ""),
    errors.Unavailable: UNAVAILABLE,
    errors.WorkflowError: Answer(400, N_("This cannot be done"), ""),
}

HTTP: dict[int, Answer] = {
    400: Answer(400, N_("This request cannot be read"), N_("Go back and try it once more.")),
    403: Answer(403, N_("You may not do this"), N_("Ask the secretariat if you need it.")),
    404: NOT_FOUND,
    405: Answer(
        405,
        N_("This address is not a page"),
        N_("It takes a form. Go back and use the button on the page."),
    ),
    413: Answer(
        413,
        N_("This is too big"),
        N_("Send at most %(megabytes)s MB at once. Nothing has been taken in."),
    ),
    429: Answer(429, N_("Please wait a moment"), N_("Try again in a few minutes.")),
}

_DISK = {errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}
_DATABASE_DISK = (
    "disk is full",
    "readonly database",
    "unable to open",
    "disk i/o error",
    "no space left",
)


def init(app: Flask) -> None:
    """Register the handlers; the last resort catches everything else."""
    app.register_error_handler(errors.WorkflowError, _workflow)
    app.register_error_handler(CSRFError, _token)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(Exception, _unexpected)


def logged_out() -> Response:
    """What somebody gets who sends a form, or asks for data, without being logged in."""
    return _respond(LOGGED_OUT, gettext(LOGGED_OUT.text))


def wants_json() -> bool:
    """Whether the asker prefers data over a page."""
    accepted = request.accept_mimetypes
    data = max(accepted["application/json"], accepted["application/problem+json"])
    return data > accepted["text/html"]


def _workflow(error: errors.WorkflowError) -> Response:
    db.rollback()
    answer = next(WORKFLOW[kind] for kind in type(error).__mro__ if kind in WORKFLOW)
    if answer is NOT_FOUND:
        # What one may not see and what never existed are the same bytes.
        return _respond(answer, gettext(answer.text))
    if isinstance(error, errors.NotAllowed):
        _log_denied()
    response = _respond(answer, i18n.sentence(error))
    if isinstance(error, errors.Throttled):
        response.headers["Retry-After"] = str(error.seconds)
    return response


def _token(_error: CSRFError) -> Response:
    db.rollback()
    answer = EXPIRED if security.came_from_here() else FORGED
    return _respond(answer, gettext(answer.text))


def _http(error: HTTPException) -> Response:
    db.rollback()
    if error.response is not None or error.code is None or error.code < 400:
        return make_response(error.get_response())
    if error.code >= 500:
        return _unexpected(error)
    if isinstance(error, SecurityError):
        refusal = _bare()
        refusal.status_code = error.code
        return refusal
    if error.code == 403:
        _log_denied()
    above = _page_above() if error.code == 405 and not wants_json() else None
    if above is not None:
        return make_response(redirect(above, 303))
    answer = HTTP.get(error.code, HTTP[400])
    megabytes = int(current_app.config["MAX_UPLOAD"]) // 1_048_576
    text = gettext(answer.text)
    response = _respond(answer, text % {"megabytes": megabytes} if "%(" in text else text)
    response.status_code = error.code
    if error.code == 405:
        response.headers["Allow"] = ", ".join(getattr(error, "valid_methods", None) or ())
    return response


def _page_above() -> str | None:
    """The page that an address which only takes a form hangs under; None without one.

    After a refused form the browser stands at that address, and may load it anew.
    """
    adapter = current_app.create_url_adapter(request)
    path = request.path
    while request.method == "GET" and adapter is not None and path.count("/") > 1:
        path = path.rpartition("/")[0]
        if adapter.test(path, "GET"):
            return path
    return None


def _stale(_error: StaleDataError) -> Response:
    db.rollback()
    answer = WORKFLOW[errors.Stale]
    text = gettext("Open the page again to see what changed. What you filled in stands below.")
    return _respond(answer, text)


def _unexpected(error: Exception) -> Response:
    """The last resort: a code for the reader, the trace for the log, nothing of it on the page."""
    db.rollback()
    answer = unavailable(error)
    if answer is not None:
        db.read_only()
        # Translated where the page is made: even the reader's language may be out of reach.
        return _respond(answer, answer.text)
    code = secrets.token_hex(4)
    current_app.logger.error(
        "failure code=%s method=%s endpoint=%s",
        code,
        request.method,
        request.endpoint,
        exc_info=error,
    )
    return _respond(BROKEN, BROKEN.text, code=code)


def unavailable(error: Exception) -> Answer | None:
    """What to answer when the disk or the database is what failed, and note it; else None."""
    answer = None
    if isinstance(error, OSError) and error.errno in _DISK:
        answer = UNAVAILABLE
    elif isinstance(error, OperationalError):
        said = str(error.orig).lower()
        answer = UNAVAILABLE if any(words in said for words in _DATABASE_DISK) else AWAY
    if answer is not None:
        current_app.logger.error("cannot write: %r", error)
    return answer


def _respond(answer: Answer, text: str, *, code: str | None = None) -> Response:
    try:
        response = _as_data(answer, text, code) if wants_json() else _as_page(answer, text, code)
    except Exception as second:
        # Even the page cannot be made, for instance because the database is gone.
        current_app.logger.error("no error page", exc_info=second)
        response = _bare(code)
    response.status_code = answer.status
    return response


def _bare(code: str | None = None) -> Response:
    """A page that needs no session, no catalogue and no address."""
    page = current_app.jinja_env.get_template("errors/bare.html")
    return make_response(page.render(code=code))


def _as_data(answer: Answer, text: str, code: str | None) -> Response:
    """Problem details as of RFC 9457."""
    body = {"type": "about:blank", "title": gettext(answer.title), "status": answer.status}
    body |= {"detail": gettext(text) if text == answer.text else text} | (
        {"code": code} if code else {}
    )
    response = jsonify(body)
    response.mimetype = "application/problem+json"
    return response


def _as_page(answer: Answer, text: str, code: str | None) -> Response:
    template = "errors/not_found.html" if answer is NOT_FOUND else "errors/error.html"
    if answer is NOT_FOUND:
        return make_response(render_template(template, answer=answer, text=text))
    referrer = request.referrer
    return make_response(
        render_template(
            template,
            answer=answer,
            text=gettext(text) if text == answer.text and text else text,
            code=code,
            kept=_kept(),
            files_lost=_had_files(),
            again=answer.again and security.came_from_here(),
            back=referrer if security.is_own_page(referrer) else None,
        )
    )


def _kept() -> list[tuple[str, str]]:
    """What was typed, to be shown and sent again; only of a form that came from our own page."""
    if request.method == "GET" or not security.came_from_here():
        return []
    try:
        fields = list(request.form.items(multi=True))
    except HTTPException:
        # The body was too big to be read at all.
        return []
    return [
        (name, value) for name, value in fields if name != "csrf_token" and "password" not in name
    ]


def _had_files() -> bool:
    try:
        return any(file.filename for file in request.files.values())
    except HTTPException:
        return True


def _log_denied() -> None:
    who = current_user.actor.public_id if current_user.is_authenticated else "nobody"
    current_app.logger.warning(
        "denied person=%s method=%s endpoint=%s", who, request.method, request.endpoint
    )
