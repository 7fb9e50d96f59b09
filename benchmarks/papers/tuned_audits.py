"""Layouts of audit reports that the reader may be worked on with."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random

from reportlab.platypus import Flowable

from benchmarks.papers.facts import Drawn, Finding, Names, Paper, draw
from benchmarks.papers.sheet import BOLD, gap, pdf, table, text

Layout = Callable[[Names, Random, int], Paper]
LANGUAGES = ("nl", "en", "de", "fr", "it", "es")
SEVERITIES = ("critical", "major", "minor", "observation")
CLAUSES = (
    "4.3",
    "5.3",
    "6.1",
    "6.1.4",
    "6.2.1",
    "7.3",
    "7.4.2",
    "8.1.4.2",
    "8.3",
    "9.1.2",
    "9.2",
    "10.1",
)
WORDS = {
    "en": ("critical", "major", "minor", "observation"), "nl": ("kritiek", "major", "minor", "observatie"),
    "de": ("kritisch", "Hauptabweichung", "Nebenabweichung", "Hinweis"), "fr": ("critique", "majeure", "mineure", "remarque"),
    "es": ("crítica", "mayor", "menor", "observación"), "it": ("critica", "maggiore", "minore", "osservazione"),
}  # fmt: skip
SAID = {
    "en": ("Employment contracts of five sampled agency workers were missing.", "Emergency exits in the packing area were blocked by pallets.",
           "The calibration of the dust meter had lapsed in March.", "Consider sharing the grievance procedure with contractors.",
           "Wage slips did not show the hours worked.", "The risk assessment did not cover origin of scrap."),
    "nl": ("De arbeidscontracten van vijf uitzendkrachten ontbraken.", "De nooduitgang bij de inpakafdeling was geblokkeerd door pallets.",
           "De kalibratie van de stofmeter was in maart verlopen.", "Overweeg om de klachtenregeling met aannemers te delen.",
           "Op de loonstroken stonden geen gewerkte uren."),
    "de": ("Die Arbeitsverträge von fünf Leiharbeitern fehlten.", "Der Notausgang in der Verpackung war durch Paletten versperrt.",
           "Die Kalibrierung des Staubmessgeräts war im März abgelaufen.", "Die Gefährdungsbeurteilung berücksichtigt die Herkunft des Schrotts nicht."),
    "fr": ("Les contrats de cinq intérimaires étaient absents.", "L'issue de secours de l'emballage était encombrée par des palettes.",
           "L'étalonnage de l'appareil de mesure des poussières était échu.", "Les bulletins de paie n'indiquent pas les heures travaillées."),
    "es": ("Faltaban los contratos de cinco trabajadores temporales.", "La salida de emergencia estaba bloqueada por palés.",
           "La calibración del medidor de polvo había vencido en marzo.", "Las nóminas no muestran las horas trabajadas."),
    "it": ("Mancavano i contratti di cinque lavoratori interinali.", "L'uscita di emergenza era ostruita da bancali.",
           "La taratura del misuratore di polveri era scaduta a marzo.", "Le buste paga non indicano le ore lavorate."),
}  # fmt: skip
COVER = {
    "en": ("AUDIT REPORT\nAuditee: {holder}\nStandard: {standard}\nAudit date: {a}\nLead auditor: A. Voorbeeld",
           "Definitions\nMajor: a failure to meet a requirement that puts results at risk.\nMinor: a single lapse.", "Number of findings: major {major}, minor {minor}"),
    "nl": ("AUDITVERSLAG\nOrganisatie: {holder}\nNorm: {standard}\nAuditdatum: {a}\nHoofdauditor: A. Voorbeeld",
           "Toelichting op de begrippen\nMajor: een eis waaraan niet wordt voldaan en die het systeem raakt.\nMinor: een losse tekortkoming.", "Aantal bevindingen: major {major}, minor {minor}"),
    "de": ("AUDITBERICHT\nUnternehmen: {holder}\nNorm: {standard}\nAuditdatum: {a}\nAuditleiter: A. Voorbeeld",
           "Begriffe\nHauptabweichung: Nichterfüllung einer Anforderung mit Folgen für das System.\nNebenabweichung: einzelner Mangel.", "Anzahl der Feststellungen: {major} Hauptabweichungen, {minor} Nebenabweichungen"),
    "fr": ("RAPPORT D'AUDIT\nEntreprise : {holder}\nNorme : {standard}\nDate d'audit : {a}\nAuditeur : A. Voorbeeld",
           "Définitions\nNon-conformité majeure : exigence non satisfaite avec un effet sur le système.\nNon-conformité mineure : manquement isolé.", "Nombre de constats : {major} majeures, {minor} mineures"),
    "es": ("INFORME DE AUDITORÍA\nEmpresa: {holder}\nNorma: {standard}\nFecha de auditoría: {a}\nAuditor: A. Voorbeeld",
           "Definiciones\nNo conformidad mayor: incumplimiento que afecta al sistema.\nNo conformidad menor: fallo aislado.", "Número de hallazgos: {major} mayores, {minor} menores"),
    "it": ("RAPPORTO DI AUDIT\nAzienda: {holder}\nNorma: {standard}\nData dell'audit: {a}\nAuditor: A. Voorbeeld",
           "Definizioni\nNon conformità maggiore: mancato rispetto di un requisito con effetto sul sistema.\nNon conformità minore: carenza isolata.", "Numero di rilievi: {major} maggiori, {minor} minori"),
}  # fmt: skip


def _findings(facts: Drawn, random: Random, *, due: bool) -> list[Finding]:
    said = list(SAID[facts.language])
    random.shuffle(said)
    weights = random.choices(SEVERITIES, (1, 4, 5, 3), k=random.randrange(2, len(said) + 1))
    return [
        Finding(random.choice(CLAUSES), weight, statement, (facts.issued + timedelta(days=40 + n)).isoformat() if due else None)
        for n, (statement, weight) in enumerate(zip(said, weights, strict=False))
    ]  # fmt: skip


def _word(facts: Drawn, finding: Finding) -> str:
    return WORDS[facts.language][SEVERITIES.index(finding.severity)]


def _day(facts: Drawn, due: str | None) -> str:
    return facts.day(facts.issued.fromisoformat(due)) if due else ""


def _cover(facts: Drawn, found: Sequence[Finding]) -> list[Flowable]:
    counts = {weight: sum(1 for f in found if f.severity == weight) for weight in SEVERITIES}
    words = [
        w.format(holder=facts.holder, standard=facts.standard, a=facts.day(facts.issued), **counts)
        for w in COVER[facts.language]
    ]
    return [text(words[0]), gap(), text(words[1]), gap(), text(words[2]), gap()]


def _paper(
    kind: str, facts: Drawn, turn: int, found: Sequence[Finding], flow: Sequence[Flowable]
) -> Paper:
    return Paper(
        f"{kind}-{facts.language}-{turn}",
        pdf(flow, footer="Page {page}"),
        "audit_report",
        (),
        tuple(found),
    )


HEADERS = {
    "en": ("No.", "Finding", "Clause", "Grade", "Due date"), "nl": ("Nr.", "Bevinding", "Paragraaf", "Weging", "Uiterlijk"),
    "de": ("Nr.", "Feststellung", "Kapitel", "Bewertung", "Frist"), "fr": ("N°", "Constat", "Exigence", "Classement", "Échéance"),
    "es": ("N.º", "Hallazgo", "Requisito", "Clasificación", "Fecha límite"), "it": ("N.", "Rilievo", "Requisito", "Gravità", "Entro il"),
}  # fmt: skip


def columns(names: Names, random: Random, turn: int) -> Paper:
    """A table of findings, ruled."""
    facts = draw(names, LANGUAGES[turn % 6], random)
    found = _findings(facts, random, due=True)
    rows = [
        (str(n), f.statement, f.clause, _word(facts, f), _day(facts, f.due))
        for n, f in enumerate(found, start=1)
    ]
    flow = [
        *_cover(facts, found),
        table([HEADERS[facts.language], *rows], (35, 230, 60, 80, 80), header=True),
    ]
    return _paper("columns", facts, turn, found, flow)


BLOCK = {
    "en": ("Finding {n}", "Clause: {clause}", "Classification: {word}", "Description: {said}", "Evidence: interview and sample", "Deadline: {due}"),
    "nl": ("Bevinding {n}", "Paragraaf: {clause}", "Classificatie: {word}", "Omschrijving: {said}", "Bewijs: gesprek en steekproef", "Uiterlijk: {due}"),
    "de": ("Feststellung {n}", "Kapitel: {clause}", "Klassifizierung: {word}", "Beschreibung: {said}", "Nachweis: Gespräch", "Frist: {due}"),
    "fr": ("Constat {n}", "Chapitre : {clause}", "Classification : {word}", "Description : {said}", "Preuve : entretien", "Échéance : {due}"),
    "es": ("Hallazgo {n}", "Apartado: {clause}", "Clasificación: {word}", "Descripción: {said}", "Evidencia: entrevista", "Plazo: {due}"),
    "it": ("Rilievo {n}", "Punto: {clause}", "Classificazione: {word}", "Descrizione: {said}", "Evidenza: intervista", "Scadenza: {due}"),
}  # fmt: skip


def blocks(names: Names, random: Random, turn: int) -> Paper:
    """A labelled block for each finding."""
    facts = draw(names, LANGUAGES[(turn + 1) % 6], random)
    found = _findings(facts, random, due=True)
    flow = _cover(facts, found)
    for n, f in enumerate(found, start=1):
        flow += [
            text(
                w.format(
                    n=n,
                    clause=f.clause,
                    word=_word(facts, f),
                    said=f.statement,
                    due=_day(facts, f.due),
                )
            )
            for w in BLOCK[facts.language]
        ]
        flow.append(gap(8))
    return _paper("blocks", facts, turn, found, flow)


NAMED = {
    "en": (
        "Critical non-conformity",
        "Major non-conformity",
        "Minor non-conformity",
        "Observation",
    ),
    "nl": ("Kritieke afwijking", "Major afwijking", "Minor afwijking", "Observatie"),
    "de": ("Kritische Abweichung", "Hauptabweichung", "Nebenabweichung", "Hinweis"),
    "fr": (
        "Non-conformité critique",
        "Non-conformité majeure",
        "Non-conformité mineure",
        "Remarque",
    ),
    "es": ("No conformidad crítica", "No conformidad mayor", "No conformidad menor", "Observación"),
    "it": (
        "Non conformità critica",
        "Non conformità maggiore",
        "Non conformità minore",
        "Osservazione",
    ),
}
CLAUSE = {
    "en": "clause",
    "nl": "eis",
    "de": "Abschnitt",
    "fr": "exigence",
    "es": "requisito",
    "it": "requisito",
}


def sentences(names: Names, random: Random, turn: int) -> Paper:
    """Findings as sentences, numbered or not, the clause before or behind."""
    facts = draw(names, LANGUAGES[(turn + 2) % 6], random)
    found = _findings(facts, random, due=False)
    flow = _cover(facts, found)
    for n, f in enumerate(found, start=1):
        word, clause = (
            NAMED[facts.language][SEVERITIES.index(f.severity)],
            f"{CLAUSE[facts.language]} {f.clause}",
        )
        line = (
            f"{word} ({clause}): {f.statement}",
            f"{word} {n} - {clause} - {f.statement}",
            f"{n}. {word}: {f.statement} ({clause})",
        )[turn % 3]
        flow += [text(line), gap(5)]
    return _paper("sentences", facts, turn, found, flow)


HEADED = {
    "en": ("Critical findings", "Major findings", "Minor findings", "Observations", "No findings."),
    "nl": (
        "Kritieke bevindingen",
        "Major bevindingen",
        "Minor bevindingen",
        "Observaties",
        "Geen bevindingen.",
    ),
    "de": (
        "Kritische Feststellungen",
        "Hauptabweichungen",
        "Nebenabweichungen",
        "Hinweise",
        "Keine Feststellungen.",
    ),
    "fr": (
        "Constats critiques",
        "Constats majeurs",
        "Constats mineurs",
        "Remarques",
        "Aucun constat.",
    ),
    "es": (
        "Hallazgos críticos",
        "Hallazgos mayores",
        "Hallazgos menores",
        "Observaciones",
        "Sin hallazgos.",
    ),
    "it": (
        "Rilievi critici",
        "Rilievi maggiori",
        "Rilievi minori",
        "Osservazioni",
        "Nessun rilievo.",
    ),
}


def headed(names: Names, random: Random, turn: int) -> Paper:
    """Numbered items under a heading for each severity."""
    facts = draw(names, LANGUAGES[(turn + 3) % 6], random)
    found = sorted(_findings(facts, random, due=False), key=lambda f: SEVERITIES.index(f.severity))
    flow = _cover(facts, found)
    for place, weight in enumerate(SEVERITIES):
        own = [f for f in found if f.severity == weight]
        flow += [text(HEADED[facts.language][place], BOLD)]
        flow += [
            text(f"{n}) {CLAUSE[facts.language]} {f.clause}: {f.statement}")
            for n, f in enumerate(own, start=1)
        ]
        flow += [gap(6)] if own else [text(HEADED[facts.language][4]), gap(6)]
    return _paper("headed", facts, turn, found, flow)


LAYOUTS: tuple[Layout, ...] = (columns, blocks, sentences, headed)
