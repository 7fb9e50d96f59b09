"""A fictitious progress report in both languages, with every kind of content once."""

from datetime import date
from decimal import Decimal

from report_templates.data import (
    Change,
    Chapter,
    Chart,
    Column,
    Communication,
    Exclusion,
    Figure,
    Finding,
    Language,
    Measure,
    Mention,
    Paragraph,
    ReportData,
    Section,
    Series,
    SourceDocument,
    SourceRef,
    Special,
    Table,
    Term,
)

SOURCE = SourceRef(
    "D3F9-p2", "Leveranciersverklaring D3F9", 2, "Tin | Merapi Tin Works | XID000101"
)
AUDIT = SourceRef("D7A1-p4", "Auditverslag D7A1", 4, "Clause 7.2: records were missing.")
HASH = "9f2c4be1a7d05c3388b1f0de5a6c7791e0b4425cd3fe8a61b70f9d2245ac13e8"


def _t(language: Language, dutch: str, english: str) -> str:
    return dutch if language == "nl" else english


def policy(language: Language) -> Chapter:
    def t(dutch: str, english: str) -> str:
        return _t(language, dutch, english)

    score = Figure(
        "maturity",
        t("Gemiddelde volwassenheid", "Average maturity"),
        Decimal("66.4"),
        t(
            "Het gemiddelde van de scores van leden die in beide jaren een meting instuurden.",
            "The mean score of members that sent in an assessment in both years.",
        ),
        unit="%",
        numerator=7,
        denominator=12,
        goal=80,
        exclusions=(
            Exclusion(t("vertrekkende leden", "members leaving"), 2),
            Exclusion(t("nieuwe leden", "new members"), 1),
        ),
        as_of=date(2026, 6, 30),
        sources=(SOURCE,),
    )
    published = Figure(
        "policy_published",
        t("Leden met een gepubliceerd beleid", "Members with a published policy"),
        75,
        t("Leden met een openbaar adres van hun beleid.", "Members whose policy has an address."),
        unit="%",
        numerator=9,
        denominator=12,
        goal=100,
    )
    hidden = Figure(
        "complaints",
        t("Leden met een klacht", "Members with a complaint"),
        None,
        t("Leden waarover een klacht is ingediend.", "Members about whom a complaint was made."),
        suppressed=True,
    )
    bands = ("0–20%", "20–40%", "40–60%", "60–80%", "80–100%")
    chart = Chart(
        "steps",
        "stacked",
        t(
            "Beleid staat bij de meeste leden; volgen en herstel blijven achter",
            "Most members have a policy; tracking and remediation lag behind",
        ),
        t(
            "Gestapelde balken per stap: klaar, bezig en nog niet begonnen, in aantallen leden.",
            "Stacked bars for each step: done, under way and not started, in numbers of members.",
        ),
        tuple(t(f"Stap {n}", f"Step {n}") for n in range(1, 7)),
        (
            Series(t("Klaar", "Done"), (9, 7, 5, 3, 4, 0)),
            Series(t("Bezig", "Under way"), (3, 4, 5, 6, 3, 4)),
            Series(t("Nog niet begonnen", "Not started"), (0, 1, 2, 3, 5, 8)),
        ),
        t(
            "Bron: zelfmetingen 2026, 12 leden, peildatum 30 juni 2026.",
            "Source: 2026 self-assessments, 12 members, as of 30 June 2026.",
        ),
        category_title=t("Stap", "Step"),
    )
    table = Table(
        t("Scores per band", "Scores by band"),
        (Column(t("Band", "Band")), Column("2025", True), Column("2026", True)),
        tuple(
            (band, old, new)
            for band, old, new in zip(
                bands,
                (3, 4, 3, Special.SUPPRESSED, 0),
                (Special.SUPPRESSED, 3, 4, 3, None),
                strict=True,
            )
        ),
        t(
            "× = minder dan 3 bedrijven. – = niet gemeten.",
            "× = fewer than 3 companies. – = not measured.",
        ),
    )
    return Chapter(
        1,
        paragraphs=(
            Paragraph(
                (
                    t("De gemiddelde volwassenheid is ", "Average maturity stands at "),
                    Mention("maturity"),
                    t(". Het doel is 80%. ", ". The goal is 80%. "),
                    t("Van de leden publiceerde ", "Of the members, "),
                    Mention("policy_published"),
                    t(" een beleid.", " published a policy."),
                ),
                (SOURCE,),
            ),
        ),
        written=(
            t(
                "Drie leden hebben hun beleid dit jaar herschreven.\r\nDe vakbonden lazen "
                "mee en vroegen om een duidelijker klachtenregeling. Die staat nu in alle drie.",
                "Three members rewrote their policy this year.\r\nThe unions read along and "
                "asked for a clearer grievance procedure. All three now have one.",
            ),
        ),
        figures=(score, published, hidden),
        charts=(chart,),
        tables=(table,),
    )


