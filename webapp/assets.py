"""The fonts out of their installed package, and addresses of static files that may be kept."""

import hashlib
from functools import cache
from importlib import resources
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request, send_file, url_for

FONTS = ("SourceSansPro-Regular.otf", "SourceSansPro-Semibold.otf")
_YEAR = 365 * 24 * 3600

blueprint = Blueprint("assets", __name__)


def init(app: Flask) -> None:
    """Serve the fonts, and give the templates ``asset('css/page.css')``."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["asset"] = asset
    app.after_request(_keep)


def asset(path: str) -> str:
    """The address of a static file with a digest of its bytes, so that a browser may keep it."""
    return url_for("static", filename=path, v=_digest(str(current_app.static_folder), path))


@blueprint.get("/static/fonts/<name>")
def font(name: str) -> Response:
    """A font file of the installed package; only the ones that the pages use."""
    if name not in FONTS:
        abort(404)
    path = resources.files("font_source_sans_pro") / "files" / name
    return send_file(Path(str(path)), mimetype="font/otf", max_age=_YEAR)


@cache
def _digest(folder: str, path: str) -> str:
    # Once: a file does not change while the application runs, no more than a template does.
    return hashlib.sha256((Path(folder) / path).read_bytes()).hexdigest()[:12]


def _keep(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code == 200:
        response.cache_control.no_cache = None
        response.cache_control.public = True
        response.cache_control.max_age = _YEAR if "v" in request.args else 300
    return response
