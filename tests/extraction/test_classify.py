"""Kinds of papers, each told by what such papers print."""

import pytest

from extraction import classify
from extraction.records import Kind, Page

CERTIFICATES = [
    "CERTIFICATE OF REGISTRATION\nThis is to certify that the management system of Voorbeeld Draad "
    "B.V. complies with ISO 14001:2015\nCertificate no. EX-2210\nValid until 6 June 2027",
    "Certificaat\nCertificaatnummer 88-1201\nHet managementsysteem voldoet aan ISO 9001:2015\n"
    "Geldig tot 1 mei 2026",
    "Zertifikat\nZertifikat-Nr. 44 210\nHiermit wird bescheinigt, dass die Muster Draht GmbH ein "
    "Umweltmanagementsystem nach ISO 14001:2015 anwendet. Gültig bis 2026-05-01",
    "Certificat n° 7781\nElle est certifiée ISO 45001. Valable jusqu'au 3 mai 2026",
]
AUDITS = [
    "AUDIT REPORT\nLead auditor: J. Example\nNon-conformity 1 (major): clause 7.2 ...\nRoot cause:",
    "Auditverslag\nHoofdauditor A. Voorbeeld\nAfwijking 1, minor: paragraaf 8.1",
    "Auditbericht\nAuditleiter: M. Muster\nAbweichung 1: Kapitel 9.2, Korrekturmaßnahme bis",
]
DECLARATIONS = [
    "Metal Smelter Name Country Smelter ID\nTin Merapi Tin Works Indonesia XID000101",
    "Leveranciersverklaring conflictmineralen\nNaam smelter Land\nMerapi Tin Works Indonesië",
    "Erklärung zur Rohstoffbeschaffung\nName der Schmelze: Alto Wolfram, Italien",
    "Déclaration minerais de conflit\nNom de la fonderie Pays",
]
MILL = [
    "INSPECTION CERTIFICATE 3.1 according to EN 10204\nHeat no. 55210\nTensile strength 410 MPa",
    "Abnahmeprüfzeugnis 3.1\nEN 10204\nSchmelze-Nr. 1201, Zugfestigkeit, chemische Zusammensetzung",
    "Keuringscertificaat EN 10204 3.1, chargenummer 7, treksterkte",
]
REPORTS = [
    "Due diligence report 2025\nStep 1: management systems. Step 2: risk assessment. OECD Guidance",
    "Gepaste zorgvuldigheid 2025. Stap 1 ... Stap 2 risicoanalyse ... klachtenmechanisme (OESO)",
]
OTHERS = ["", "Invoice 2210\nTotal 410.00 EUR", "Geachte heer, bedankt voor uw brief van 3 mei."]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *((Kind.CERTIFICATE, text) for text in CERTIFICATES),
        *((Kind.AUDIT_REPORT, text) for text in AUDITS),
        *((Kind.SMELTER_DECLARATION, text) for text in DECLARATIONS),
        *((Kind.MILL_CERTIFICATE, text) for text in MILL),
        *((Kind.DUE_DILIGENCE_REPORT, text) for text in REPORTS),
        *((Kind.OTHER, text) for text in OTHERS),
    ],
)
def test_a_paper_is_known_by_its_words(kind: Kind, text: str) -> None:
    assert classify.of_text(text) == kind


_PROSE = (
    "During the year the team met every month, wrote to all suppliers, looked at what they said of "
    "their smelters and refiners, and told the board what had been found and what would be done. "
)
_TABLE = "Metal Smelter name Country Smelter ID\n" + "\n".join(
    f"Tin Merapi Tin Works {number} Indonesia XID{number:06d}" for number in range(101, 121)
)
_CHAPTERS = [
    [
        "Step 1: Establish strong management systems",
        "Step 2: Identify and assess risks",
        "Step 3: Design and implement a strategy",
        "Step 4: Independent audits",
        "Step 5: Report on due diligence",
    ],
    [
        "2.1 Company management systems",
        "2.2 Identification and assessment of risks in the supply chain",
        "2.3 Strategy to respond to identified risks",
        "2.4 Independent third-party audits",
    ],
    ["OESO-stap 1 Beleid", "OESO-stap 2 Risico's", "OESO-stap 3 Maatregelen"],
    ["Schritt 1 - Managementsystem", "Schritt 2 - Risiken", "Schritt 4 - Prüfung"],
    ["Étape 1 : Système de gestion", "Étape 2 : Risques", "Étape 3 : Réponse"],
]


@pytest.mark.parametrize("heads", _CHAPTERS)
def test_a_report_on_the_steps_of_due_diligence_may_hold_a_table_of_smelters(
    heads: list[str],
) -> None:
    chapters = "\n\n".join(f"{head}\n{_PROSE}" for head in heads)
    text = f"Responsible minerals 2025\n\n{chapters}\n\nAnnex: conflict minerals\n{_TABLE}"
    assert classify.of_text(text) == Kind.DUE_DILIGENCE_REPORT


def test_a_declaration_that_only_lists_the_steps_stays_one() -> None:
    listed = "\n".join(_CHAPTERS[0])
    text = f"Conflict minerals declaration\nWe follow:\n{listed}\n{_TABLE}"
    assert classify.of_text(text) == Kind.SMELTER_DECLARATION


def test_the_first_pages_say_what_a_document_is() -> None:
    pages = [Page(1, 0, 0, AUDITS[0]), *(Page(n, 0, 0, DECLARATIONS[0]) for n in range(20, 30))]
    assert classify.of_pages(pages[:2]) == Kind.AUDIT_REPORT
