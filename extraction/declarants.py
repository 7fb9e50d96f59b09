"""The supplier that a paper comes from, by its labels or words; better none than a guess."""

import re
from collections.abc import Sequence

from extraction import labels, places
from extraction.records import Kind, Page, Value

_LABELS = labels.compiled(
    {
        "declarant": (
            "(?:supplier|vendor|company|declaring company|declarant)(?: name)?",
            "name of (?:the )?(?:supplier|company|declarant)",
            "(?:naam )?(?:van (?:de )?)?(?:leverancier|bedrijf|onderneming)(?:snaam)?",
            "naam (?:van (?:de |het |uw )?)?(?:leverancier|bedrijf|onderneming)",
            "(?:name (?:des )?)?(?:lieferant(?:en)?|unternehmens?|firma)(?:name)?|firmenname",
            "(?:nom (?:du |de la |de l.)?)?(?:fournisseur|entreprise|société)|raison sociale",
            "(?:nombre (?:del |de la )?)?(?:proveedor|empresa)|razón social",
            "(?:nome (?:do |da )?)?(?:fornecedor|empresa)|razão social",
            "(?:nome (?:del |dell.)?)?(?:fornitore|azienda|società)|ragione sociale",
            "(?:nazwa )?(?:dostawc[ay]|firm[ay]|przedsiębiorstw[ao])",
            "(?:tedarikçi|firma|şirket)(?:nin)?(?: ad[ıi]| unvan[ıi])?",
            "(?:供[应應]商|公司|企业)(?:名[称稱])?|(?:サプライヤー|会社|供給者)名?",
            "(?:공급업?체|회사)(?:명| 이름)?",
            "(?:наименование )?(?:поставщик[аи]?|компани[яи])",
        ),
    }
)
_FORMS = (
    r"B\.?V\.?|N\.?V\.?|GmbH(?: & Co\.? KG)?|AG|KG|Ltd\.?|Limited|LLC|Inc\.?|S\.?A\.?|S\.?A\.?S\.?"
    r"|S\.?r\.?l\.?|S\.?p\.?A\.?|Corp\.?|Co\., ?Ltd\.?|plc|AB|A/S|Oy|VOF|v\.o\.f\."
)
_COMPANY = (
    r"(?P<value>(?!(?:Die|De|La|Le|The|Het|Das|Der)\b)[A-ZÀ-Þ][\w&.'’-]{0,40}"
    rf"(?:[ \t]{{1,4}}[\w&.'’-]{{1,40}}){{0,5}}[ \t]{{1,4}}(?:{_FORMS}))(?!\w)"
)
_WORDS = (
    re.compile(
        r"(?:\bwe|\bwij|\bwir|\bnous|hierbij|hiermit),?\s{1,4}(?:de\s{1,4})?"
        rf"(?:firma\s{{1,4}})?{_COMPANY}"
    ),
    re.compile(rf"\b(?:der Firma|van de firma|de la société|of the company)\s{{1,4}}{_COMPANY}"),
    re.compile(
        rf"(?:^|\n|\b(?:Die|Hereby,?|The undersigned,?)\s{{1,4}}){_COMPANY},?\s{{1,4}}"
        r"(?:hereby\s{1,4})?"
        r"(?:declares|verklaart|erklärt|verpflichtet|déclare|confirms|bevestigt|bestätigt|commits)"
    ),
)
_LETTERHEAD = re.compile(rf"\s*{_COMPANY}\s*(?:$|[|•·–-])")
_HEAD_LINES = 3
_SAMPLE = 6_000  # characters: a paper names its sender at its beginning
_NOBODY = frozenset({Kind.CERTIFICATE, Kind.AUDIT_REPORT, Kind.MILL_CERTIFICATE})


def read(pages: Sequence[Page], kind: Kind) -> Value | None:
    """The declaring supplier; None for papers of third parties and where nothing names one."""
    if kind in _NOBODY or not pages:
        return None
    page = pages[0]
    for field in labels.find(page, _LABELS):
        name = " ".join(page.text[field.start : field.end].split())
        if not (2 < len(name) <= 90 and any(char.isalpha() for char in name)) or "__" in name:
            continue
        if page.text[: field.start].rstrip().endswith((":", "：")) or _LETTERHEAD.match(name):
            return places.value(page, field.start, field.end, name, "label")
    for pattern in _WORDS:
        if match := pattern.search(page.text, 0, _SAMPLE):
            return _value(page, match, "phrase")
    return _letterhead(page) if kind is not Kind.OTHER else None


def _letterhead(page: Page) -> Value | None:
    """A company's name alone on one of the first lines."""
    start = 0
    seen = 0
    for line in page.text.split("\n"):
        if line.strip():
            seen += 1
            if match := _LETTERHEAD.match(line[:200]):
                at = start + match.start("value")
                end = start + match.end("value")
                return places.value(page, at, end, " ".join(match["value"].split()), "letterhead")
        if seen == _HEAD_LINES:
            break
        start += len(line) + 1
    return None


def _value(page: Page, match: re.Match[str], rule: str) -> Value:
    name = " ".join(match["value"].split())
    return places.value(page, match.start("value"), match.end("value"), name, rule)
