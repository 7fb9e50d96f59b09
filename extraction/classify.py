"""What sort of paper a document is, by cues that each weigh for one kind, in six languages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from extraction import chapters
from extraction.records import Kind, Page

_PAGES = 6  # a paper says what it is at its beginning
_SAMPLE = 60_000  # characters
_ENOUGH = 5.0
_HITS = 4
_CHAPTERS = 3  # steps of due diligence with a chapter each make a report, whatever it lists


_BEGINNING = re.compile(r"\b\w{2,3}")
_PLAIN = re.compile(r"\w{2,3}(?![?*{])")
_CHOICE = re.compile(r"\(\?:([\w ]+(?:\|[\w ]+)+)\)(?![?*{])")


@dataclass(frozen=True, slots=True)
class _Cue:
    """``weight`` counts once a document, ``more`` for each further hit, up to three.

    ``beginnings``: no hit in a text without a word that begins so; empty when a pattern may
    begin with anything.
    """

    weight: float
    more: float
    pattern: re.Pattern[str]
    beginnings: frozenset[str]


def _cue(weight: float, more: float, *words: str) -> _Cue:
    """Each of ``words`` is a pattern that begins at the beginning of a word."""
    choices = [_CHOICE.match(word) for word in words]
    first = [
        one
        for word, choice in zip(words, choices, strict=True)
        for one in (choice[1].split("|") if choice else [word])
    ]
    plain = [_PLAIN.match(one) for one in first]
    return _Cue(
        weight,
        more,
        re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE),
        frozenset(found[0].lower() for found in plain if found) if all(plain) else frozenset(),
    )


_CERTIFICATE = (  # what certification bodies print (ISO/IEC 17021-1, 8.2.2)
    _cue(4, 0, "certificate of (?:registration|approval|conformity|compliance|conformance)"),
    _cue(3, 0, "statement of conformance", "award(?:ed to| number| date)", "valid through"),
    _cue(2, 0, "fecha de (?:primera|[úu]ltima|expiraci)", "data di (?:prima|ultima|scadenza)"),
    _cue(6, 0, "conformance letter", "letter of conformance", "certification period"),
    _cue(
        4, 0, "conform(?:s|ant|ance) (?:to|with) the (?:responsible|rmap|lbma|rjc|copper|irma|asi)"
    ),
    _cue(3, 0, r"has been (?:assessed|certified|audited|successfully)", "is gecertificeerd"),
    _cue(
        3,
        0,
        "this is to certify",
        "(?:hereby )?certif(?:y|ies) that",
        "(?:hierbij|hiermee) (?:verklaar|wordt verklaard)",
        "verklaart (?:hierbij )?dat",
        "certif(?:ie|ier|ions) que",
        "atteste que",
    ),
    _cue(
        3,
        0,
        "bescheinigt",
        "est certifi",
        "(?:si|se) certifica",
        "(?:certifica|attesta) (?:que|che)",
        "onaylar",
        "voldoet",
    ),
    _cue(3, 0, "(?:certified|certificaat|zertifikat|certificaat)[ -]?(?:holder|houder|s?inhaber)"),
    _cue(3, 0, "titulaire du certificat", "titolare(?: del certificato)?:"),
    _cue(
        3,
        0,
        "certificate[ -]{0,3}(?:no|nr|number|id)",
        "certificaat[ -]?(?:nr|nummer|no)",
        "zertifikats?[ -]?(?:nr|nummer|registrier)",
        r"(?:certificat|certificado|certificato) ?(?:n[°º.]|no\b|num)",
        r"(?:n[°º.]|num\w+) ?(?:d.enregistrement )?(?:de|du|di|del?) (?:\w+ )?(?:del? )?certific",
        "(?:approval|goedkeurings|zulassungs)[ -]?(?:nr|num)",
        "sertifika (?:no|numarası)",
    ),
    _cue(2, 0, "valid (?:until|to)", "expir(?:y|es|ation)", "geldig tot", "gültig bis", "scadenza"),
    _cue(
        2, 0, "valable (?:jusqu|du)", "valide jusqu", "v[áa]lid[oa] (?:hasta|desde)", "geçerlilik"
    ),
    _cue(2, 0, "vervaldatum", "verloopdatum", "valido (?:fino|dal)", "ablaufdatum", "geldig van"),
    _cue(2, 0, "fecha de (?:caducidad|vencimiento)", "date d.expiration", "gültig (?:vom|ab)"),
    _cue(2, 0, "(?:toepassings|geltungs)(?:gebied|bereich)", "scope of", "campo (?:di )?applica"),
    _cue(2, 0, "domaine d.application", "alcance", "[áa]mbito de aplica", "certification scope"),
    _cue(1.5, 0, r"ISO\s?(?:9001|14001|45001|50001)", r"SA\s?8000", "chain of custody"),
    _cue(
        3,
        0,
        r"(?:certificate|certificaat|zertifikat|certificat|certificato|certificado)\s*\n",
        r"sertifika\s*\n",
        "certificat d.approbation",
        "certificado de (?:aprob|registro|conform)",
        "certificato di (?:appr|conform|regis)",
        "certificaat van (?:goedk|regis|conf)",
    ),
)
_AUDIT = (
    _cue(4, 0, "(?:audit|assessment|verification) report", "audit(?:verslag|rapport|bericht)"),
    _cue(4, 0, "rapport d.audit", "corrective action plan", "CAPR", "informe de auditor"),
    _cue(4, 0, "rapporto (?:di|dell.) ?(?:audit|verifica)", "audit ?verslag", "auditbericht"),
    _cue(4, 0, "plan (?:d.actions correctives|de acciones correctivas|van corrigerende)"),
    _cue(4, 0, "piano d.azione correttiv", "maßnahmenplan", "lista di rilievi"),
    _cue(
        2,
        1,
        r"non-?\s?conformit",
        "non-?conformance",
        "nichtkonformit",
        "(?:haupt|neben)?abweichung",
        "no conformidad",
        "non conformit",
        "non-compliance",
        "incumplimiento",
    ),
    _cue(2, 1, r"afwijking(?:en)?\b", "tekortkoming", r"constats?\b", "hallazgo", "riliev[io]"),
    _cue(1, 0.5, "bevinding", "feststellung", r"findings?\b"),
    _cue(3, 0.5, "auditor jefe", "responsable d.audit", "responsabile del gruppo di audit"),
    _cue(2, 0.5, "lead ?auditor", "hoofdauditor", "audit ?team", "audit ?leiter", "auditeur"),
    _cue(2, 0.5, "audit company", "(?:opening|closing) meeting"),
    _cue(1.5, 0.5, "root cause", "corrective action", "corrigerende maatregel", "oorzaak ?analyse"),
    _cue(1.5, 0.5, "korrekturmaßnahme", "action corrective", "objective evidence"),
    _cue(0.5, 0.5, r"(?:major|minor|critical|kritiek|kritisch|observation|OFI)\b"),
)
_DECLARATION = (
    _cue(4, 0.5, "smelter (?:name|list|id|reference|look)", "refiner(?:y|s)? (?:name|list)"),
    _cue(4, 0.5, "naam (?:van de )?smelter", "smelterlijst", "lijst (?:van|met) smelters"),
    _cue(4, 0.5, "name der (?:schmelze|hütte)", "schmelz(?:hütten)?liste", "schmelzhütte"),
    _cue(4, 0.5, "nom de la fonderie", "liste des fonderies"),
    _cue(4, 0.5, "nombre de la (?:fundición|refinería)", "lista de (?:fundiciones|refinerías)"),
    _cue(4, 0.5, "nome da (?:fundição|refinaria)", "lista de (?:fundições|refinarias)"),
    _cue(4, 0.5, "nome della (?:fonderia|raffineria)", "elenco (?:delle )?(?:fonderie|raffinerie)"),
    _cue(4, 0.5, "nazwa (?:huty|rafinerii)", "lista (?:hut|rafinerii)", "wykaz (?:hut|rafinerii)"),
    _cue(4, 0.5, "izabe tesisi", "rafineri ad", "izabe(?:hane)? listesi", "плавильн", "аффинажн"),
    _cue(
        4, 0.5, "冶炼厂", "冶煉廠", "精炼厂", "製錬所", "製錬業者", "精錬業者", "제련소", "제련업체"
    ),
    _cue(
        2, 0.5, "minerales (?:de|en) conflicto", "minerais de conflito", "minerali (?:di|dei) conf"
    ),
    _cue(2, 0.5, r"minerał\w* (?:z regionów )?konflikt", "çatışma (?:mineral|maden)", "конфликтн"),
    _cue(2, 0.5, "冲突矿", "衝突礦", "紛争鉱物", "분쟁 ?광물"),
    _cue(3, 1, r"(?:CID|XID)[\s-]?\d{5,7}\b"),
    _cue(2, 0.5, "conflict[- ]?minerals?", "conflictmineralen", "konfliktminerale", r"3TG\b"),
    _cue(2, 0.5, "minerais (?:de|des) conflit", "rohstoffbeschaffung", "responsible sourcing"),
    _cue(2, 0.5, "responsible minerals", r"[CEA]MRT\b"),
    _cue(0.8, 0.6, r"smelter(?:s|ij|ijen)?\b", r"refiners?\b", "raffinaderij", "hüttenwerk"),
    _cue(0.8, 0.6, "raffinerie", r"fonderies?\b", r"affineurs?\b", "schmelze"),
    _cue(1, 0, r"(?:supplier )?declaration\b", "leveranciersverklaring", "lieferantenerklärung"),
)
_MILL = (  # EN 10204
    _cue(5, 0, r"EN\s?10\s?204\b"),
    _cue(4, 0, "mill (?:test )?certificate", r"inspection certificate 3\.[12]", "werkszeugnis"),
    _cue(4, 0, "material test report", "abnahmeprüfzeugnis", "werkstoffzeugnis"),
    _cue(4, 0, "keuringscertificaat", "keuringsrapport", "materiaalcertificaat"),
    _cue(4, 0, "certificat de réception", "relevé de contrôle"),
    _cue(2.5, 0, r"heat (?:no|number|nr)\b", r"chargen?\s?-?(?:nr|nummer|no)\b", "smeltnummer"),
    _cue(2.5, 0, "schmelze?n?[- ]?(?:nr|nummer)", "n° de coulée", r"cast no\b"),
    _cue(2, 0.5, "(?:yield|tensile) strength", "zugfestigkeit", "streckgrenze", "treksterkte"),
    _cue(2, 0.5, "rekgrens", "limite d.élasticité", "chemical (?:composition|analysis)"),
    _cue(2, 0.5, "chemische (?:samenstelling|zusammensetzung|analyse)"),
)
_DUE_DILIGENCE = (  # reports of step 5 of the OECD Guidance
    _cue(4, 0, "due[ -]diligence[ -]?report", "due-diligence-?rapport", "conflict minerals report"),
    _cue(4, 0, "gepaste zorgvuldigheid", "zorgvuldigheidsrapport", "sorgfaltspflichtenbericht"),
    _cue(
        4, 0, "report on due diligence", "rapport (?:sur le |de )?devoir de (?:vigilance|diligence)"
    ),
    _cue(4, 0, "bericht über die (?:erfüllung der )?sorgfaltspflicht"),
    _cue(1, 0.3, r"(?:OECD|OESO|OCDE)\b"),
    _cue(1, 1, r"(?:step|stap|schritt|étape) [1-6]\b"),
    _cue(0.8, 0.4, "risk assessment", "risicoanalyse", "risikoanalyse", "analyse des risques"),
    _cue(0.8, 0.4, "grievance mechanism", "klachten(?:mechanisme|regeling)", "beschwerdeverfahren"),
)
_CUES = {
    Kind.CERTIFICATE: _CERTIFICATE,
    Kind.AUDIT_REPORT: _AUDIT,
    Kind.SMELTER_DECLARATION: _DECLARATION,
    Kind.MILL_CERTIFICATE: _MILL,
    Kind.DUE_DILIGENCE_REPORT: _DUE_DILIGENCE,
}


_ALL_BEGINNINGS = frozenset(
    letters for cues in _CUES.values() for cue in cues for letters in cue.beginnings
)


def of_text(text: str) -> Kind:
    """The likeliest kind of a text; ``OTHER`` when no kind has cues enough.

    A report on the steps of due diligence that shows its smelters in a table is no declaration.
    """
    places = _beginnings(text)
    scores = {kind: sum(_score(cue, text, places) for cue in cues) for kind, cues in _CUES.items()}
    best = max(scores, key=lambda kind: scores[kind])
    if best is Kind.SMELTER_DECLARATION and chapters.steps(text) >= _CHAPTERS:
        return Kind.DUE_DILIGENCE_REPORT
    return best if scores[best] >= _ENOUGH else Kind.OTHER


def of_pages(pages: Sequence[Page]) -> Kind:
    """The kind of a document, by its first pages."""
    return of_text("\n".join(page.text for page in pages[:_PAGES])[:_SAMPLE])


def said_at(pages: Sequence[Page], kind: Kind) -> tuple[Page, int, int] | None:
    """Where on which page stands what most says that a document is of this kind, if anything."""
    looked_at = [(page, _beginnings(page.text[:_SAMPLE])) for page in pages[:_PAGES]]
    for cue in sorted(_CUES.get(kind, ()), key=lambda cue: -cue.weight):
        for page, places in looked_at:
            if hit := next(_hits(cue, page.text[:_SAMPLE], places), None):
                return page, hit.start(), hit.end()
    return None


def _beginnings(text: str) -> dict[str, list[int]]:
    """Where words begin, by their first two and their first three letters."""
    places: dict[str, list[int]] = {}
    for found in _BEGINNING.finditer(text):
        for letters in _asked_for(found[0]):
            places.setdefault(letters, []).append(found.start())
    return places


@lru_cache(maxsize=20_000)
def _asked_for(beginning: str) -> tuple[str, ...]:
    """What of a word's first letters some cue begins with."""
    letters = beginning.lower()
    return tuple(one for one in {letters, letters[:2]} if one in _ALL_BEGINNINGS)


def _score(cue: _Cue, text: str, places: dict[str, list[int]]) -> float:
    if cue.beginnings and not any(letters in places for letters in cue.beginnings):
        return 0.0
    hits = sum(1 for _ in islice(_hits(cue, text, places), _HITS))
    return cue.weight + cue.more * (hits - 1) if hits else 0.0


def _hits(cue: _Cue, text: str, places: dict[str, list[int]]) -> Iterator[re.Match[str]]:
    if not cue.beginnings:
        yield from cue.pattern.finditer(text)
        return
    end = 0
    starts = [place for letters in cue.beginnings if (place := places.get(letters))]
    for start in starts[0] if len(starts) == 1 else sorted({*chain.from_iterable(starts)}):
        found = cue.pattern.match(text, start) if start >= end else None
        if found:
            yield found
            end = found.end()
