"""The demo's register: sixty invented smelters in two editions, other sites, statuses, lists."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from extraction.records import RegisterEntry
from workflows.risk_entries import ListedEntity
from workflows.states import SiteKind

REGISTER = "Voorbeeldregister van smelters"
FIRST_EDITION, SECOND_EDITION = date(2025, 6, 2), date(2026, 1, 12)
RISK_LIST = "Voorbeeldlijst risicolanden (verzonnen)"
ENTITY_LIST = "Voorbeeldlijst bedrijven (verzonnen)"

# Number, name, other names, country, metals. "Example", "sample" or "invented" in every language.
_ROWS: tuple[tuple[int, str, str, str, str], ...] = (
    (101, "Contoh Timah Jaya", "PT Contoh Timah Jaya Tbk|Contoh Tin", "ID", "tin"),
    (102, "Rekaan Smelting Berhad", "Rekaan Tin Smelter", "MY", "tin"),
    (103, "Fundición Ejemplo del Cerro", "Fundicion Ejemplo|FEC", "BO", "tin"),
    (104, "Metalúrgica Inventada de Puno Alto", "Metalurgica Inventada", "PE", "tin"),
    (105, "Xugou Tin Industry Co., Ltd.", "虚构锡业有限公司|Xu Gou Tin", "CN", "tin"),
    (106, "Fundição Exemplar Estanho", "Fundicao Exemplar", "BR", "tin"),
    (107, "Tua Yang Tin Refining", "Tuayang Refinery", "TH", "tin"),
    (108, "Công ty Luyện Thiếc Ví Dụ", "Vi Du Tin Smelting", "VN", "tin"),
    (109, "Etain Imaginaire de Meuselande", "Étain Imaginaire SA", "BE", "tin|lead"),
    (110, "Mfano Tin Smelter", "Mfano Metals", "RW", "tin"),
    (111, "Mfano Tantale du Lac", "Mfano Tantalum", "CD", "tantalum"),
    (112, "Yangben Tantalum Works", "样本钽业", "CN", "tantalum"),
    (113, "Sampleford Tantalum Inc.", "Sampleford Powders", "US", "tantalum"),
    (114, "Näidis Tantalum AS", "Naidis Tantalum", "EE", "tantalum"),
    (115, "Yangben Tungsten Co., Ltd.", "样本钨业有限公司|Yang Ben W", "CN", "tungsten"),
    (116, "Musterhütte Wolfram Hinterwald GmbH", "Musterhuette Wolfram", "AT", "tungsten"),
    (117, "Ví Dụ Tungsten Chemicals", "Vi Du Tungsten", "VN", "tungsten"),
    (118, "Primerny Tungsten Plant", "Примерный вольфрамовый завод", "KZ", "tungsten"),
    (119, "Mihon Refinery K.K.", "見本精錬所|Mihon Gold", "JP", "gold|silver"),
    (120, "Affinerie Fictive de Valdorée", "Affinerie Valdoree", "CH", "gold"),
    (121, "Örnek Altın Rafinerisi", "Ornek Gold Refinery", "TR", "gold"),
    (122, "Mohlala Gold Refinery (Pty) Ltd", "Mohlala Refining", "ZA", "gold|platinum"),
    (123, "Namuna Gold Refinery", "Namuna Bullion", "IN", "gold"),
    (124, "Mufano Cobalt Refinery", "Mufano Co", "CD", "cobalt"),
    (125, "Keksitty Cobalt Oy", "Keksitty Refinery", "FI", "cobalt|nickel"),
    (126, "Yangben Cobalt Materials", "样本钴业", "CN", "cobalt"),
    (127, "Contoh Nikel Sejahtera", "PT Contoh Nikel", "ID", "nickel"),
    (128, "Prova Nickel Refining Ltd", "Prova Nickel", "CA", "nickel"),
    (129, "Shili Copper Smelter", "示例铜冶炼厂|Shi Li Copper", "CN", "copper"),
    (130, "Cobre Ejemplar de Atacamilla", "Cobre Ejemplar S.A.", "CL", "copper"),
    (131, "Musterkupfer Elbmarsch AG", "Musterkupfer", "DE", "copper|lead"),
    (132, "Huta Przykładowa Miedzi", "Huta Przykladowa", "PL", "copper"),
    (133, "Kopparprovet Norrvik AB", "Kopparprovet", "SE", "copper|zinc"),
    (134, "Mufano Copper Works", "Mufano Cuivre", "CD", "copper"),
    (135, "Chitsanzo Copper Smelter", "Chitsanzo Cu", "ZM", "copper"),
    (136, "Cobre Inventado del Sur", "CIS Perú", "PE", "copper"),
    (137, "Fantasie Zinksmelterij Kempenrand", "Fantasie Zink", "BE", "zinc"),
    (138, "Cinc Imaginari de l'Ebre", "Cinc Imaginari", "ES", "zinc"),
    (139, "Yeshi Zinc Smelting", "예시제련", "KR", "zinc"),
    (140, "Namuna Zinc Limited", "Namuna Zinc Smelter", "IN", "zinc"),
    (141, "Zinc Ejemplo Altiplano", "Zinc Ejemplo", "BO", "zinc"),
    (142, "Sinkoppgave Fjordvik AS", "Sinkoppgave", "NO", "zinc"),
    (143, "Proeflood Metaal N.V.", "Proeflood", "BE", "lead"),
    (144, "Exempla Lead Smelting", "Exempla Pb", "AU", "lead|zinc"),
    (145, "Tænkt Aluminium Fjordnes", "Taenkt Aluminium", "IS", "aluminium"),
    (146, "Oppdiktet Aluminium AS", "Oppdiktet Alu", "NO", "aluminium"),
    (147, "Mithal Aluminium Company", "شركة مثال للألمنيوم", "AE", "aluminium"),
    (148, "Exemple Aluminium Saguelac", "Aluminerie Exemple", "CA", "aluminium"),
    (149, "Alumínio Exemplar do Norte", "Aluminio Exemplar", "BR", "aluminium"),
    (150, "Shili Aluminium Group", "示例铝业", "CN", "aluminium"),
    (151, "Mfano Aluminium Smelter", "Mfano Alu", "MZ", "aluminium"),
    (152, "Primerny Aluminium Plant", "Примерный алюминиевый завод", "KZ", "aluminium"),
    (153, "Verzonnen Hoogovens Deltaland", "Hoogovens Deltaland", "NL", "steel"),
    (154, "Musterstahl Ruhrblick GmbH", "Musterstahl", "DE", "steel"),
    (155, "Acciaieria Inventata di Valpiana", "Acciaieria Inventata", "IT", "steel"),
    (156, "Namuna Steel Works", "Namuna Ispat", "IN", "steel"),
    (157, "Örnek Çelik Sanayi", "Ornek Celik", "TR", "steel"),
    (158, "Mihon Steel K.K.", "見本製鋼", "JP", "steel"),
    (159, "Yeshi Steel Corporation", "예시제강", "KR", "steel"),
    (160, "Stålprovet Luleforsen AB", "Stalprovet", "SE", "steel"),
)

CLOSED = frozenset({"XID000107", "XID000141"})  # closed since the second edition
RENAMED = {"XID000104": "Metalúrgica Inventada S.A.C."}  # how the first edition called it
ADDED_LATER = "XID000160"
LEFT_OUT_LATER = RegisterEntry(
    key="XID000161",
    name="Vergeten Smelterij Zeezand",
    identifiers=("XID000161",),
    aliases=("Vergeten Smelterij",),
    country="NL",
    metals=("tin",),
)


def _entry(row: tuple[int, str, str, str, str]) -> RegisterEntry:
    number, name, aliases, country, metals = row
    identifier = f"XID{number:06d}"
    return RegisterEntry(
        key=identifier,
        name=name,
        identifiers=(identifier,),
        aliases=tuple(aliases.split("|")),
        country=country,
        metals=tuple(metals.split("|")),
        active=identifier not in CLOSED,
    )


SMELTERS = tuple(_entry(row) for row in _ROWS)
"""The second edition: what stands in the register today."""

BY_ID = {entry.key: entry for entry in SMELTERS}


def first_edition() -> tuple[RegisterEntry, ...]:
    """The register as it was when the year began."""
    before = tuple(
        replace(entry, name=RENAMED.get(entry.key, entry.name), active=True)
        for entry in SMELTERS
        if entry.key != ADDED_LATER
    )
    return (*before, LEFT_OUT_LATER)


def _other(key: str, name: str, country: str, metals: str) -> RegisterEntry:
    return RegisterEntry(key, name, (key,), (), country, tuple(metals.split("|")))


OTHER_SITES: dict[SiteKind, tuple[RegisterEntry, ...]] = {
    SiteKind.MINE: (
        _other("XID000201", "Mina Ejemplo Alta", "BO", "tin"),
        _other("XID000202", "Mufano Mine", "CD", "copper|cobalt"),
        _other("XID000203", "Tambang Contoh", "ID", "tin"),
    ),
    SiteKind.TRADER: (
        _other("XID000211", "Beispielhandel Metalle GmbH", "DE", "tin|copper"),
        _other("XID000212", "Sample Minerals Trading", "SG", "tin"),
    ),
    SiteKind.SCRAP_YARD: (
        _other("XID000221", "Schroothof De Verbeelding", "NL", "steel|copper"),
        _other("XID000222", "Oudijzer Fantasia", "BE", "copper"),
    ),
    SiteKind.MILL: (_other("XID000231", "Walserij De Proef", "NL", "steel"),),
}
"""Sites of other kinds, each imported as an edition of its own kind."""

LINKS: tuple[tuple[str, str, str], ...] = (
    ("XID000201", "XID000103", "supplies"),
    ("XID000202", "XID000134", "supplies"),
    ("XID000202", "XID000124", "supplies"),
    ("XID000203", "XID000101", "supplies"),
    ("XID000221", "XID000153", "supplies"),
    ("XID000153", "XID000231", "owns"),
    ("XID000134", "XID000124", "owns"),
)


@dataclass(frozen=True, slots=True)
class Status:
    """What a scheme is made to say of an invented smelter."""

    site: str
    scheme: str
    status: str
    basis: str
    since: date
    until: date | None = None


def _statuses() -> Iterator[Status]:
    for site in ("XID000101", "XID000102", "XID000106", "XID000113", "XID000116", "XID000125"):
        yield Status(site, "RMAP", "conformant", "assessed", date(2025, 3, 10))
    for site in ("XID000119", "XID000120"):
        yield Status(site, "RMAP", "conformant", "cross_recognised", date(2025, 5, 1))
        yield Status(site, "LBMA", "conformant", "assessed", date(2025, 4, 15))
    for site in ("XID000130", "XID000131", "XID000133"):
        yield Status(site, "Copper Mark", "conformant", "assessed", date(2024, 11, 4))
    yield Status("XID000153", "ResponsibleSteel", "conformant", "assessed", date(2024, 9, 2))
    yield Status(ADDED_LATER, "ResponsibleSteel", "conformant", "assessed", date(2026, 3, 2))
    for site in ("XID000145", "XID000146", "XID000148"):
        yield Status(site, "ASI", "conformant", "assessed", date(2025, 2, 17))
    yield Status("XID000105", "RMAP", "non_conformant", "assessed", date(2025, 5, 19))
    yield Status("XID000121", "RMAP", "conformant", "assessed", date(2024, 6, 3), date(2025, 9, 1))
    yield Status("XID000121", "RMAP", "non_conformant", "assessed", date(2025, 9, 1))
    yield Status("XID000150", "ASI", "non_conformant", "assessed", date(2025, 8, 11))
    yield Status("XID000110", "RMAP", "active", "assessed", date(2025, 10, 6))


STATUSES = tuple(_statuses())

RISK_EDITIONS: tuple[tuple[date, tuple[tuple[str, str], ...]], ...] = (
    (date(2025, 1, 1), (("CD", "verzonnen reden"), ("MM", "verzonnen reden"), ("ZM", ""))),
    (
        date(2026, 2, 1),
        (("CD", "verzonnen reden"), ("MM", "verzonnen reden"), ("BO", "nieuw in deze uitgave")),
    ),
)
"""Two editions of an invented list: Zambia left it, Bolivia came on it."""

ENTITY_DAY = date(2026, 1, 15)
LISTED = (
    ListedEntity(
        "Mfano Aluminium Holding",
        ("Mfano Alu",),
        "MZ",
        "XID000151",
        "verzonnen: omwonenden zonder schoon water",
        "verzonnen rapport, bladzijde 12",
    ),
    ListedEntity("Mihon Refinery", (), "US", "", "verzonnen reden", "bladzijde 14"),
    ListedEntity("Niemandsland Goudhandel", ("NG",), "TR", "", "verzonnen reden", "bladzijde 15"),
)
"""An invented list of companies: one is a smelter of the register, one its namesake elsewhere."""
