"""The words of the field that a report uses: in its annex, and on the page of words."""

from workflows.report_words import Words

GLOSSARY: tuple[tuple[Words, Words], ...] = (
    (
        Words("Apart gelegd document", "Parked document"),
        Words(
            "Een document dat is bewaard en geen beoordeling nodig heeft, zoals een "
            "materiaalcertificaat.",
            "A document that is kept and needs no review, such as a mill certificate.",
        ),
    ),
    (
        Words("Bevinding", "Finding"),
        Words(
            "Iets dat aandacht vraagt: een risico, een tekortkoming uit een audit, een verlopen "
            "certificaat. Het wordt gevolgd tot het is afgerond.",
            "Something that asks for attention: a risk, a shortcoming of an audit, a certificate "
            "that has expired. It is followed until it is closed.",
        ),
    ),
    (
        Words("Due diligence", "Due diligence"),
        Words(
            "Wat een bedrijf doet om schade in zijn keten te vinden, te voorkomen en te "
            "verkleinen, en daarover te vertellen. De OESO-richtlijn beschrijft dit in zes "
            "stappen.",
            "What a company does to find, prevent and reduce harm in its chain, and to tell about "
            "it. The OECD guidance describes it in six steps.",
        ),
    ),
    (
        Words("Feitelijke schade", "Actual harm"),
        Words(
            "Schade aan mens of natuur die al is gebeurd. Een risico is schade die nog kan "
            "gebeuren.",
            "Harm to people or nature that has happened. A risk is harm that may still happen.",
        ),
    ),
    (
        Words("Item", "Item"),
        Words(
            "Eén ding dat uit een document is gelezen en dat een beoordelaar goedkeurt of "
            "afwijst: een smelter, een certificaat of een bevinding uit een audit.",
            "One thing that was read from a document and that a reviewer approves or rejects: a "
            "smelter, a certificate or a finding of an audit.",
        ),
    ),
    (
        Words("Keurmerk", "Scheme"),
        Words(
            "Een regeling waaronder een onafhankelijke partij nagaat of een smelter verantwoord "
            "werkt.",
            "An arrangement under which an independent party checks whether a smelter works "
            "responsibly.",
        ),
    ),
    (
        Words("Register", "Register"),
        Words(
            "De lijst van smelters die bekend zijn, met hun land en wat keurmerken van hen zeggen.",
            "The list of smelters that are known, with their country and what schemes say of them.",
        ),
    ),
    (
        Words("Smelter", "Smelter"),
        Words(
            "Een fabriek die metaal maakt uit erts of schroot. Ook raffinaderijen tellen mee. Er "
            "zijn er weinig, daarom is het een goede plek om naar een keten te kijken.",
            "A plant that makes metal out of ore or scrap. Refiners count as well. There are few "
            "of them, so they are a good place to look at a chain.",
        ),
    ),
    (
        Words("Smeltervermelding", "Smelter item"),
        Words(
            "Een smelter in één document. Noemen twee documenten dezelfde smelter, dan zijn dat "
            "twee vermeldingen.",
            "A smelter in one document. Where two documents name the same smelter, these are two "
            "items.",
        ),
    ),
)
