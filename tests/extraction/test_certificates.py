"""Certificates in several languages and layouts; each field with its place."""

import pytest

from extraction import certificates
from extraction.records import Certificate, Page, Value, Word

ENGLISH = """CERTIFICATE OF REGISTRATION
This is to certify that the environmental management system of
Voorbeeld Draad B.V.
Draadweg 12, 1234 AB Noordhaven, The Netherlands
has been assessed and complies with the requirements of
ISO 14001:2015
Scope: Drawing and galvanising of steel wire
and trading of wire products
Certificate no. EX-2210-4
Issue date: 7 June 2024
Valid until: 6 June 2027
Issued by: Toetsbureau Noord Ltd.
"""
GERMAN = """Zertifikat
Die Zertifizierungsstelle der Beispiel Cert GmbH
bescheinigt hiermit, dass das Unternehmen
Muster Draht GmbH
Musterstraße 1, 12345 Musterstadt, Deutschland
ein Arbeitsschutzmanagementsystem nach ISO 45001:2018 eingeführt hat und anwendet.
Geltungsbereich: Herstellung von Draht
Zertifikat-Registrier-Nr.: 44 210 3388
Gültig vom 01.05.2023 bis 30.04.2026
"""
DUTCH = """CERTIFICAAT
Voorbeeld Certificatie B.V. verklaart hierbij dat het kwaliteitsmanagementsysteem van
Zinkerij Voorland B.V.
te Voorland, Nederland
voldoet aan ISO 9001:2015
Certificaatnummer: 88-1201
Toepassingsgebied: het verzinken van staal
Datum van afgifte: 3 mei 2024      Geldig tot: 2 mei 2027
"""
FRENCH = """CERTIFICAT
Organisme certificateur : Exemple Certification SA
Titulaire : Fonderie Exemple SARL
Pays : France
Certificat n° : FR-7781
Norme : ISO 45001:2018
Périmètre : fusion et affinage d'étain
Date d'émission : 4 mars 2025
Date d'expiration : 3 mars 2028
"""
ITALIAN = """CERTIFICATO
Certificato n. IT-5520
Organizzazione: Esempio Metalli S.r.l.
Norma: ISO 9001:2015
Campo di applicazione: produzione di fili
Data di emissione: 04/03/2025
Scadenza: 31/03/2028
"""
LETTER = """Conformance letter
Certificate Number    Issue Date      Expiry Date
RMAP-2210             12 Mar 2025     11 Mar 2026
Refiner name: Merapi Tin Works
Country: Indonesia
The refiner conforms to the Responsible Minerals Assurance Process (RMAP).
"""
EXPECTED = {
    ENGLISH: (
        "iso", "ISO 14001:2015", "EX-2210-4", "Voorbeeld Draad B.V.", "NL",
        "Drawing and galvanising of steel wire and trading of wire products",
        "Toetsbureau Noord Ltd.", "2024-06-07", "2027-06-06",
    ),
    GERMAN: (
        "iso", "ISO 45001:2018", "44 210 3388", "Muster Draht GmbH", "DE",
        "Herstellung von Draht", "Beispiel Cert GmbH", "2023-05-01", "2026-04-30",
    ),
    DUTCH: (
        "iso", "ISO 9001:2015", "88-1201", "Zinkerij Voorland B.V.", "NL",
        "het verzinken van staal", "Voorbeeld Certificatie B.V.", "2024-05-03", "2027-05-02",
    ),
    FRENCH: (
        "iso", "ISO 45001:2018", "FR-7781", "Fonderie Exemple SARL", "FR",
        "fusion et affinage d'étain", "Exemple Certification SA", "2025-03-04", "2028-03-03",
    ),
    ITALIAN: (
        "iso", "ISO 9001:2015", "IT-5520", "Esempio Metalli S.r.l.", None,
        "produzione di fili", None, "2025-03-04", "2028-03-31",
    ),
    LETTER: (
        "rmap", "RMAP", "RMAP-2210", "Merapi Tin Works", "ID",
        None, None, "2025-03-12", "2026-03-11",
    ),
}  # fmt: skip


def page(text: str, number: int = 1) -> Page:
    return Page(number, 0.0, 0.0, text)


def values(found: Certificate) -> tuple[str | None, ...]:
    def of(value: Value | None) -> str | None:
        return value.value if value else None

    return (
        found.scheme.value, of(found.standard), of(found.number), of(found.holder),
        of(found.country), of(found.scope), of(found.issuer), of(found.issued), of(found.expires),
    )  # fmt: skip


@pytest.mark.parametrize("text", EXPECTED, ids=["en", "de", "nl", "fr", "it", "letter"])
def test_the_fields_of_a_certificate_are_read(text: str) -> None:
    (found,) = certificates.read([page(text)])
    assert values(found) == EXPECTED[text]


def test_a_letterhead_above_the_title_is_the_issuer() -> None:
    text = "Toetsbureau Noord\n\nCERTIFICATE\n\nCertificate number: VB-1\nValid until: 1 May 2027"
    (found,) = certificates.read([page(text)])
    assert found.issuer
    assert found.issuer.text == "Toetsbureau Noord"


def test_sites_are_listed_line_by_line() -> None:
    text = ENGLISH + "Sites:\n- Noordhaven, Draadweg 12\n- Zuidhaven, Kade 3\n\nSigned: A."
    (found,) = certificates.read([page(text)])
    assert [site.text for site in found.sites] == ["Noordhaven, Draadweg 12", "Zuidhaven, Kade 3"]


def test_a_field_lies_where_its_words_are() -> None:
    text = "Certificate number: VB-1\nValid until: 1 May 2027"
    words = []
    for start, word in [(0, "Certificate"), (12, "number:"), (20, "VB-1")]:
        words.append(Word(word, (50.0 + start, 10.0, 50.0 + start + len(word), 20.0), start,
                          start + len(word)))  # fmt: skip
    (found,) = certificates.read([Page(1, 595.0, 842.0, text, tuple(words))])
    assert found.number
    assert found.number.source.box == (70.0, 10.0, 74.0, 20.0)
    assert found.number.source.quote == "Certificate number: VB-1"


def test_several_certificates_of_a_file_are_apart_and_said_to_be() -> None:
    found = certificates.read([page(ENGLISH), page("Annex\nSites: Noordhaven", 2), page(DUTCH, 3)])
    assert [one.number.text for one in found if one.number] == ["EX-2210-4", "88-1201"]
    assert [site.text for site in found[0].sites] == ["Noordhaven"]
    assert [warning.code for warning in certificates.doubts(found)] == ["several_certificates"]


@pytest.mark.parametrize(
    ("issued", "expires", "code"),
    [
        ("1 May 2024", "30 April 2027", None),
        ("1 May 2024", "1 May 2031", "long_validity"),
        ("1 May 2024", "1 May 2023", "dates_reversed"),
    ],
)
def test_odd_dates_ask_for_a_look(issued: str, expires: str, code: str | None) -> None:
    text = f"Certificate no. 12\nIssue date: {issued}\nExpiry date: {expires}"
    found = certificates.read([page(text)])
    assert [warning.code for warning in certificates.doubts(found)] == ([code] if code else [])


def test_an_ambiguous_date_has_no_value() -> None:
    (found,) = certificates.read([page("Certificate no. 12\nExpiry date: 03/04/2027")])
    assert found.expires
    assert (found.expires.text, found.expires.value) == ("03/04/2027", None)


def test_a_page_without_such_fields_is_no_certificate() -> None:
    assert certificates.read([page("Dear customer, we do not use conflict minerals.")]) == ()
