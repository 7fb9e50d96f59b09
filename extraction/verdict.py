"""What a reading that did not end well comes to: refused, or partly with what was read."""

import signal
from collections.abc import Sequence

from extraction.keepers import Ending
from extraction.limits import Limits
from extraction.plain import NotPlain
from extraction.records import Extraction, Outcome, Page, Refusal, Warning

# PDFium and C++ end the process when memory is refused; the kernel kills it when there is none.
_OUT_OF_MEMORY = {signal.SIGABRT, signal.SIGILL, signal.SIGTRAP, signal.SIGKILL}
_OF_DOCUMENT = {
    "page_too_slow": "too_slow",
    "page_too_big": "too_big",
    "page_damaged": "damaged",
}


def cause(ending: Ending | None) -> str:
    """The code of the warning for the page on which a reader died."""
    if ending is None or ending.timed_out or ending.signal == signal.SIGXCPU:
        return "page_too_slow"
    # A reader that can say no more what is wrong, only end with a code, has no memory left.
    if ending.overflowed or ending.code or ending.signal in _OUT_OF_MEMORY:
        return "page_too_big"
    return "page_damaged"


def of_document(code: str) -> str:
    """The code of a refusal for the same cause."""
    return _OF_DOCUMENT[code]


def refused(digest: str, version: str, refusal: Refusal, seconds: float) -> Extraction:
    """An answer that says why nothing was read."""
    return Extraction(
        sha256=digest,
        extractor=version,
        outcome=Outcome.REFUSED,
        seconds=round(seconds, 3),
        error=refusal,
    )


def salvaged(
    digest: str,
    version: str,
    pages: Sequence[Page],
    count: int,
    passed_over: dict[int, str],
    seconds: float,
) -> Extraction:
    """The pages that were read before the readers gave out; no names were looked for in them."""
    if not any(page.text for page in pages):
        codes = [passed_over[number] for number in sorted(passed_over)] or ["page_too_slow"]
        return refused(digest, version, Refusal(of_document(codes[0])), seconds)
    warnings = [Warning(code, page) for page, code in sorted(passed_over.items()) if page]
    after = pages[-1].number + 1
    if after <= count:
        warnings.append(Warning("unread_pages", detail=f"{after}-{count}"))
    return Extraction(
        sha256=digest,
        extractor=version,
        outcome=Outcome.PARTLY,
        pages=pages,
        page_count=count,
        seconds=round(seconds, 3),
        warnings=(*warnings, Warning("not_analysed")),
    )


def check_page(page: Page, last: int, limits: Limits) -> None:
    """A page must follow the ``last`` (0: none) and its words be its text's. Raises NotPlain."""
    if page.number != last + 1 or page.number > limits.pages:
        raise NotPlain("a page out of order")
    reach = 0
    for word in page.words:
        if (
            not reach <= word.start < word.end <= len(page.text)
            or page.text[word.start : word.end] != word.text
        ):
            raise NotPlain("a word beside its place")
        reach = word.end
