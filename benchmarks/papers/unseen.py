"""A third set, written after the reader was worked on: its first figures are those to believe."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from random import Random

from reportlab.platypus import Flowable

from benchmarks.papers import held_out, held_out_audits
from benchmarks.papers.facts import Certificate, Drawn, Finding, Names, Paper, draw
from benchmarks.papers.sheet import BIG, BOLD, CENTRED, SMALL, TITLE, gap, page, pdf, table, text

Layout = Callable[[Names, Random, int], Paper]


def _truth(facts: Drawn, **other: object) -> Certificate:
    known = {
        "scheme": "sa8000" if facts.standard.startswith("SA") else "iso", "standard": facts.standard,
        "number": facts.number, "holder": facts.holder, "country": facts.country, "issuer": facts.issuer,
        "issued": facts.issued.isoformat(), "expires": facts.expires.isoformat(), "scope": facts.scope,
    }  # fmt: skip
    return Certificate(**{**known, **other})  # type: ignore[arg-type]


def holds(names: Names, random: Random, turn: int) -> Paper:
    """The holder's name and address in a column of its own, four dates in two columns at the foot."""
    facts = draw(names, "en", random)
    name = table(
        [
            [
                "This is to certify that:",
                f"{facts.holder}\n{facts.street}\n{facts.town}\n{facts.land}",
            ]
        ],
        (150, 300),
        ruled=False,
    )
    dates = table(
        [[f"Original Registration Date: {facts.day(facts.first)}", f"Effective Date: {facts.day(facts.issued)}"],
         [f"Latest Revision Date: {facts.day(facts.issued)}", f"Expiry Date: {facts.day(facts.expires)}"]],
        (240, 240), ruled=False,
    )  # fmt: skip
    flow = [
        text("Certificate of Registration", TITLE), text(f"MANAGEMENT SYSTEM - {facts.standard}", BIG), gap(), name, gap(),
        table([["Holds Certificate No:", facts.number]], (150, 300), ruled=False), gap(),
        text(f"and operates a Management System which complies with the requirements of {facts.standard} for the following scope:"),
        gap(), table([["", facts.scope]], (150, 300), ruled=False), gap(30), text(f"For and on behalf of {facts.issuer}:"), gap(20), dates,
        text("Page: 1 of 1", SMALL), text("This certificate was issued electronically and remains the property of the body named above.", SMALL),
    ]  # fmt: skip
    return Paper(f"holds-{turn}", pdf(flow), "certificate", (_truth(facts),))


CYCLE = {
    "en": ("{issuer} certifies that the management system of the above organisation has been audited and found to be in accordance with the requirements of the standard below",
           "Scope of certification", "Original cycle start date:", "Certification cycle start date:",
           "Subject to the continued satisfactory operation of the organisation's management system, this certificate expires on: {b}", "Certificate No.: {number}", "Version: 2", "Standard"),
    "nl": ("{issuer} verklaart dat het managementsysteem van bovengenoemde organisatie is beoordeeld en voldoet aan de eisen van onderstaande norm",
           "Toepassingsgebied van de certificatie", "Aanvang oorspronkelijke cyclus:", "Aanvang certificatiecyclus:",
           "Mits het managementsysteem naar tevredenheid blijft werken, is dit certificaat geldig tot: {b}", "Certificaat nr.: {number}", "Versie: 2", "Norm"),
    "fr": ("{issuer} certifie que le système de management de l'organisme susmentionné a été audité et jugé conforme aux exigences de la norme ci-dessous",
           "Domaine de certification", "Début du cycle initial :", "Début du cycle de certification :",
           "Sous réserve du fonctionnement satisfaisant du système, ce certificat est valable jusqu'au : {b}", "Certificat n° : {number}", "Version : 2", "Norme"),
    "es": ("{issuer} certifica que el sistema de gestión de la organización arriba indicada ha sido auditado y es conforme con los requisitos de la norma siguiente",
           "Alcance de la certificación", "Inicio del ciclo original:", "Inicio del ciclo de certificación:",
           "Sujeto al funcionamiento satisfactorio del sistema, este certificado es válido hasta: {b}", "Certificado n.º: {number}", "Versión: 2", "Norma"),
}  # fmt: skip


