"""The rules of a page brought into line: level and upright, one where several lie end to end."""

from collections.abc import Iterable, Iterator
from operator import itemgetter

from pdfplumber.utils.clustering import make_cluster_dict

from extraction.records import Box

_THIN = 2.0  # points: a narrower rectangle is a line
_SHORT = 3.0
_SNAP = 3.0  # points within which rules are meant to lie on one line, or to touch

Rule = tuple[float, float, float]  # where it lies, where it begins and ends along its own way


def edges(drawn: Iterable[Box]) -> tuple[set[Rule], set[Rule]]:
    """The level and the upright edges of what is drawn: of a line one, of a rectangle its four."""
    level: set[Rule] = set()
    upright: set[Rule] = set()
    for x0, top, x1, bottom in drawn:
        wide, high = x1 - x0, bottom - top
        if high < _THIN and wide > _SHORT:
            level.add(((top + bottom) / 2, x0, x1))
        elif wide < _THIN and high > _SHORT:
            upright.add(((x0 + x1) / 2, top, bottom))
        elif wide >= _SHORT and high >= _SHORT:
            level.update(((top, x0, x1), (bottom, x0, x1)))
            upright.update(((x0, top, bottom), (x1, top, bottom)))
    return level, upright


def lined_up(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Rules that nearly lie on one line put on it, at their mean, and joined where they touch.

    What pdfplumber's finder does before it looks for crossings, with its clustering. To a
    hundredth of a point, so that no cell needs rounding.
    """
    every = sorted(rules)
    place = make_cluster_dict(map(itemgetter(0), every), _SNAP)
    lines: dict[int, list[Rule]] = {}
    for rule in every:
        lines.setdefault(place[rule[0]], []).append(rule)
    for line in lines.values():
        at = round(sum(rule[0] for rule in line) / len(line), 2)
        stretches = sorted((begin, end) for _, begin, end in line)
        first, last = stretches[0]
        for begin, end in stretches:
            if begin > last + _SNAP:
                yield at, first, last
                first, last = begin, end
            elif end > last:
                last = end
        yield at, first, last
