"""The mails of a simulated year as their readers find them: each once, by the name it has."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from benchmarks.year.reckoning import Line
from tests.smtp import Mailbox
from webapp.notice_words import DONE, DUE
from workflows import clock

TOLD = ("open", "near", "ended", "reopen", "escalate")
SENTENCES = {words: what for what, words in DUE.items()} | {
    words: action for (noun, action), words in DONE.items() if noun == "finding" and action in TOLD
}
"""What a line is about, by its first sentence."""

_ENTRY = re.compile(r"^- (.*?)\n\n", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"\b[CKP]\d{5}\b")
_DAY = re.compile(r"It (?:is|was) due on (\d+ [A-Z][a-z]+ \d{4})\.")


@dataclass
class Post:
    """What came in over the year, and what came in more than once."""

    box: Mailbox
    lines: Counter[Line] = field(default_factory=Counter)
    names: dict[str, str] = field(default_factory=dict)  # of a message: who got it
    doubled: int = 0
    mails: int = 0

    def empty(self) -> int:
        """Take the mails out of the box and read them; how many of them had come before."""
        doubled = 0
        for mail, (_sender, to, _data) in zip(self.box.mails, self.box.raw, strict=True):
            name = str(mail["Message-ID"])
            if name in self.names:
                assert self.names[name] == to, "two people got one message"  # noqa: S101
                doubled += 1
                continue
            self.names[name] = to
            self.lines.update(_lines(to, mail))
        self.mails += len(self.box.raw)
        self.box.raw.clear()
        self.doubled += doubled
        return doubled


def _lines(to: str, mail: EmailMessage) -> Iterator[Line]:
    sent = parsedate_to_datetime(str(mail["Date"])).astimezone(clock.ZONE).date()
    for entry in _ENTRY.finditer(mail.get_content().replace("\r\n", "\n")):
        said = " ".join(entry.group(1).split())
        found = next((words for words in SENTENCES if said.startswith(words)), None)
        if found is None:
            continue  # people tell each other more than a year owes them
        code = _CODE.search(said)
        yield Line(to, SENTENCES[found], code.group() if code else "", _due(said), sent)


def _due(said: str) -> date | None:
    day = _DAY.search(said)
    # A day has no zone.
    return datetime.strptime(day.group(1), "%d %B %Y").date() if day else None  # noqa: DTZ007