def cycle(names: Names, random: Random, turn: int) -> Paper:
    """The holder above the sentence that certifies it; cycles instead of issues."""
    facts = draw(names, ("en", "nl", "fr", "es")[turn % 4], random)
    w = [
        words.format(issuer=facts.issuer, number=facts.number, b=facts.day(facts.expires))
        for words in CYCLE[facts.language]
    ]
    flow = [
        text(facts.holder, BIG), text(f"{facts.street}\n{facts.town}\n{facts.land}", CENTRED), gap(), text(w[0], CENTRED), gap(),
        text(w[7], CENTRED), text(facts.standard, BIG), gap(), text(w[1], CENTRED), text(facts.scope, BIG), gap(),
        table([[w[2], facts.day(facts.first)], [w[3], facts.day(facts.issued)]], (220, 200), ruled=False), text(w[4]), gap(),
        table([[w[5], w[6]]], (240, 240), ruled=False),
    ]  # fmt: skip
    return Paper(f"cycle-{facts.language}-{turn}", pdf(flow), "certificate", (_truth(facts),))


ACTIVE = {
    "es": ("{issuer} certifica que la organización", "dispone de un sistema de gestión conforme con la Norma {standard}", "para las actividades:",
           "que se realizan en:", "Fecha de primera emisión:", "Fecha de última emisión:", "Fecha de expiración:", "Certificado {number}"),
    "it": ("{issuer} certifica che l'organizzazione", "attua un sistema di gestione conforme alla norma {standard}", "per le seguenti attività:",
           "presso l'unità operativa:", "Data di prima emissione:", "Data di ultima emissione:", "Data di scadenza:", "Certificato n. {number}"),
    "fr": ("{issuer} certifie que la société", "a mis en œuvre un système de management conforme à la norme {standard}", "pour les activités suivantes :",
           "réalisées sur le site :", "Date de première délivrance :", "Date de dernière délivrance :", "Date de fin de validité :", "Certificat n° {number}"),
    "de": ("{issuer} bestätigt, dass die Organisation", "ein Managementsystem nach {standard} eingeführt hat", "für die folgenden Tätigkeiten:",
           "am Standort:", "Erstausstellung:", "Letzte Ausstellung:", "Ablaufdatum:", "Zertifikat Nr. {number}"),
}  # fmt: skip


def active(names: Names, random: Random, turn: int) -> Paper:
    """A sentence over the whole page, the address last."""
    facts = draw(names, ("es", "it", "fr", "de")[turn % 4], random)
    w = [
        words.format(issuer=facts.issuer, number=facts.number, standard=facts.standard)
        for words in ACTIVE[facts.language]
    ]
    flow = [
        text(w[7], BOLD), gap(20), text(w[0]), gap(4), text(facts.holder, BIG), gap(4), text(w[1]), gap(6), text(w[2]),
        text(facts.scope, BOLD), gap(6), text(w[3]), text(facts.address), gap(20),
        table([[w[4], facts.day(facts.first)], [w[5], facts.day(facts.issued)], [w[6], facts.day(facts.expires)]], (200, 200), ruled=False),
    ]  # fmt: skip
    return Paper(f"active-{facts.language}-{turn}", pdf(flow), "certificate", (_truth(facts),))


def across(names: Names, random: Random, turn: int) -> Paper:
    """Labels in the first row of a ruled table, values in the second."""
    facts = draw(names, ("en", "nl", "de")[turn % 3], random)
    labels = {
        "en": ("Certificate number", "Issued", "Expires", "Company", "Activities", "Registrar", "Valid for the site"),
        "nl": ("Certificaatnummer", "Afgegeven", "Vervaldatum", "Bedrijf", "Activiteiten", "Certificatie-instelling", "Geldig voor de locatie"),
        "de": ("Zertifikatsnummer", "Ausgestellt", "Ablaufdatum", "Unternehmen", "Tätigkeiten", "Zertifizierer", "Gültig für den Standort"),
    }[facts.language]  # fmt: skip
    one = table(
        [labels[:3], [facts.number, facts.day(facts.issued), facts.day(facts.expires)]],
        (160, 160, 160),
    )
    two = table([labels[3:6], [facts.holder, facts.scope, facts.issuer]], (160, 160, 160))
    flow = [
        text(facts.standard, TITLE),
        gap(),
        one,
        gap(),
        two,
        gap(),
        text(f"{labels[6]}: {facts.address}"),
    ]
    return Paper(
        f"across-{facts.language}-{turn}",
        pdf(flow, footer="Verify at www.example.invalid"),
        "certificate",
        (_truth(facts),),
    )


