"""Layouts of certificates that the reader may be worked on with."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from reportlab.platypus import Flowable

from benchmarks.papers.facts import Certificate, Drawn, Names, Paper, draw
from benchmarks.papers.sheet import BIG, BOLD, CENTRED, SMALL, TITLE, gap, page, pdf, table, text

Layout = Callable[[Names, Random, int], Paper]
LANGUAGES = ("nl", "en", "de", "fr", "it", "es")


def _truth(facts: Drawn, **other: object) -> Certificate:
    scheme = "sa8000" if facts.standard.startswith("SA") else "iso"
    known = {
        "scheme": scheme, "standard": facts.standard, "number": facts.number, "holder": facts.holder,
        "country": facts.country, "issuer": facts.issuer, "issued": facts.issued.isoformat(),
        "expires": facts.expires.isoformat(), "scope": facts.scope,
    }  # fmt: skip
    return Certificate(**{**known, **other})  # type: ignore[arg-type]


LIST = {
    "en": ("Certificate of Registration", "Certificate number: {number}", "Organization: {holder}", "Address: {address}",
           "Standard: {standard}", "Scope: {scope}", "Date of initial registration: {first}", "Certification decision date: {decision}",
           "Date of issue: {issued}", "Date of expiry: {expires}", "Issued by: {issuer}", "Accreditation: UKAS {acc}", "Authorised signature"),
    "nl": ("Certificaat", "Certificaatnr.: {number}", "Naam organisatie: {holder}", "Adres: {address}", "Norm: {standard}",
           "Scope van certificatie: {scope}", "Datum eerste certificatie: {first}", "Besluitdatum: {decision}", "Datum uitgifte: {issued}",
           "Vervaldatum: {expires}", "Uitgegeven door: {issuer}", "Accreditatie: RvA C {acc}", "Handtekening directeur"),
    "de": ("Zertifikat", "Zertifikatsnummer: {number}", "Unternehmen: {holder}", "Anschrift: {address}", "Norm: {standard}",
           "Geltungsbereich: {scope}", "Datum der Erstzertifizierung: {first}", "Datum der Entscheidung: {decision}",
           "Ausstellungsdatum: {issued}", "Gültig bis: {expires}", "Ausgestellt von: {issuer}", "Akkreditierung: D-ZM-{acc}", "Unterschrift"),
    "fr": ("Certificat", "Certificat n° : {number}", "Entreprise : {holder}", "Adresse : {address}", "Norme : {standard}",
           "Domaine d'application : {scope}", "Date de première certification : {first}", "Date de décision : {decision}",
           "Date d'émission : {issued}", "Échéance : {expires}", "Émis par : {issuer}", "Accréditation : n° {acc}", "Signature"),
    "es": ("Certificado", "Certificado nº: {number}", "Empresa: {holder}", "Dirección: {address}", "Norma: {standard}",
           "Alcance de la certificación: {scope}", "Fecha de certificación inicial: {first}", "Fecha de decisión: {decision}",
           "Fecha de emisión: {issued}", "Válido hasta: {expires}", "Emitido por: {issuer}", "Acreditación: ENAC {acc}", "Firma"),
    "it": ("Certificato", "Certificato n.: {number}", "Azienda: {holder}", "Indirizzo: {address}", "Norma: {standard}",
           "Campo di applicazione: {scope}", "Data prima emissione: {first}", "Data della decisione: {decision}",
           "Data di emissione: {issued}", "Data di scadenza: {expires}", "Rilasciato da: {issuer}", "Accreditamento: {acc}", "Firma"),
}  # fmt: skip


def _filled(words: tuple[str, ...], facts: Drawn, **other: str) -> list[str]:
    return [
        w.format(
            number=facts.number, holder=facts.holder, address=facts.address, standard=facts.standard, scope=facts.scope,
            first=facts.day(facts.first), decision=facts.day(facts.issued - timedelta(days=9)),
            issued=facts.day(facts.issued), expires=facts.day(facts.expires), issuer=facts.issuer, acc=f"{facts.random.randrange(100, 999)}",
            land=facts.land, street=facts.street, town=facts.town, **other,
        )
        for w in words
    ]  # fmt: skip


def labelled(names: Names, random: Random, turn: int) -> Paper:
    """Labels with a colon, one a line, among other dates and numbers."""
    facts = draw(names, LANGUAGES[turn % 6], random)
    w = _filled(LIST[facts.language], facts)
    flow = [
        text(w[0], TITLE),
        gap(),
        *(text(line) for line in w[1:11]),
        gap(30),
        text(w[11], SMALL),
        text(w[12], SMALL),
    ]
    return Paper(f"labelled-{facts.language}-{turn}", pdf(flow), "certificate", (_truth(facts),))


def bare(names: Names, random: Random, turn: int) -> Paper:
    """Two columns without rules and without colons."""
    facts = draw(names, LANGUAGES[(turn + 1) % 6], random)
    w = _filled(LIST[facts.language], facts)
    rows = [line.split(":", 1) for line in w[1:11]]
    flow = [
        text(w[0], TITLE),
        gap(),
        table([(a.strip(), b.strip()) for a, b in rows], (190, 290), ruled=turn % 2 == 1),
    ]
    return Paper(f"bare-{facts.language}-{turn}", pdf(flow, footer=f"{w[11]}\n{facts.issuer}, {facts.town}"), "certificate", (_truth(facts),))  # fmt: skip


CERTIFY = {
    "en": ("CERTIFICATE", "{issuer} hereby certifies that the management system of", "at {street}, {town}, {land}",
           "has been audited and found to be in accordance with the requirements of the management system standard detailed below",
           "Certificate Number {number}", "This certificate is valid for the following activities: {scope}",
           "This certificate is valid from {issued} until {expires} and remains valid subject to satisfactory surveillance audits.",
           "Re-certification audit due before {decision}. Issue 3. Certified since {first}."),
    "nl": ("CERTIFICAAT", "{issuer} verklaart hierbij dat het managementsysteem van", "gevestigd te {street}, {town}, {land}",
           "is beoordeeld en in overeenstemming is bevonden met de eisen van", "Certificaatnummer {number}",
           "Dit certificaat is geldig voor de volgende activiteiten: {scope}",
           "Dit certificaat is geldig van {issued} tot {expires}, mits de controleaudits met goed gevolg worden afgerond.",
           "Uitgave 3. Gecertificeerd sinds {first}."),
    "de": ("ZERTIFIKAT", "{issuer} bescheinigt hiermit, dass das Managementsystem der Firma", "{street}, {town}, {land}",
           "auditiert wurde und die Anforderungen erfüllt von", "Zertifikatsnummer {number}",
           "Dieses Zertifikat ist gültig für die folgenden Tätigkeiten: {scope}",
           "Dieses Zertifikat ist gültig vom {issued} bis {expires} und bleibt gültig bei zufriedenstellenden Überwachungsaudits.",
           "Ausgabe 3. Zertifiziert seit {first}."),
    "fr": ("CERTIFICAT", "{issuer} certifie que le système de management de", "situé {street}, {town}, {land}",
           "a été audité et jugé conforme aux exigences de la norme", "Numéro de certificat {number}",
           "Ce certificat couvre les activités suivantes : {scope}",
           "Ce certificat est valable du {issued} au {expires}, sous réserve d'audits de surveillance satisfaisants.",
           "Version 3. Certifié depuis le {first}."),
    "es": ("CERTIFICADO", "{issuer} certifica que el sistema de gestión de", "con domicilio en {street}, {town}, {land}",
           "ha sido auditado y es conforme con los requisitos de la norma", "Número de certificado {number}",
           "Este certificado es válido para las siguientes actividades: {scope}",
           "Este certificado es válido desde {issued} hasta {expires}, sujeto a auditorías de seguimiento satisfactorias.",
           "Edición 3. Certificado desde {first}."),
    "it": ("CERTIFICATO", "{issuer} certifica che il sistema di gestione di", "con sede in {street}, {town}, {land}",
           "è stato valutato e giudicato conforme ai requisiti della norma", "Numero di certificato {number}",
           "Questo certificato è valido per le seguenti attività: {scope}",
           "Questo certificato è valido dal {issued} al {expires}, subordinatamente all'esito delle sorveglianze.",
           "Edizione 3. Certificato dal {first}."),
}  # fmt: skip


def certifies(names: Names, random: Random, turn: int) -> Paper:
    """A body certifies, in centred sentences; the validity in one of them."""
    facts = draw(names, LANGUAGES[(turn + 2) % 6], random)
    w = _filled(CERTIFY[facts.language], facts)
    flow = [
        text(w[0], TITLE), text(w[1], CENTRED), gap(), text(facts.holder, BIG), text(w[2], CENTRED), gap(), text(w[3], CENTRED),
        gap(4), text(facts.standard, BIG), text(w[4], CENTRED), gap(), text(w[5], CENTRED), gap(), text(w[6], CENTRED), gap(30),
        text(w[7], SMALL),
    ]  # fmt: skip
    return Paper(
        f"certifies-{facts.language}-{turn}",
        pdf(flow, footer="Page {page}/1"),
        "certificate",
        (_truth(facts),),
    )


CONFORM = {
    "en": ("Certificate", "Certificate No:\n{number}", "Initial certification date:\n{first}", "Valid:\n{issued} - {expires}",
           "This is to certify that the management system of", "has been found to conform to the standard:",
           "This certificate is valid for the following scope:", "Place and date: {town}, {decision}", "For the issuing office:\n{issuer}"),
    "nl": ("Certificaat", "Certificaatnr.:\n{number}", "Datum eerste certificatie:\n{first}", "Geldig:\n{issued} - {expires}",
           "Hiermee wordt verklaard dat het managementsysteem van", "voldoet aan de norm:",
           "Dit certificaat is geldig voor de volgende scope:", "Plaats en datum: {town}, {decision}", "Namens de certificatie-instelling:\n{issuer}"),
    "de": ("Zertifikat", "Zertifikat-Nr.:\n{number}", "Erstzertifizierung:\n{first}", "Gültig:\n{issued} - {expires}",
           "Hiermit wird bescheinigt, dass das Managementsystem von", "die Anforderungen der folgenden Norm erfüllt:",
           "Dieses Zertifikat ist gültig für den folgenden Geltungsbereich:", "Ort und Datum: {town}, {decision}", "Für die Zertifizierungsstelle:\n{issuer}"),
    "fr": ("Certificat", "Certificat n° :\n{number}", "Date de certification initiale :\n{first}", "Validité :\n{issued} - {expires}",
           "Ceci est pour certifier que le système de management de", "est conforme à la norme :",
           "Ce certificat est valide pour le périmètre suivant :", "Lieu et date : {town}, {decision}", "Pour l'organisme de certification :\n{issuer}"),
    "es": ("Certificado", "Certificado n.º:\n{number}", "Fecha de certificación inicial:\n{first}", "Validez:\n{issued} - {expires}",
           "Por la presente se certifica que el sistema de gestión de", "es conforme con la norma:",
           "Este certificado es válido para el siguiente alcance:", "Lugar y fecha: {town}, {decision}", "Por la entidad de certificación:\n{issuer}"),
    "it": ("Certificato", "Certificato n.:\n{number}", "Data prima emissione:\n{first}", "Validità:\n{issued} - {expires}",
           "Si certifica che il sistema di gestione di", "è conforme alla norma:",
           "Questa certificazione è valida per il seguente campo applicativo:", "Luogo e data: {town}, {decision}", "Per l'organismo di certificazione:\n{issuer}"),
}  # fmt: skip


def conform(names: Names, random: Random, turn: int) -> Paper:
    """Labels above their values in a row at the top, the rest under each other."""
    facts = draw(names, LANGUAGES[(turn + 3) % 6], random)
    w = _filled(CONFORM[facts.language], facts)
    flow = [
        text(w[0].upper(), BIG), gap(), table([w[1:4]], (150, 160, 170), ruled=False), gap(20), text(w[4]), text(facts.holder, BIG),
        text(facts.address), gap(), text(w[5]), text(facts.standard, BOLD), gap(), text(w[6]), text(facts.scope, BOLD), gap(40),
        table([[w[7], w[8]]], (240, 240), ruled=False), text("Lack of fulfilment of conditions may render this certificate invalid.", SMALL),
    ]  # fmt: skip
    truth = _truth(facts)
    return Paper(
        f"conform-{facts.language}-{turn}",
        pdf(flow, footer=f"ACCREDITED UNIT: {facts.issuer}, 12 Some Street"),
        "certificate",
        (truth,),
    )


ANNEX = {
    "en": ("Certificate No. {number}", "Certificate holder: {holder}", "Standard: {standard}", "Scope: {scope}", "Issued on: {issued}",
           "Valid until: {expires}", "Certification body: {issuer}", "Appendix to certificate {number}", "Certified sites:"),
    "nl": ("Certificaat nr. {number}", "Certificaathouder: {holder}", "Norm: {standard}", "Toepassingsgebied: {scope}", "Afgegeven op: {issued}",
           "Geldig tot: {expires}", "Certificerende instelling: {issuer}", "Bijlage bij certificaat {number}", "Vestigingen:"),
    "de": ("Zertifikat-Nr. {number}", "Zertifikatsinhaber: {holder}", "Norm: {standard}", "Geltungsbereich: {scope}", "Ausgestellt am: {issued}",
           "Gültig bis: {expires}", "Zertifizierungsstelle: {issuer}", "Anlage zum Zertifikat {number}", "Standorte:"),
    "it": ("Certificato n. {number}", "Titolare: {holder}", "Norma: {standard}", "Campo di applicazione: {scope}", "Emesso il: {issued}",
           "Scadenza: {expires}", "Ente di certificazione: {issuer}", "Allegato al certificato {number}", "Siti certificati:"),
}  # fmt: skip


def annex(names: Names, random: Random, turn: int) -> Paper:
    """A list of sites on a second page, or under the rest."""
    facts = draw(names, ("en", "nl", "de", "it")[turn % 4], random)
    w = _filled(ANNEX[facts.language], facts)
    flow: list[Flowable] = [
        *(text(line) for line in w[:7]),
        page() if turn % 2 else gap(20),
        text(w[7], BOLD),
        gap(),
        text(w[8]),
    ]
    flow += [text(f"{random.choice(('-', '•'))} {site}") for site in facts.sites]
    truth = _truth(facts, sites=facts.sites, country=None)
    return Paper(
        f"annex-{facts.language}-{turn}", pdf(flow, footer="Page {page}"), "certificate", (truth,)
    )


def several(names: Names, random: Random, turn: int) -> Paper:
    """Certificates of different holders in one file: a page each, or under each other."""
    language = LANGUAGES[turn % 6]
    together = turn % 2 == 0
    flow: list[Flowable] = []
    truths: list[Certificate] = []
    for _ in range(2 if together else 3):
        facts = draw(names, language, random)
        w = _filled(LIST[language], facts)
        flow += [
            text(w[0].upper(), BIG),
            *(text(line) for line in w[1:11]),
            gap(30) if together else page(),
        ]
        truths.append(_truth(facts))
    return Paper(f"several-{language}-{turn}", pdf(flow), "certificate", tuple(truths))


SCHEMES = (
    ("rmap", "RMAP", "Responsible Minerals Assurance Process"),
    ("rjc", "RJC Chain of Custody", "RJC Chain-of-Custody Standard 2017"),
    ("copper_mark", "Copper Mark", "The Copper Mark"),
    ("responsiblesteel", "ResponsibleSteel", "ResponsibleSteel Standard Version 2.0"),
    ("asi", "ASI Chain of Custody", "ASI Chain of Custody Standard V2"),
    ("irma", "IRMA", "IRMA Standard for Responsible Mining v1.0"),
    ("lbma", "LBMA Responsible Gold Guidance", "LBMA Responsible Sourcing Programme"),
)


def scheme(names: Names, random: Random, turn: int) -> Paper:
    """A scheme's certificate with labels, or its letter."""
    facts = draw(names, "en", random)
    family, standard, printed = SCHEMES[turn % len(SCHEMES)]
    if turn % 2:
        flow = [
            text("CONFORMANCE LETTER", BIG), gap(), text(f"Date: {facts.day(facts.issued)}"), gap(),
            text(f"To: {facts.holder}, {facts.address}"), gap(),
            text(f"This letter confirms that {facts.holder} has successfully completed an assessment against the {printed} "
                 f"and is conformant. The assessment was performed by {facts.issuer}."), gap(),
            text(f"Certificate number: {facts.number}"), text(f"Valid until: {facts.day(facts.expires)}"),
        ]  # fmt: skip
        truth = _truth(facts, scheme=family, standard=standard, scope=None)
    else:
        flow = [
            text("Certificate", TITLE), gap(), text(f"{facts.holder}", BIG), text("has been certified against", CENTRED),
            text(printed, BIG), gap(), text(f"Certificate ID: {facts.number}"), text(f"Country: {facts.land}"),
            text(f"Certification period: {facts.day(facts.issued)} to {facts.day(facts.expires)}"),
            text(f"Certification scope: {facts.scope}"), text(f"Assessor: {facts.issuer}"),
        ]  # fmt: skip
        truth = _truth(facts, scheme=family, standard=standard)
    return Paper(f"scheme-{family}-{turn}", pdf(flow), "certificate", (truth,))


MILL = (
    "Werkszeugnis 2.2 nach EN 10204",
    "Inspection certificate EN 10204 - 3.1",
    "Keuringscertificaat 3.1 EN 10204",
    "Certificato di collaudo 3.1 EN 10204",
    "Mill Test Certificate acc. EN 10204/3.2",
)


def mill(names: Names, random: Random, turn: int) -> Paper:
    """A mill's certificate, which is none of ours."""
    facts = draw(names, "en", random)
    flow = [
        text(MILL[turn % len(MILL)], BIG), text(facts.holder), text(f"Certificate no: {facts.number}   Date: {facts.day(facts.issued)}"),
        table([["Heat", "Tensile strength", "Elongation"], ["A1223", "455 MPa", "24 %"], ["A1224", "451 MPa", "25 %"]], (120,) * 3),
    ]  # fmt: skip
    return Paper(f"mill-{turn}", pdf(flow), "mill_certificate")


LAYOUTS: tuple[Layout, ...] = (labelled, bare, certifies, conform, annex, several, scheme, mill)
