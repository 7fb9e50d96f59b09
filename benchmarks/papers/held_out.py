"""The half that is never tuned on: names of its own, and all its papers."""

from collections.abc import Iterator
from random import Random

from benchmarks.papers import held_out_audits, held_out_certificates
from benchmarks.papers.facts import Names, Paper

NAMES = Names(
    stems=(
        "Zevenkamp",
        "Oltremar",
        "Quillabamba",
        "Harrowgate",
        "Brennthal",
        "Sundarpur",
        "Valcourt",
    ),
    trades={
        "en": ("Tin Smelting", "Copper Refiners", "Wire and Cable", "Alloy Castings"),
        "nl": ("Staalbouw", "Verzinkerij", "Kabelfabriek", "Metaalrecycling"),
        "de": ("Zinkhütte", "Drahtwerke", "Schmelz- und Walzwerke", "Metallhandel"),
        "fr": ("Fonderies", "Affinage de Métaux", "Tréfileries", "Recyclage"),
        "es": ("Fundiciones", "Metales Preciosos", "Laminados", "Refinería de Estaño"),
        "it": ("Fonderie", "Metalli Preziosi", "Trafilerie", "Leghe Speciali"),
    },
    forms={
        "en": ("Ltd.", "PLC", "Inc.", "Sdn. Bhd.", "Pvt. Ltd."),
        "nl": ("B.V.", "N.V.", "V.O.F."),
        "de": ("GmbH", "AG", "GmbH & Co. KG"),
        "fr": ("S.A.S.", "SARL", "S.A."),
        "es": ("S.L.", "S.A.", "S.A.U."),
        "it": ("S.p.A.", "S.r.l."),
    },
    towns=(
        "4411 KD Oosterwolde",
        "Port Harwick",
        "38112 Brennthal",
        "Marigny",
        "Villa Serena",
        "Kota Baru",
    ),
    streets={
        "en": ("Foundry Lane", "Industrial Estate Road", "Harbour Way"),
        "nl": ("Havenweg", "Smeltstraat", "Industrieweg"),
        "de": ("Hüttenstraße", "Am Werkstor", "Industriestr."),
        "fr": ("rue de la Forge", "avenue des Usines"),
        "es": ("Calle de la Fundición", "Polígono Industrial Norte, Nave"),
        "it": ("Via delle Officine", "Viale dell'Industria"),
    },
    bodies={
        "en": (
            "Meridian Certification Ltd.",
            "Northgate Assurance",
            "QSR International Registrars Inc.",
        ),
        "nl": ("Keurhuis Nederland B.V.", "Stichting Certikeur", "Lage Landen Certificatie"),
        "de": ("Prüfwerk Cert GmbH", "Zertia Umweltgutachter GmbH", "Nordprüf AG"),
        "fr": ("Qualisens Certification", "Bureau Certifrance S.A.", "Conformis"),
        "es": ("Certiberia S.A.", "Calidad Andina Certificación", "Evalúa Cert S.L."),
        "it": ("Certiqua S.r.l.", "Istituto Italico Certificazioni", "Sigillo Cert S.p.A."),
    },
    scopes={
        "en": (
            "Smelting and refining of tin concentrates and the sale of tin ingots.",
            "Design, manufacture and supply of copper wire, cable and related accessories",
            "Provision of toll refining services for precious metals, including assaying",
        ),
        "nl": (
            "Het thermisch verzinken van staalconstructies en het stralen van staal",
            "Inzamelen, bewerken en verhandelen van non-ferro metalen en schroot",
        ),
        "de": (
            "Entwicklung, Herstellung und Vertrieb von Drähten aus Stahl und Kupfer",
            "Verhüttung von Zinkkonzentraten, Erzeugung von Schwefelsäure",
        ),
        "fr": (
            "Conception et fabrication de fils et câbles en cuivre et en aluminium",
            "Affinage et négoce de métaux précieux issus du recyclage",
        ),
        "es": (
            "Fundición y refinación de estaño y comercialización de lingotes",
            "Diseño y fabricación de perfiles laminados de acero",
        ),
        "it": (
            "Progettazione e produzione di fili di rame smaltati",
            "Raffinazione e recupero di metalli preziosi",
        ),
    },
)


def papers(count: int, seed: int = 4711) -> Iterator[Paper]:
    """About ``count`` papers, the layouts and languages in turn."""
    random = Random(seed)
    layouts = (*held_out_certificates.LAYOUTS, *held_out_audits.LAYOUTS)
    for number in range(count):
        layout = layouts[number % len(layouts)]
        yield layout(NAMES, random, number // len(layouts))
