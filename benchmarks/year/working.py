"""The worker of a simulated year: a process of its own, which reads the time from its input.

For each moment that it is told it does what is due and sends what waits, until nothing is left, and
then says how long that took. It is the installation's own worker in everything but the clock.
"""

import json
import sys
import time
from datetime import UTC, datetime

from webapp import letters, serving
from webapp.app import create_app
from webapp.installation import open_installation
from workflows import worker


def main() -> None:
    """Work until the input ends."""
    moment = datetime.min.replace(tzinfo=UTC)

    def clock() -> datetime:
        return moment

    installation = open_installation(clock=clock, upgrade=False)
    post = letters.office(create_app())
    serving.log_to_stderr()
    for line in sys.stdin:
        moment = datetime.fromisoformat(line.strip())
        began, duties, mails = time.monotonic(), 0, 0
        while any(round_ := worker.do_duties(installation.sessions, post)):
            duties, mails = duties + round_[0], mails + round_[1]
        said = {"seconds": time.monotonic() - began, "duties": duties, "mails": mails}
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
