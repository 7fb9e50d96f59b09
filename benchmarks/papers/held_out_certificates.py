"""Held-out layouts of certificates: what the commonest ones of certification bodies look like."""

from collections.abc import Callable
from random import Random

from reportlab.platypus import Flowable

from benchmarks.papers.facts import Certificate, Drawn, Names, Paper, draw
from benchmarks.papers.sheet import BIG, BOLD, CENTRED, SMALL, TITLE, gap, page, pdf, table, text

Layout = Callable[[Names, Random, int], Paper]
LANGUAGES = ("en", "nl", "de", "fr", "es", "it")
SYSTEM = {
    "ISO 14001:2015": ("Environmental", "milieu", "Umwelt", "environnemental", "ambiental", "ambientale"),
    "ISO 45001:2018": (
        "Occupational Health and Safety", "arbo", "Arbeitsschutz",
        "de la santé et de la sécurité au travail", "de la seguridad y salud en el trabajo",
        "per la salute e sicurezza sul lavoro",
    ),
    "ISO 9001:2015": ("Quality", "kwaliteits", "Qualitäts", "de la qualité", "de la calidad", "per la qualità"),
    "ISO 50001:2018": ("Energy", "energie", "Energie", "de l'énergie", "de la energía", "dell'energia"),
    "SA8000:2014": ("Social Accountability", "sociaal ", "Sozial", "social", "social", "di responsabilità sociale"),
}  # fmt: skip


def _system(facts: Drawn) -> str:
    return SYSTEM[facts.standard][LANGUAGES.index(facts.language)]


def _truth(facts: Drawn, **other: object) -> Certificate:
    scheme = "sa8000" if facts.standard.startswith("SA") else "iso"
    known = {
        "scheme": scheme, "standard": facts.standard, "number": facts.number, "holder": facts.holder,
        "country": facts.country, "issuer": facts.issuer, "issued": facts.issued.isoformat(),
        "expires": facts.expires.isoformat(), "scope": facts.scope,
    }  # fmt: skip
    return Certificate(**{**known, **other})  # type: ignore[arg-type]


APPROVAL = {
    "en": (
        "CERTIFICATE OF APPROVAL", "This is to certify that the {system} Management System of:",
        "has been approved by {issuer} to the following standard:", "The scope of this approval is applicable to:",
        "Approval number: {number}", "Current issue date:", "Expiry date:", "Original approval:",
        "Accredited under UKAS No. 0{acc}", "This certificate is valid only in association with the certificate schedule.",
    ),
    "nl": (
        "CERTIFICAAT VAN GOEDKEURING", "Hiermee wordt verklaard dat het {system}managementsysteem van:",
        "is goedgekeurd door {issuer} volgens de volgende norm:", "Deze goedkeuring is van toepassing op:",
        "Goedkeuringsnummer: {number}", "Huidige uitgiftedatum:", "Verloopdatum:", "Oorspronkelijke goedkeuring:",
        "Geaccrediteerd door de RvA onder nr. C {acc}", "Dit certificaat is eigendom van de certificatie-instelling.",
    ),
    "de": (
        "ZERTIFIKAT", "Hiermit wird bescheinigt, dass das {system}managementsystem von:",
        "von {issuer} nach folgender Norm zugelassen wurde:", "Die Zulassung gilt für:",
        "Zulassungsnummer: {number}", "Aktuelles Ausgabedatum:", "Ablaufdatum:", "Erstzulassung:",
        "Akkreditiert durch DAkkS, D-ZM-{acc}-01-00", "Dieses Zertifikat ist Eigentum der Zertifizierungsstelle.",
    ),
    "fr": (
        "CERTIFICAT D'APPROBATION", "Nous certifions que le système de management {system} de :",
        "a été approuvé par {issuer} selon la norme suivante :", "Cette approbation s'applique à :",
        "Numéro d'approbation : {number}", "Date d'émission actuelle :", "Date d'expiration :", "Première approbation :",
        "Accréditation COFRAC n° 4-0{acc}", "Ce certificat est la propriété de l'organisme de certification.",
    ),
    "es": (
        "CERTIFICADO DE APROBACIÓN", "Se certifica que el sistema de gestión {system} de:",
        "ha sido aprobado por {issuer} de acuerdo con la norma siguiente:", "Esta aprobación es aplicable a:",
        "Número de aprobación: {number}", "Fecha de emisión actual:", "Fecha de caducidad:", "Aprobación original:",
        "Acreditado por ENAC con el nº {acc}/C-SG", "Este certificado es propiedad de la entidad.",
    ),
    "it": (
        "CERTIFICATO DI APPROVAZIONE", "Si certifica che il sistema di gestione {system} di:",
        "è stato approvato da {issuer} secondo la seguente norma:", "Questa approvazione si applica a:",
        "Numero di approvazione: {number}", "Data di emissione corrente:", "Data di scadenza:", "Prima approvazione:",
        "Accreditamento ACCREDIA n. {acc}A", "Il presente certificato è di proprietà dell'ente.",
    ),
}  # fmt: skip


