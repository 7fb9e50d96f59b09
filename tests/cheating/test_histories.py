"""Random people do random things in every way there is: the review is not cheated.

More histories, or others, by ``KETENZICHT_TEST_HISTORIES`` and ``KETENZICHT_TEST_SEED``.
"""

import os
from collections import Counter

from tests.cheating import deeds
from tests.cheating.walks import DEEDS, Walk

HISTORIES = int(os.environ.get("KETENZICHT_TEST_HISTORIES", "6"))
FIRST = int(os.environ.get("KETENZICHT_TEST_SEED", "1"))
STEPS = 40
# What comes about too seldom to be sure of in a few histories.
RARE = {
    "approve together",
    "give back",
    "take up finding",
    "withdraw question",
    "claim",
    "take out",
    "answer",
    "split",
    "reread",
}


def test_whatever_people_do_the_review_is_not_cheated(stage):
    counts: Counter[tuple[str, str]] = Counter()
    for seed in range(FIRST, FIRST + HISTORIES):
        walk = Walk(stage, seed)
        walk.go(STEPS)
        counts += walk.counts
    # The histories are worth something: all that there is was done, and refused, in every way.
    done = {name for name, end in counts if end == deeds.DONE}
    assert set(deeds.DOING) <= done
    assert set(DEEDS) - {"again", "wait"} - RARE <= done
    assert {"approve", "change", "reject", "confirm", "deny", "undo"} <= done
    assert set(deeds.DOING) <= {name for name, end in counts if end == deeds.REFUSED}
    assert {name for name, end in counts if end == deeds.ABSENT} >= {deeds.SERVICE, deeds.WEB}
