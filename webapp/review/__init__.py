"""Review: the queue, and the screen where a person decides beside the page."""

from flask import Flask

from webapp.review import (
    carrying,
    confirming,
    handing,
    locking,
    queue,
    regrouping,
    saying,
    screen,
    teams,
    together,
    verdicts,
)
from webapp.review.pages import blueprint

__all__ = [
    "carrying",
    "confirming",
    "handing",
    "init",
    "locking",
    "queue",
    "regrouping",
    "saying",
    "screen",
    "teams",
    "together",
    "verdicts",
]


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)
