"""A register file read behind the walls of a child process; ``python -m`` this is that child.

The web process never opens a file that somebody sent.
"""

import json
import subprocess
import sys

from extraction import registers, walls
from extraction.errors import ExtractionError, TooSlow
from extraction.limits import DEFAULT
from extraction.plain import NotPlain, from_plain, to_plain
from extraction.registers import RegisterFile

FAILED = "register_failed"
_SECONDS = 60


class Refused(Exception):
    """The file holds no register; ``code`` and ``detail`` are those of extraction.wording.

    ``code`` is FAILED when the fault is ours: unlike a document, a register is not kept then.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


def read(data: bytes) -> RegisterFile:
    """The register in a file. Raises Refused when there is none, or reading took too long."""
    command = [sys.executable, "-m", "webapp.register_reading"]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, nothing of the file on its line
            command, input=data, capture_output=True, timeout=_SECONDS, check=False
        )
        answer = json.loads(done.stdout)
        if "refused" in answer:
            raise Refused(*answer["refused"])
        return from_plain(RegisterFile, answer["read"])
    except subprocess.TimeoutExpired as error:
        raise Refused(TooSlow.code) from error
    except (ValueError, KeyError, TypeError, NotPlain) as error:
        raise Refused(FAILED) from error


def main() -> None:
    """Read standard input behind the walls; write the plain form of what it held."""
    data = sys.stdin.buffer.read()
    walls.enter(DEFAULT)
    try:
        answer: dict[str, object] = {"read": to_plain(registers.read(data))}
    except ExtractionError as error:
        answer = {"refused": [error.code, error.detail]}
    except MemoryError:
        answer = {"refused": ["too_big", ""]}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
