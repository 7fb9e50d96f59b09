"""A small year of following: every mail that is owed comes once, whatever is killed."""

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from benchmarks.year import reckoning
from benchmarks.year.reckoning import Due, Late, Term, Year

ROOT = Path(__file__).resolve().parents[2]
FIRST = date(2026, 3, 2)
YEAR = Year(FIRST, 366, frozenset({"weekly@voorbeeld.example"}))


def played(*arguments):
    """What a year of a few members comes to, and whether the program was content."""
    size = ["--members", "3", "--documents", "40", "--findings", "60", "--days", "36"]
    command = [sys.executable, "-m", "benchmarks.year", *size, *arguments]
    told = subprocess.run(command, cwd=ROOT, capture_output=True)
    assert told.stdout, told.stderr.decode()
    return json.loads(told.stdout.decode()), told.returncode, told.stderr.decode()


def test_every_mail_that_is_owed_comes_once_whatever_is_killed():
    figures, code, said = played("--kills", "2", "--seed", "20260302")
    assert code == 0, said
    assert figures["kills"] == 2
    # Something of every sort was owed, or nothing was shown.
    assert set(figures["owed"]) >= {"finding", "measure", "open", "near", "escalate", "reopen"}


def days(plan, what):
    """The days of the lines of a sort that are owed, from the first day on."""
    found = reckoning.owed(YEAR, plan)
    return sorted((line.day - FIRST).days for line in found.elements() if line.what == what)


@pytest.mark.parametrize(
    ("due", "until", "expected"),
    [(40, None, [10, 33, 39, 41]), (40, 39, [10, 33]), (5, None, [4, 6]), (0, None, [1])],
)
def test_a_deadline_is_told_of_four_times_until_it_is_done(due, until, expected):
    done = FIRST + timedelta(days=until) if until else date.max
    one = Due("K00001", "measure", FIRST + timedelta(days=due), ("a@voorbeeld.example",), done)
    assert days(([one], [], []), "measure") == expected


def test_who_is_mailed_on_mondays_finds_it_there_while_it_stands():
    day = FIRST + timedelta(days=38)  # a Thursday; a month before it is a Tuesday
    one = Due("K00001", "measure", day, ("weekly@voorbeeld.example",))
    assert days(([one], [], []), "measure") == [14, 35, 42, 42]


def test_a_certificate_is_told_of_on_its_days_until_a_newer_one_is_there():
    ends, company = FIRST + timedelta(days=100), ("a@voorbeeld.example",)
    plan = ([], [Term("C00001", ends, company)], [])
    told = [days(plan, what) for what in ("open", "near", "ended")]
    assert told == [[10], [70, 93, 99], [101]]
    renewed = Term("C00001", ends, company, renewed=ends - timedelta(days=10))
    assert days(([], [renewed], []), "near") == [70]
    closed = Term("C00001", ends, company, finding="closed")
    assert days(([], [closed], []), "reopen") == [101]


def test_a_late_measure_is_escalated_twice_and_a_late_answer_once():
    company = ("a@voorbeeld.example",)
    day = FIRST + timedelta(days=10)
    assert days(([], [], [Late("K1", day, company, again=True)]), "escalate") == [11, 40]
    assert days(([], [], [Late("K1", day, company, again=False)]), "escalate") == [11]
    long_ago = FIRST - timedelta(days=50)
    assert days(([], [], [Late("K1", long_ago, company, again=True)]), "escalate") == [0]
