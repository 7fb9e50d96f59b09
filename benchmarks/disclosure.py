"""An attacker over many random worlds: ``python -m benchmarks.disclosure --worlds 500 --seed 0``.

Exit 1 when anybody found a value of another company to within ten percent.
"""

import argparse
import time

from tests.disclosure.attacker import attack
from tests.disclosure.worlds import told_world
from workflows.disclosure import Rules


def main() -> None:
    """Attack world after world; say which are lost and how."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0, help="number of the first world")
    parser.add_argument("--forget", action="store_true", help="without the memory: to compare")
    parser.add_argument("--consenting", type=int, nargs="*", default=[], help="who lets all show")
    given = parser.parse_args()
    begun, lost, shown = time.monotonic(), 0, 0
    rules = Rules() if given.forget else Rules(everyone=1)
    for seed in range(given.seed, given.seed + given.worlds):
        world = told_world(
            seed, rules, forgets=given.forget, consenting=frozenset(given.consenting)
        )
        shown += sum(not f["hidden"] for r in world.reports for f in r.snapshot["figures"])
        pinned = list(attack(world, rules))
        if pinned:
            lost += 1
            print(f"world {seed}: {len(pinned)} values, such as {pinned[0]}", flush=True)
    took = time.monotonic() - begun
    print(f"{given.worlds} worlds, {lost} lost, {shown} figures shown, {took:.0f} s")
    if lost:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
