"""Findings of audit reports in text and tables; not definitions, counts or empty forms."""

import pytest

from extraction import audits, pipeline
from extraction.records import AuditFinding, Page, Severity
from tests import papers

ENGLISH = """AUDIT REPORT
Definitions
A major non-conformity is the absence of a required process.
Minor non-conformity: an isolated lapse in a process that works.
Summary: Major: 1  Minor: 1
Number of non-conformities: 2

Non-conformity 1 (major) – clause 7.2: No training records were available for
the operators of furnace 2.
Root cause: no planning.
Due date: 30 June 2026

NC-02 Minor
Clause: 8.1.2
Description: The chemical store has no spill containment.
Corrective action: to be decided
Deadline: 15/07/2026

Observation 3: Consider a register of grievances for contractors (section 9.1).
"""
DUTCH = """Auditverslag
| Nr | Paragraaf | Ernst | Bevinding | Uiterlijk |
|---|---|---|---|---|
| 1 | 6.1.2 | Kritiek | Nooduitgang in hal 3 was op slot tijdens de audit. | 1 mei 2026 |
| 2 | 8.2 | Minor | Oefening noodplan niet vastgelegd. | 30 juni 2026 |
| 3 |  |  |  |  |
"""
GERMAN = """Auditbericht
Hauptabweichung Nr. 1: Kapitel 9.2 – Interne Audits wurden nicht durchgeführt. Frist: 01.06.2026
Nebenabweichung 2: Die Schulungsmatrix ist nicht aktuell (Kapitel 7.2).
"""
FRENCH = """Rapport d'audit
Non-conformité majeure n° 1 : exigence 5.3 – les heures ne sont pas enregistrées.
Échéance : 12 mai 2026
"""


def read(text: str) -> tuple[AuditFinding, ...]:
    return audits.read([Page(1, 0.0, 0.0, text)], {})


def shown(text: str) -> list[tuple[str | None, str | None, str | None]]:
    return [
        (
            found.severity.value if found.severity else None,
            found.clause.text if found.clause else None,
            found.due.value if found.due else None,
        )
        for found in read(text)
    ]


def test_blocks_of_running_text_are_read() -> None:
    assert shown(ENGLISH) == [
        ("major", "7.2", "2026-06-30"),
        ("minor", "8.1.2", "2026-07-15"),
        ("observation", "9.1", None),
    ]
    first, second, _ = read(ENGLISH)
    assert first.statement == ("No training records were available for the operators of furnace 2.")
    assert second.statement == "The chemical store has no spill containment."
    assert first.source.quote.startswith("Non-conformity 1 (major) – clause 7.2: No training")


def test_rows_of_a_table_are_read_and_empty_ones_are_not() -> None:
    assert shown(DUTCH) == [("critical", "6.1.2", "2026-05-01"), ("minor", "8.2", "2026-06-30")]
    assert read(DUTCH)[1].statement == "Oefening noodplan niet vastgelegd."


def test_german_and_french_findings_are_read() -> None:
    assert shown(GERMAN) == [("major", "9.2", "2026-06-01"), ("minor", "7.2", None)]
    assert shown(FRENCH) == [("major", "5.3", "2026-05-12")]


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("Business Critical", Severity.CRITICAL),
        ("zero tolerance", Severity.CRITICAL),
        ("Major NC", Severity.MAJOR),
        ("time-bound", Severity.MAJOR),
        ("Hauptabweichung", Severity.MAJOR),
        ("high-risk non-conformance", Severity.MAJOR),
        ("medium risk", Severity.MINOR),
        ("kleine afwijking", Severity.MINOR),
        ("mineure", Severity.MINOR),
        ("Opportunity for improvement", Severity.OBSERVATION),
        ("verbeterpunt", Severity.OBSERVATION),
        ("Hinweis", Severity.OBSERVATION),
        ("closed", None),
    ],
)
def test_severities_are_brought_back_to_four(words: str, severity: Severity | None) -> None:
    assert audits.severity_of(words) == severity


@pytest.mark.parametrize(
    "text",
    [
        "Non-conformity 1:\nDescription: ____________\nClause: ____",
        "Non-conformities: none raised during this audit",
        "Geen afwijkingen vastgesteld.",
        "Major non-conformity: is the absence of a required process in the system.",
        "Grading of findings\nMinor: an isolated lapse that does not threaten the system.",
        "The audit found no major or minor non-conformities at this site.",
    ],
)
def test_forms_definitions_and_good_news_are_no_findings(text: str) -> None:
    assert read(text) == ()


def test_a_finding_that_a_summary_repeats_counts_once() -> None:
    text = "NC 1 major clause 7.2: No records of training at all.\n\n"
    assert len(read(text + "Summary of the audit\n\n" + text)) == 1


