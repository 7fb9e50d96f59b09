"""Words of documents on a page: marked with their language where the page speaks another one.

A screen reader then reads them out well, and everybody sees why they are not translated.
"""

import sys

from flask import Flask
from flask_babel import gettext
from markupsafe import Markup, escape

from webapp import formats, i18n, labels
from workflows import rules
from workflows.models import Finding

_HERE = "%(statement)s"  # where the title of a finding says what a document says


def init(app: Flask) -> None:
    """Give the templates ``quoted.words(text, "en")``."""
    app.jinja_env.globals["quoted"] = sys.modules[__name__]


def words(text: str, language: str | None) -> Markup:
    """The text; in another language than the page's, marked as that, with its name behind it."""
    if not text or language in (None, i18n.language()):
        return escape(text)
    name = formats.language(str(language))
    return Markup('<span lang="{}">{}</span> <span class="muted">({})</span>').format(
        language, text, name
    )


def finding(row: Finding) -> Markup:
    """The title of a finding; of it, what a document says is marked with its language."""
    plain = labels.finding_title(row)
    title = str(gettext(rules.TITLES.get(row.rule, "")))
    if _HERE not in title:
        return escape(plain)
    before, after = title.split(_HERE)
    said = plain.removeprefix(before).removesuffix(after)
    return escape(before) + words(said, row.language) + escape(after)