SCHEMES = (
    ("rmap", "RMAP", "Responsible Minerals Assurance Process"), ("lbma", "LBMA Responsible Gold Guidance", "LBMA Responsible Sourcing Programme"),
    ("copper_mark", "Copper Mark", "Copper Mark"), ("responsiblesteel", "ResponsibleSteel", "ResponsibleSteel Standard"),
    ("asi", "ASI Performance Standard", "ASI Performance Standard V3"), ("rjc", "RJC", "RJC"),
)  # fmt: skip


def award(names: Names, random: Random, turn: int) -> Paper:
    """A scheme's award to a site."""
    facts = draw(names, "en", random)
    scheme, standard, printed = SCHEMES[turn % len(SCHEMES)]
    flow = [
        text(printed, BIG), text("Statement of conformance", CENTRED), gap(), text("Awarded to", CENTRED), text(facts.holder, BIG),
        text(facts.address, CENTRED), gap(), text(f"Award number: {facts.number}"), text(f"Award date: {facts.day(facts.issued)}"),
        text(f"Valid through: {facts.day(facts.expires)}"), text(f"Third-party assessor: {facts.issuer}"), text(f"Materials and activities in scope: {facts.scope}"),
    ]  # fmt: skip
    return Paper(
        f"award-{scheme}-{turn}",
        pdf(flow),
        "certificate",
        (_truth(facts, scheme=scheme, standard=standard),),
    )


SAID = held_out_audits.SAID
SEVERITIES = ("critical", "major", "minor", "observation")


def _findings(
    facts: Drawn, random: Random, clauses: Sequence[str], weights: Sequence[int] = (1, 3, 4, 2)
) -> list[Finding]:
    said = random.sample(SAID[facts.language], 4)
    return [
        Finding(random.choice(clauses), random.choices(SEVERITIES, weights)[0], words, (facts.issued + timedelta(days=30 + n)).isoformat())
        for n, words in enumerate(said)
    ]  # fmt: skip


def _when(facts: Drawn, finding: Finding) -> str:
    return facts.day(date.fromisoformat(finding.due or ""))


FORM = {
    "en": ("Nonconformity report", "Audit of {holder}", "Report number", "Standard and clause", "Grading", "Statement of nonconformity", "Objective evidence", "Seen on site.", "Response due",
           ("Critical", "Major", "Minor", "Opportunity for improvement"), "Audit team"),
    "nl": ("Afwijkingsrapport", "Audit bij {holder}", "Rapportnummer", "Norm en paragraaf", "Soort afwijking", "Omschrijving van de afwijking", "Objectief bewijs", "Gezien op locatie.", "Reactie uiterlijk",
           ("Kritiek", "Major", "Minor", "Verbeterpunt"), "Auditteam"),
    "de": ("Abweichungsbericht", "Audit bei {holder}", "Berichtsnummer", "Norm und Kapitel", "Art der Abweichung", "Beschreibung der Abweichung", "Objektiver Nachweis", "Vor Ort gesehen.", "Antwort bis",
           ("Kritisch", "Hauptabweichung", "Nebenabweichung", "Hinweis"), "Auditteam"),
}  # fmt: skip


def form(names: Names, random: Random, turn: int) -> Paper:
    """A page for each nonconformity, its fields in a ruled form."""
    facts = draw(names, ("en", "nl", "de")[turn % 3], random)
    w = FORM[facts.language]
    found = _findings(facts, random, ("6.1.2", "7.2", "8.1", "9.2.2"))
    flow: list[Flowable] = []
    for number, f in enumerate(found, start=1):
        rows = [(w[2], f"{number:02d}"), (w[3], f"{facts.standard}, {f.clause}"), (w[4], w[9][SEVERITIES.index(f.severity)]),
                (w[5], f.statement), (w[6], w[7]), (w[8], _when(facts, f))]  # fmt: skip
        flow += [
            text(w[0], BIG),
            text(w[1].format(holder=facts.holder)),
            text(f"{w[10]}: P. Voorbeeld"),
            gap(),
            table(rows, (170, 310)),
            page(),
        ]
    return Paper(f"form-{facts.language}-{turn}", pdf(flow), "audit_report", (), tuple(found))


