"""What a company's report of its year says in words of ours, in Dutch and in English, by code."""

from workflows.report_words import Defined, Words

TITLES = {
    "member": Words("Due diligence van {company}", "Due diligence of {company}"),
    "plan": Words("Acties van {company}", "Actions of {company}"),
}
AUDIENCE = Words(
    "Iedereen voor wie het bedrijf het publiceert", "Whoever the company publishes it for"
)
SUPPLIER = Words("[een leverancier]", "[a supplier]")

FIGURES: dict[str, Defined] = {
    "M101": Defined(
        Words("Beantwoorde vragen", "Questions answered"),
        Words(
            "Vragen over de zes stappen met een niveau, of met de reden waarom de vraag niet "
            "geldt. Een antwoord van vorig jaar telt pas als het is bevestigd.",
            "Questions on the six steps with a level, or with the reason why the question does not "
            "apply. An answer of last year counts once it is confirmed.",
        ),
    ),
    "M102": Defined(
        Words("Punten voor volwassenheid", "Points for maturity"),
        Words(
            "De niveaus, van 0 tot en met 4, van alle vragen die gelden, bij elkaar opgeteld. Het "
            "bedrijf gaf ze zichzelf. Er is pas een som als alle vragen zijn beantwoord.",
            "The levels, from 0 to 4, of all questions that apply, added up. The company gave them "
            "to itself. There is a sum once every question is answered.",
        ),
    ),
    "M201": Defined(
        Words("Smelters van conflictmineralen", "Smelters of conflict minerals"),
        Words(
            "Verschillende smelters van tin, tantaal, wolfraam of goud in goedgekeurde items.",
            "Different smelters of tin, tantalum, tungsten or gold in approved items.",
        ),
    ),
    "M202": Defined(
        Words("Daarvan met een erkende keuring", "Of these, assessed under a recognised scheme"),
        Words(
            "Smelters van conflictmineralen die op de peildatum zelf zijn beoordeeld onder een "
            "regeling die de EU erkent (RMAP, Uitvoeringsbesluit (EU) 2025/2071). Een smelter die "
            "langs een andere regeling wordt meegeteld, telt hier niet.",
            "Smelters of conflict minerals that on the cut-off date were themselves assessed under "
            "a scheme that the EU recognises (RMAP, Implementing Decision (EU) 2025/2071). A "
            "smelter that is cross-recognised through another scheme is not counted.",
        ),
    ),
    "M203": Defined(
        Words("Risico’s op de lijst van het jaar", "Risks on the list of the year"),
        Words(
            "Risico’s die het bedrijf in zijn ketens ziet, met hun ernst en kans.",
            "Risks that the company sees in its chains, with their severity and likelihood.",
        ),
    ),
    "M301": Defined(
        Words("Acties in het plan van aanpak", "Actions in the plan"),
        Words(
            "Acties die op de peildatum in het plan van het jaar staan.",
            "Actions that stand in the plan of the year on the cut-off date.",
        ),
    ),
    "M302": Defined(
        Words("Uitgevoerde acties", "Actions done"),
        Words(
            "Acties uit het plan waarvan het bedrijf zegt dat ze zijn gedaan.",
            "Actions of the plan of which the company says that they are done.",
        ),
    ),
    **{
        f"M{step}90": Defined(
            Words(f"Gedane acties bij stap {step}", f"Actions done at step {step}"),
            Words(
                "Acties bij deze stap waarvan het bedrijf zegt dat ze zijn gedaan, van alle acties "
                "bij deze stap.",
                "Actions at this step of which the company says that they are done, of all actions "
                "at this step.",
            ),
        )
        for step in range(1, 7)
    },
}

RISKS = Words("Risico’s in de ketens", "Risks in the chains")
RISKS_HEADER = (
    Words("Grondstof", "Raw material"),
    Words("Land", "Country"),
    Words("Risico", "Risk"),
    Words("Ernst", "Severity"),
    Words("Kans", "Likelihood"),
)
LIKELIHOODS = {
    "likely": Words("Waarschijnlijk", "Likely"),
    "possible": Words("Mogelijk", "Possible"),
    "unlikely": Words("Onwaarschijnlijk", "Unlikely"),
}
AUDITS = Words(
    "Audits en certificaten, en wie ze gaf", "Audits and certificates, and who gave them"
)
AUDITS_HEADER = (
    Words("Norm of regeling", "Standard or scheme"),
    Words("Wie keurde", "Who audited"),
    Words("Van", "From"),
    Words("Tot en met", "To"),
)
ACTIONS = Words("Acties", "Actions")
ACTIONS_HEADER = (
    Words("Wat", "What"),
    Words("Wie", "Who"),
    Words("Uiterlijk", "Due"),
    Words("Stand", "State"),
    Words("Wat het opleverde", "What came of it"),
)
DONE = Words("Gedaan", "Done")
TO_DO = Words("Te doen", "To do")
