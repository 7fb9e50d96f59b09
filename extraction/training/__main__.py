"""``python -m extraction.training``: train the reader's own model, write it to extraction/model."""

import argparse
import sys
import time
from pathlib import Path

from extraction.entities import network
from extraction.training import training


def main() -> int:
    """Train with the given size and seed, print the score on unseen invented texts."""
    parser = argparse.ArgumentParser(prog="python -m extraction.training", description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=network.FOLDER)
    parser.add_argument("--texts", type=int, default=training.TEXTS, help="number of texts")
    parser.add_argument("--rounds", type=int, default=training.ROUNDS, help="passes over the texts")
    parser.add_argument("--seed", type=int, default=training.SEED)
    parser.add_argument("--go-on-from", type=Path, metavar="FOLDER", help="a network to improve")
    parser.add_argument("--share", type=float, default=training.SHARE, help="of what it learns")
    options = parser.parse_args()
    started = time.monotonic()
    size = options.texts, options.rounds, options.seed
    before = options.go_on_from
    if before is None:
        pipeline = training.train(*size, talk=_say)
    else:
        pipeline = training.go_on(before, *size, share=options.share, talk=_say)
    training.save(pipeline, options.output, knows=before)
    score = training.score(pipeline, options.seed + 1)
    _say(f"unseen invented texts: precision {score[0]:.3f}, recall {score[1]:.3f}")
    _say(f"{time.monotonic() - started:.0f} s")
    return 0


def _say(message: str) -> None:
    sys.stderr.write(message + "\n")


if __name__ == "__main__":
    sys.exit(main())
