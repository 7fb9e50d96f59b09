"""A browser that uploads and does not give up: over HTTP, logged in, through the real form."""

import http.client
import re
import secrets
import time
import urllib.parse

PASSWORD = "een lang genoeg wachtwoord"  # noqa: S105 - of an account that lives for one run
_HERE = {"Sec-Fetch-Site": "same-origin"}


class Browser:
    """One person's browser: it keeps its cookies, and tries again until it has an answer."""

    def __init__(self, port: int, email: str, *, patience: float = 300.0) -> None:
        self.port = port
        self.email = email
        self.patience = patience
        self.tries = 0
        self._cookies: dict[str, str] = {}
        self._token = ""

    def upload(self, filename: str, data: bytes) -> str:
        """Send a file until it is acknowledged; gives the document's public id."""
        until = time.monotonic() + self.patience
        while time.monotonic() < until:
            try:
                if not self._token:
                    self._log_in()
                self.tries += 1
                found = self._send(filename, data)
            except (OSError, http.client.HTTPException):
                found = None
            if found:
                return found
            time.sleep(0.05)
        raise TimeoutError(f"{filename} was never acknowledged")

    def _send(self, filename: str, data: bytes) -> str | None:
        """The id in the answer, or None when the server says that it could not take it in."""
        boundary = secrets.token_hex(16)
        body = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n'
            f"{self._token}\r\n--{boundary}\r\n"
            f'Content-Disposition: form-data; name="files"; filename="{filename}"\r\n\r\n'
        ).encode() + data
        body += f"\r\n--{boundary}--\r\n".encode()
        kind = f"multipart/form-data; boundary={boundary}"
        status, location, page = self._ask("POST", "/documents/upload", body, kind)
        if status == 303:
            return location.rpartition("/")[2]
        if status == 200:  # the form shows the document that there is already
            return re.findall(r'href="/documents/([0-9a-z]{12})"', page)[-1]
        if status >= 500:
            return None
        raise RuntimeError(f"{status}: {page[:2000]}")

    def _log_in(self) -> None:
        fields = {"email": self.email, "password": PASSWORD, "csrf_token": self._form("/login")}
        body = urllib.parse.urlencode(fields).encode()
        status, _, page = self._ask("POST", "/login", body, "application/x-www-form-urlencoded")
        if status != 303:
            raise RuntimeError(f"no log-in: {status}: {page[:2000]}")
        self._token = self._form("/documents/upload")

    def _form(self, path: str) -> str:
        _, _, page = self._ask("GET", path)
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        if found is None:
            raise http.client.HTTPException("no form")
        return found[1]

    def _ask(
        self, method: str, path: str, body: bytes = b"", kind: str = ""
    ) -> tuple[int, str, str]:
        """Status, location and text of the answer."""
        headers = dict(_HERE) | ({"Content-Type": kind} if kind else {})
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), page
