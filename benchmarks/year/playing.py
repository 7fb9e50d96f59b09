"""A year played day by day: people act in the morning, the worker works, and is killed at times."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from benchmarks.year.members import Deed, World
from benchmarks.year.post import Post
from benchmarks.year.reckoning import Year
from benchmarks.year.world import HOLDER
from extraction.records import Certificate, Scheme
from tests.cast import a_document, a_reading, a_value
from workflows import clock, deciding, findings, items, mails, people, settings
from workflows.following import switches
from workflows.models import Finding, Organisation
from workflows.states import FindingAction, ItemAction, RuleMode
from workflows.storage import FileStore
from workflows.verdicts import Verdict

ACTING = ("certificate_ends", "measure_late")  # rules that are switched to act by themselves
AFTER_A_KILL = mails.LEASE + timedelta(minutes=1)
PATIENCE = 600.0  # seconds for one day
VERBS = ("MAIL", "DATA")


class SetClock:
    """The time of the parent's sessions."""

    def __init__(self) -> None:
        self.at = datetime.min.replace(tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


class Worker:
    """The worker's process, started again when it was killed."""

    def __init__(self, environment: Mapping[str, str], talk: Path) -> None:
        self._environment, self._talk = environment, talk
        self._start()

    def _start(self) -> None:
        with self._talk.open("ab") as talk:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.year.working"],
                env={**os.environ, **self._environment},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=talk,
                text=True,
            )

    def work(self, moment: datetime) -> dict[str, Any] | None:
        """Let it do what is due at a moment; None when it was killed over it."""
        assert self.process.stdin and self.process.stdout  # noqa: S101
        try:
            self.process.stdin.write(f"{moment.isoformat()}\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass
        line = self.process.stdout.readline()
        if line:
            return dict(json.loads(line))
        if self.process.wait() != -signal.SIGKILL:
            raise RuntimeError(f"the worker ended by itself: see {self._talk}")
        self._start()
        return None

    def kill(self) -> None:
        """End it without a warning."""
        self.process.send_signal(signal.SIGKILL)

    def stop(self) -> None:
        """Let it end."""
        assert self.process.stdin  # noqa: S101
        self.process.stdin.close()
        self.process.wait(30)


@dataclass
class Played:
    """What the worker did on each day without a kill, and mails that came twice at each kill."""

    seconds: list[float] = field(default_factory=list)
    mails: list[int] = field(default_factory=list)
    doubled: list[int] = field(default_factory=list)


def prepare(sessions: sessionmaker[Session], office: str) -> None:
    """What the secretariat sets before the year begins."""
    with sessions.begin() as session:
        actor = people.acting_as(session, office)
        settings.put(session, "review.sample", "0", None)
        for rule in ACTING:
            switches.switch(session, rule, RuleMode.ACTS, actor, note="For this year.")


def play(
    year: Year,
    world: World,
    sessions: sessionmaker[Session],
    now: SetClock,
    store: FileStore,
    worker: Worker,
    post: Post,
    kills: Iterable[int],
    seed: int,
) -> Played:
    """Every day of the year; ``kills`` are the days, by number, on which the worker is killed."""
    played, draw = Played(), random.Random(seed)  # noqa: S311 - repeatable
    by_day: dict[Any, list[Deed]] = {}
    for deed in world.deeds:
        by_day.setdefault(deed.day, []).append(deed)
    doomed, left = set(kills), 0
    for number in range(year.days):
        day = year.first + timedelta(days=number)
        now.at = datetime.combine(day, time(6), clock.ZONE)
        with sessions.begin() as session:
            for deed in by_day.get(day, ()):
                _act(session, store, world, deed)
        now.at = datetime.combine(day, time(7, 30), clock.ZONE)
        left += number in doomed  # a moment that came after the work was done strikes another day
        doom = _doom(worker, post, draw, played) if left else None
        said = worker.work(now.at)
        killed = said is None
        while said is None:
            now.at += AFTER_A_KILL
            said = worker.work(now.at)
        if doom is not None:
            doom()
        left -= killed
        doubled = post.empty()
        assert killed or not doubled, f"{doubled} mails came twice on {day}"  # noqa: S101
        if killed:
            played.doubled.append(doubled)
        else:
            played.seconds.append(said["seconds"])
            played.mails.append(said["mails"])
        if number % 30 == 0:
            print(f"{day} {said}", file=sys.stderr, flush=True)
    return played


def _doom(worker: Worker, post: Post, draw: random.Random, played: Played) -> Callable[[], None]:
    """Choose a moment: any one of the day, or one in the talk with the mail server. Gives what
    ends the threat.
    """
    if draw.random() < 0.5:
        seconds = [0.1, *played.seconds[-5:]]
        timer = threading.Timer(draw.uniform(0, max(seconds)), worker.kill)
        timer.start()
        return timer.cancel
    verb, left = draw.choice(VERBS), draw.randint(0, max([0, *played.mails[-5:]]))

    def answer(said: str) -> None:
        nonlocal left
        if said == verb:
            left -= 1
            if left < 0:
                post.box.on_answer = None
                worker.kill()
                worker.process.wait()

    def end() -> None:
        post.box.on_answer = None

    post.box.on_answer = answer
    return end


def _act(session: Session, store: FileStore, world: World, deed: Deed) -> None:
    if deed.what == "renew":
        _renew(session, store, deed)
        return
    query = select(Finding).where(Finding.public_id == world.findings[deed.code])
    finding = session.scalars(query).one()
    contact = people.acting_as(session, deed.company.people[1])
    if deed.what == "answer":
        findings.act(session, finding, FindingAction.ANSWER, contact, {"note": "It was kept."})
        return
    findings.act(session, finding, FindingAction.SUBMIT, contact, {})
    reader = people.acting_as(session, deed.readers[0])
    findings.act(session, finding, FindingAction.VERIFY, reader, {})


def _renew(session: Session, store: FileStore, deed: Deed) -> None:
    """Send in a certificate for two more years, and approve it."""
    until = (deed.day + timedelta(days=730)).isoformat()
    certificate = Certificate(
        scheme=Scheme.ISO,
        standard=a_value(f"ISO 14001 {deed.code}"),
        number=a_value(f"VB-{deed.code}-2"),
        holder=a_value(HOLDER.format(code=deed.code)),
        expires=a_value(until),
    )
    company = session.get_one(Organisation, deed.company.id)
    sender = people.acting_as(session, deed.company.people[0])
    paper = a_document(session, store, company, sender, a_reading(certificates=[certificate]))
    readers = [people.actor_for(session, one.person) for one in paper.assignments]
    for item in items.of_document(session, paper):
        deciding.decide(session, item, Verdict(ItemAction.APPROVE), readers[0])
        if item.proposed is not None:
            deciding.decide(session, item, Verdict(ItemAction.APPROVE), readers[1])