def approval(names: Names, random: Random, turn: int) -> Paper:
    """Centred prose, the dates in three columns under it, accreditation in the foot."""
    facts = draw(names, LANGUAGES[turn % 6], random)
    w = [
        words.format(
            system=_system(facts),
            issuer=facts.issuer,
            number=facts.number,
            acc=random.randrange(100, 999),
        )
        for words in APPROVAL[facts.language]
    ]
    flow = [
        text(w[0], TITLE), gap(20), text(w[1], CENTRED), gap(), text(facts.holder, BIG),
        text(f"{facts.street}\n{facts.town}\n{facts.land}", CENTRED), gap(), text(w[2], CENTRED), gap(),
        text(facts.standard, BIG), gap(), text(w[3], CENTRED), text(facts.scope, CENTRED), gap(24),
        text(w[4], CENTRED), gap(),
        table([[w[5], w[6], w[7]], [facts.day(facts.issued), facts.day(facts.expires), facts.day(facts.first)]],
              (150, 150, 150), ruled=False),
        gap(40), text(w[9], SMALL),
    ]  # fmt: skip
    return Paper(
        f"approval-{facts.language}-{turn}", pdf(flow, footer=w[8]), "certificate", (_truth(facts),)
    )


PROVEN = {
    "en": (
        "CERTIFICATE", "The Certification Body of {issuer}\nhereby certifies that the organisation",
        "for the scope", "has established and applies a Management System ({system}).",
        "An audit was performed, Report No. {report}. Proof has been furnished that the requirements according to",
        "are fulfilled.", "The certificate is valid from {a} until {b}.", "Certificate Registration No.: {number}",
        "Annual surveillance audit on or before {c}",
    ),
    "nl": (
        "CERTIFICAAT", "De certificatie-instelling {issuer}\nverklaart dat de onderneming",
        "voor het toepassingsgebied", "een managementsysteem ({system}) heeft ingevoerd en toepast.",
        "Door een audit, rapportnr. {report}, is aangetoond dat aan de eisen van",
        "wordt voldaan.", "Dit certificaat is geldig van {a} tot {b}.", "Certificaatregistratienr.: {number}",
        "Jaarlijkse controleaudit vóór {c}",
    ),
    "de": (
        "ZERTIFIKAT", "Die Zertifizierungsstelle der {issuer}\nbescheinigt, dass das Unternehmen",
        "für den Geltungsbereich", "ein Managementsystem ({system}) eingeführt hat und anwendet.",
        "Durch ein Audit, Bericht-Nr. {report}, wurde der Nachweis erbracht, dass die Forderungen der",
        "erfüllt sind.", "Dieses Zertifikat ist gültig vom {a} bis {b}.", "Zertifikat-Registrier-Nr.: {number}",
        "Nächstes Überwachungsaudit bis {c}",
    ),
    "fr": (
        "CERTIFICAT", "L'organisme de certification {issuer}\natteste que la société",
        "pour le domaine d'application", "a mis en place et applique un système de management ({system}).",
        "Un audit, rapport n° {report}, a démontré que les exigences de la norme",
        "sont satisfaites.", "Ce certificat est valable du {a} au {b}.", "N° d'enregistrement du certificat : {number}",
        "Audit de surveillance avant le {c}",
    ),
    "es": (
        "CERTIFICADO", "El organismo de certificación {issuer}\ncertifica que la empresa",
        "para el ámbito de aplicación", "ha implantado y aplica un sistema de gestión ({system}).",
        "Mediante auditoría, informe nº {report}, se ha comprobado que se cumplen los requisitos de",
        "en su totalidad.", "Este certificado es válido desde {a} hasta {b}.", "Nº de registro del certificado: {number}",
        "Auditoría de seguimiento antes del {c}",
    ),
    "it": (
        "CERTIFICATO", "L'organismo di certificazione {issuer}\ncertifica che l'azienda",
        "per il campo di applicazione", "ha introdotto e applica un sistema di gestione ({system}).",
        "Mediante audit, rapporto n. {report}, è stato dimostrato che i requisiti della norma",
        "sono soddisfatti.", "Il presente certificato è valido dal {a} al {b}.", "N. di registrazione del certificato: {number}",
        "Audit di sorveglianza entro il {c}",
    ),
}  # fmt: skip


