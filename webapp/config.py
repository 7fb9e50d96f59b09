"""The settings: one table, read from the environment once, at start."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from workflows import clock

PREFIX = "KETENZICHT_"
_LANGUAGES = ("nl", "en")


class ConfigurationError(Exception):
    """A setting or the data folder does not allow a start; the message says what to change."""


@dataclass(frozen=True)
class Setting:
    """One thing an operator may set: ``KETENZICHT_<name>`` in the environment."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("DATA", "var", "The folder under which everything that is written stays."),
    Setting(
        "DATABASE_URL",
        "",
        "An SQLAlchemy URL: sqlite or postgresql. Empty: a SQLite file in the data folder.",
    ),
    Setting(
        "SECRET_KEY",
        "",
        "Signs sessions and forms, at least 32 signs. Empty: made once, kept in the data folder.",
    ),
    Setting("HOST", "127.0.0.1", "The address to listen on. HOST without the prefix works too."),
    Setting("PORT", "8000", "The port to listen on. PORT without the prefix works too."),
    Setting(
        "URL",
        "",
        "The public address, as https://keten.example: requests for another host are refused.",
    ),
    Setting(
        "SECURE_COOKIES",
        "auto",
        "on, off or auto: cookies over HTTPS only; auto is on unless served on a loopback address.",
    ),
    Setting("PROXIES", "0", "How many reverse proxies stand in front and may name the client."),
    Setting("MAX_UPLOAD_MB", "100", "The largest upload, in megabytes of 1,048,576 bytes."),
    Setting("SESSION_HOURS", "12", "A session ends after so many hours without a request."),
    Setting("LANGUAGE", "nl", "The language of a reader who has not chosen one: nl or en."),
    Setting("CONTACT", "", "The secretariat's e-mail address, shown on the help pages."),
    Setting(
        "SMTP_URL",
        "",
        "The mail server, as smtp+starttls://user:password@mail.example:587, or with smtp or smtps "
        "in front. Empty, or without URL and MAIL_FROM: no mail is sent.",
    ),
    Setting("MAIL_FROM", "", "Whom mails come from, as Ketenzicht <post@keten.example>."),
    Setting(
        "LEASE_SECONDS",
        "90",
        "A worker that is silent for so many seconds loses its document to another one.",
    ),
    Setting("DEMO", "off", "on: the fictitious year, with its banner and its bar of personas."),
)


def load(
    given: Mapping[str, object] | None = None, environment: Mapping[str, str] | None = None
) -> dict[str, object]:
    """Flask's configuration: the defaults, over them the environment, over that what is given.

    ``given`` uses the names of the table without the prefix, and may hold Flask's own names too.
    Raises ConfigurationError when a value does not fit or the data folder cannot be written.
    """
    given = dict(given or {})
    raw = _raw(given, os.environ if environment is None else environment)
    data = _data_folder(Path(raw["DATA"]))
    limit = _number(raw, "MAX_UPLOAD_MB", 1, 10_000) * 1_048_576
    settings: dict[str, object] = {
        "DATA": data,
        "DATABASE_URL": raw["DATABASE_URL"] or f"sqlite:///{data / 'ketenzicht.sqlite3'}",
        "SECRET_KEY": _secret(raw["SECRET_KEY"], data),
        "HOST": raw["HOST"],
        "PORT": _number(raw, "PORT", 0, 65_535),
        "URL": raw["URL"].rstrip("/"),
        "TRUSTED_HOSTS": _trusted_hosts(raw["URL"]),
        "PROXIES": _number(raw, "PROXIES", 0, 9),
        "MAX_UPLOAD": limit,
        # The form round the files needs room of its own.
        "MAX_CONTENT_LENGTH": limit + 1_048_576,
        "MAX_FORM_PARTS": 3_000,
        # All chapters of a report go in one form, as they were and as they are.
        "MAX_FORM_MEMORY_SIZE": 8 * 1_048_576,
        "LANGUAGE": _one_of(raw, "LANGUAGE", _LANGUAGES),
        "CONTACT": raw["CONTACT"],
        "SMTP_URL": raw["SMTP_URL"],
        "MAIL_FROM": raw["MAIL_FROM"],
        "LEASE": timedelta(seconds=_number(raw, "LEASE_SECONDS", 1, 3_600)),
        "DEMO": _switch(raw, "DEMO"),
        "CLOCK": clock.system_clock,
    }
    known = {setting.name for setting in SETTINGS}
    return (
        settings
        | _session(raw)
        | {name: value for name, value in given.items() if name not in known}
    )


