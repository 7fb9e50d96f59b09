"""SIGKILL of server and worker while papers come in: nothing is lost, nothing is there twice."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_what_was_acknowledged_is_read_once_whatever_is_killed():
    command = [sys.executable, "benchmarks/kill.py", "--uploads", "12", "--kills", "4", "--seed"]
    told = subprocess.run(
        [*command, "20260302"], cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True
    )
    figures = json.loads(told.stdout.decode().splitlines()[-1])
    assert told.returncode == 0, told.stderr.decode()
    assert (figures["uploads"], figures["acknowledged"]) == (12, 12)
    assert sum(figures["kills"].values()) == 4
    wrong = ("lost", "doubled", "failed", "orphans", "fell_over", "check")
    assert {name: figures[name] for name in wrong} == dict.fromkeys(wrong, 0)
