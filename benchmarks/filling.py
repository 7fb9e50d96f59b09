"""An invented agreement of some years: organisations, people, sites, papers, items and findings.

Everything is drawn from a seed. Histories follow the tables of states, so that `ketenzicht check`
finds nothing.
"""

from datetime import timedelta
from itertools import cycle

from benchmarks import casting, following, writing
from benchmarks.bulk import AT_ONCE, Bulk


def fill(
    bulk: Bulk,
    *,
    organisations: int,
    documents: int,
    items: int,
    findings: int = following.FINDINGS,
) -> None:
    """All of it; the figures are exact, but for findings of a very small database."""
    cast = casting.Cast()
    casting.people(bulk, cast, organisations)
    casting.register(bulk, cast)
    casting.risk_list(bulk)
    bulk.flush()
    pace = (casting.END - timedelta(days=45) - bulk.at) / documents
    turns = cycle(range(casting.REVIEWERS))
    for number, count in enumerate(_counts(bulk, documents, items)):
        bulk.at = max(bulk.at, casting.BEGIN + timedelta(days=1) + number * pace)
        writing.document(bulk, cast, number, number / documents, count, next(turns))
        bulk.flush(least=AT_ONCE)
    bulk.flush()
    bulk.at = max(bulk.at, casting.END - timedelta(days=44))
    count = findings if cast.approved else 0  # several may rest on one item
    for number in range(count):
        following.finding(bulk, cast, number, count)
    bulk.finish()


def _counts(bulk: Bulk, documents: int, items: int) -> list[int]:
    """Items a paper: most have some tens, a few have thousands, some have none."""
    draws = [bulk.random.lognormvariate(0, 1.1) for _ in range(documents)]
    draws = [0.0 if number % 40 == 7 else draw for number, draw in enumerate(draws)]
    draws = [draw * 40 if number % 997 == 500 else draw for number, draw in enumerate(draws)]
    scale = items / sum(draws)
    counts = [int(draw * scale) for draw in draws]
    filled = [number for number, draw in enumerate(draws) if draw]
    for one in range(items - sum(counts)):
        counts[filled[one * 37 % len(filled)]] += 1
    return counts
