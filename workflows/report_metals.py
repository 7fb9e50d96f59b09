"""Metals by their English name in lower case, as a report prints them."""

from workflows.report_words import Words

METALS: dict[str, Words] = {
    "tin": Words("Tin", "Tin"),
    "tantalum": Words("Tantaal", "Tantalum"),
    "tungsten": Words("Wolfraam", "Tungsten"),
    "gold": Words("Goud", "Gold"),
    "cobalt": Words("Kobalt", "Cobalt"),
    "mica": Words("Mica", "Mica"),
    "copper": Words("Koper", "Copper"),
    "nickel": Words("Nikkel", "Nickel"),
    "lithium": Words("Lithium", "Lithium"),
    "graphite": Words("Grafiet", "Graphite"),
    "aluminium": Words("Aluminium", "Aluminium"),
    "zinc": Words("Zink", "Zinc"),
    "lead": Words("Lood", "Lead"),
    "silver": Words("Zilver", "Silver"),
    "platinum": Words("Platina", "Platinum"),
    "palladium": Words("Palladium", "Palladium"),
    "rhodium": Words("Rodium", "Rhodium"),
    "iridium": Words("Iridium", "Iridium"),
    "ruthenium": Words("Ruthenium", "Ruthenium"),
    "molybdenum": Words("Molybdeen", "Molybdenum"),
    "manganese": Words("Mangaan", "Manganese"),
    "chromium": Words("Chroom", "Chromium"),
    "magnesium": Words("Magnesium", "Magnesium"),
    "antimony": Words("Antimoon", "Antimony"),
    "titanium": Words("Titaan", "Titanium"),
    "rare earths": Words("Zeldzame aarden", "Rare earths"),
    "steel": Words("Staal", "Steel"),
}
