"""Who gets in at all, and what every response tells the browser to refuse."""

from typing import cast
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request, session
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from flask_wtf import CSRFProtect
from werkzeug.exceptions import SecurityError

PUBLIC = {
    "static",
    "assets.font",
    "auth.login",
    "auth.choose_password",
    "auth.choose_language",
    "calendars.feed",
    # Exists in the demonstration only.
    "demo.switch",
    "home.accessibility",
    "home.glossary",
    "home.health",
    "home.help",
    "home.ready",
    "unsubscribing.ask",
    "unsubscribing.end",
}
"""The endpoints that answer somebody who has not logged in. Every other one asks to log in."""

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}

csrf = CSRFProtect()


def init(app: Flask) -> None:
    """Ask for a log-in and a form token on every route, and set the headers on every response.

    The log-in comes first: who was logged out reads that, and not that a form expired.
    """
    app.before_request(_require_login)
    csrf.init_app(app)
    app.after_request(_set_headers)


def is_public(endpoint: str | None) -> bool:
    """Whether the endpoint answers without a log-in."""
    return endpoint in PUBLIC


def is_own_page(referer: str | None) -> bool:
    """Whether an address points into this application, on this host."""
    parts = urlsplit(referer or "")
    return parts.scheme in ("http", "https") and parts.netloc == request.host


def came_from_here() -> bool:
    """Whether the browser says that this request was sent by one of our own pages.

    A form that another site made up is refused without an offer to send it again.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return is_own_page(request.headers.get("Origin") or request.referrer)


def safe_target(target: str | None) -> str | None:
    """A path inside this application, or None: nobody is sent to another site after a log-in."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return None
    # Browsers read a backslash as a slash and drop control signs before they look.
    if "\\" in target or any(ord(sign) < 32 for sign in target):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target


def _require_login() -> ResponseReturnValue | None:
    if isinstance(request.routing_exception, SecurityError):
        # The request names another host: no address can be made for an answer to it.
        raise request.routing_exception
    # An address that does not exist asks to log in like any other: it tells a stranger nothing.
    if is_public(request.endpoint):
        return None
    if not current_user.is_authenticated:
        manager: LoginManager = current_app.extensions["ketenzicht.login"]
        return cast(ResponseReturnValue, manager.unauthorized())
    # The session's hours count from the last page, not from every picture on it.
    session.modified = True
    return None


def _set_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    # A view that serves somebody's file sets a stricter policy of its own.
    response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    if request.endpoint not in ("static", "assets.font"):
        response.headers.setdefault("Cache-Control", "no-store")
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response
