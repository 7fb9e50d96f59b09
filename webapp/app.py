"""The web application: its parts, put together."""

from collections.abc import Mapping

from flask import Flask, current_app, request
from flask_login import current_user
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp import (
    addresses,
    answering,
    assets,
    auth,
    calendars,
    chains,
    clearances,
    config,
    consents,
    db,
    demo,
    documents,
    errors,
    facts,
    filters,
    findings,
    following,
    formats,
    forms,
    home,
    i18n,
    keys,
    labels,
    likenesses,
    log,
    mail_settings,
    name_rules,
    navigation,
    notices,
    operations,
    organisations,
    packs,
    plans,
    quality,
    quoted,
    reading_languages,
    remedies,
    report_pages,
    reports,
    review,
    risks,
    rollup,
    rounds,
    saved_views,
    search,
    security,
    settings,
    shared,
    smelters,
    unsubscribing,
    versions,
    ways_back,
    withdrawing,
    word_templates,
    work,
    year_imports,
    year_reports,
    years,
)
from workflows import lengths
from workflows.states import Role


def create_app(given: Mapping[str, object] | None = None) -> Flask:
    """The application, configured from the environment and over that from ``given``.

    Raises :class:`webapp.config.ConfigurationError` when it cannot start like that.
    """
    app = Flask(__name__)
    app.config.from_mapping(config.load(given))
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    _trust_proxies(app)
    db.init(app)
    i18n.init(app)
    errors.init(app)
    security.init(app)
    for part in (
        assets,
        addresses,
        formats,
        labels,
        filters,
        auth,
        keys,
        home,
        documents,
        answering,
        versions,
        likenesses,
        withdrawing,
        facts,
        rollup,
        packs,
        demo,
        report_pages,
        consents,
        clearances,
        rounds,
        reports,
        review,
        findings,
        year_imports,
        year_reports,
        years,
        plans,
        chains,
        following,
        smelters,
        name_rules,
        risks,
        word_templates,
        work,
        shared,
        organisations,
        log,
        settings,
        notices,
        mail_settings,
        calendars,
        unsubscribing,
        operations,
        quality,
        quoted,
        remedies,
        reading_languages,
        saved_views,
        search,
        ways_back,
    ):
        part.init(app)
    app.context_processor(_page)
    app.jinja_env.globals.update(problems_of=forms.problems, lengths=lengths)
    app.jinja_env.filters["options"] = forms.options
    app.jinja_env.filters["rows"] = forms.rows
    return app


def _trust_proxies(app: Flask) -> None:
    count = int(app.config["PROXIES"])
    if count:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )


def _page() -> dict[str, object]:
    """What every page shows round its own content."""
    shown: dict[str, object] = {
        "language": i18n.language(),
        "languages": i18n.LANGUAGES,
        "contact": current_app.config["CONTACT"],
        "here": request.full_path.rstrip("?") if request.method == "GET" else "",
        "actor": None,
        "density": "roomy",
    }
    if current_user.is_authenticated:
        actor = auth.actor()
        # Reviewers and the secretariat work through long lists.
        staff = actor.has(Role.REVIEWER, Role.SECRETARIAT)
        shown |= {
            "actor": actor,
            "acting_as": navigation.acting_as(actor),
            "menu": navigation.menu(actor),
            "density": "compact" if staff else "roomy",
        }
    return shown
