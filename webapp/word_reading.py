"""A Word file that somebody wrote in, read behind the walls of a child process.

``python -m`` this is that child. The web process never opens a file that somebody sent.
"""

import json
import subprocess
import sys

from extraction import walls
from extraction.limits import DEFAULT
from extraction.plain import NotPlain, Plain, from_plain, to_plain
from report_templates import suggestions
from report_templates.package import Refusal
from report_templates.suggestions import Written

FAILED = "failed"
_SECONDS = 60


class Refused(Exception):
    """The file is not read; ``code`` is that of the refusal, or FAILED."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read(data: bytes) -> Written:
    """What was written in a file. Raises Refused when it cannot be read, or takes too long."""
    command = [sys.executable, "-m", "webapp.word_reading"]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, nothing of the file on its line
            command, input=data, capture_output=True, timeout=_SECONDS, check=False
        )
        answer: dict[str, Plain] = json.loads(done.stdout)
        if "refused" in answer:
            raise Refused(str(answer["refused"]))
        return from_plain(Written, answer["read"])
    except (subprocess.TimeoutExpired, ValueError, KeyError, TypeError, NotPlain) as error:
        raise Refused(FAILED) from error


def main() -> None:
    """Read standard input behind the walls; write the plain form of what was in it."""
    data = sys.stdin.buffer.read()
    walls.enter(DEFAULT)
    try:
        answer: dict[str, object] = {"read": to_plain(suggestions.read(data))}
    except Refusal as refusal:
        answer = {"refused": refusal.code}
    except MemoryError:
        answer = {"refused": "too_big"}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
