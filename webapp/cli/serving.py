"""Keep an installation running: ``run``, ``worker``, ``upgrade``, ``check``."""

import threading

import click

from extraction import sandbox
from webapp import letters, serving
from webapp.app import create_app
from webapp.cli import console, demo
from webapp.installation import Installation, open_installation
from webapp.letters import Office
from workflows import events, paper_metals, search_index, soundness
from workflows import worker as work
from workflows.demo import cast


@click.command()
@click.option("--demo", "as_demo", is_flag=True, help="Serve the fictitious year; load it first.")
@console.refusable
def run(as_demo: bool) -> None:
    """Serve the web application, with a worker inside; bring the database up to date first."""
    installation = open_installation()
    if as_demo and installation.is_empty():
        demo.fill(installation)
    app = create_app({"DEMO": True} if as_demo else None)
    threading.Thread(target=_warn_of_weak_walls, name="walls", daemon=True).start()
    if as_demo:
        _introduce()
    stop = threading.Event()
    thread = _worker(installation, stop, letters.office(app))
    try:
        serving.serve(app, str(app.config["HOST"]), int(app.config["PORT"]))
    finally:
        stop.set()
        thread.join(timeout=5)


def _warn_of_weak_walls() -> None:
    """Documents are opened behind walls; say so when this machine's kernel lacks one."""
    report = sandbox.probe()
    if not report.reads:
        click.echo("No document can be read here: the reader's own test failed.", err=True)
    for attempt in report.broken:
        click.echo(f"Warning: a document could do this here: {attempt}.", err=True)


def _introduce() -> None:
    """Say who lives in the demo, and with which password they log in."""
    click.echo(f"Everything in the demo is fictitious. Password of all: {cast.DEMO_PASSWORD}")
    for persona in cast.PERSONAS:
        click.echo(f"  {persona.email:40}  {persona.role.value:13}  {persona.organisation}")


def _worker(
    installation: Installation, stop: threading.Event, post: Office | None
) -> threading.Thread:
    thread = threading.Thread(
        target=work.run_forever,
        args=(installation.sessions, installation.store, stop),
        kwargs={"lease": installation.lease, "post": post},
        name="worker",
        daemon=True,
    )
    thread.start()
    return thread


@click.command()
@click.option("--once", is_flag=True, help="Do what is queued and what is due, then stop.")
@console.refusable
def worker(once: bool) -> None:
    """Read what is queued, and do what is due every day."""
    installation = open_installation()
    post = letters.office(create_app())
    if once:
        done = work.run_all(installation.sessions, installation.store, lease=installation.lease)
        kept, sent = work.do_duties(installation.sessions, post)
        click.echo(f"{done} jobs and {kept} duties done, {sent} mails sent.", err=True)
        return
    serving.log_to_stderr()
    work.run_forever(
        installation.sessions,
        installation.store,
        threading.Event(),
        lease=installation.lease,
        post=post,
    )


@click.command()
@console.refusable
def upgrade() -> None:
    """Bring the database up to date."""
    open_installation().engine.dispose()
    click.echo("The database is up to date.", err=True)


@click.command()
@console.as_json
@console.refusable
def check(wants_json: bool) -> None:
    """Verify the log, every state history and every file; exit 1 when something is wrong."""
    with console.working(changes=False) as (session, installation):
        problems = [
            *events.problems(session),
            *soundness.problems(session),
            *soundness.missing_files(session, installation.store),
            *search_index.problems(session.connection()),
            *paper_metals.problems(session.connection()),
        ]
        notes = [
            f"{left}: the worker removes them when it starts."
            for left in soundness.left_behind(installation.store)
        ]
    shape = {"id": "check", "sound": not problems, "problems": problems, "notes": notes}
    told = [*(problems or ["Everything is sound."]), *notes]
    console.show(shape, wants_json, "\n".join(told))
    if problems:
        raise SystemExit(1)
