"""How the work grows with a text: a ratio within one run, which a busy machine does not change."""

from collections.abc import Callable
from time import process_time

_ROUNDS = 3
_TOO_SHORT = 0.02  # seconds: below it the clock tells nothing


def growth(work: Callable[[int], object], size: int) -> float:
    """How many times the work of ``size`` a text of twice the size takes; quadratic work gives 4.

    The best of a few rounds: what is loaded once does not count. Work too short to be measured
    counts as ``_TOO_SHORT``.
    """
    rounds = [(_cost(work, size), _cost(work, 2 * size)) for _ in range(_ROUNDS)]
    small, large = (max(min(costs), _TOO_SHORT) for costs in zip(*rounds, strict=True))
    return large / small


def _cost(work: Callable[[int], object], size: int) -> float:
    started = process_time()
    work(size)
    return process_time() - started
