"""The register of smelters and other sites: the list, one site, importing an edition."""

from flask import Flask

from webapp.smelters import changes, changing, entering, importing, listing, merging, site
from webapp.smelters.pages import blueprint

__all__ = ["changes", "changing", "entering", "importing", "init", "listing", "merging", "site"]


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)
