"""The technical state, for the administrator: duties and queue, without a name of any file."""

import shutil
from pathlib import Path

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp import addresses, db, labels, letters
from webapp.auth import actor
from webapp.wordlists import MAIL_STATES
from workflows import operations
from workflows.states import JobState

blueprint = Blueprint("operations", __name__, url_prefix="/operations")


def init(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """How many jobs wait, run and failed, what is done regularly, and what room is left."""
    me, session = actor(), db.session()
    state = addresses.known("state", JobState)
    listing = operations.listing(session, me, state, addresses.page_number())
    mailing = letters.office(current_app) is not None
    return render_template(
        "operations/index.html",
        listing=listing,
        counts=operations.counts(session, me),
        duties=operations.standings(session, me, mailing=mailing),
        mailing=mailing,
        mails=[
            (gettext(MAIL_STATES[mail]), count)
            for mail, count in operations.mail_counts(session, me).items()
        ],
        mail_fault=operations.mail_fault(session, me),
        failed=operations.to_retry(session, me),
        oldest=operations.oldest_waiting(session),
        free=shutil.disk_usage(Path(current_app.config["DATA"])).free,
        retryable={job.id for job in listing.rows if operations.may_retry(session, job)},
        state=state,
        states=[(one.value, labels.job_state(one)) for one in JobState],
        chips=addresses.chips([("state", labels.job_state(state))]),
    )


@blueprint.post("/jobs/<int:job_id>/retry")
def retry(job_id: int) -> ResponseReturnValue:
    """Queue a failed job again."""
    operations.retry(db.session(), job_id, actor())
    flash(gettext("The job is in the queue again."), "success")
    answer = redirect(url_for(".index"), 303)
    db.commit()
    return answer