def proven(names: Names, random: Random, turn: int) -> Paper:
    """A body certifies that an undertaking applies a system: all in sentences, no labels but one."""
    facts = draw(names, LANGUAGES[(turn + 2) % 6], random)
    w = [
        words.format(
            system=_system(facts).strip(), issuer=facts.issuer, number=facts.number,
            report=random.randrange(10**7, 10**8), a=facts.day(facts.issued), b=facts.day(facts.expires),
            c=facts.day(facts.issued.replace(day=15, year=facts.issued.year + 1)),
        )
        for words in PROVEN[facts.language]
    ]  # fmt: skip
    standard = facts.standard if facts.language != "de" else f"DIN EN {facts.standard}"
    standard = standard.replace("DIN EN SA", "SA")
    flow = [
        text(w[0], TITLE), gap(), text(w[1], CENTRED), gap(), text(facts.holder, BIG), gap(4),
        text(facts.address, CENTRED), gap(), text(w[2], CENTRED), gap(4), text(facts.scope, BIG), gap(4),
        text(w[3], CENTRED), gap(), text(w[4], CENTRED), text(standard, BIG), text(w[5], CENTRED), gap(),
        text(w[6], CENTRED), text(w[7], CENTRED), gap(), text(w[8], SMALL), gap(30),
        text(f"{facts.town.split()[-1]}, {facts.day(facts.issued)}", SMALL),
    ]  # fmt: skip
    return Paper(f"proven-{facts.language}-{turn}", pdf(flow), "certificate", (_truth(facts),))


GRID = (
    ("Certificate no. / Zertifikatsnummer", "number"), ("Certified organisation / Zertifizierte Organisation", "holder"),
    ("Address / Adresse", "address"), ("Standard / Norm", "standard"), ("Scope / Geltungsbereich", "scope"),
    ("First certification / Erstzertifizierung", "first"), ("Issued / Ausgestellt", "issued"),
    ("Valid until / Gültig bis", "expires"), ("Certification body / Zertifizierungsstelle", "issuer"),
)  # fmt: skip
GRID_OTHER = {
    "nl": ("Certificaatnummer / Certificate number", "Certificaathouder / Certificate holder", "Adres / Address",
           "Norm / Standard", "Toepassingsgebied / Scope", "Eerste uitgifte / First issue", "Uitgiftedatum / Date of issue",
           "Geldig tot / Valid until", "Certificatie-instelling / Certification body"),
    "fr": ("N° de certificat / Certificate no.", "Organisme certifié / Certified organisation", "Adresse / Address",
           "Référentiel / Standard", "Périmètre / Scope", "Première certification / First certification",
           "Délivré le / Issued on", "Valable jusqu'au / Valid until", "Organisme certificateur / Certification body"),
    "es": ("Nº de certificado / Certificate No.", "Organización certificada / Certified organization",
           "Dirección / Address", "Norma / Standard", "Alcance / Scope", "Primera certificación / First certification",
           "Fecha de emisión / Issue date", "Fecha de vencimiento / Expiry date", "Entidad de certificación / Certification body"),
    "it": ("Certificato n. / Certificate no.", "Organizzazione certificata / Certified organization",
           "Indirizzo / Address", "Norma / Standard", "Scopo / Scope", "Prima emissione / First issue",
           "Emissione corrente / Current issue", "Scadenza / Expiry", "Organismo di certificazione / Certification body"),
}  # fmt: skip


def grid(names: Names, random: Random, turn: int) -> Paper:
    """A ruled table with labels in two languages."""
    language = ("de", "nl", "fr", "es", "it", "en")[turn % 6]
    facts = draw(names, language, random)
    labels = GRID_OTHER.get(language, tuple(label for label, _ in GRID))
    rows = [
        (label, {
            "number": facts.number, "holder": facts.holder, "address": facts.address, "standard": facts.standard,
            "scope": facts.scope, "issuer": facts.issuer,
        }.get(name) or facts.day(getattr(facts, name)))
        for label, (_, name) in zip(labels, GRID, strict=True)
    ]  # fmt: skip
    flow = [text("Certificate" if language == "en" else "Certificate / " + APPROVAL[language][0].title(), BIG), gap(),
            table(rows, (190, 290))]  # fmt: skip
    footer = f"IAF MLA   Accreditation no. {random.randrange(1000, 9999)}   Form F-07 rev. 4, 01-02-2019   Page {{page}} of 1"
    return Paper(
        f"grid-{language}-{turn}", pdf(flow, footer=footer), "certificate", (_truth(facts),)
    )


