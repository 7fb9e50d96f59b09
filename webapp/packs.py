"""The pack of a company: what is in it, and the ZIP itself."""

from tempfile import TemporaryFile

from flask import Blueprint, Flask, Response, render_template
from flask.typing import ResponseReturnValue

from webapp import db, files
from webapp.auth import actor
from workflows import packs, rollup
from workflows.models import Organisation

blueprint = Blueprint("packs", __name__, url_prefix="/pack")


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """One's own company, or a list of those whose pack one may take."""
    rows = rollup.companies(db.session(), actor())
    if len(rows) == 1 and not actor().is_secretariat:
        return _page(rows[0])
    return render_template("packs/index.html", rows=rows)


@blueprint.get("/<company_id>")
def company(company_id: str) -> ResponseReturnValue:
    """What the pack of a company holds."""
    return _page(rollup.company(db.session(), company_id, actor()))


@blueprint.post("/<company_id>")
def take(company_id: str) -> Response:
    """The pack. It is written while others write too; then it is said that it was taken."""
    me = actor()
    db.read_only()
    organisation = rollup.company(db.session(), company_id, me)
    file = TemporaryFile()  # noqa: SIM115 - closed by the answer that sends it
    try:
        packs.write(db.session(), files.store(), organisation, file)
        db.writing()
        packs.taken(db.session(), organisation, me, file)
        name = packs.filename(db.session(), organisation)
        db.commit()
    except BaseException:
        file.close()
        raise
    return files.stream(file, name, "application/zip")


def _page(organisation: Organisation) -> str:
    session = db.session()
    return render_template(
        "packs/company.html",
        organisation=organisation,
        size=packs.size(session, organisation),
        taken=packs.last_taken(session, organisation),
        whose=actor().is_secretariat,
    )
