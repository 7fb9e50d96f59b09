"""The sentences of a report by step: each stands or falls with the figure that it is about."""

from workflows.report_words import Words

Sentence = tuple[str | None, Words]
"""With the code of the figure by which it stands or falls."""

_OPENED: Sentence = (
    "F206",
    Words(
        "Er {F206:is|zijn} {F206} {F206:bevinding|bevindingen} geopend.",
        "{F206} {F206:finding was|findings were} opened.",
    ),
)
_PLANNED: Sentence = (
    "F301",
    Words(
        "Voor {F301} {F301:bevinding|bevindingen} is een maatregel gepland.",
        "For {F301} {F301:finding|findings} a measure is planned.",
    ),
)
_VERIFIED: Sentence = (
    "F401",
    Words(
        "Bij {F401} {F401:bevinding|bevindingen} is het bewijs door een ander geverifieerd.",
        "For {F401} {F401:finding|findings} the evidence was verified by somebody else.",
    ),
)
_TOLD: Sentence = (
    "F501",
    Words(
        "Over {F501} {F501:bevinding|bevindingen} is gecommuniceerd.",
        "{F501} {F501:finding was|findings were} communicated.",
    ),
)
_HARMED: Sentence = (
    "F601",
    Words(
        "Bij {F601} {F601:bevinding|bevindingen} is feitelijke schade vastgesteld.",
        "For {F601} {F601:finding|findings} actual harm was established.",
    ),
)
"""What one company’s report says as that of all does, of its own findings."""

SENTENCES: dict[int, tuple[Sentence, ...]] = {
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
        _OPENED,
    ),
    3: (
        _PLANNED,
        (
            "F303",
            Words(
                "Van de maatregelen {F303:is|zijn} er {F303} uitgevoerd.",
                "Of the measures, {F303} {F303:has|have} been carried out.",
            ),
        ),
    ),
    4: (_VERIFIED,),
    5: (
        _TOLD,
        (
            "F502",
            Words(
                "Over {F502} {F502:bevinding|bevindingen} wordt met een reden niets verteld.",
                "Of {F502} {F502:finding|findings} nothing is told, with a reason.",
            ),
        ),
    ),
    6: (
        _HARMED,
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

SENTENCES_OF_A_COMPANY: dict[int, tuple[Sentence, ...]] = {
    1: (
        (
            "M101",
            Words(
                "Het bedrijf beantwoordde {M101} {M101:vraag|vragen} over zijn eigen aanpak.",
                "The company answered {M101} {M101:question|questions} on its own approach.",
            ),
        ),
        (
            "M102",
            Words(
                "Het geeft zichzelf {M102} {M102:punt; dat zegt|punten; die zeggen} hoe ver het "
                "zegt te zijn.",
                "It gives itself {M102} {M102:point, which says|points, which say} how far it says "
                "it is.",
            ),
        ),
    ),
    2: (
        (
            "F201",
            Words(
                "Het bedrijf verzamelde {F201} {F201:document|documenten} van zijn leveranciers.",
                "The company collected {F201} {F201:document|documents} of its suppliers.",
            ),
        ),
        (
            "F205",
            Words(
                "In goedgekeurde items {F205:staat|staan} {F205} "
                "{F205:smelter|verschillende smelters}.",
                "Approved items name {F205} {F205:smelter|different smelters}.",
            ),
        ),
        (
            "M203",
            Words(
                "Het bedrijf zette {M203} {M203:risico|risico’s} op zijn lijst.",
                "The company put {M203} {M203:risk|risks} on its list.",
            ),
        ),
        _OPENED,
    ),
    3: (
        _PLANNED,
        (
            "M301",
            Words(
                "Het plan van aanpak telt {M301} {M301:actie|acties}, waarvan er {M302} "
                "{M302:is|zijn} gedaan.",
                "The plan holds {M301} {M301:action|actions}, of which {M302} {M302:is|are} done.",
            ),
        ),
    ),
    4: (_VERIFIED,),
    5: (_TOLD,),
    6: (_HARMED,),
}
"""The same of the report of one company."""

OF_NONE: dict[str, Words] = {
    "F102": Words("Geen bedrijf stuurde documenten in.", "No company sent in documents."),
    "F201": Words(
        "De bedrijven stuurden geen documenten in.", "The companies sent no documents in."
    ),
    "F203": Words(
        "Van geen enkel document is ieder item beoordeeld.",
        "Of no document every item has been reviewed.",
    ),
    "F205": Words("Er kwamen geen smelters in beeld.", "No smelters were identified."),
    "F206": Words("Er zijn geen bevindingen geopend.", "No findings were opened."),
    "F208": Words("Geen enkel item las maar één persoon.", "No item was read by one person alone."),
    "F301": Words(
        "Voor geen enkele bevinding is een maatregel gepland.",
        "For no finding a measure is planned.",
    ),
    "F303": Words("Er zijn geen maatregelen uitgevoerd.", "No measures have been carried out."),
    "F401": Words(
        "Bij geen enkele bevinding is het bewijs door een ander geverifieerd.",
        "For no finding the evidence was verified by somebody else.",
    ),
    "F501": Words("Over geen enkele bevinding is gecommuniceerd.", "No finding was communicated."),
    "F502": Words(
        "Er is geen bevinding waarover met een reden niets wordt verteld.",
        "There is no finding of which nothing is told, with a reason.",
    ),
    "F601": Words(
        "Bij geen enkele bevinding is feitelijke schade vastgesteld.",
        "For no finding actual harm was established.",
    ),
    "F602": Words(
        "Bij geen daarvan is opgeschreven wat er voor de getroffen mensen is gedaan.",
        "For none of these it is written down what was done for the people harmed.",
    ),
    "F603": Words(
        "Bij geen is hun gevraagd of zij tevreden zijn.",
        "For none they were asked whether they are content.",
    ),
    "M203": Words(
        "Het bedrijf zette geen risico’s op zijn lijst.", "The company put no risks on its list."
    ),
}
"""What is said where such a figure is 0; its number stands in the table."""
