"""The generated sentences of a step of a report, with each figure in its place."""

import re
from collections.abc import Iterable

from report_templates.data import Language, Mention, Paragraph
from workflows import report_words as words
from workflows.report_naming import FIGURES
from workflows.report_parts import Plain
from workflows.report_sentences import OF_NONE
from workflows.report_words import Words

_CODE = re.compile(r"\{([FM]\d{3})\}")
_NUMBERED = re.compile(r"\{([FM]\d{3}):([^|{}]*)\|([^|{}]*)\}")


def spoken(
    sentences: Iterable[tuple[str | None, Words]], frozen: Plain, language: Language
) -> Paragraph:
    """The sentences that stand or fall with a figure, each figure in its place.

    Of the figures that are hidden one sentence says that, and why. Of nothing there is no part to
    be told: “of these 0” is left out where these are none.
    """
    values = {figure["code"]: figure["value"] for figure in frozen["figures"]}
    hidden = {figure["code"] for figure in frozen["figures"] if figure["hidden"]}
    of_none = {figure["code"] for figure in frozen["figures"] if figure.get("over") == 0}
    counted = {None, *values} - (of_none - hidden)

    def in_number(match: re.Match[str]) -> str:
        code, one, many = match.groups()
        return one if values.get(code) == 1 else many

    told = [
        (OF_NONE.get(str(code), one) if values.get(code) == 0 else one).said(language)
        for code, one in sentences
        if code in counted - hidden
    ]
    untold = [str(code) for code, _one in sentences if code in hidden]
    said = " ".join([*told, *_not_shown(untold, language)])
    parts: list[str | Mention] = []
    for n, part in enumerate(_CODE.split(_NUMBERED.sub(in_number, said))):
        if n % 2:
            parts.append(Mention(part))
        elif part:
            parts.append(part)
    return Paragraph(tuple(parts))


def _not_shown(codes: list[str], language: Language) -> list[str]:
    labels = [FIGURES[code].label.said(language) for code in codes]
    said = "; ".join(f"{label[0].lower()}{label[1:]}" for label in labels)
    return [words.HIDDEN.said(language).format(labels=said)] if labels else []
