"""The way back to a report, the records of a figure or what was searched, from what it opens.

The address of that list goes along as ``back`` and is checked before anybody is led by it.
"""

import sys
from typing import Any

from flask import Flask, current_app, g, has_request_context, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

from webapp import security
from workflows.marking import N_

_LISTS = {
    "reports.detail": N_("Report"),
    "reports.figure": N_("Records behind a figure"),
    "search.index": N_("What was found"),
}
"""The pages that one comes back to, and what they are called."""
_KEPT = frozenset(
    {
        "chains.risk",
        "documents.act",
        "documents.detail",
        "findings.act",
        "findings.detail",
        "organisations.detail",
        "plans.action",
        "review.add",
        "review.approve",
        "review.at_item",
        "review.change_comment",
        "review.comment",
        "review.decide",
        "review.explain",
        "review.flag",
        "review.merge",
        "review.promise",
        "review.screen",
        "review.split",
        "review.take",
        "review.take_out",
        "review.take_over",
        "review.together",
        "review.withdraw",
        "smelters.detail",
        "smelters.say",
        "years.act",
        "years.step",
    }
)
"""The pages that a record of such a list opens, and the deeds there that come back to them."""


def init(app: Flask) -> None:
    """Give the templates ``ways_back.place()``, and the addresses of these pages the way back."""
    app.jinja_env.globals["ways_back"] = sys.modules[__name__]
    app.url_defaults(_keep)


def place() -> tuple[str, str] | None:
    """Where the reader came from, and what it is called; None when it was no such list."""
    asked = _asked()
    return (asked[0], str(gettext(asked[1]))) if asked else None


def _keep(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint in _KEPT and has_request_context():
        if "way_back" not in g:  # a page has some hundred of these addresses
            g.way_back = _way()
        if g.way_back:
            values.setdefault("back", g.way_back)


def _way() -> str:
    """The list that one comes back to: this very page, or the one that was come from."""
    if request.endpoint in _LISTS and request.method == "GET":
        return request.full_path.rstrip("?")
    asked = _asked()
    return asked[0] if asked else ""


def _asked() -> tuple[str, str] | None:
    """The address that came along with what it is called, if it is that of such a list."""
    address = security.safe_target(request.args.get("back"))
    if address is None:
        return None
    try:
        endpoint, _values = current_app.url_map.bind("").match(address.partition("?")[0])
    except HTTPException:
        return None
    return (address, _LISTS[endpoint]) if endpoint in _LISTS else None
