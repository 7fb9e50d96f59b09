"""Which language a reader gets, and how a message of the workflow becomes a sentence in it."""

import re
from datetime import date

from babel.support import NullTranslations
from flask import Flask, current_app, g, has_app_context, has_request_context, request
from flask_babel import Babel, Domain, format_date, get_locale, gettext
from flask_login import current_user
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from report_templates import wording
from report_templates.printable import printable
from webapp import wordlists
from workflows.clock import ZONE
from workflows.errors import WorkflowError
from workflows.states import RejectReason

LANGUAGES = {"nl": "Nederlands", "en": "English"}
COOKIE = "language"
_TWO_STOPS = re.compile(r"(?<=\w)\.\.(?=\s|$)")


class _Catalogue(Domain):  # type: ignore[misc]
    """The texts, by language: each is read once, and not again for every page."""

    def get_translations(self) -> NullTranslations:
        # Several hundred times a page: the library would write out the language each time, and
        # look three times for where it keeps it.
        try:
            locale = g._flask_babel.babel_locale
        except (AttributeError, RuntimeError):  # not chosen yet, or outside the application
            locale = get_locale() if has_app_context() else None
        # By its name: each request has a value of its own, and to compare two takes longer.
        language = locale.language if locale is not None else None
        known: NullTranslations | None = self.cache.get(language)
        if known is None:
            known = super().get_translations()
            if language is not None:
                self.cache[language] = known
        return known


_CATALOGUE = _Catalogue()


class _Babel(Babel):  # type: ignore[misc]
    """The library, with one catalogue for all requests in the place of one for each."""

    @property
    def domain_instance(self) -> Domain:
        return _CATALOGUE


def init(app: Flask) -> None:
    """Connect the catalogue of Dutch texts; the English ones are in the code."""
    _Babel(
        app,
        default_locale=str(app.config["LANGUAGE"]),
        default_timezone=str(ZONE),
        default_translation_directories="translations",
        locale_selector=language,
        timezone_selector=lambda: str(ZONE),
    )

    @pass_eval_context
    def told(context: EvalContext, text: str, /, **values: object) -> str:
        """A text in this reader's language, its values filled in, escaped where the page is."""
        said = word(text)
        if context.autoescape:
            said = Markup(said)  # noqa: S704 - the texts are our own
        return said % values if values or "%" in said else said

    # The template language's own makes three calls of its context for each of some seventy texts.
    app.jinja_env.globals["_"] = told


def word(text: str) -> str:
    """A text without values in the reader's language; some hundreds stand on a page."""
    return str(_CATALOGUE.get_translations().ugettext(text))


def language() -> str:
    """This reader's language: what the person keeps, the switch in the header, the browser."""
    if not has_request_context():
        return str(current_app.config["LANGUAGE"])
    if "language" not in g:
        g.language = _choose()
    return str(g.language)


def step(number: int) -> str:
    """What one of the six steps, from 1, is called in the language of the words beside it."""
    locale = get_locale()
    return wording.step_title(number, "nl" if locale and locale.language == "nl" else "en")


def sentence(error: WorkflowError) -> str:
    """The message of a workflow error in this reader's language, parameters filled in."""
    text: str = gettext(error.message)
    params = {name: _shown(value) for name, value in error.params.items()}
    # A name that ends in a stop ("B.V.") ends the sentence too.
    return _TWO_STOPS.sub(".", text % params) if params else text


def _shown(value: object) -> object:
    if isinstance(value, date):
        return format_date(value, "d MMMM yyyy")
    if isinstance(value, RejectReason):
        return gettext(wordlists.REASONS[value])
    return printable(value) if isinstance(value, str) else value


def _choose() -> str:
    preferences = (
        current_user.language if current_user.is_authenticated else None,
        request.cookies.get(COOKIE),
        _of_browser(),
    )
    chosen = (preference for preference in preferences if preference in LANGUAGES)
    return next(chosen, str(current_app.config["LANGUAGE"]))


def _of_browser() -> str | None:
    return request.accept_languages.best_match(list(LANGUAGES))