def risks(language: Language) -> Chapter:
    def t(dutch: str, english: str) -> str:
        return _t(language, dutch, english)

    seen = Figure(
        "smelters_seen",
        t("Smelters in beeld", "Smelters identified"),
        1234,
        t(
            "Verschillende smelters in goedgekeurde records.",
            "Distinct smelters in approved records.",
        ),
        numerator=1234,
        denominator=1500,
        sources=(SOURCE, AUDIT),
    )
    chart = Chart(
        "themes",
        "bar",
        t(
            "Milieu is voor het tweede jaar het meest gemeld",
            "Environment is reported most for the second year",
        ),
        t(
            "Balken: milieu 31, arbeidsomstandigheden 24, corruptie 11, landrechten onbekend.",
            "Bars: environment 31, working conditions 24, corruption 11, land rights hidden.",
        ),
        (
            t("Milieu", "Environment"),
            t("Arbeidsomstandigheden en lonen", "Working conditions and wages"),
            t("Corruptie", "Corruption"),
            t("Landrechten", "Land rights"),
        ),
        (Series("2026", (31, 24, 11, None)), Series("2025", (28, 25, 9, 4))),
        t(
            "Bron: bevindingen uit goedgekeurde documenten, peildatum 30 juni 2026.",
            "Source: findings from approved documents, as of 30 June 2026.",
        ),
        category_title=t("Thema", "Theme"),
    )
    findings = (
        Finding(
            "B-0007",
            t(
                "Smelter staat niet in het register van de regeling.",
                "Smelter is not in the scheme's register.",
            ),
            t("Maatregel loopt", "Measure under way"),
            t("Hoog", "High"),
            metal="tin",
            smelter="Merapi Tin Works",
            country=t("Indonesië", "Indonesia"),
            measures=(
                Measure(
                    t(
                        "Vraag de smelter om een audit en een plan.",
                        "Ask the smelter for an audit and a plan.",
                    ),
                    t("Lid", "Member"),
                    date(2026, 11, 28),
                    t("Loopt", "Running"),
                ),
                Measure(
                    t("Zoek een tweede leverancier.", "Find a second supplier."),
                    t("Lid", "Member"),
                    date(2026, 9, 1),
                    t("Te laat", "Late"),
                ),
            ),
            communications=(
                Communication(
                    t("Algemene vergadering", "General assembly"),
                    t("Verteld", "Communicated"),
                    date(2026, 6, 12),
                    t("Samengevat in de vergadering.", "Summarised in the meeting."),
                ),
                Communication(
                    t("Openbaar", "Public"),
                    t("Niet verteld", "Withheld"),
                    reason=t(
                        "De smelter kreeg eerst tijd om te antwoorden.",
                        "The smelter was first given time to answer.",
                    ),
                ),
            ),
            sources=(SOURCE,),
        ),
        Finding(
            "B-0012",
            t(
                "Audit: registratie van werktijden ontbreekt (paragraaf 7.2).",
                "Audit: records of working hours are missing (clause 7.2).",
            ),
            t("Gemonitord", "Monitored"),
            t("Midden", "Medium"),
            sources=(AUDIT,),
        ),
        Finding(
            "B-0031",
            t(
                "Naam van de smelter is heel lang en loopt door over meer regels van de "
                "tabel zonder dat er iets verdwijnt.",
                "The smelter's name is very long and runs over several lines of the "
                "table without anything getting lost.",
            ),
            t("Nieuw", "New"),
            t("Laag", "Low"),
            smelter="Samengestelde Metallurgische Raffinaderijvennootschap-Zuidoosterdistrict "
            + "X" * 60,
            country=t("Democratische Republiek Congo", "Democratic Republic of the Congo"),
        ),
    )
    return Chapter(
        2,
        paragraphs=(
            Paragraph(
                (
                    t("In de ketens zijn ", "In the chains, "),
                    Mention("smelters_seen"),
                    t(" smelters gevonden.", " smelters were found."),
                )
            ),
        ),
        figures=(seen,),
        charts=(chart,),
        findings=findings,
    )


