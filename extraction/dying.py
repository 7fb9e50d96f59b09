"""Readers that die on a page: another passes it over, a few times; then what was read stands."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from extraction import hearing, verdict
from extraction.hearing import Attempt
from extraction.limits import Limits


@dataclass(slots=True)
class Deaths:
    """The pages to pass over with the codes of their warnings, and how many readers it cost."""

    passed_over: dict[int, str] = field(default_factory=dict)
    count: int = 0
    last: int = 0  # the page of the last one


def outlived(
    limits: Limits, deaths: Deaths, once: Callable[[Limits, Mapping[int, str]], Attempt]
) -> Attempt:
    """The first attempt that comes to its end, or, where none does, the one that came furthest.

    One that dies before it is at a page is the last.
    """
    best: Attempt | None = None
    while True:
        granted = limits
        if deaths.count >= limits.deaths:  # so many kill that the last reader stops before the next
            granted = replace(limits, pages=max(0, deaths.last - 1))
        attempt = once(granted, deaths.passed_over)
        if attempt.is_whole or attempt.turned is None:
            return attempt
        best = attempt if best is None else max(best, attempt, key=lambda one: len(one.pages))
        late = time.monotonic() > hearing.deadline(attempt, limits)
        page = attempt.turned
        if page == hearing.BEYOND or page in deaths.passed_over:
            return best
        deaths.passed_over[page] = verdict.cause(attempt.ending)
        deaths.count, deaths.last = deaths.count + 1, page
        every = attempt.count and all(
            number in deaths.passed_over for number in range(1, attempt.count + 1)
        )
        if late or every or deaths.count > limits.deaths:
            return best
