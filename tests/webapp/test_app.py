"""The parts put together: menus a role, health, the macros, a server that answers."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Blueprint, Flask, render_template_string
from flask.testing import FlaskClient

from tests.webapp.browsing import log_in, send
from tests.webapp.conftest import Moment
from webapp import db, navigation
from webapp.app import create_app
from workflows import people
from workflows.permissions import Actor, Held
from workflows.states import OrganisationKind, Role


def acting(*roles: Role) -> Actor:
    held = tuple(Held(role, 1, "Voorbeeld B.V.", OrganisationKind.COMPANY) for role in roles)
    return Actor(1, "bcd", "x@y.example", "X", "nl", held)


@pytest.fixture
def made_once(tmp_path: Path) -> Flask:
    """An application of each test's own, that may be given further pages."""
    return create_app({"DATA": tmp_path / "made", "TESTING": True})


@pytest.fixture
def all_pages(app: Flask) -> None:
    """Every item of the menu has a page."""
    for item in navigation.ITEMS:
        name = item.endpoint.split(".")[0]
        if item.endpoint not in app.view_functions:
            part = Blueprint(f"{name}", __name__)
            part.add_url_rule(f"/{name}-page", "index", lambda: "")
            app.register_blueprint(part)


@pytest.mark.usefixtures("all_pages")
@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_at_most_six_items_and_the_rest_under_more(app: Flask, role: Role) -> None:
    with app.test_request_context():
        menu = navigation.menu(acting(role))
    assert 1 <= len(menu.shown) + bool(menu.more) <= navigation.MOST
    assert len(menu.more) != 1


@pytest.mark.usefixtures("all_pages")
def test_an_administrator_has_no_item_with_content(app: Flask) -> None:
    with app.test_request_context():
        menu = navigation.menu(acting(Role.ADMINISTRATOR))
    shown = [link.text for link in menu.shown]
    assert shown == ["Organisaties", "Leeskwaliteit", "Technische staat"]


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.SUBMITTER, Role.CHAIR])
def test_reports_stand_in_the_bar_of_who_makes_or_decides_on_them(app: Flask, role: Role) -> None:
    with app.test_request_context("/help"):
        menu = navigation.menu(acting(role))
    assert "Rapporten" in [link.text for link in menu.shown]


def test_a_page_that_is_not_installed_is_not_in_the_menu(app: Flask) -> None:
    app.view_functions.pop("documents.index", None)
    with app.test_request_context():
        menu = navigation.menu(acting(Role.SECRETARIAT))
    assert "Documenten" not in [link.text for link in menu.shown + menu.more]


def test_everything_that_a_process_writes_is_under_the_data_folder(tmp_path: Path) -> None:
    create_app({"DATA": tmp_path / "data"})
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_health_and_readiness_need_no_log_in(browser: FlaskClient) -> None:
    assert browser.get("/healthz").get_json() == {"status": "ok"}
    assert browser.get("/readyz").get_json() == {
        "status": "ok",
        "checks": {"database": True, "data": True},
    }


def test_work_that_is_not_committed_is_dropped(
    app: Flask, browser: FlaskClient, add_person: Callable[..., str]
) -> None:
    def rename() -> str:
        person = people.find(db.session(), "fenna@draad.example")
        assert person is not None
        person.name = "Half gedaan"
        db.session().flush()
        return ""

    app.add_url_rule("/rename", "rename", rename, methods=["POST"])
    log_in(browser, add_person())
    assert send(browser, "/rename", page="/profile").status_code == 200
    assert "Half gedaan" not in browser.get("/profile").text


def test_the_demonstration_says_that_all_is_fictitious(tmp_path: Path, moment: Moment) -> None:
    app = create_app({"DATA": tmp_path, "DEMO": True, "CLOCK": moment})
    page = app.test_client().get("/help").text
    assert "Alles hier is fictief." in page
    assert 'action="/demo/switch"' in page
    assert "Wissel van rol" in page


def test_outside_the_demonstration_there_is_no_bar(browser: FlaskClient) -> None:
    page = browser.get("/login").text
    assert "fictief" not in page
    assert "/demo/" not in page


def test_who_reviews_gets_compact_pages(
    browser: FlaskClient, add_person: Callable[..., str]
) -> None:
    log_in(browser, add_person("sam@bureau.example", Role.REVIEWER, "Bureau Voorbeeld"))
    assert 'class="compact"' in browser.get("/profile").text


MACROS = """
{% from "macros/tables.html" import table, head, cell, pagination %}
{% from "macros/buttons.html" import button, action %}
{% from "macros/forms.html" import text, choices, error_summary %}
{% from "macros/lists.html" import task, timeline, happened %}
{% from "macros/layout.html" import tabs, identity, filters %}
{% call table(name,
  [name, {"text": name, "number": true, "sort": "?s=1", "sorted": "descending"}]) %}
<tr>{{ head(name, "/x") }}{{ cell(name, name, number=true) }}</tr>{% endcall %}
{{ pagination(2, 3, address) }} {{ button(name, name="go", value=1, why_not=name, key="G") }}
{{ action("/x", name, {"seen": name}) }} {{ text("period", name, name, name, name) }}
{{ choices("why", name, [("a", name, name)], ["a"]) }} {{ error_summary([("period", name)]) }}
{{ task(name, "/x", name, name, "amber") }} {{ tabs([("/x", name, true)], name) }}
{% call timeline() %}{{ happened(name, name, when) }}{% endcall %}
{% call identity(name, [name]) %}x{% endcall %}
{% call filters("/x", [(name, "/y")]) %}x{% endcall %}
"""


def test_a_name_with_markup_is_shown_as_it_is_by_every_macro(app: Flask) -> None:
    hostile = """<img src=x onerror=alert(1)> {{ 7*7 }} "'"""
    with app.test_request_context():
        page = render_template_string(
            MACROS,
            name=hostile,
            when=datetime(2026, 11, 22, tzinfo=UTC),
            address=lambda number: f"?page={number}",
        )
    assert "<img" not in page
    assert "49" not in page
    assert page.count("&lt;img src=x onerror=alert(1)&gt; {{ 7*7 }} &#34;&#39;") >= 25
    assert 'aria-sort="descending"' in page
    assert 'aria-describedby="go-1-why"' in page
    assert 'aria-describedby="period-hint period-mistake" aria-invalid="true"' in page


def test_the_server_says_where_it_is_and_answers(tmp_path: Path) -> None:
    program = (
        "from webapp import serving; from webapp.app import create_app\n"
        "serving.serve(create_app(), '127.0.0.1', 0)"
    )
    environment = os.environ | {"KETENZICHT_DATA": str(tmp_path / "data")}
    command = [sys.executable, "-c", program]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split()[-1]
            with urllib.request.urlopen(f"{address}/healthz", timeout=30) as answer:  # noqa: S310
                assert answer.status == 200
                assert "Server" not in answer.headers
        finally:
            server.terminate()
            server.communicate(timeout=30)
