"""Everything that a file holds, as one text: parts of packages, their properties, text chunks."""

import re
import zlib
from io import BytesIO
from zipfile import ZipFile, is_zipfile

from werkzeug.test import TestResponse

PDF = b"%PDF"
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_TOKEN = re.compile(r'name="csrf_token" value="[^"]*"')
# When a package was made is in it; what it says is what matters here.
_MADE = re.compile(r"<dcterms:(created|modified)[^<]*</dcterms:\1>")


def texts(response: TestResponse) -> str:
    """The headers but the cookie, and the body with all that is packed in it."""
    headers = [f"{k}: {v}" for k, v in response.headers if k not in ("Set-Cookie", "Date")]
    if is_zipfile(BytesIO(response.data)):
        headers = [line for line in headers if not line.startswith("Content-Length")]
    return "\n".join([str(response.status_code), *headers, unpacked(response.data)])


def unpacked(data: bytes) -> str:
    """Bytes as text: the parts of a package, the streams of a PDF, or the bytes themselves."""
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as package:
            parts = [
                f"{part.filename}\n{part.comment!r}\n{unpacked(package.read(part))}"
                for part in package.infolist()
            ]
            return "\n".join([*parts, repr(package.comment)])
    if data.startswith(PDF):
        return "\n".join([_plain(data), *(_plain(s) for s in _streams(data))])
    return _plain(data)


def _plain(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    return _MADE.sub("", _TOKEN.sub("token", text))


def _streams(data: bytes) -> list[bytes]:
    found = []
    for match in _STREAM.finditer(data):
        try:
            found.append(zlib.decompress(match[1].strip()))
        except zlib.error:
            continue
    return found
