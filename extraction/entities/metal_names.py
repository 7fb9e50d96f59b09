"""Names and symbols of metals and minerals in the languages of declarations."""

from extraction.entities.tokens import word_keys

# Lower-case English name, as the reporting templates print it -> names: Dutch, English, German,
# French, Spanish, Portuguese, Italian.
NAMES: dict[str, tuple[str, ...]] = {
    "tin": ("tin", "Zinn", "étain", "estaño", "estanho", "stagno"),
    "tantalum": ("tantalum", "tantaal", "Tantal", "tantale", "tantalio", "tântalo"),
    "tungsten": (
        "tungsten", "wolfram", "wolfraam", "tungstène", "wolframio", "tungsteno", "tungstênio",
        "volfrâmio",
    ),
    "gold": ("gold", "goud", "or", "oro", "ouro"),
    "cobalt": ("cobalt", "kobalt", "cobalto"),
    "mica": ("mica", "Glimmer"),
    "copper": ("copper", "koper", "Kupfer", "cuivre", "cobre", "rame"),
    "nickel": ("nickel", "nikkel", "níquel", "nichel", "nichelio"),
    "lithium": ("lithium", "litio", "lítio"),
    "graphite": (
        "graphite", "grafiet", "Graphit", "grafito", "grafite", "natural graphite",
        "graphite (natural)",
    ),
    "aluminium": ("aluminium", "aluminum", "aluminio", "alumínio", "alluminio"),
    "zinc": ("zinc", "zink", "zinco", "cinc"),
    "lead": ("lead", "lood", "Blei", "plomb", "plomo", "chumbo", "piombo"),
    "silver": ("silver", "zilver", "Silber", "argent", "plata", "prata", "argento"),
    "platinum": ("platinum", "platina", "Platin", "platine", "platino"),
    "palladium": ("palladium", "paladio", "paládio", "palladio"),
    "rhodium": ("rhodium", "rodium", "rodio", "ródio"),
    "iridium": ("iridium", "iridio", "irídio"),
    "ruthenium": ("ruthenium", "rutenio", "rutênio"),
    "osmium": ("osmium",),
    "platinum group metals": ("PGM", "PGMs", "platinum group metals", "platinagroepmetalen",
                              "Platingruppenmetalle"),
    "molybdenum": ("molybdenum", "molybdeen", "Molybdän", "molybdène", "molibdeno", "molibdênio"),
    "manganese": ("manganese", "mangaan", "Mangan", "manganèse", "manganeso", "manganês"),
    "chromium": ("chromium", "chroom", "Chrom", "chrome", "cromo"),
    "magnesium": ("magnesium", "magnésium", "magnesio", "magnésio"),
    "antimony": ("antimony", "antimoon", "Antimon", "antimoine", "antimonio", "antimônio"),
    "titanium": ("titanium", "titaan", "Titan", "titane", "titanio", "titânio"),
    "rare earths": (
        "rare earths", "rare earth elements", "rare earth metals", "rare earth", "zeldzame aarden",
        "zeldzame aardmetalen", "Seltene Erden", "terres rares", "tierras raras", "terras raras",
        "terre rare",
    ),
    "cadmium": ("cadmium", "cadmio", "cádmio", "Kadmium"),
    "bismuth": ("bismuth", "bismut", "Wismut", "bismuto"),
    "indium": ("indium", "indio metal"),
    "gallium": ("gallium", "galio"),
    "germanium": ("germanium", "germanio"),
    "vanadium": ("vanadium", "vanadio"),
    "niobium": ("niobium", "Niob", "niobio", "nióbio"),
    "rhenium": ("rhenium", "renium"),
    "selenium": ("selenium", "seleen", "Selen", "sélénium"),
    "tellurium": ("tellurium", "telluur", "Tellur", "tellure"),
    "zirconium": ("zirconium", "zirkonium"),
    "beryllium": ("beryllium", "béryllium"),
    "hafnium": ("hafnium",),
    "mercury": ("mercury", "kwik", "Quecksilber", "mercurio"),
    "iron": ("iron", "ijzer", "Eisen", "hierro", "ferro"),
    "lime": ("lime",),
    "steel": ("steel", "staal", "Stahl", "acier", "acero", "aço", "acciaio"),
}  # fmt: skip

SYMBOLS: dict[str, str] = {
    "Au": "gold", "Ag": "silver", "Sn": "tin", "Ta": "tantalum", "W": "tungsten", "Co": "cobalt",
    "Cu": "copper", "Ni": "nickel", "Li": "lithium", "Zn": "zinc", "Pb": "lead", "Al": "aluminium",
    "Pt": "platinum", "Pd": "palladium", "Rh": "rhodium", "Ir": "iridium", "Ru": "ruthenium",
    "Mo": "molybdenum", "Mn": "manganese", "Cr": "chromium", "Mg": "magnesium", "Sb": "antimony",
    "Ti": "titanium", "Cd": "cadmium", "Bi": "bismuth", "Nb": "niobium", "Ga": "gallium",
    "Ge": "germanium", "Se": "selenium", "Te": "tellurium", "Re": "rhenium", "Fe": "iron",
    "REE": "rare earths",
}  # fmt: skip

# Groups that a cell may name instead of its metals.
GROUPS: dict[str, tuple[str, ...]] = {
    "3TG": ("tantalum", "tin", "tungsten", "gold"),
    "3T": ("tantalum", "tin", "tungsten"),
}

# Words that are a metal's name in one language only, or mostly mean something else: they count in
# a cell of their own, and in running text only with the evidence that ``metals.find`` asks for.
WEAK: frozenset[str] = word_keys(
    "lead or argent rame lime mercury mercurio iron ferro plata chrome titan cinc"
)

# No metals of the label: steel and its kin are products.
UNLABELLED: frozenset[str] = frozenset({"steel"})
