"""The risk codes that the product ships: OECD Annex II and the agreement's thirteen themes.

The codes follow the order of the guidance and of the agreement; the wording is our own.
"""

from workflows.marking import N_

# Taxonomy, edition.
ANNEX_II = ("oecd_annex_ii", "2016")
THEMES = ("themes", "2026")

TITLES = {
    ANNEX_II[0]: N_("Risks of Annex II of the OECD guidance on minerals"),
    THEMES[0]: N_("Themes of the agreement"),
}

# Code, Dutch, English. "a" to "e" of the first risk are its five kinds of serious abuse.
CODES: dict[tuple[str, str], tuple[tuple[str, str, str], ...]] = {
    ANNEX_II: (
        ("A1a", "Marteling of wrede behandeling", "Torture or cruel treatment"),
        ("A1b", "Dwangarbeid", "Forced labour"),
        ("A1c", "De ergste vormen van kinderarbeid", "The worst forms of child labour"),
        (
            "A1d",
            "Andere grove schendingen, zoals seksueel geweld op grote schaal",
            "Other gross abuses, such as widespread sexual violence",
        ),
        (
            "A1e",
            "Oorlogsmisdaden, misdaden tegen de menselijkheid of genocide",
            "War crimes, crimes against humanity or genocide",
        ),
        (
            "A2",
            "Steun, direct of indirect, aan gewapende groepen",
            "Support, direct or indirect, to armed groups",
        ),
        (
            "A3",
            "Misstanden door leger, politie of beveiligers",
            "Abuses by army, police or private guards",
        ),
        (
            "A4",
            "Omkoping of een valse opgave van de herkomst",
            "Bribery or a false statement of origin",
        ),
        ("A5", "Witwassen van geld", "Money laundering"),
        (
            "A6",
            "Belastingen of heffingen niet betaald of niet verantwoord",
            "Taxes or fees not paid or not accounted for",
        ),
    ),
    THEMES: (
        ("T01", "Ongelijke behandeling van vrouwen", "Unequal treatment of women"),
        ("T02", "Dwangarbeid bij bedrijven", "Forced labour at companies"),
        ("T03", "Dwangarbeid opgelegd door een staat", "Forced labour imposed by a state"),
        ("T04", "Kinderarbeid", "Child labour"),
        ("T05", "Arbeidsrechten en een leefbaar loon", "Labour rights and a living wage"),
        ("T06", "Vrijheid om een vakbond te vormen", "Freedom to form a union"),
        ("T07", "Vervuiling van lucht, bodem en water", "Pollution of air, soil and water"),
        (
            "T08",
            "Rampen met afval, zoals een dambreuk",
            "Disasters with waste, such as dam failure",
        ),
        ("T09", "Natuur en ontbossing", "Nature and deforestation"),
        ("T10", "Gebruik van water", "Use of water"),
        ("T11", "Tekort aan water in de omgeving", "Shortage of water in the area"),
        ("T12", "Corruptie", "Corruption"),
        ("T13", "Landroof en gedwongen vertrek", "Land grabbing and forced eviction"),
    ),
}
