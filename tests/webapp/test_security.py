"""No page without a log-in, no form without its token, no response without its headers."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.browsing import HERE, send
from webapp import security
from webapp.app import create_app

PUBLIC_PAGES = ("/login", "/help", "/glossary", "/accessibility", "/healthz", "/readyz")


@pytest.mark.parametrize("address", [*PUBLIC_PAGES, "/profile", "/nothing-here", "/static/nothing"])
def test_every_response_carries_the_headers(browser: FlaskClient, address: str) -> None:
    headers = browser.get(address).headers
    assert headers["Content-Security-Policy"] == security.CONTENT_SECURITY_POLICY
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("address", PUBLIC_PAGES)
def test_pages_are_not_kept_by_the_browser(browser: FlaskClient, address: str) -> None:
    assert browser.get(address).headers["Cache-Control"] == "no-store"


def test_pages_have_no_script_or_style_of_their_own_and_nothing_from_elsewhere(
    member: FlaskClient,
) -> None:
    for address in ("/login", "/help", "/profile", "/nothing-here"):
        page = member.get(address, follow_redirects=True).text
        assert not re.search(
            r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", page
        )
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page)


def test_every_route_that_is_not_listed_asks_to_log_in(app: Flask, browser: FlaskClient) -> None:
    for rule in app.url_map.iter_rules():
        if security.is_public(rule.endpoint) or rule.arguments:
            continue
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}:
            answer = browser.open(rule.rule, method=method, headers=HERE)
            assert answer.status_code in (303, 401), rule.rule
            if method == "GET":
                assert answer.headers["Location"].startswith("/login"), rule.rule


def test_an_address_that_does_not_exist_asks_a_stranger_to_log_in_too(browser: FlaskClient) -> None:
    answer = browser.get("/nothing-here")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/login?next=/nothing-here")


def test_every_public_endpoint_exists_and_the_switch_of_personas_in_the_demonstration_only(
    app: Flask,
) -> None:
    demonstration = create_app({"DATA": app.config["DATA"], "DEMO": True})
    assert set(demonstration.view_functions) >= security.PUBLIC
    assert "demo.switch" not in app.view_functions


def test_every_unsafe_route_refuses_a_form_without_a_token(app: Flask, member: FlaskClient) -> None:
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "unsubscribing.end":
            continue  # sent by a mail program; the signed address is what lets it in
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD", "GET"}:
            address = re.sub(r"<int:[^>]+>", "1", rule.rule)
            address = re.sub(r"<[^>]+>", "x", address)
            answer = member.open(address, method=method)
            assert answer.status_code == 400, rule.rule
            assert "Dit formulier komt niet van deze website" in answer.text


def test_another_sites_form_is_refused_without_an_offer_to_send_it_again(
    member: FlaskClient,
) -> None:
    answer = member.post(
        "/profile/sessions", data={"why": "planted"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 400
    assert "planted" not in answer.text
    assert "Opnieuw versturen" not in answer.text
    assert member.get("/profile").status_code == 200


def test_an_expired_form_keeps_what_was_typed_and_can_be_sent_again(member: FlaskClient) -> None:
    typed = {"csrf_token": "old", "note": "Regel een\nRegel <b>twee</b>", "new_password": "geheim!"}
    page = member.post("/profile/language", data=typed | {"language": "en"}, headers=HERE).text
    assert "Deze pagina stond te lang open" in page
    assert "Regel &lt;b&gt;twee&lt;/b&gt;" in page
    assert "geheim!" not in page
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    again = member.post("/profile/language", data=fields, headers=HERE)
    assert again.status_code == 303
    assert "Your language has been saved." in member.get("/profile").text


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "evil.example",
        "javascript:alert(1)",
        "",
        None,
    ],
)
def test_nobody_is_sent_to_another_site(target: str | None) -> None:
    assert security.safe_target(target) is None


def test_a_path_of_our_own_is_a_fine_target() -> None:
    assert security.safe_target("/documents?page=2#row") == "/documents?page=2#row"


def test_with_a_public_address_requests_for_another_host_are_refused(app: Flask) -> None:
    served = create_app({"DATA": app.config["DATA"], "URL": "https://keten.example"})
    client = served.test_client()
    assert client.get("/healthz", base_url="https://evil.example").status_code == 400
    answer = client.get("/healthz", base_url="https://keten.example")
    assert answer.status_code == 200
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_cookies_are_locked_down(app: Flask) -> None:
    served = create_app({"DATA": app.config["DATA"], "URL": "https://keten.example"})
    cookies = served.test_client().get("/login", base_url="https://keten.example")
    made = cookies.headers.getlist("Set-Cookie")
    assert made
    for cookie in made:
        assert cookie.startswith("__Host-")
        assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))


def test_static_files_carry_no_cookie_and_may_be_kept(member: FlaskClient) -> None:
    page = member.get("/help").text
    sheet = re.search(r'href="(/static/css/tokens[^"]+)"', page)
    assert sheet
    for address in (sheet[1], "/static/fonts/SourceSansPro-Regular.otf"):
        answer = member.get(address)
        assert answer.status_code == 200
        assert answer.cache_control.max_age == 365 * 24 * 3600
        assert "Set-Cookie" not in answer.headers
        answer.close()
    assert member.get("/static/fonts/LICENSE.txt").status_code == 404


def test_a_forged_token_of_another_session_is_refused(app: Flask, member: FlaskClient) -> None:
    stranger = app.test_client()
    answer = send(stranger, "/language", {"language": "en"})
    assert answer.status_code == 303
    page = stranger.get("/login").text
    foreign = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert foreign
    refused = member.post("/logout", data={"csrf_token": foreign[1]}, headers=HERE)
    assert refused.status_code == 400
