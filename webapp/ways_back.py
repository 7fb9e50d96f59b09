"""The way back to the list behind a figure, search and page included, from what is opened there.

The address of that list goes along as ``back`` and is checked before anybody is led by it.
"""

import sys
from typing import Any

from flask import Flask, current_app, has_request_context, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

from webapp import security

_LIST = "reports.figure"
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
        "review.at_item",
        "review.comment",
        "review.decide",
        "review.flag",
        "review.screen",
        "review.take_over",
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
    """Where the reader came from, and what it is called; None when it was no list of a figure."""
    address = _asked()
    return (address, str(gettext("Records behind a figure"))) if address else None


def _keep(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint not in _KEPT or not has_request_context():
        return
    here = request.endpoint == _LIST and request.method == "GET"
    if address := request.full_path.rstrip("?") if here else _asked():
        values.setdefault("back", address)


def _asked() -> str | None:
    """The address that came along, if it is that of such a list."""
    address = security.safe_target(request.args.get("back"))
    if address is None:
        return None
    try:
        endpoint, _values = current_app.url_map.bind("").match(address.partition("?")[0])
    except HTTPException:
        return None
    return address if endpoint == _LIST else None
