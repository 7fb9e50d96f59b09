"""The half that may be looked at: names of its own, and all its papers."""

from collections.abc import Iterator
from random import Random

from benchmarks.papers import tuned_audits, tuned_certificates
from benchmarks.papers.facts import Names, Paper

NAMES = Names(
    stems=("Merapi", "Kelana", "Noordhaven", "Isarberg", "Tamboran", "Vostra", "Andara", "Quilla"),
    trades={
        "en": ("Metals", "Tin Works", "Refinery", "Wire Products", "Steel Trading"),
        "nl": ("Draad", "Zinkerij", "Metaal", "Constructies", "Kabels en Draden"),
        "de": ("Hüttenwerk", "Metallwerke", "Draht", "Gießerei"),
        "fr": ("Métaux", "Fonderie", "Aciers", "Affinerie"),
        "es": ("Metales", "Fundición", "Aceros", "Refinados"),
        "it": ("Metalli", "Fonderia", "Acciai", "Raffineria"),
    },
    forms={
        "en": ("Limited", "Ltd", "LLC", "Co., Ltd.", "Corporation"),
        "nl": ("B.V.", "BV", "N.V."),
        "de": ("GmbH", "AG", "KG", "GmbH & Co. KG"),
        "fr": ("SAS", "S.A.", "SARL"),
        "es": ("S.A.", "S.L.U.", "Ltda."),
        "it": ("S.r.l.", "SpA"),
    },
    towns=(
        "1234 AB Noordhaven",
        "12345 Isarberg",
        "Tamboran City",
        "Vostra-sur-Mer",
        "Quilla",
        "Port Kelana",
    ),
    streets={
        "en": ("Smelter Road", "Jalan Timah", "Dock Street", "Plot 4, Sector B"),
        "nl": ("Draadweg", "Kade", "Ovenstraat"),
        "de": ("Musterstraße", "Werkstr.", "Schlackenweg"),
        "fr": ("rue du Port", "chemin de la Mine"),
        "es": ("Avenida del Metal", "Carretera Vieja"),
        "it": ("Via del Porto", "Strada Statale"),
    },
    bodies={
        "en": (
            "Vericor Assurance Ltd",
            "Attesta Registrars",
            "Bureau Examina",
            "Global Cert Services LLP",
        ),
        "nl": ("Toetsbureau Noord", "Certifix Nederland B.V.", "Examina Keuringen"),
        "de": ("Beispiel Cert GmbH", "Musterprüf Zertifizierung GmbH", "Examina Deutschland GmbH"),
        "fr": ("Exemple Certification SA", "Attesta France", "Examina Certification SAS"),
        "es": ("Ejemplo Certificación S.L.", "Attesta Ibérica", "Examina Certificación S.A."),
        "it": ("Esempio Certificazioni S.r.l.", "Attesta Italia", "Examina Cert S.p.A."),
    },
    scopes={
        "en": (
            "Manufacture and sale of tin, solder and tin chemicals",
            "Drawing, coating and trading of steel wire.",
            "Recycling of copper scrap; production of copper cathodes and anodes",
        ),
        "nl": (
            "Het trekken, verzinken en verkopen van staaldraad.",
            "Ontwerp, productie en montage van stalen constructies",
            "Op- en overslag, sorteren en bewerken van metaalschroot",
        ),
        "de": (
            "Herstellung und Vertrieb von Walzdraht, Blankstahl und Profilen",
            "Gewinnung von Kupfer aus Sekundärrohstoffen",
        ),
        "fr": (
            "Production et vente de lingots d'étain",
            "Collecte, tri et traitement de métaux ferreux et non ferreux.",
        ),
        "es": (
            "Producción y venta de lingotes de estaño",
            "Reciclaje de chatarra de cobre y aluminio.",
        ),
        "it": (
            "Produzione e vendita di lingotti di stagno",
            "Lavorazione di rottami metallici e commercio di leghe.",
        ),
    },
)


def papers(count: int, seed: int = 815) -> Iterator[Paper]:
    """About ``count`` papers, the layouts and languages in turn."""
    random = Random(seed)
    layouts = (*tuned_certificates.LAYOUTS, *tuned_audits.LAYOUTS)
    for number in range(count):
        layout = layouts[number % len(layouts)]
        yield layout(NAMES, random, number // len(layouts))
