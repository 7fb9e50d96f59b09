"""The sentences of a report by step: each stands or falls with the figure that it is about."""

from workflows.report_words import Words

SENTENCES: dict[int, tuple[tuple[str | None, Words], ...]] = {
    1: (
        (
            "F101",
            Words(
                "In deze periode deden {F101} bedrijven mee.",
                "In this period {F101} companies took part.",
            ),
        ),
        (
            "F102",
            Words(
                "Daarvan stuurden {F102} bedrijven documenten in.",
                "Of these, {F102} companies sent in documents.",
            ),
        ),
    ),
    2: (
        (
            "F201",
            Words(
                "De bedrijven stuurden {F201} documenten in.",
                "The companies sent in {F201} documents.",
            ),
        ),
        (
            "F203",
            Words(
                "Van {F203} documenten is ieder item beoordeeld.",
                "Of {F203} documents every item has been reviewed.",
            ),
        ),
        (
            "F205",
            Words(
                "Zo kwamen {F205} verschillende smelters in beeld.",
                "In this way {F205} different smelters were identified.",
            ),
        ),
        (
            "F207",
            Words(
                "Beoordelaars keurden {F204} items goed; {F207} items bevestigde het bedrijf zelf, "
                "zonder dat een beoordelaar ze las.",
                "Reviewers approved {F204} items; {F207} items were confirmed by the company "
                "itself, without a reviewer reading them.",
            ),
        ),
        (
            "F208",
            Words(
                "{F208} items las één persoon, met een reden.",
                "{F208} items were read by one person, with a reason.",
            ),
        ),
        ("F206", Words("Er zijn {F206} bevindingen geopend.", "{F206} findings were opened.")),
    ),
    3: (
        (
            "F301",
            Words(
                "Voor {F301} bevindingen is een maatregel gepland.",
                "For {F301} findings a measure is planned.",
            ),
        ),
        (
            "F303",
            Words(
                "Van de maatregelen zijn er {F303} uitgevoerd.",
                "Of the measures, {F303} have been carried out.",
            ),
        ),
    ),
    4: (
        (
            "F401",
            Words(
                "Bij {F401} bevindingen is het bewijs door een ander geverifieerd.",
                "For {F401} findings the evidence was verified by somebody else.",
            ),
        ),
    ),
    5: (
        (
            "F501",
            Words(
                "Over {F501} bevindingen is gecommuniceerd.", "{F501} findings were communicated."
            ),
        ),
        (
            "F502",
            Words(
                "Bij {F502} bevindingen blijft dat met een reden achterwege.",
                "For {F502} findings this is withheld, with a reason.",
            ),
        ),
    ),
    6: (
        (
            "F601",
            Words(
                "Bij {F601} bevindingen is feitelijke schade vastgesteld.",
                "For {F601} findings actual harm was established.",
            ),
        ),
    ),
}
"""The generated sentences of each chapter; ``{CODE}`` is where the figure is printed."""
