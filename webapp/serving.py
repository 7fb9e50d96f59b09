"""Serve the application with Waitress, and write its log as one JSON object a line."""

import gc
import json
import logging
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from waitress import create_server

THREADS = 8
_YOUNG = 10_000  # objects made before circles are looked for; the usual 700 are less than a page


class JsonLines(logging.Formatter):
    """A log record as one line of JSON: what a name holds cannot begin a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """The time in UTC, the level, the logger, the message, and the trace where there is one."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def serve(app: Flask, host: str, port: int) -> None:
    """Serve until the process is told to stop. Port 0 takes a free one; the address is printed."""
    log_to_stderr()
    _keep_uploads_in(Path(app.config["DATA"]))
    proxies = int(app.config["PROXIES"])
    server = create_server(
        app,
        host=host,
        port=port,
        threads=THREADS,
        ident=None,
        # Flask refuses what is too big, in words; this only guards what it never gets to see.
        max_request_body_size=2 * int(app.config["MAX_CONTENT_LENGTH"]),
        clear_untrusted_proxy_headers=proxies == 0,
    )
    shown = f"[{host}]" if ":" in host else host
    sys.stdout.write(f"Ketenzicht: http://{shown}:{server.effective_port}\n")
    sys.stdout.flush()
    settle()
    server.run()


def settle() -> None:
    """Look no more for circles in what is loaded, and seldom in what an answer adds.

    A look at a quarter of a million objects held up whoever was answered then for 0.1 second.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)


def log_to_stderr() -> None:
    """Send every log record to standard error as a line of JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    # Its warnings about a queue under load are no news for an operator.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)


def _keep_uploads_in(data: Path) -> None:
    """A body on its way in is parked under the data folder, like everything else."""
    folder = data / "incoming"
    folder.mkdir(mode=0o700, exist_ok=True)
    tempfile.tempdir = str(folder)
