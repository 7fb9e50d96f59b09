"""Files of the store as answers: always a download or a picture, never run, never by their name."""

from collections.abc import Iterator
from os import SEEK_END
from typing import IO
from urllib.parse import quote

from flask import Response, current_app

from report_templates.printable import printable
from webapp import installation
from workflows.storage import FileStore

_PART = 1 << 16  # bytes of a file in memory while it is sent


def store() -> FileStore:
    """The file store of this installation."""
    return installation.store(current_app.config)


def upload_limit() -> int:
    """The largest file, in bytes; pages count a megabyte as a million of them."""
    return int(current_app.config["MAX_UPLOAD"]) // 1_048_576 * 1_000_000


def download(data: bytes, filename: str, media_type: str = "application/octet-stream") -> Response:
    """Bytes to be saved under a name that any browser reads the same (RFC 6266)."""
    return _saved(Response(data, mimetype=media_type), filename)


def stream(file: IO[bytes], filename: str, media_type: str) -> Response:
    """The same of a file that may not fit in memory; it is closed when it was sent."""
    length = file.seek(0, SEEK_END)
    file.seek(0)
    response = Response(_parts(file), mimetype=media_type)
    response.content_length = length
    response.call_on_close(file.close)  # also when nobody waits for it any more
    return _saved(response, filename)


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while part := file.read(_PART):
            yield part


def _saved(response: Response, filename: str) -> Response:
    shown = printable(filename).replace("/", "_").replace("\\", "_") or "file"
    plain = "".join(c if c.isascii() and (c.isalnum() or c in " ._-()") else "_" for c in shown)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(shown, safe='')}"
    )
    # Whatever is in it, it runs nothing here.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def picture(data: bytes) -> Response:
    """A page picture that we drew ourselves."""
    return Response(data, mimetype="image/png")
