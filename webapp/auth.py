"""Accounts: logging in and out, setting a password by a link, the profile, the language."""

import hashlib
import hmac
from dataclasses import dataclass

from flask import (
    Blueprint,
    Flask,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext
from flask_login import LoginManager, current_user, login_user, logout_user

from webapp import db, errors, formats, forms, i18n, navigation, security
from workflows import agreement, people
from workflows.errors import Invalid, NotAllowed, NotFound, Throttled
from workflows.models import Person
from workflows.permissions import Actor

blueprint = Blueprint("auth", __name__)

_YEAR = 365 * 24 * 3600
_BROWSER = "browser"


@dataclass(frozen=True)
class Account:
    """Who is logged in: the actor of this request, and the stamp that ends their sessions."""

    actor: Actor
    stamp: str
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    @property
    def language(self) -> str:
        """The language that the person keeps."""
        return self.actor.language

    def get_id(self) -> str:
        """What the session carries."""
        return f"{self.actor.person_id}.{self.stamp}"


def init(app: Flask) -> None:
    """Connect sessions to people, and add the pages."""
    manager = LoginManager()
    # Its own protection clears every anonymous session too; ours is in _load.
    manager.session_protection = None
    manager.user_loader(_load)
    manager.unauthorized_handler(_ask_to_log_in)
    manager.init_app(app)
    app.extensions["ketenzicht.login"] = manager
    app.register_blueprint(blueprint)


def actor() -> Actor:
    """The person of this request, with the roles they hold today."""
    if not current_user.is_authenticated:
        raise NotAllowed("Log in first.")
    account: Account = current_user._get_current_object()
    return account.actor


def start_session(person: Person) -> None:
    """Log the person in, in a new session: nothing of the one before is left."""
    session.clear()
    session.permanent = True
    session[_BROWSER] = _browser()
    login_user(Account(people.actor_for(db.session(), person), person.stamp))


@blueprint.route("/login", methods=["GET", "POST"])
def login() -> ResponseReturnValue:
    """Log in with an address and a password."""
    target = security.safe_target(request.values.get("next"))
    if request.method == "GET" and current_user.is_authenticated:
        return redirect(target or navigation.first_page(actor()), 303)
    form = forms.LoginForm()
    if not form.validate_on_submit():
        return _login_page(form, target, 400 if form.is_submitted() else 200)
    try:
        person = people.check_password(
            db.session(), form.email.data, form.password.data, address=request.remote_addr or ""
        )
    except NotAllowed as refusal:
        # The failure counts, also when the server stops now.
        db.commit()
        current_app.logger.warning("log-in refused address=%s", request.remote_addr)
        form.form_errors.append(i18n.sentence(refusal))
        return _login_page(form, target, 400)
    except Throttled as refusal:
        db.commit()
        return _throttled(form, target, refusal)
    start_session(person)
    if person.mail_stopped_at is not None:
        with force_locale(person.language):
            words = gettext("No mails are sent to you, because your address refused one.")
            where = gettext("See your profile.")
            flash(f"{words} {where}", "warning")
    answer = redirect(target or navigation.first_page(actor()), 303)
    db.commit()
    return answer


@blueprint.post("/logout")
def logout() -> ResponseReturnValue:
    """End this session."""
    _end_session()
    flash(gettext("You are logged out."), "success")
    return redirect(url_for("auth.login"), 303)


@blueprint.route("/password/<token>", methods=["GET", "POST"])
def choose_password(token: str) -> ResponseReturnValue:
    """Set a password with a link that works once."""
    try:
        person = people.person_of_link(db.session(), token)
        form = forms.NewPasswordForm()
        if not form.validate_on_submit():
            status = 400 if form.is_submitted() else 200
            return _password_page(form, person, status)
        people.set_password(db.session(), token, form.password.data)
    except NotFound as dead:
        return render_template("auth/dead_link.html", text=i18n.sentence(dead)), 404
    except Invalid as mistake:
        db.rollback()
        form.password.errors = [i18n.sentence(mistake)]
        return _password_page(form, person, 400)
    _end_session()
    flash(gettext("Your password has been set. Log in with it."), "success")
    db.commit()
    return redirect(url_for("auth.login"), 303)


@blueprint.get("/profile")
def profile() -> ResponseReturnValue:
    """Who I am here, my language, my sessions."""
    form = forms.LanguageForm(language=i18n.language())
    return render_template(
        "auth/profile.html",
        form=form,
        actor=actor(),
        own=agreement.own(db.session(), actor()),
        differences=agreement.differences(db.session(), actor()),
        pace=agreement.pace(db.session(), actor()),
    )


@blueprint.post("/profile/language")
def keep_language() -> ResponseReturnValue:
    """Keep the language that I read, for pages and mails."""
    form = forms.LanguageForm()
    if not form.validate_on_submit():
        return render_template("auth/profile.html", form=form, actor=actor()), 400
    _set_language(form.language.data)
    with force_locale(form.language.data):
        flash(gettext("Your language has been saved."), "success")
    db.commit()
    return redirect(url_for("auth.profile"), 303)


@blueprint.post("/profile/sessions")
def end_sessions() -> ResponseReturnValue:
    """Log out everywhere: on this and on every other device."""
    person = people.get(db.session(), actor().person_id)
    if person is not None:
        people.logout_everywhere(db.session(), person)
    _end_session()
    flash(gettext("You are logged out on every device."), "success")
    db.commit()
    return redirect(url_for("auth.login"), 303)


@blueprint.post("/language")
def choose_language() -> ResponseReturnValue:
    """The switch in the header: for this browser, and for the person when logged in."""
    chosen = request.form.get("language", "")
    if chosen not in i18n.LANGUAGES:
        raise Invalid("Choose Dutch or English.")
    if current_user.is_authenticated:
        _set_language(chosen)
    target = security.safe_target(request.form.get("next")) or url_for("home.index")
    answer = make_response(redirect(target, 303))
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    answer.set_cookie(
        i18n.COOKIE, chosen, max_age=_YEAR, httponly=True, samesite="Lax", secure=secure
    )
    db.commit()
    return answer


def _load(value: str) -> Account | None:
    """The account of a session, unless it was removed or its sessions were ended."""
    number, _, stamp = value.partition(".")
    if not number.isdecimal() or session.get(_BROWSER) != _browser():
        return None
    person = people.get(db.session(), int(number))
    if person is None or not hmac.compare_digest(person.stamp.encode(), stamp.encode()):
        return None
    g.person = person  # the page asks for more of them: their keys, their languages
    return Account(people.actor_for(db.session(), person), person.stamp)


def _browser() -> str:
    """A digest of the browser that a session belongs to: carried to another one, it is void.

    The network address is left out: it changes when somebody walks from the office to the train.
    """
    return hashlib.sha256(request.headers.get("User-Agent", "").encode()).hexdigest()[:16]


def _ask_to_log_in() -> ResponseReturnValue:
    if request.method not in ("GET", "HEAD") or errors.wants_json():
        return errors.logged_out()
    here = request.full_path.rstrip("?")
    target = None if here == "/" else security.safe_target(here)
    return redirect(url_for("auth.login", next=target), 303)


def _end_session() -> None:
    logout_user()
    session.clear()


def _set_language(language: str) -> None:
    person = people.get(db.session(), actor().person_id)
    if person is not None:
        people.set_language(db.session(), person, language)


def _login_page(form: forms.LoginForm, target: str | None, status: int) -> ResponseReturnValue:
    page = render_template("auth/login.html", form=form, target=target)
    return page, status


def _throttled(
    form: forms.LoginForm, target: str | None, refusal: Throttled
) -> ResponseReturnValue:
    wait = formats.waiting(refusal.seconds)
    form.form_errors.append(gettext("Too many tries. Wait %(time)s, then try again.", time=wait))
    answer = make_response(_login_page(form, target, 429))
    answer.headers["Retry-After"] = str(refusal.seconds)
    return answer


def _password_page(form: forms.NewPasswordForm, person: Person, status: int) -> ResponseReturnValue:
    return render_template("auth/password.html", form=form, email=person.email), status
