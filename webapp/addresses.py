"""Addresses of a list: the same list with another filter, sort or page, so that it can be kept."""

import sys
from collections.abc import Callable, Iterable

from flask import Flask, request, url_for


def init(app: Flask) -> None:
    """Give the templates ``addresses.changed(page=2)``."""
    app.jinja_env.globals["addresses"] = sys.modules[__name__]


def changed(endpoint: str | None = None, **changes: str | int) -> str:
    """This list's address with these parameters changed; an empty one is left out.

    Changing anything but the page leads back to the first page. ``endpoint`` names another view
    that takes the same filters, such as an export.
    """
    values: dict[str, str | int] = dict(request.args.items())
    if "page" not in changes:
        values.pop("page", None)
    values |= dict(request.view_args or {}) | changes
    kept = {name: value for name, value in values.items() if value != ""}
    return url_for(endpoint or str(request.endpoint), **kept)  # type: ignore[arg-type]


def page_address() -> Callable[[int], str]:
    """From the number of a page to its address."""
    return lambda number: changed(page=number)


def chips(chosen: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The filters that are on, from (parameter, words): each with the address without it."""
    return [(words, changed(**{name: ""})) for name, words in chosen if words]


def page_number() -> int:
    """The page that was asked for; anything else than a number means the first."""
    return request.args.get("page", 1, type=int)


def known(name: str, allowed: Iterable[str]) -> str:
    """A filter's value, when it is one of ``allowed``; else nothing is filtered."""
    value = request.args.get(name, "")
    return value if value in set(allowed) else ""
