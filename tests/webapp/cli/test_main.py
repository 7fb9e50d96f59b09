"""What comes with every command."""

import subprocess
import sys

HEAVY = ("cv2", "onnxruntime", "spacy")


def test_a_command_starts_without_what_only_reading_a_paper_takes() -> None:
    said = subprocess.run(
        [sys.executable, "-c", "import sys, webapp.cli.main; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "webapp.cli.main" in said.stdout.split()
    assert set(HEAVY).isdisjoint(said.stdout.split())
