"""The text columns of a page: stretches of its words, each read from top to bottom for itself."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from extraction.records import Word

_RISE = 3.0  # of a word's height: what is read next and stands so far up stands beside
_MOST = 40  # such places of a page that are looked at
_DEEP = 8  # lines that a text column has at least, before another one follows
_DEEP_BESIDE = 3  # of that other one, which may end early
_FEWEST_WORDS = 2.5  # in a line, on average: a column of a table has fewer


def text_columns(words: Sequence[Word]) -> list[Sequence[Word]]:
    """A page's words, in reading order, by the text columns that they stand in; all together else.

    Told by the order of reading: a text column is read to its end before the one beside it. What
    stands above or below columns, as wide as all of them, is a part of its own.
    """
    cuts = {0, len(words)}
    for place in islice(_rises(words), _MOST):
        start = max(cut for cut in cuts if cut <= place)
        top = words[place].box[1]
        first = next((at for at in range(start, place) if words[at].box[3] > top), place)
        left = words[first:place]
        edge = max((word.box[2] for word in left), default=0.0)
        beyond = range(place, len(words))
        stop = next((at for at in beyond if words[at].box[0] < edge), len(words))
        if _is_text(left, _DEEP) and _is_text(words[place:stop], _DEEP_BESIDE):
            cuts |= {first, place, stop}
    return [words[one:other] for one, other in pairwise(sorted(cuts))]


def _rises(words: Sequence[Word]) -> Iterator[int]:
    """The places of words that stand well above the word read before them."""
    before = 0.0
    for place, word in enumerate(words):
        _, top, _, bottom = word.box
        if before - top > _RISE * (bottom - top):
            yield place
        before = top


def _is_text(words: Sequence[Word], depth: int) -> bool:
    """Whether words make lines of text, one below another, and so many at least."""
    if not words:
        return False
    lines, level = 0, 0.0
    for word in words:
        _, top, _, bottom = word.box
        if not lines or abs(top - level) > (bottom - top) / 2:
            lines += 1
        level = top
    deep = max(word.box[3] for word in words) - min(word.box[1] for word in words)
    height = max(words[0].box[3] - words[0].box[1], 1.0)
    return deep >= depth * height and len(words) >= _FEWEST_WORDS * lines
