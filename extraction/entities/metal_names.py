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

# Names that count in a cell of their own, and in running text of their language only. Those of
# Chinese, Japanese and Korean are found in every text: their script tells them from other words.
FURTHER_NAMES: dict[str, dict[str, tuple[str, ...]]] = {
    "es": {
        "mica": ("mica",), "platinum": ("platino",), "zinc": ("zinc", "cinc"),
        "tantalum": ("tántalo",), "graphite": ("grafito natural",), "tungsten": ("volframio",),
        "chromium": ("cromo",), "rare earths": ("elementos de tierras raras",),
    },
    "pt": {
        "tantalum": ("tântalo", "tantálio"), "tungsten": ("tungsténio", "volfrâmio"),
        "platinum": ("platina",), "palladium": ("paládio",), "molybdenum": ("molibdénio",),
        "manganese": ("manganésio",), "antimony": ("antimónio",),
        "graphite": ("grafita", "grafite"),
        "rare earths": ("elementos de terras raras",), "chromium": ("cromo", "crómio"),
    },
    "it": {
        "manganese": ("manganese",), "chromium": ("cromo",), "iron": ("ferro",),
        "rare earths": ("elementi delle terre rare",), "graphite": ("grafite naturale",),
    },
    "pl": {
        "tin": ("cyna", "cyny", "cynę", "cyną", "cynie"), "tantalum": ("tantal", "tantalu"),
        "tungsten": ("wolfram", "wolframu"), "gold": ("złoto", "złota", "złotem"),
        "cobalt": ("kobalt", "kobaltu"), "mica": ("mika", "miki"),
        "copper": ("miedź", "miedzi", "miedzią"), "nickel": ("nikiel", "niklu"),
        "lithium": ("lit", "litu"), "graphite": ("grafit", "grafitu", "grafit naturalny"),
        "aluminium": ("aluminium", "glin", "glinu"), "zinc": ("cynk", "cynku"),
        "lead": ("ołów", "ołowiu"), "silver": ("srebro", "srebra"),
        "platinum": ("platyna", "platyny"), "palladium": ("pallad", "palladu"),
        "iridium": ("iryd", "irydu"), "ruthenium": ("ruten", "rutenu"),
        "molybdenum": ("molibden", "molibdenu"), "manganese": ("mangan", "manganu"),
        "chromium": ("chrom", "chromu"), "magnesium": ("magnez", "magnezu"),
        "antimony": ("antymon", "antymonu"), "titanium": ("tytan", "tytanu"),
        "rare earths": ("metale ziem rzadkich", "pierwiastki ziem rzadkich"),
        "iron": ("żelazo", "żelaza"), "steel": ("stal", "stali"),
    },
    "tr": {
        "tin": ("kalay",), "tantalum": ("tantal", "tantalum"), "tungsten": ("tungsten", "volfram"),
        "gold": ("altın",), "cobalt": ("kobalt",), "mica": ("mika",), "copper": ("bakır",),
        "nickel": ("nikel",), "lithium": ("lityum",), "graphite": ("grafit", "doğal grafit"),
        "aluminium": ("alüminyum",), "zinc": ("çinko",), "lead": ("kurşun",),
        "silver": ("gümüş",), "platinum": ("platin",), "palladium": ("paladyum", "palladyum"),
        "rhodium": ("rodyum",), "iridium": ("iridyum",), "ruthenium": ("rutenyum",),
        "molybdenum": ("molibden",), "manganese": ("mangan", "manganez"),
        "chromium": ("krom",), "magnesium": ("magnezyum",), "antimony": ("antimon",),
        "titanium": ("titanyum",), "rare earths": ("nadir toprak elementleri",),
        "iron": ("demir",), "steel": ("çelik",),
    },
    "ru": {
        "tin": ("олово", "олова"), "tantalum": ("тантал", "тантала"),
        "tungsten": ("вольфрам", "вольфрама"), "gold": ("золото", "золота"),
        "cobalt": ("кобальт", "кобальта"), "mica": ("слюда", "слюды"), "copper": ("медь", "меди"),
        "nickel": ("никель", "никеля"), "lithium": ("литий", "лития"),
        "graphite": ("графит", "графита"), "aluminium": ("алюминий", "алюминия"),
        "zinc": ("цинк", "цинка"), "lead": ("свинец", "свинца"), "silver": ("серебро", "серебра"),
        "platinum": ("платина", "платины"), "palladium": ("палладий", "палладия"),
        "rhodium": ("родий",), "iridium": ("иридий",), "ruthenium": ("рутений",),
        "molybdenum": ("молибден",), "manganese": ("марганец",), "chromium": ("хром",),
        "magnesium": ("магний",), "antimony": ("сурьма",), "titanium": ("титан",),
        "rare earths": ("редкоземельные металлы", "редкоземельные элементы"),
        "iron": ("железо",), "steel": ("сталь",),
    },
    "zh": {
        "tin": ("锡", "錫"), "tantalum": ("钽", "鉭"), "tungsten": ("钨", "鎢"),
        "gold": ("金", "黄金", "黃金"), "cobalt": ("钴", "鈷"), "mica": ("云母", "雲母"),
        "copper": ("铜", "銅"), "nickel": ("镍", "鎳"), "lithium": ("锂", "鋰"),
        "graphite": ("石墨", "天然石墨"), "aluminium": ("铝", "鋁"), "zinc": ("锌", "鋅"),
        "lead": ("铅", "鉛"), "silver": ("银", "銀", "白银"), "platinum": ("铂", "鉑", "白金"),
        "palladium": ("钯", "鈀"), "rhodium": ("铑", "銠"), "iridium": ("铱", "銥"),
        "ruthenium": ("钌", "釕"), "molybdenum": ("钼", "鉬"), "manganese": ("锰", "錳"),
        "chromium": ("铬", "鉻"), "magnesium": ("镁", "鎂"), "antimony": ("锑", "銻"),
        "titanium": ("钛", "鈦"), "rare earths": ("稀土", "稀土元素"), "iron": ("铁", "鐵"),
        "steel": ("钢", "钢铁", "鋼鐵"),
    },
    "ja": {
        "tin": ("スズ", "すず", "錫"), "tantalum": ("タンタル",), "tungsten": ("タングステン",),
        "gold": ("金",), "cobalt": ("コバルト",), "mica": ("マイカ", "雲母"),
        "copper": ("銅",), "nickel": ("ニッケル",), "lithium": ("リチウム",),
        "graphite": ("黒鉛", "天然黒鉛", "グラファイト"), "aluminium": ("アルミニウム", "アルミ"),
        "zinc": ("亜鉛",), "lead": ("鉛",), "silver": ("銀",), "platinum": ("プラチナ", "白金"),
        "palladium": ("パラジウム",), "rhodium": ("ロジウム",), "iridium": ("イリジウム",),
        "ruthenium": ("ルテニウム",), "molybdenum": ("モリブデン",), "manganese": ("マンガン",),
        "chromium": ("クロム",), "magnesium": ("マグネシウム",), "antimony": ("アンチモン",),
        "titanium": ("チタン",), "rare earths": ("レアアース", "希土類"), "iron": ("鉄",),
        "steel": ("鉄鋼", "鋼"),
    },
    "ko": {
        "tin": ("주석",), "tantalum": ("탄탈럼", "탄탈", "탄탈륨"),
        "tungsten": ("텅스텐", "중석"), "gold": ("금",), "cobalt": ("코발트",),
        "mica": ("운모", "마이카"), "copper": ("구리",), "nickel": ("니켈",), "lithium": ("리튬",),
        "graphite": ("흑연", "천연흑연"), "aluminium": ("알루미늄",), "zinc": ("아연",),
        "lead": ("납",), "silver": ("은",), "platinum": ("백금",), "palladium": ("팔라듐",),
        "rhodium": ("로듐",), "iridium": ("이리듐",), "ruthenium": ("루테늄",),
        "molybdenum": ("몰리브덴", "몰리브데넘"), "manganese": ("망간",), "chromium": ("크롬",),
        "magnesium": ("마그네슘",), "antimony": ("안티모니", "안티몬"), "titanium": ("티타늄",),
        "rare earths": ("희토류",), "iron": ("철",), "steel": ("철강",),
    },
}  # fmt: skip
