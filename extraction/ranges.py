"""The stretches of pages of a long document that are made sense of together."""

_MOST = 250  # pages; most documents have fewer, and are made sense of as a whole


def of(count: int) -> tuple[tuple[int, int], ...]:
    """The first and last page of each stretch of a document of ``count`` pages: as even as can be.

    They do not depend on how many processes read, so neither does what is read.
    """
    stretches = -(-count // _MOST)
    ends = [count * place // stretches for place in range(stretches + 1)] if stretches else [0]
    return tuple((before + 1, end) for before, end in zip(ends, ends[1:], strict=False))