def test_a_table_goes_on_on_the_next_page() -> None:
    second = "| 3 | 9.1 | Major | Klachten worden niet geregistreerd. | 1 juli 2026 |\n"
    pages = [Page(1, 0.0, 0.0, DUTCH), Page(2, 0.0, 0.0, second)]
    assert [found.source.page for found in audits.read(pages, {})] == [1, 1, 2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Major nonconformity, clause 8.1.2: The tank had no spill containment at all.",
            ("major", "8.1.2", "The tank had no spill containment at all."),
        ),
        (
            "A minor non-conformity was raised against clause 7.2 of the standard. Training "
            "records of two operators were missing.",
            ("minor", "7.2", "Training records of two operators were missing."),
        ),
        (
            "De nooduitgang was op slot tijdens het bezoek. (Ernstige afwijking, 8.2)",
            ("major", "8.2", "De nooduitgang was op slot tijdens het bezoek."),
        ),
        (
            "Nebenabweichung - Kapitel 9.2 - Der Auditplan war nicht aktuell.",
            ("minor", "9.2", "Der Auditplan war nicht aktuell."),
        ),
        (
            "Une non-conformité critique a été relevée à l'exigence 3.5. Les heures dépassaient "
            "60.",
            ("critical", "3.5", "Les heures dépassaient 60."),
        ),
        (
            "No conformidad mayor, apartado 6.1.2: Faltaba la evaluación de riesgos.",
            ("major", "6.1.2", "Faltaba la evaluación de riesgos."),
        ),
        (
            "Osservazione (requisito 7.3): Diffondere la politica agli appaltatori.",
            ("observation", "7.3", "Diffondere la politica agli appaltatori."),
        ),
    ],
)
def test_a_finding_in_running_text_is_read(text: str, expected: tuple[str, str, str]) -> None:
    (found,) = read(f"Audit report\n\n{text}\n")
    assert found.severity
    assert found.clause
    assert (found.severity.value, found.clause.text, found.statement) == expected


LISTS = """Rapport d'audit
Non-conformités majeures
- 8.1 – Les fûts étaient stockés sans bac de rétention.
- 9.2 – Aucun audit interne n'avait été réalisé.
Non-conformités mineures
Aucune
Opportunités d'amélioration
1) exigence 7.3 : Partager la politique avec les sous-traitants.
Conclusion
Le chapitre 4.4 est conforme.
"""


def test_a_list_takes_its_severity_from_its_heading() -> None:
    assert shown(LISTS) == [
        ("major", "8.1", None), ("major", "9.2", None), ("observation", "7.3", None)
    ]  # fmt: skip


PLAN = (
    ("Non-compliance number", "NC-01"),
    ("Description of non-compliance", "The overtime of four workers exceeded the legal limit."),
    ("Issue severity", "Major"),
    ("ETI base code clause", "ETI 6.2"),
    ("Completion date", "30 June 2026"),
    ("Non-compliance number", "NC-02"),
    ("Description of non-compliance", "The first-aid box in hall 2 was empty during the visit."),
    ("Issue severity", "Minor"),
    ("ETI base code clause", "ETI 3.1"),
    ("Completion date", "31 July 2026"),
)


def test_the_forms_of_an_action_plan_are_read_with_the_boxes_of_their_words() -> None:
    data = papers.supplier_table(
        PLAN, headers=("Site", "Noordhaven"), title="Corrective action plan (CAPR), audit report"
    )
    reading = pipeline.read(data, "capr.pdf")
    assert [
        (f.severity, f.clause and f.clause.text, f.due and f.due.value) for f in reading.findings
    ] == [(Severity.MAJOR, "6.2", "2026-06-30"), (Severity.MINOR, "3.1", "2026-07-31")]
    first = reading.findings[0]
    assert first.statement == "The overtime of four workers exceeded the legal limit."
    assert first.source.box
    left, top, right, bottom = first.source.box
    words = [w.text for w in reading.pages[0].words if left <= w.box[0] and w.box[2] <= right
             and top <= w.box[1] and w.box[3] <= bottom]  # fmt: skip
    assert " ".join(words) == first.statement


def test_columns_are_told_by_their_cells_where_no_header_is_known() -> None:
    table = (
        "| Pos. | Punto | Cosa abbiamo visto | Peso | Quando |\n|---|---|---|---|---|\n"
        "| 1 | 8.1.2 | I fusti erano depositati senza bacino. | maggiore | 12.05.2026 |\n"
        "| 2 | 7.2 | Mancavano i registri della formazione. | minore | 15.05.2026 |\n"
    )
    assert shown(f"Rapporto di audit\n{table}") == [
        ("major", "8.1.2", "2026-05-12"), ("minor", "7.2", "2026-05-15")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Una no conformidad mayor es la ausencia de un proceso. El apartado 4.4 resulta conforme.",
        "Número de no conformidades mayores: 2, menores: 1 (apartado 8.1)",
        "Es wurden keine Hauptabweichungen zu Kapitel 8.1 festgestellt.",
        "The minor nonconformity of the previous audit (clause 7.2) has been closed.",
        "Per non conformità maggiore si intende l'assenza di un processo (punto 4.4).",
    ],
)
def test_definitions_counts_and_closed_ones_in_sentences_are_no_findings(text: str) -> None:
    assert read(text) == ()
