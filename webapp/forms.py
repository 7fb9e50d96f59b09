"""The forms of accounts, and how the mistakes in any form are listed."""

from collections.abc import Iterable
from functools import lru_cache

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from markupsafe import Markup, escape
from wtforms import EmailField, PasswordField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from webapp.i18n import LANGUAGES
from workflows.people import SHORTEST_PASSWORD

_LONGEST_PASSWORD = 1_000
_A_ROW = 60  # characters in the narrowest box that stands beside what the figures say
_LEAST_ROWS, _MOST_ROWS = 5, 40


class LoginForm(FlaskForm):  # type: ignore[misc]
    """An address and a password."""

    email = EmailField(
        lazy_gettext("E-mail address"),
        [InputRequired(lazy_gettext("Enter your e-mail address.")), Length(max=254)],
        render_kw={"autocomplete": "username", "inputmode": "email", "spellcheck": "false"},
    )
    password = PasswordField(
        lazy_gettext("Password"),
        [
            InputRequired(lazy_gettext("Enter your password.")),
            Length(max=_LONGEST_PASSWORD, message=lazy_gettext("This password is too long.")),
        ],
        render_kw={"autocomplete": "current-password"},
    )


class NewPasswordForm(FlaskForm):  # type: ignore[misc]
    """A password to set. It is typed once: it can be shown, and a password manager may fill it."""

    password = PasswordField(
        lazy_gettext("New password"),
        [
            InputRequired(lazy_gettext("Enter a new password.")),
            Length(
                min=SHORTEST_PASSWORD,
                message=lazy_gettext("Use at least %(least)s characters.", least=SHORTEST_PASSWORD),
            ),
            Length(max=_LONGEST_PASSWORD, message=lazy_gettext("This password is too long.")),
        ],
        render_kw={"autocomplete": "new-password", "minlength": SHORTEST_PASSWORD},
    )


class LanguageForm(FlaskForm):  # type: ignore[misc]
    """The language of the pages and the mails."""

    language = RadioField(
        lazy_gettext("Language"),
        [InputRequired(lazy_gettext("Choose a language."))],
        choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()],
        validate_choice=True,
    )


class TokenForm(FlaskForm):  # type: ignore[misc]
    """Nothing but the token against forged requests: for a button that needs no fields."""


def problems(form: FlaskForm) -> list[tuple[str, str]]:
    """The id of each field that is wrong and what is wrong with it, in the order of the page."""
    found = [(field.id, str(field.errors[0])) for field in form if field.errors]
    found += [("", str(message)) for message in form.form_errors]
    if form.errors.get("csrf_token"):
        found.append(("", gettext("This page was open too long. Send it again.")))
    return found


def options(choices: Iterable[tuple[object, object]], chosen: object = "") -> Markup:
    """The options of a list, as HTML; ``choices`` are (value, words), ``chosen`` is a value.

    A page of the review has the countries of the world twice: what stands in each is written once.
    """
    escaped = ((str(value), _escaped(words)) for value, words in choices)
    return _options(tuple(escaped), str(chosen))


def _escaped(words: object) -> Markup:
    return _text(words) if type(words) is str else escape(words)


_text = lru_cache(maxsize=4096)(escape)  # of plain texts alone: what is HTML already looks the same


@lru_cache(maxsize=256)
def _options(choices: tuple[tuple[str, Markup], ...], chosen: str) -> Markup:
    return Markup("\n").join(
        Markup('<option value="{}"{}>{}</option>').format(
            value, Markup(" selected") if value == chosen else "", words
        )
        for value, words in choices
    )


def rows(text: str) -> int:
    """How many rows a box for a chapter needs, so that its text is read without scrolling it."""
    lines = sum(max(1, -(-len(line) // _A_ROW)) for line in text.split("\n"))
    return min(max(_LEAST_ROWS, lines + 1), _MOST_ROWS)