def combined(names: Names, random: Random, turn: int) -> Paper:
    """A table without rules or with; severity in brackets behind the words, clause in the first column."""
    facts = draw(names, ("en", "fr", "it", "es")[turn % 4], random)
    found = _findings(facts, random, ("5.2", "6.1.2", "7.5.3", "9.3"))
    w = {
        "en": ("Audit report: findings", "Clause", "Observation of the auditor", "Type", "To be closed by", ("Critical NC", "Major NC", "Minor NC", "OFI")),
        "fr": ("Rapport d'audit : constats", "Chapitre", "Constat de l'auditeur", "Type", "Délai", ("NC critique", "NC majeure", "NC mineure", "Remarque")),
        "it": ("Rapporto di audit: rilievi", "Requisito", "Rilievo del valutatore", "Tipo", "Entro il", ("NC critica", "NC maggiore", "NC minore", "Osservazione")),
        "es": ("Informe de auditoría: hallazgos", "Requisito", "Hallazgo del auditor", "Tipo", "Plazo", ("NC crítica", "NC mayor", "NC menor", "Observación")),
    }[facts.language]  # fmt: skip
    rows = [
        [w[1], w[3], w[2], w[4]],
        *(
            [f.clause, w[5][SEVERITIES.index(f.severity)], f.statement, _when(facts, f)]
            for f in found
        ),
    ]
    flow = [
        text(w[0], BIG),
        text(facts.holder),
        gap(),
        table(rows, (60, 80, 250, 90), ruled=turn % 2 == 0),
    ]
    return Paper(f"combined-{facts.language}-{turn}", pdf(flow), "audit_report", (), tuple(found))


NARRATED = {
    "en": ("Assessment report\nLead auditor: P. Voorbeeld", "{n}. {word} non-conformance (section {clause}). {said} Corrective action is due by {due}.", ("Critical", "Major", "Minor", "Minor")),
    "nl": ("Auditverslag\nHoofdauditor: P. Voorbeeld", "{n}. {word} afwijking (paragraaf {clause}). {said} De maatregel is gereed uiterlijk {due}.", ("Kritieke", "Ernstige", "Kleine", "Kleine")),
    "de": ("Auditbericht\nAuditleiter: P. Voorbeeld", "{n}. {word} (Abschnitt {clause}). {said} Die Maßnahme ist umzusetzen bis {due}.", ("Kritische Abweichung", "Hauptabweichung", "Nebenabweichung", "Nebenabweichung")),
}  # fmt: skip


def narrated(names: Names, random: Random, turn: int) -> Paper:
    """Numbered paragraphs that say weight, clause, words and term one after another."""
    facts = draw(names, ("en", "nl", "de")[turn % 3], random)
    w = NARRATED[facts.language]
    found = _findings(facts, random, ("3.5", "4.2", "6.1", "8.1.2"), (1, 3, 4, 0))
    flow = [text(w[0]), text(facts.holder), gap()]
    for n, f in enumerate(found, start=1):
        flow += [
            text(
                w[1].format(
                    n=n,
                    word=w[2][SEVERITIES.index(f.severity)],
                    clause=f.clause,
                    said=f.statement,
                    due=_when(facts, f),
                )
            ),
            gap(5),
        ]
    return Paper(f"narrated-{facts.language}-{turn}", pdf(flow), "audit_report", (), tuple(found))


LAYOUTS: tuple[Layout, ...] = (holds, cycle, active, across, award, form, combined, narrated)


def papers(count: int, seed: int = 1618) -> Iterator[Paper]:
    """About ``count`` papers, the layouts and languages in turn."""
    random = Random(seed)
    for number in range(count):
        yield LAYOUTS[number % len(LAYOUTS)](held_out.NAMES, random, number // len(LAYOUTS))