ANNEX = {
    "en": ("Annex to certificate no. {number}", "Site", "Address", "Activities", "Central function", "Page {page} of 2",
           "Certificate no. {number}", "Holder of the certificate", "has implemented and maintains a management system in conformity with",
           "Scope of certification", "Valid from {a}", "Valid to {b}", "issued by {issuer}"),
    "nl": ("Bijlage bij certificaat nr. {number}", "Vestiging", "Adres", "Activiteiten", "Hoofdvestiging", "Pagina {page} van 2",
           "Certificaat nr. {number}", "Houder van het certificaat", "beschikt over een managementsysteem dat voldoet aan",
           "Reikwijdte van de certificatie", "Geldig vanaf {a}", "Geldig tot en met {b}", "afgegeven door {issuer}"),
    "de": ("Anhang zum Zertifikat Nr. {number}", "Standort", "Anschrift", "Tätigkeiten", "Zentrale", "Seite {page} von 2",
           "Zertifikat Nr. {number}", "Inhaber des Zertifikats", "unterhält ein Managementsystem gemäß",
           "Geltungsbereich der Zertifizierung", "Gültig ab {a}", "Gültig bis {b}", "ausgestellt durch {issuer}"),
    "fr": ("Annexe au certificat n° {number}", "Site", "Adresse", "Activités", "Siège", "Page {page} sur 2",
           "Certificat n° {number}", "Titulaire du certificat", "dispose d'un système de management conforme à",
           "Champ de la certification", "Valable à partir du {a}", "Valable jusqu'au {b}", "délivré par {issuer}"),
}  # fmt: skip


def annex(names: Names, random: Random, turn: int) -> Paper:
    """A first page with few labels, and a table of sites on the second."""
    facts = draw(names, ("en", "nl", "de", "fr")[turn % 4], random)
    w = [
        words.replace("{page}", "@").format(
            number=facts.number, a=facts.day(facts.issued), b=facts.day(facts.expires), issuer=facts.issuer
        ).replace("@", "{page}")
        for words in ANNEX[facts.language]
    ]  # fmt: skip
    rows = [
        [w[1], w[2], w[3]],
        *(
            [w[4] if n == 0 else f"{w[1]} {n + 1}", site, facts.scope]
            for n, site in enumerate(facts.sites)
        ),
    ]
    flow: list[Flowable] = [
        text(facts.issuer, BOLD), gap(20), text(w[6]), gap(), text(w[7]), text(facts.holder, BOLD), text(facts.address), gap(),
        text(w[8]), text(facts.standard, BOLD), gap(), text(w[9]), text(facts.scope), gap(), text(w[10]), text(w[11]),
        text(w[12]), page(), text(w[0], BOLD), gap(), text(facts.holder), gap(), table(rows, (110, 200, 170), header=True),
    ]  # fmt: skip
    truth = _truth(facts, sites=facts.sites)
    return Paper(f"annex-{facts.language}-{turn}", pdf(flow, footer=w[5]), "certificate", (truth,))


def several(names: Names, random: Random, turn: int) -> Paper:
    """Two or three certificates of one holder, a page each, or two on a page."""
    facts = draw(names, LANGUAGES[turn % 6], random)
    together = turn % 2 == 1
    flow: list[Flowable] = []
    truths: list[Certificate] = []
    norms = ("ISO 9001:2015", "ISO 14001:2015", "ISO 45001:2018")[: 2 if together else 3]
    for number, norm in enumerate(norms):
        w = APPROVAL[facts.language]
        own = f"{facts.number}-{'QEH'[number]}"
        flow += [
            text(w[0], BIG), gap(4), text(w[4].format(number=own)), text(facts.holder, BOLD), text(facts.address),
            text(norm, BOLD), text(f"{w[3]} {facts.scope}"), text(f"{w[5]} {facts.day(facts.issued)}"),
            text(f"{w[6]} {facts.day(facts.expires)}"), gap(30) if together else page(),
        ]  # fmt: skip
        truths.append(
            _truth(facts, standard=norm, scheme="iso", number=own, issuer=None, holder=facts.holder)
        )
    return Paper(f"several-{facts.language}-{turn}", pdf(flow), "certificate", tuple(truths))


