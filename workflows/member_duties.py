"""What a company's report must tell: step 5 of the OECD guidance, article 7 of the EU regulation.

Of Regulation (EU) 2017/821 and of the guidance the duties are taken; the wording is our own.
"""

from typing import NamedTuple

from workflows.report_words import Words


class Asked(NamedTuple):
    """What a report must tell: where in the report it stands, and by what it is there.

    One of the ``figures`` above nothing, or people's own words in one of the ``texts``.
    """

    what: Words
    step: int
    figures: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


CHECKLIST = Words("Controlelijst bij stap vijf", "Checklist of step five")
CHECKLIST_TEXT = Words(
    "Wat een openbaar verslag over due diligence volgens de OESO-richtlijn vertelt, en of het in "
    "dit rapport staat. Namen van leveranciers, prijzen en namen van melders horen er niet in.",
    "What a public report on due diligence tells according to the OECD guidance, and whether it is "
    "in this report. Names of suppliers, prices and names of informers do not belong in it.",
)
CHECKLIST_HEADER = (
    Words("Onderwerp", "Subject"),
    Words("Waar", "Where"),
    Words("Staat het erin?", "Is it there?"),
)
YES = Words("Ja", "Yes")
NOT_YET = Words("Nog niet", "Not yet")
STEP = Words("Stap {step}", "Step {step}")
ASKED: tuple[Asked, ...] = (
    Asked(
        Words(
            "Het beleid, en wie ervoor verantwoordelijk is", "The policy, and who answers for it"
        ),
        1,
        texts=("1",),
    ),
    Asked(
        Words(
            "Hoe smelters en landen van herkomst zijn gevonden",
            "How smelters and countries of origin were identified",
        ),
        2,
        ("F205",),
    ),
    Asked(
        Words(
            "Hoe risico’s zijn beoordeeld, en welke er zijn", "How risks were assessed, and which"
        ),
        2,
        ("M203", "F206"),
    ),
    Asked(
        Words(
            "Wat bekend is van de due diligence van smelters",
            "What is known of the due diligence of smelters",
        ),
        2,
        ("M202",),
        ("2",),
    ),
    Asked(
        Words("Wat er tegen de risico’s gebeurt", "What is done against the risks"),
        3,
        ("M301", "F302"),
        ("3",),
    ),
    Asked(
        Words("Hoe wordt gevolgd of dat werkt", "How it is tracked whether that works"),
        4,
        ("F401", "F303"),
        ("4",),
    ),
    Asked(
        Words("Wat is verteld, en waarom iets niet", "What was told, and why something was not"),
        5,
        ("F501", "F502"),
        ("5",),
    ),
    Asked(
        Words(
            "Waar wie schade lijdt terechtkan, en herstel", "Where the harmed can turn, and remedy"
        ),
        6,
        ("F601",),
        ("6",),
    ),
)
"""The contents of step 5, and what of the report shows each."""

ARTICLE_7 = Words("Verordening (EU) 2017/821, artikel 7", "Regulation (EU) 2017/821, article 7")
ARTICLE_7_TEXT = Words(
    "Artikel 7 geldt voor wie tin, tantaal, wolfraam of goud, of ertsen daarvan, in de Europese "
    "Unie invoert en boven de drempels van de verordening komt. De tabel zegt wat zo’n importeur "
    "beschikbaar maakt of bekendmaakt, en waar het in dit rapport staat.",
    "Article 7 applies to whoever imports tin, tantalum, tungsten or gold, or their ores, into the "
    "European Union above the thresholds of the regulation. The table says what such an importer "
    "makes available or discloses, and where it stands in this report.",
)
ARTICLE_7_COUNT = (
    (
        "M201",
        Words(
            "Goedgekeurde items noemen {M201} {M201:smelter|smelters} van deze metalen; {M202} "
            "{M202:is|zijn} zelf beoordeeld onder een regeling die de EU erkent.",
            "Approved items name {M201} {M201:smelter|smelters} of these metals; {M202} "
            "{M202:was itself|were themselves} assessed under a scheme that the EU recognises.",
        ),
    ),
)
ARTICLE_7_HEADER = (
    Words("Lid", "Par."),
    Words("Wat de importeur doet", "What the importer does"),
    Words("In dit rapport", "In this report"),
)
SEE_STEP = Words("Stap {steps}", "Step {steps}")
SEE_AUDITS = Words("De tabel met audits, bij stap 4", "The table of audits, at step 4")
NO_AUDITS = Words("Geen audits in goedgekeurde items", "No audits in approved items")
SEE_OWN = Words("De eigen woorden van het bedrijf hieronder", "The company’s own words below")
NOTHING_SAID = Words("Hierover zegt het bedrijf nog niets", "The company says nothing on this yet")
SEE_COUNT = Words("De telling hierboven", "The count above")


class Duty(NamedTuple):
    """A paragraph of article 7, and where it is answered: ``answer`` names which words say so."""

    number: str
    what: Words
    answer: str


DUTIES: tuple[Duty, ...] = (
    Duty(
        "1",
        Words(
            "Geeft de toezichthouder de auditrapporten, of het bewijs dat smelters onder een "
            "erkende regeling vallen.",
            "Gives the authority the audit reports, or proof that smelters fall under a recognised "
            "scheme.",
        ),
        "count",
    ),
    Duty(
        "2",
        Words(
            "Geeft directe afnemers alle informatie uit zijn due diligence, met oog voor "
            "bedrijfsgeheimen.",
            "Gives direct customers all that its due diligence brought, with regard for business "
            "secrets.",
        ),
        "own",
    ),
    Duty(
        "3",
        Words(
            "Maakt ieder jaar openbaar, ook op internet, wat hij doet voor zijn beleid en zijn "
            "systeem (artikel 4).",
            "Discloses every year, on the internet too, what it does for its policy and its system "
            "(article 4).",
        ),
        "1",
    ),
    Duty(
        "3",
        Words(
            "Maakt ook openbaar hoe hij risico’s vindt en aanpakt (artikel 5).",
            "Discloses too how it finds risks and deals with them (article 5).",
        ),
        "2, 3",
    ),
    Duty(
        "3",
        Words(
            "Vat de audits door derden samen, met de naam van wie ze deed.",
            "Sums up the audits by third parties, with the name of who did them.",
        ),
        "audits",
    ),
    Duty(
        "4",
        Words(
            "Zegt het als het metaal alleen uit recycling of schroot komt, en hoe dat is nagegaan.",
            "Says so where the metal comes from recycling or scrap alone, and how that was found.",
        ),
        "own",
    ),
)
