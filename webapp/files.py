"""Files of the store as answers: always a download or a picture, never run, never by their name."""

from urllib.parse import quote

from flask import Response, current_app

from report_templates.printable import printable
from webapp import installation
from workflows.storage import FileStore


def store() -> FileStore:
    """The file store of this installation."""
    return installation.store(current_app.config)


def upload_limit() -> int:
    """The largest file, in bytes; pages count a megabyte as a million of them."""
    return int(current_app.config["MAX_UPLOAD"]) // 1_048_576 * 1_000_000


def download(data: bytes, filename: str, media_type: str = "application/octet-stream") -> Response:
    """Bytes to be saved under a name that any browser reads the same (RFC 6266)."""
    shown = printable(filename).replace("/", "_").replace("\\", "_") or "file"
    plain = "".join(c if c.isascii() and (c.isalnum() or c in " ._-()") else "_" for c in shown)
    response = Response(data, mimetype=media_type)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(shown, safe='')}"
    )
    # Whatever is in it, it runs nothing here.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def picture(data: bytes) -> Response:
    """A page picture that we drew ourselves."""
    return Response(data, mimetype="image/png")