SCHEMES = (
    ("rmap", "RMAP", "the Responsible Minerals Assurance Process (RMAP) Tin and Tantalum Standard"),
    ("lbma", "LBMA Responsible Gold Guidance", "the LBMA Responsible Gold Guidance version 9"),
    ("rjc", "RJC Code of Practices", "the RJC Code of Practices 2019"),
    ("copper_mark", "Copper Mark", "the Copper Mark criteria"),
    ("responsiblesteel", "ResponsibleSteel", "the ResponsibleSteel International Standard V2.1"),
    ("asi", "ASI Performance Standard", "the ASI Performance Standard V3"),
    ("irma", "IRMA", "the IRMA Standard for Responsible Mining"),
)


def letter(names: Names, random: Random, turn: int) -> Paper:
    """A scheme's letter to a refiner that passed."""
    facts = draw(names, "en", random)
    scheme, standard, printed = SCHEMES[turn % len(SCHEMES)]
    audited = facts.day(facts.issued.replace(day=3))
    flow = [
        text("Letter of conformance", BIG), gap(), text(facts.day(facts.issued)), gap(),
        text(f"{facts.holder}\n{facts.street}\n{facts.town}\n{facts.land}"), gap(),
        text("Dear Sir or Madam,"), gap(),
        text(f"We are pleased to inform you that {facts.holder} has been found to conform with {printed}, following an "
             f"independent assessment carried out by {facts.issuer} on {audited}."), gap(),
        text(f"Your reference is {facts.number}. This conformance remains valid until {facts.day(facts.expires)}."), gap(),
        text("Yours faithfully,\n\nJ. Voorbeeld\nProgramme manager"),
    ]  # fmt: skip
    truth = _truth(facts, scheme=scheme, standard=standard, scope=None)
    return Paper(f"letter-{scheme}-{turn}", pdf(flow), "certificate", (truth,))


def plate(names: Names, random: Random, turn: int) -> Paper:
    """A scheme's certificate: each label stands under or above its value, in two columns."""
    facts = draw(names, "en", random)
    scheme, standard, printed = SCHEMES[turn % len(SCHEMES)]
    above = turn % 2 == 0
    pairs = [
        ("MEMBER NAME", facts.holder), ("CERTIFICATION NUMBER", facts.number), ("STANDARD", printed.removeprefix("the ")),
        ("COUNTRY", facts.land), ("CERTIFICATION PERIOD", f"{facts.day(facts.issued)} - {facts.day(facts.expires)}"),
        ("AUDIT FIRM", facts.issuer), ("CERTIFICATION SCOPE", facts.scope), ("NEXT SURVEILLANCE AUDIT", facts.day(facts.issued.replace(day=2, year=facts.issued.year + 1))),
    ]  # fmt: skip
    rows: list[list[str]] = []
    for one, two in zip(pairs[::2], pairs[1::2], strict=True):
        rows += (
            [[one[0], two[0]], [one[1], two[1]], ["", ""]]
            if above
            else [[f"{one[0]}: {one[1]}", f"{two[0]}: {two[1]}"]]
        )
    flow = [text("Certification", TITLE), gap(), table(rows, (240, 240), ruled=False)]
    truth = _truth(facts, scheme=scheme, standard=standard)
    return Paper(f"plate-{scheme}-{turn}", pdf(flow), "certificate", (truth,))


def mill(names: Names, random: Random, turn: int) -> Paper:
    """A mill's inspection certificate: to be recognised and left alone."""
    facts = draw(names, ("en", "de", "nl", "fr")[turn % 4], random)
    title = {
        "en": "INSPECTION CERTIFICATE 3.1 acc. to EN 10204", "de": "ABNAHMEPRÜFZEUGNIS 3.1 nach EN 10204",
        "nl": "Fabriekscertificaat 2.2 volgens EN 10204:2004", "fr": "CERTIFICAT DE RÉCEPTION 3.2 selon NF EN 10204",
    }[facts.language]  # fmt: skip
    rows = [
        ["Heat No.", "C %", "Si %", "Mn %", "P %", "S %"],
        [str(random.randrange(10**5, 10**6)), "0.12", "0.20", "0.9", "0.012", "0.004"],
    ]
    flow = [
        text(facts.holder, BOLD), text(facts.address), gap(), text(title, BIG), gap(),
        text(f"Certificate no.: {facts.number}\nDate: {facts.day(facts.issued)}\nCustomer: Valcourt Trading Ltd.\nSteel grade: S355J2"),
        gap(), table(rows, (80,) * 6), gap(), text("Quality management system certified to ISO 9001:2015. Yield strength 371 MPa."),
    ]  # fmt: skip
    return Paper(f"mill-{facts.language}-{turn}", pdf(flow), "mill_certificate")


LAYOUTS: tuple[Layout, ...] = (approval, proven, grid, annex, several, letter, plate, mill)
