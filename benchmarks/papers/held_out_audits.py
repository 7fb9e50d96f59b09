"""Held-out layouts of audit reports: tables, action plans, running text and lists of findings."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random

from reportlab.platypus import Flowable

from benchmarks.papers.facts import Drawn, Finding, Names, Paper, draw
from benchmarks.papers.sheet import BIG, BOLD, gap, page, pdf, table, text

Layout = Callable[[Names, Random, int], Paper]
LANGUAGES = ("en", "nl", "de", "fr", "es", "it")
SEVERITIES = ("critical", "major", "minor", "observation")
CLAUSES = (
    "4.1",
    "5.2",
    "6.1.2",
    "6.1.3",
    "7.2",
    "7.5.3",
    "8.1",
    "8.1.2",
    "8.2",
    "9.1.1",
    "9.2.2",
    "9.3",
    "10.2",
)
WORDS = {
    "en": (
        "Critical nonconformity",
        "Major nonconformity",
        "Minor nonconformity",
        "Opportunity for improvement",
    ),
    "nl": ("Kritieke afwijking", "Ernstige afwijking", "Lichte afwijking", "Verbeterkans"),
    "de": ("Kritische Abweichung", "Hauptabweichung", "Nebenabweichung", "Verbesserungspotenzial"),
    "fr": (
        "Non-conformité critique",
        "Non-conformité majeure",
        "Non-conformité mineure",
        "Opportunité d'amélioration",
    ),
    "es": (
        "No conformidad crítica",
        "No conformidad mayor",
        "No conformidad menor",
        "Oportunidad de mejora",
    ),
    "it": (
        "Non conformità critica",
        "Non conformità maggiore",
        "Non conformità minore",
        "Opportunità di miglioramento",
    ),
}
SAID = {
    "en": (
        "Three forklift drivers could not show a valid licence at the time of the visit.",
        "The register of legal requirements had last been reviewed in 2019.",
        "Two of the six fire extinguishers in the casting hall were past their inspection date.",
        "Overtime of the maintenance team exceeded sixty hours in four sampled weeks.",
        "Waste oil drums were kept outside without secondary containment.",
        "The management review did not address the results of internal audits.",
        "No evidence was available that suppliers of tin concentrate had been assessed for risk.",
    ),
    "nl": (
        "Van drie heftruckchauffeurs ontbrak een geldig certificaat op de dag van het bezoek.",
        "Het register van wettelijke eisen is sinds 2019 niet meer beoordeeld.",
        "In de gieterij waren twee brandblussers over de keuringsdatum heen.",
        "De overuren van de onderhoudsploeg lagen in vier weken boven de zestig uur.",
        "Vaten met afgewerkte olie stonden buiten zonder lekbak.",
    ),
    "de": (
        "Drei Staplerfahrer konnten keinen gültigen Fahrausweis vorlegen.",
        "Das Rechtskataster wurde zuletzt im Jahr 2019 überprüft.",
        "Zwei Feuerlöscher in der Gießhalle waren über das Prüfdatum hinaus.",
        "Die Überstunden der Instandhaltung lagen in vier Wochen über sechzig Stunden.",
        "Fässer mit Altöl standen im Freien ohne Auffangwanne.",
    ),
    "fr": (
        "Trois caristes n'ont pas pu présenter une autorisation de conduite valide.",
        "La veille réglementaire n'a pas été mise à jour depuis 2019.",
        "Deux extincteurs de l'atelier de coulée avaient dépassé leur date de contrôle.",
        "Des fûts d'huile usagée étaient stockés dehors sans bac de rétention.",
    ),
    "es": (
        "Tres conductores de carretillas no pudieron mostrar una licencia vigente.",
        "El registro de requisitos legales no se revisa desde 2019.",
        "Dos extintores de la nave de colada habían superado la fecha de inspección.",
        "Los bidones de aceite usado se almacenaban sin cubeto de retención.",
    ),
    "it": (
        "Tre carrellisti non hanno potuto mostrare un'abilitazione valida.",
        "Il registro dei requisiti legali non viene riesaminato dal 2019.",
        "Due estintori nel reparto colata avevano superato la data di controllo.",
        "I fusti di olio esausto erano depositati senza bacino di contenimento.",
    ),
}
COVER = {
    "en": ("Audit Report", "Audited organisation: {holder}", "Audit standard: {standard}", "Lead auditor: P. Voorbeeld",
           "Audit dates: {a} to {b}", "The opening meeting was held with the management of the site. The team is thanked for its openness.",
           "Strengths: clean workplaces, committed staff and a sound energy policy.",
           "Clause 4.4 was sampled and found in conformity. Clause 5.1: leadership is evident."),
    "nl": ("Auditrapport", "Geauditeerde organisatie: {holder}", "Norm: {standard}", "Hoofdauditor: P. Voorbeeld",
           "Auditdata: {a} tot en met {b}", "De openingsbijeenkomst vond plaats met de directie. Het team dankt iedereen voor de openheid.",
           "Sterke punten: nette werkplekken, betrokken medewerkers en een goed energiebeleid.",
           "Paragraaf 4.4 is beoordeeld en akkoord bevonden. Paragraaf 5.1: leiderschap is zichtbaar."),
    "de": ("Auditbericht", "Auditierte Organisation: {holder}", "Norm: {standard}", "Auditleiter: P. Voorbeeld",
           "Auditzeitraum: {a} bis {b}", "Das Eröffnungsgespräch fand mit der Geschäftsleitung statt.",
           "Stärken: saubere Arbeitsplätze, engagierte Mitarbeiter und eine gute Energiepolitik.",
           "Kapitel 4.4 wurde geprüft und ist erfüllt. Kapitel 5.1: Führung ist erkennbar."),
    "fr": ("Rapport d'audit", "Organisme audité : {holder}", "Référentiel : {standard}", "Responsable d'audit : P. Voorbeeld",
           "Dates de l'audit : du {a} au {b}", "La réunion d'ouverture s'est tenue avec la direction du site.",
           "Points forts : postes de travail propres et personnel engagé.",
           "Le chapitre 4.4 a été examiné et jugé conforme."),
    "es": ("Informe de auditoría", "Organización auditada: {holder}", "Norma: {standard}", "Auditor jefe: P. Voorbeeld",
           "Fechas de auditoría: {a} a {b}", "La reunión de apertura se celebró con la dirección del centro.",
           "Puntos fuertes: puestos de trabajo limpios y personal comprometido.",
           "El apartado 4.4 fue revisado y resulta conforme."),
    "it": ("Rapporto di audit", "Organizzazione verificata: {holder}", "Norma: {standard}", "Lead auditor: P. Voorbeeld",
           "Date dell'audit: {a} - {b}", "La riunione di apertura si è svolta con la direzione del sito.",
           "Punti di forza: postazioni pulite e personale coinvolto.",
           "Il punto 4.4 è stato verificato e risulta conforme."),
}  # fmt: skip
LEGEND = {
    "en": ("Major nonconformity means the absence or total breakdown of a required process.",
           "A minor nonconformity is a single lapse that does not put the system in doubt.",
           "Critical: 0   Major: {major}   Minor: {minor}   OFI: {observation}"),
    "nl": ("Een ernstige afwijking is het ontbreken van een vereist proces.",
           "Onder een lichte afwijking wordt een enkele tekortkoming verstaan die het systeem niet aantast.",
           "Aantal ernstig: {major}, aantal licht: {minor}, verbeterkansen: {observation}"),
    "de": ("Hauptabweichung bedeutet das Fehlen eines geforderten Prozesses.",
           "Eine Nebenabweichung liegt vor, wenn ein einzelner Mangel das System nicht in Frage stellt.",
           "Anzahl Hauptabweichungen: {major}   Anzahl Nebenabweichungen: {minor}"),
    "fr": ("Une non-conformité majeure est l'absence d'un processus exigé.",
           "Non-conformité mineure : défaut isolé qui ne met pas en cause le système.",
           "Nombre de non-conformités majeures : {major}, mineures : {minor}"),
    "es": ("Una no conformidad mayor es la ausencia de un proceso exigido.",
           "No conformidad menor: fallo aislado que no pone en duda el sistema.",
           "Número de no conformidades mayores: {major}, menores: {minor}"),
    "it": ("Per non conformità maggiore si intende l'assenza di un processo richiesto.",
           "Non conformità minore: carenza isolata che non mette in dubbio il sistema.",
           "Numero di non conformità maggiori: {major}, minori: {minor}"),
}  # fmt: skip


def _findings(
    facts: Drawn, random: Random, *, due: bool, clauses: Sequence[str] = CLAUSES
) -> list[Finding]:
    said = list(SAID[facts.language])
    random.shuffle(said)
    count = random.randrange(2, len(said) + 1)
    weights = random.choices(SEVERITIES, (1, 4, 5, 3), k=count)
    return [
        Finding(
            random.choice(list(clauses)), weight, statement,
            (facts.issued + timedelta(days=random.randrange(20, 100))).isoformat() if due else None,
        )
        for statement, weight in zip(said, weights, strict=False)
    ]  # fmt: skip


def _word(facts: Drawn, finding: Finding) -> str:
    return WORDS[facts.language][SEVERITIES.index(finding.severity)]


def _day(facts: Drawn, due: str | None) -> str:
    return facts.day(facts.issued.fromisoformat(due)) if due else ""


def _cover(facts: Drawn, found: Sequence[Finding]) -> list[Flowable]:
    end = facts.issued + timedelta(days=2)
    words = [
        w.format(
            holder=facts.holder,
            standard=facts.standard,
            a=facts.day(facts.issued),
            b=facts.day(end),
        )
        for w in COVER[facts.language]
    ]
    counts = {weight: sum(1 for f in found if f.severity == weight) for weight in SEVERITIES}
    legend = [w.format(**counts) for w in LEGEND[facts.language]]
    return [text(words[0], BIG), gap(), *(text(w) for w in words[1:5]), gap(), text(words[5]), gap(4), text(words[6]),
            gap(), *(text(w) for w in legend), gap(), text(words[7]), gap()]  # fmt: skip


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
    "en": ("Ref.", "Std. clause", "Nonconformity statement", "Class", "Action due by"),
    "nl": ("Ref.", "Normpunt", "Constatering", "Classificatie", "Afhandelen vóór"),
    "de": ("Lfd. Nr.", "Normforderung", "Abweichungstext", "Einstufung", "Umsetzung bis"),
    "fr": ("Réf.", "Article", "Libellé de l'écart", "Gravité", "À solder avant le"),
    "es": ("Ref.", "Apartado", "Descripción de la no conformidad", "Categoría", "Plazo"),
    "it": ("Rif.", "Punto norma", "Descrizione del rilievo", "Classificazione", "Scadenza"),
}
SHORT = {
    "en": ("Critical", "Major", "Minor", "OFI"), "nl": ("Kritiek", "Ernstig", "Licht", "Verbeterkans"),
    "de": ("Kritisch", "HA", "NA", "VP"), "fr": ("Critique", "Majeure", "Mineure", "Piste de progrès"),
    "es": ("Crítica", "Mayor", "Menor", "Observación"), "it": ("Critica", "Maggiore", "Minore", "Osservazione"),
}  # fmt: skip


def ruled(names: Names, random: Random, turn: int) -> Paper:
    """A ruled table of findings."""
    facts = draw(names, LANGUAGES[turn % 6], random)
    found = _findings(facts, random, due=True)
    head = HEADERS[facts.language]
    rows = [
        (str(n), f.clause, f.statement, SHORT[facts.language][SEVERITIES.index(f.severity)], _day(facts, f.due))
        for n, f in enumerate(found, start=1)
    ]  # fmt: skip
    flow = [*_cover(facts, found), table([head, *rows], (40, 60, 220, 80, 85), header=True)]
    return _paper("ruled", facts, turn, found, flow)


CAPR = {
    "en": ("Corrective Action Plan Report (CAPR)", "Non-compliance number", "Description of non-compliance", "Issue severity",
           "Local law or ETI base code clause", "Root cause", "Preventative and corrective actions", "Timescale", "Completion date",
           "Verification method", "Desktop"),
    "nl": ("Plan van corrigerende maatregelen", "Nummer tekortkoming", "Beschrijving van de tekortkoming", "Ernst",
           "Wet of ETI-artikel", "Oorzaak", "Corrigerende maatregel", "Termijn", "Gereed vóór", "Wijze van verificatie", "Op afstand"),
    "fr": ("Plan d'actions correctives", "Numéro de non-conformité", "Description de la non-conformité", "Gravité",
           "Loi locale ou article du code ETI", "Cause profonde", "Action corrective", "Délai", "Date d'achèvement", "Vérification", "Sur pièces"),
    "es": ("Plan de acciones correctivas", "Número de incumplimiento", "Descripción del incumplimiento", "Gravedad",
           "Ley local o artículo del código ETI", "Causa raíz", "Acción correctiva", "Plazo", "Fecha límite", "Verificación", "Documental"),
}  # fmt: skip
ETI = ("1.2", "2.3", "3.1", "3.4", "4.2", "5.3", "6.1", "6.4", "7.1", "8.1", "9.1", "10B2.1")


def plan(names: Names, random: Random, turn: int) -> Paper:
    """A corrective action plan: a little table of labels and values for each finding."""
    facts = draw(names, ("en", "nl", "fr", "es")[turn % 4], random)
    found = _findings(facts, random, due=True, clauses=ETI)
    w = CAPR[facts.language]
    flow: list[Flowable] = [
        text(w[0], BIG), gap(), text(f"SMETA 6.1   Sedex Site Reference: ZS{random.randrange(10**9)}"), text(facts.holder),
        text(facts.address), gap(),
    ]  # fmt: skip
    for number, finding in enumerate(found, start=1):
        severity = SHORT[facts.language][SEVERITIES.index(finding.severity)]
        rows = [(w[1], f"NC-{number:02d}"), (w[2], finding.statement), (w[3], severity), (w[4], f"ETI {finding.clause}"),
                (w[5], "-"), (w[6], "-"), (w[7], "60 days" if facts.language == "en" else "60"), (w[8], _day(facts, finding.due)), (w[9], w[10])]  # fmt: skip
        flow += [table(rows, (170, 310), ruled=turn % 2 == 0), gap(14)]
    return _paper("plan", facts, turn, found, flow)


PROSE = {
    "en": ("{word}, clause {clause}: {said}", "A {lower} was raised against clause {clause} of the standard. {said}",
           "{said} ({word}, {clause})", "{said} This is a {lower} against {clause}, to be resolved by {due}."),
    "nl": ("{word}, paragraaf {clause}: {said}", "Er is een {lower} vastgesteld bij paragraaf {clause} van de norm. {said}",
           "{said} ({word}, {clause})", "{said} Dit is een {lower} op {clause}, op te lossen vóór {due}."),
    "de": ("{word}, Kapitel {clause}: {said}", "Zu Kapitel {clause} der Norm wurde eine {word} festgestellt. {said}",
           "{said} ({word}, {clause})", "{said} Dies ist eine {word} zu {clause}, zu beheben bis {due}."),
    "fr": ("{word}, chapitre {clause} : {said}", "Une {lower} a été relevée au chapitre {clause} de la norme. {said}",
           "{said} ({word}, {clause})", "{said} Il s'agit d'une {lower} au {clause}, à traiter avant le {due}."),
    "es": ("{word}, apartado {clause}: {said}", "Se detectó una {lower} en el apartado {clause} de la norma. {said}",
           "{said} ({word}, {clause})", "{said} Se trata de una {lower} del {clause}, a resolver antes del {due}."),
    "it": ("{word}, punto {clause}: {said}", "È stata rilevata una {lower} al punto {clause} della norma. {said}",
           "{said} ({word}, {clause})", "{said} Si tratta di una {lower} al {clause}, da risolvere entro il {due}."),
}  # fmt: skip


def running(names: Names, random: Random, turn: int) -> Paper:
    """Findings in running text, four ways of saying so."""
    facts = draw(names, LANGUAGES[turn % 6], random)
    way = (turn // 2) % 4
    found = _findings(facts, random, due=way == 3)
    flow = [*_cover(facts, found), page()]
    for finding in found:
        word = _word(facts, finding)
        flow += [
            text(PROSE[facts.language][way].format(
                word=word, lower=word[0].lower() + word[1:], clause=finding.clause, said=finding.statement, due=_day(facts, finding.due))),
            gap(6),
        ]  # fmt: skip
    return _paper(f"running{way}", facts, turn, found, flow)


PLURAL = {
    "en": ("Critical nonconformities", "Major nonconformities", "Minor nonconformities", "Opportunities for improvement", "None"),
    "nl": ("Kritieke afwijkingen", "Ernstige afwijkingen", "Lichte afwijkingen", "Verbeterkansen", "Geen"),
    "de": ("Kritische Abweichungen", "Hauptabweichungen", "Nebenabweichungen", "Verbesserungspotenziale", "Keine"),
    "fr": ("Non-conformités critiques", "Non-conformités majeures", "Non-conformités mineures", "Opportunités d'amélioration", "Aucune"),
    "es": ("No conformidades críticas", "No conformidades mayores", "No conformidades menores", "Oportunidades de mejora", "Ninguna"),
    "it": ("Non conformità critiche", "Non conformità maggiori", "Non conformità minori", "Opportunità di miglioramento", "Nessuna"),
}  # fmt: skip


def listed(names: Names, random: Random, turn: int) -> Paper:
    """Lists under a heading for each severity; an empty one says so."""
    facts = draw(names, LANGUAGES[turn % 6], random)
    found = sorted(_findings(facts, random, due=False), key=lambda f: SEVERITIES.index(f.severity))
    words = PLURAL[facts.language]
    flow = [*_cover(facts, found)]
    for number, weight in enumerate(SEVERITIES):
        flow += [
            text(f"{number + 5}. {words[number]}" if turn % 2 else words[number], BOLD),
            gap(4),
        ]
        own = [f for f in found if f.severity == weight]
        flow += [
            text(f"• {f.clause} – {f.statement}" if turn % 3 else f"- [{f.clause}] {f.statement}")
            for f in own
        ]
        flow += [text(words[4]) if not own else gap(2), gap(6)]
    return _paper("listed", facts, turn, found, flow)


LAYOUTS: tuple[Layout, ...] = (ruled, plan, running, listed)
