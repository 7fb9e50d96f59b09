"""The way through the queue: the filters that one came from travel in the address and back."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from flask import request

from webapp.review.pages import blueprint
from workflows import saved_views
from workflows.queue_filters import Wanted

NAMES = (
    "bucket",
    "company",
    "kind",
    "language",
    "metal",
    "certainty",
    "reader",
    "team",
    "due",
    "q",
)


def wanted(given: Mapping[str, str]) -> Wanted:
    """The filters of the queue as an address gives them."""
    values = {name: given.get(name, "") for name in NAMES}
    return Wanted(text=values.pop("q"), **values)


def carried() -> Wanted:
    """The filters of the queue that one came from."""
    return wanted(_given())


def _given() -> dict[str, str]:
    text = request.args.get("queue", "")[: saved_views.LONGEST_QUERY]
    return {name: value for name, value in parse_qsl(text) if name in NAMES}


@blueprint.url_defaults
def carry(endpoint: str, values: dict[str, Any]) -> None:
    """Write the filters into every address of the review, without a word in the templates."""
    if not request or "queue" not in request.args:
        return
    if endpoint == "review.index":
        # Back in the queue they are its own filters again.
        if not values:
            values |= _given()
    else:
        values.setdefault("queue", request.args["queue"])
