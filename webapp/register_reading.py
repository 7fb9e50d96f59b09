"""A file of the register or another list, read behind the walls of a child process.

``python -m`` this is that child; with ``table`` it gives the rows of any list.
The web process never opens a file that somebody sent.
"""

import json
import subprocess
import sys

from extraction import registers, walls
from extraction.errors import ExtractionError, TooSlow
from extraction.limits import DEFAULT
from extraction.plain import NotPlain, Plain, from_plain, to_plain
from extraction.registers import RegisterFile

FAILED = "register_failed"
_SECONDS = 60
_TABLE = "table"
# Read before the walls: the names of countries and metals lie in files that are shut behind them.
_WARMING = "id,name,country,metal\n1,Warming,België,goud\n".encode()


class Refused(Exception):
    """The file holds no register; ``code`` and ``detail`` are those of extraction.wording.

    ``code`` is FAILED when the fault is ours: unlike a document, a register is not kept then.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


def read(data: bytes) -> RegisterFile:
    """The register in a file. Raises Refused when there is none, or reading took too long."""
    try:
        return from_plain(RegisterFile, _asked(data))
    except (TypeError, NotPlain) as error:
        raise Refused(FAILED) from error


def rows(data: bytes) -> list[list[str]]:
    """The rows of a list in CSV, XLSX or JSON. Raises Refused as :func:`read` does."""
    found = _asked(data, _TABLE)
    if not isinstance(found, list):
        raise Refused(FAILED)
    return [[str(cell) for cell in row] for row in found if isinstance(row, list)]


def _asked(data: bytes, *words: str) -> Plain:
    command = [sys.executable, "-m", "webapp.register_reading", *words]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, nothing of the file on its line
            command, input=data, capture_output=True, timeout=_SECONDS, check=False
        )
        answer: dict[str, Plain] = json.loads(done.stdout)
        if isinstance(refused := answer.get("refused"), list):
            raise Refused(*map(str, refused))
        return answer["read"]
    except subprocess.TimeoutExpired as error:
        raise Refused(TooSlow.code) from error
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(FAILED) from error


def main() -> None:
    """Read standard input behind the walls; write the plain form of what it held."""
    data = sys.stdin.buffer.read()
    as_table = sys.argv[1:] == [_TABLE]
    (registers.table if as_table else registers.read)(_WARMING)
    walls.enter(DEFAULT)
    try:
        found = registers.table(data) if as_table else to_plain(registers.read(data))
        answer: dict[str, object] = {"read": found}
    except ExtractionError as error:
        answer = {"refused": [error.code, error.detail]}
    except MemoryError:
        answer = {"refused": ["too_big", ""]}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
