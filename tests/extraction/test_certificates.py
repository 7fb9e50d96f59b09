"""Certificates in several languages and layouts; each field with its place."""

import pytest

from extraction import certificates, pipeline
from extraction.certificates import plausibility
from extraction.certificates.plausibility import Known
from extraction.records import Box, Certificate, Page, Value, Word
from tests import papers

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


def test_the_name_in_an_address_of_the_web_is_the_issuer_and_never_the_holder() -> None:
    text = (
        "MERAPI METALS LTD\nDock Street 4, Port Kelana, United Kingdom\nCERTIFICATE\n"
        "Certificate holder: MERAPI METALS LTD\nCertificate number: 55-1203\nISO 9001:2015\n"
        "Date of expiry: 6 June 2027\nApproved\nNoord Keur\n"
        "info@merapimetals.example\nwww.noord-keur.example planning@noordkeur.example\n"
    )
    (found,) = certificates.read([Page(1, 0, 0, text)])
    assert found.issuer
    assert found.issuer.text == "Noord Keur"
    assert found.issuer.source.rule == "address on the web"


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


CASES = {
    "Certificado 4410\nEjemplo Cert S.L. certifica que la organización\nMetales Andara S.A.\n"
    "dispone de un sistema de gestión conforme con la norma UNE-EN ISO 9001:2015\n"
    "para las actividades:\nventa de lingotes\nque se realizan en:\nCalle Mayor 3, Quilla, España\n"
    "Fecha de primera emisión: 01.02.2015\nFecha de última emisión: 01.02.2024\n"
    "Fecha de expiración: 31.01.2027": (
        "iso", "ISO 9001:2015", "4410", "Metales Andara S.A.", "ES", "venta de lingotes",
        "Ejemplo Cert S.L.", "2024-02-01", "2027-01-31",
    ),
    "Kelana Metals (Holding) Co., Ltd.\nDock Street 4\nMalaysia\n\n"
    "Vericor Assurance certifies that the management system of the above organisation meets\n"
    "ISO 45001:2018\n\nCertificate No.: VB/12 Version: 2\n"
    "Certification cycle start date: 3 March 2024\nThis certificate expires on: 2 March 2027": (
        "iso", "ISO 45001:2018", "VB/12", "Kelana Metals (Holding) Co., Ltd.", "MY", None,
        "Vericor Assurance", "2024-03-03", "2027-03-02",
    ),
    "Letter of conformance\n4 May 2025\n\nWe are pleased to inform you that Merapi, Andara Tin "
    "Works Ltd. has been found to conform with the RMAP standard, following an assessment carried "
    "out by Attesta Registrars on 2 April 2025.\nYour reference is RM 4471. It remains valid until "
    "3 May 2026.": (
        "rmap", "RMAP", "RM 4471", "Merapi, Andara Tin Works Ltd.", None, None,
        "Attesta Registrars", "2025-05-04", "2026-05-03",
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", CASES, ids=["es", "above", "prose"])
def test_sentences_and_openings_tell_what_no_label_does(text: str) -> None:
    (found,) = certificates.read([page(text)])
    assert values(found) == CASES[text]


def test_two_certificates_on_one_page_are_read_apart() -> None:
    one = "Certificate\nCertificate no: {}\nCompany: {} Ltd.\nISO 9001:2015\nExpiry: 1 May 2027\n"
    text = one.format("A-11", "Kelana") + one.format("B-12", "Vostra")
    found = certificates.read([page(text)])
    assert [(c.number.text, c.holder.text) for c in found if c.number and c.holder] == [
        ("A-11", "Kelana Ltd."),
        ("B-12", "Vostra Ltd."),
    ]


def test_each_value_in_a_table_has_its_own_box() -> None:
    data = papers.supplier_table(
        [
            ("Certificate no.", "X-77"),
            ("Holder", "Kelana Metals Ltd."),
            ("Valid until", "1 May 2027"),
        ],
        headers=("Standard", "ISO 14001:2015"),
        title="Certificate",
    )
    reading = pipeline.read(data, "table.pdf")
    (found,) = reading.certificates
    for value, words in ((found.number, "X-77"), (found.holder, "Kelana Metals Ltd.")):
        assert value
        assert value.source.box
        inside = [w.text for w in reading.pages[0].words if _within(w.box, value.source.box)]
        assert " ".join(inside) == words


def _within(box: Box, other: Box) -> bool:
    return box[0] >= other[0] and box[1] >= other[1] and box[2] <= other[2] and box[3] <= other[3]


def test_a_short_paper_with_a_certificates_fields_is_one_under_any_title() -> None:
    text = "Award number: 12-9\nCopper Mark\nAwarded to\nKelana Ltd.\nValid through: 1 May 2027"
    assert certificates.tells([page(text)], {})
    assert not certificates.tells([page("We hold ISO 14001:2015, valid until 1 May 2027.")], {})


def test_withdrawn_editions_ask_for_a_look() -> None:
    found = certificates.read([page(ENGLISH.replace("14001:2015", "14001:2004"))])
    assert [warning.code for warning in certificates.doubts(found)] == ["withdrawn_edition"]


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("Status: suspended", True),
        ("Dit certificaat is ingetrokken op 1 mei 2025.", True),
        ("If the audit is missed, this certificate is withdrawn.", False),
        ("This certificate may be suspended at any time.", False),
    ],
)
def test_only_what_is_said_of_the_certificate_itself_ends_it(text: str, ended: bool) -> None:
    assert [found.code for found in certificates.ended([page(text)])] == (
        ["certificate_ended"] if ended else []
    )


@pytest.mark.parametrize(
    ("known", "codes"),
    [
        (Known("EX 2210 4", "Voorbeeld Draad BV", "2024-06-07", "2027-06-06"), []),
        (Known("EX-2210-4", None, "2024-06-07", "2026-06-06"), ["number_with_other_dates"]),
        (Known("EX-2210-4", None, "2021-06-07", "2024-06-06"), []),
        (Known("EX-2210-4", "Andara Metaal B.V.", None, None), ["number_with_other_holder"]),
        (Known("EX-9999", "Andara Metaal B.V.", None, "2020-01-01"), []),
    ],
)
def test_a_number_seen_before_is_compared(known: Known, codes: list[str]) -> None:
    (found,) = certificates.read([page(ENGLISH)])
    assert [warning.code for warning in plausibility.seen_otherwise(found, [known])] == codes


def test_a_holder_in_another_country_than_the_smelter_is_asked_about() -> None:
    (found,) = certificates.read([page(ENGLISH)])
    assert [w.code for w in plausibility.elsewhere(found, "ID")] == ["holder_elsewhere"]
    assert list(plausibility.elsewhere(found, "NL")) == []
    assert list(plausibility.elsewhere(found, None)) == []
