"""The sentences of a report by step: each stands or falls with the figure that it is about."""

from workflows.report_words import Words

SENTENCES: dict[int, tuple[tuple[str | None, Words], ...]] = {
    1: (
        (
            "F101",
            Words(
                "In deze periode {F101:deed|deden} {F101} {F101:bedrijf|bedrijven} mee.",
                "In this period {F101} {F101:company|companies} took part.",
            ),
        ),
        (
            "F102",
            Words(
                "Daarvan {F102:stuurde|stuurden} {F102} {F102:bedrijf|bedrijven} documenten in.",
                "Of these, {F102} {F102:company|companies} sent in documents.",
            ),
        ),
    ),
    2: (
        (
            "F201",
            Words(
                "De bedrijven stuurden {F201} {F201:document|documenten} in.",
                "The companies sent in {F201} {F201:document|documents}.",
            ),
        ),
        (
            "F203",
            Words(
                "Van {F203} {F203:document|documenten} is ieder item beoordeeld.",
                "Of {F203} {F203:document|documents} every item has been reviewed.",
            ),
        ),
        (
            "F205",
            Words(
                "Zo {F205:kwam|kwamen} {F205} {F205:smelter|verschillende smelters} in beeld.",
                "In this way {F205} {F205:smelter was|different smelters were} identified.",
            ),
        ),
        (
            "F207",
            Words(
                "Beoordelaars keurden {F204} {F204:item|items} goed; {F207} {F207:item|items} "
                "bevestigde het bedrijf zelf, zonder dat een beoordelaar {F207:het|ze} las.",
                "Reviewers approved {F204} {F204:item|items}; {F207} {F207:item was|items were} "
                "confirmed by the company itself, without a reviewer reading {F207:it|them}.",
            ),
        ),
        (
            "F208",
            Words(
                "{F208} {F208:item|items} las één persoon, met een reden.",
                "{F208} {F208:item was|items were} read by one person, with a reason.",
            ),
        ),
        (
            "F206",
            Words(
                "Er {F206:is|zijn} {F206} {F206:bevinding|bevindingen} geopend.",
                "{F206} {F206:finding was|findings were} opened.",
            ),
        ),
    ),
    3: (
        (
            "F301",
            Words(
                "Voor {F301} {F301:bevinding|bevindingen} is een maatregel gepland.",
                "For {F301} {F301:finding|findings} a measure is planned.",
            ),
        ),
        (
            "F303",
            Words(
                "Van de maatregelen {F303:is|zijn} er {F303} uitgevoerd.",
                "Of the measures, {F303} {F303:has|have} been carried out.",
            ),
        ),
    ),
    4: (
        (
            "F401",
            Words(
                "Bij {F401} {F401:bevinding|bevindingen} is het bewijs door een ander "
                "geverifieerd.",
                "For {F401} {F401:finding|findings} the evidence was verified by somebody else.",
            ),
        ),
    ),
    5: (
        (
            "F501",
            Words(
                "Over {F501} {F501:bevinding|bevindingen} is gecommuniceerd.",
                "{F501} {F501:finding was|findings were} communicated.",
            ),
        ),
        (
            "F502",
            Words(
                "Over {F502} {F502:bevinding|bevindingen} wordt met een reden niets verteld.",
                "Of {F502} {F502:finding|findings} nothing is told, with a reason.",
            ),
        ),
    ),
    6: (
        (
            "F601",
            Words(
                "Bij {F601} {F601:bevinding|bevindingen} is feitelijke schade vastgesteld.",
                "For {F601} {F601:finding|findings} actual harm was established.",
            ),
        ),
        (
            "F602",
            Words(
                "Bij {F602} daarvan is opgeschreven wat er voor de getroffen mensen is gedaan.",
                "For {F602} of these it is written down what was done for the people harmed.",
            ),
        ),
        (
            "F603",
            Words(
                "Bij {F603} is hun gevraagd of zij tevreden zijn.",
                "For {F603} they were asked whether they are content.",
            ),
        ),
    ),
}
"""The generated sentences of each chapter; ``{CODE}`` is where the figure is printed.

``{CODE:one|many}`` says it in the number of the figure.
"""
