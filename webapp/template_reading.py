"""A Word template that somebody sent, checked behind the walls of a child process.

``python -m`` this is that child. The web process opens a template only after it was found right.
"""

import json
import subprocess
import sys
from dataclasses import asdict
from typing import cast

from extraction import walls
from extraction.limits import DEFAULT
from report_templates.checking import check_template
from report_templates.data import Language
from report_templates.errors import TemplateProblem
from report_templates.render import shipped_template

_SECONDS = 60


def problems(data: bytes, language: str) -> tuple[TemplateProblem, ...] | None:
    """What is wrong with a template, in a language; None where the check itself went wrong."""
    command = [sys.executable, "-m", "webapp.template_reading", language]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, nothing of the file on its line
            command, input=data, capture_output=True, timeout=_SECONDS, check=False
        )
        return tuple(TemplateProblem(**one) for one in json.loads(done.stdout))
    except (subprocess.TimeoutExpired, ValueError, TypeError):
        return None


def main() -> None:
    """Check standard input behind the walls; write what is wrong with it."""
    data, language = sys.stdin.buffer.read(), cast(Language, sys.argv[1])
    # What the check loads when it first runs lies in files that are shut behind the walls.
    check_template(shipped_template(language), language)
    walls.enter(DEFAULT)
    found = [asdict(one) for one in check_template(data, language)]
    sys.stdout.buffer.write(json.dumps(found).encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