def _raw(given: Mapping[str, object], environment: Mapping[str, str]) -> dict[str, str]:
    raw: dict[str, str] = {}
    for setting in SETTINGS:
        fallback = setting.default
        if setting.name in ("HOST", "PORT"):
            fallback = environment.get(setting.name) or fallback
        value = given.get(setting.name, environment.get(PREFIX + setting.name) or fallback)
        raw[setting.name] = ("on" if value else "off") if isinstance(value, bool) else str(value)
    return raw


def _session(raw: Mapping[str, str]) -> dict[str, object]:
    secure = _secure_cookies(raw)
    hours = _number(raw, "SESSION_HOURS", 1, 24 * 31)
    return {
        "SESSION_COOKIE_NAME": "__Host-ketenzicht" if secure else "ketenzicht",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        # Pages refresh it themselves: a stylesheet, which a proxy may keep, carries no cookie.
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=hours),
        # Forms live as long as the session does: a reader may take an afternoon over one.
        "WTF_CSRF_TIME_LIMIT": None,
    }


def _data_folder(folder: Path) -> Path:
    """The absolute folder, made when missing and proven writable by writing in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{secrets.token_hex(4)}"
        probe.write_bytes(b"probe")
        probe.unlink()
    except OSError as error:
        raise ConfigurationError(
            f"Cannot write in the data folder {folder.absolute()}: {error.strerror}. Make room or "
            f"give this user the right to write there, or set {PREFIX}DATA to another folder."
        ) from error
    return folder.absolute()


def _secret(given: str, data: Path) -> str:
    """The key as given, or the one in the data folder, which is made when there is none."""
    if given:
        if len(given) < 32:
            raise ConfigurationError(
                f"{PREFIX}SECRET_KEY is shorter than 32 signs. Use a longer one."
            )
        return given
    path = data / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read_secret(path)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    return _read_secret(path)


def _read_secret(path: Path) -> str:
    key = path.read_text(encoding="ascii").strip()
    if len(key) < 32:
        raise ConfigurationError(
            f"{path} holds no key. Remove it; a new one is made, sessions end."
        )
    return key


def _secure_cookies(raw: Mapping[str, str]) -> bool:
    if raw["SECURE_COOKIES"] != "auto":
        return _switch(raw, "SECURE_COOKIES")
    if raw["URL"]:
        return raw["URL"].startswith("https://")
    return not _is_loopback(raw["HOST"])


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _trusted_hosts(url: str) -> list[str] | None:
    if not url:
        return None
    parts = urlsplit(url)
    # Cookies that only this host may set belong to the whole of it: no path below it.
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise ConfigurationError(f"{PREFIX}URL must look like https://keten.example, not {url!r}.")
    # A probe of the machine itself asks by a loopback name.
    return [parts.hostname, "localhost", "127.0.0.1"]


def _switch(raw: Mapping[str, str], name: str) -> bool:
    words = {"on": True, "1": True, "true": True, "yes": True}
    words |= {"off": False, "0": False, "false": False, "no": False, "": False}
    value = raw[name].lower()
    if value not in words:
        raise ConfigurationError(f"{PREFIX}{name} must be on or off, not {raw[name]!r}.")
    return words[value]


def _number(raw: Mapping[str, str], name: str, least: int, most: int) -> int:
    value = raw[name]
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise ConfigurationError(
            f"{PREFIX}{name} must be a whole number from {least} to {most}, not {value!r}."
        )
    return int(value)


def _one_of(raw: Mapping[str, str], name: str, values: tuple[str, ...]) -> str:
    if raw[name] not in values:
        raise ConfigurationError(f"{PREFIX}{name} must be one of {', '.join(values)}.")
    return raw[name]