def report(language: Language = "nl", status: str = "draft", rows: int = 40) -> ReportData:
    """The whole report; `rows` is the length of the long table in the last section."""

    def t(dutch: str, english: str) -> str:
        return _t(language, dutch, english)

    goals = Table(
        t("Doelen en resultaten", "Goals and results"),
        (
            Column(t("Doel", "Goal"), weight=24),
            Column(t("Doel", "Goal"), True),
            Column(t("Resultaat", "Result"), True),
        ),
        tuple(
            (
                t(f"Doelstelling {n}: leden met een plan", f"Objective {n}: members with a plan"),
                80,
                Decimal("66.5") + n,
            )
            for n in range(1, rows + 1)
        ),
    )
    return ReportData(
        title=t("Metaalketens in beweging", "Metal chains on the move"),
        agreement=t("Voorbeeldconvenant Metaal", "Example Metals Agreement"),
        period=t("1 juli 2025 tot en met 30 juni 2026", "1 July 2025 to 30 June 2026"),
        language=language,
        status="final" if status == "final" else "draft",
        number="2026-02" if status == "final" else None,
        version=1,
        snapshot_hash=HASH,
        cut_off=date(2026, 6, 30),
        prepared_by=(t("Secretariaat", "Secretariat"),),
        checked_by=(t("Tweede beoordelaar", "Second reader"), t("Voorzitter", "Chair")),
        audience=t("Algemene vergadering", "General assembly"),
        opening=(
            Section(
                t("Voorwoord", "Foreword"),
                (
                    Paragraph(
                        (
                            t(
                                "Dit jaar lazen wij alle documenten op dezelfde manier. ",
                                "This year we read all documents in the same way. ",
                            )
                            * 4,
                        )
                    ),
                ),
            ),
        ),
        chapters=(policy(language), risks(language), *(Chapter(step) for step in (3, 4, 5, 6))),
        closing=(
            Section(
                t("Geleerde lessen", "Lessons learned"),
                (
                    Paragraph(
                        (
                            t(
                                "Termijnen zijn pas haalbaar als zij vroeg bekend zijn.",
                                "Deadlines are met only when they are known early.",
                            ),
                        )
                    ),
                ),
                (goals,),
            ),
        ),
        documents=(
            SourceDocument(
                "D3F9",
                t("Leveranciersverklaring", "Supplier declaration"),
                "nl",
                3,
            ),
            SourceDocument("D7A1", t("Auditverslag", "Audit report"), "en", 48),
        ),
        glossary=(
            Term(
                t("Smelter", "Smelter"),
                t(
                    "Bedrijf dat erts of schroot tot metaal verwerkt.",
                    "A company that turns ore or scrap into metal.",
                ),
            ),
        ),
        errata=(Change(t("Tabel 2", "Table 2"), "64%", "66%"),) if status == "final" else (),
    )
