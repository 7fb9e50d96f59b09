"""How audit reports word severities, kinds of findings, clauses and the parts of a finding.

Severities are brought back to four. SA8000's time-bound counts as major; of the levels of LBMA's
guidance zero tolerance counts as critical, high risk as major, medium risk as minor and low risk
as an observation.
"""

import re

from extraction.records import Severity


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE)


SEVERITIES = (
    (
        Severity.CRITICAL,
        _any(
            r"(?:business )?critical\b|kritieke?\b|kritische?n?\b|critiques?\b"
            r"|cr[íi]tic[oaihe]+s?\b",
            "zero[- ]tolerance|nultolerantie|nulltoleranz|tol[ée]rance z[ée]ro|tolerancia cero",
        ),
    ),
    (
        Severity.MAJOR,
        _any(
            r"majors?\b|maj\b\.?|hoofdafwijking|hauptabweichung|majeure?s?\b|mayor(?:es)?\b",
            r"maggior[ei]\b|time-bound|high[- ]risk|(?:grote|ernstige?)\b|ernstig afw|hoog risico",
            r"wesentliche?\b|schwerwiegende?|hauptnichtkonf|graves?\b|gravi\b|hohes risiko",
        ),
    ),
    (
        Severity.MINOR,
        _any(
            r"minors?\b|min\b\.?(?!\w)|nebenabweichung|mineure?s?\b|menor(?:es)?\b|minor[ei]\b",
            r"medium[- ]risk|geringf[üu]gig|unwesentlich|(?:lichte?|kleine|geringe)\b|leichte?\b",
            r"nebennichtkonf|leves?\b|lievi?e?\b|midden risico|mittleres risiko",
        ),
    ),
    (
        Severity.OBSERVATION,
        _any(
            r"observati(?:on|e)s?\b|opportunit(?:y|ies) (?:for|of) impr|OFIs?\b|OBS\b"
            r"|recommendation",
            "verbeter(?:punt|kans|mogelijkheid)|aandachtspunt|opmerking|aanbeveling|low[- ]risk",
            "hinweise?|verbesserungs|empfehlung|beobachtung|remarque|recommandation|piste d",
            "opportunit[ée]s? d.am[ée]lioration|points? sensible|axe d.am[ée]lioration",
            "observaci[óo]n|oportunidad(?:es)? de mejora|recomendaci[óo]n|osservazion[ei]",
            "opportunit[àa] di miglioramento|raccomandazion[ei]|spunt[oi] di miglioramento",
        ),
    ),
)
ABBREVIATED = {  # whole cells of German reports
    "ha": Severity.MAJOR,
    "na": Severity.MINOR,
    "vp": Severity.OBSERVATION,
    "e": Severity.OBSERVATION,
    "h": Severity.OBSERVATION,
}
_KIND = (
    r"non-?\s?conformit(?:y|ies|[ée]s?|at|[àa])|nonconformit(?:y|ies)|non-?conformances?"
    r"|non-?compliances?|findings?|issues?|deviations?|afwijking(?:en)?|tekortkoming(?:en)?"
    r"|bevinding(?:en)?|abweichung(?:en)?|feststellung(?:en)?|nichtkonformit[äa]t(?:en)?|[ée]carts?"
    r"|constats?|no\s?conformidad(?:es)?|incumplimientos?|hallazgos?|desviaci(?:[óo]n|ones)"
    r"|riliev[oi]|scostament[oi]|NCs?|CARs?"
)
_WEIGHT = (
    r"business critical|critical|major|minor|kritieke?|kritische?n?|ernstige?|lichte|kleine|grote"
    r"|wesentliche|geringf[üu]gige|schwerwiegende|majeure?s?|mineure?s?|critiques?|mayor(?:es)?"
    r"|menor(?:es)?|cr[íi]tic[oai]s?|critiche|maggior[ei]|minor[ei]|graves?|gravi|leves?|lievi"
    r"|time-bound|(?:high|medium|low)[- ]risk|zero[- ]tolerance"
)
_ALONE = (
    r"(?:haupt|neben)(?:abweichung(?:en)?|nichtkonformit[äa]t(?:en)?)|hoofdafwijking(?:en)?"
    r"|opportunit(?:y|ies) for improvement|OFIs?|observations?|observaties?|verbeter(?:punt(?:en)?"
    r"|kans(?:en)?)|aandachtspunt(?:en)?|opmerking(?:en)?|aanbeveling(?:en)?|hinweise?"
    r"|verbesserungspoten[zt]iale?|empfehlung(?:en)?|beobachtung(?:en)?|remarques?"
    r"|recommandations?|recommendations?|opportunit[ée]s? d.am[ée]lioration"
    r"|pistes? d(?:e progr[èe]s"
    r"|.am[ée]lioration)|points? sensibles?|observaci(?:[óo]n|ones)|oportunidad(?:es)? de mejora"
    r"|osservazion[ei]|opportunit[àa] di miglioramento|spunt[oi] di miglioramento"
    r"|raccomandazion[ei]"
)
# A finding named with its weight: "major nonconformity", "no conformidad mayor", "Hauptabweichung".
GRADED = re.compile(
    rf"\b(?:(?:{_WEIGHT})\s+(?:{_KIND})|(?:{_KIND})\s+\(?(?:{_WEIGHT})\b|(?:{_ALONE}))(?!\w)",
    re.IGNORECASE,
)
HEAD = re.compile(
    rf"^\W*(?:\d{{1,2}}[.)]\s*)?(?:(?P<weight>{_WEIGHT})\s+)?(?:(?P<alone>{_ALONE})|(?P<kind>{_KIND}))"
    rf"(?!\w)(?:\s+\(?(?P<after>{_WEIGHT})\b\)?)?\s*(?:(?:no|nr|n[°º.]|number|nummer|num)?\.?\s*"
    r"[#:.-]?\s*(?P<number>[A-Z]{0,4}-?\d{1,4}(?:[./-]\d{1,4})*))?(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
CODE = re.compile(
    r"^\W*(?P<code>NC|CAR|OBS|OFI|MI|MA|CAP)\b[\s#.:-]{0,4}(?P<number>\d{1,4}(?:[./-]\d{1,4})*)"
    r"(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
SECTION = re.compile(
    rf"\W*(?:[\d.]{{1,6}}[.)]?\s*)?(?:(?:{_WEIGHT})\s+(?:{_KIND})|(?:{_KIND})\s+(?:{_WEIGHT})"
    rf"|(?:{_ALONE})|(?:{_WEIGHT}))\s*(?:\(\s*[\w\s]{{1,12}}\))?\s*[:.]?\W*",
    re.IGNORECASE,
)
_VALUE = r"(?:[A-Z]?\d{1,2}(?:[A-C]\d?)?(?:\.\d{1,2}){0,4})(?:\s?\(?[a-z]\)|[a-z]\b)?"
CLAUSE = re.compile(
    r"(?:\b(?:clauses?|paragraph|requirement|section|criterion|provision|principle|paragraaf|eis"
    r"|artikel|art\.|hoofdstuk|normelement|normpunt|normeis|kapitel|abschnitt|ziffer|punkt|chapitre"
    r"|normforderung|anforderung|exigence|article|paragraphe|apartado|requisito|cl[áa]usula|punto"
    r"|cap[íi]tulo|secci[óo]n|sezione|ETI|base code|element|kriterium)|§)\s*(?:(?:of the )?standard"
    r"|no\.?|nr\.?|n°|norma)?\s*:?\s*"
    rf"(?P<value>{_VALUE})(?![\w/])",
    re.IGNORECASE,
)
BARE_CLAUSE = re.compile(_VALUE, re.IGNORECASE)
LEADING_CLAUSE = re.compile(
    r"^\W*(?:\d{1,2}\)\s*)?[\[(]?(?P<value>[A-Z]?\d{1,2}(?:[A-C]\d?)?(?:\.\d{1,2}){1,4}"
    r"(?:\s?\(?[a-z]\))?)[\])]?\s*[:–—.-]?\s+(?=\S)"
)
NEAR_CLAUSE = re.compile(
    r"(?P<value>[A-Z]?\d{1,2}(?:[A-C]\d?)?(?:\.\d{1,2}){1,4})(?![\w/]|\.\d|-\d)"
)
NOT_ANY = re.compile(
    r"\b(?:no|not|none|geen|keine?n?|aucune?s?|ning[úu]n[ao]?s?|nessun[ao]?|zero|0|without|sans|zonder"
    r"|ohne|sin|senza|nicht)\b(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)
COUNTS = re.compile(
    r"^\W*(?:(?:total |the )?number of|total|aantal|anzahl|gesamt|nombre (?:de|d.)"
    r"|n[úu]mero (?:de|di)"
    r"|totale?|summary|samenvatting|zusammenfassung)\b|[:=]\s*\d{1,3}\s*(?:$|[,;]|\s{2}|\s[A-Z])",
    re.IGNORECASE,
)
DEFINES = re.compile(
    r"^\W*(?:is (?:an?|any|the|een|het|when|where)|are|means|wordt verstaan|betekent|houdt in"
    r"|ist (?:eine?|die|das|wenn)|bedeutet|liegt vor|est (?:une?|la|l.)|refers to|occurs when|="
    r"|es (?:una?|la|el)|significa|si intende|[èe] (?:una?|l.|la|il)|s.entend|wordt een)",
    re.IGNORECASE,
)
DEFINITION = re.compile(
    r"^\W*(?:an? |any |the |een |het |eine? |das |die |une? |la |l.|una? |el |il )?"
    r"(?:absence|total|complete|isolated|single|failure|lapse|breakdown|ontbreken|losse|enkele|eis "
    r"|fehlen|einzelne|nichterf|systemat|anforderung|d[ée]faut isol|absence|manquement|exigence"
    r"|non-respect|incumplimiento|fallo|ausencia|falta de|carenza|mancat|assenza"
    r"|situation|requirement)",
    re.IGNORECASE,
)
DEFINITIONS = re.compile(
    r"^\W*(?:\d[\d.]*\s*)?(?:definiti|definicion|definizion|begriff|d[ée]finition|grading"
    r"|legend|legenda|classification of|classificatie van|explanation of|toelichting op|glossary"
    r"|verklarende|erl[äa]uterung|clasificaci[óo]n de|classificazione de)",
    re.IGNORECASE,
)
NOTHING = re.compile(
    r"\W*(?:none\b.{0,40}|n/?a|n\.a\.|nil|nvt|n\.v\.t\.?|geen|keine|aucune?|ningun[oa]|nessun[oa]?"
    r"|description|omschrijving|beschreibung"
    r"|no (?:\w+ ){0,3}(?:non-?conformit\w+|findings?|observations?|issues?|deviations?)\b.{0,60}"
    r"|geen (?:\w+ ){0,2}(?:afwijking|bevinding|tekortkoming|opmerking)\w*.{0,60}"
    r"|keine (?:\w+ ){0,2}(?:abweichung|feststellung|hinweis)\w*.{0,60}"
    r"|aucune? (?:\w+ ){0,2}(?:non-conformité|écart|constat|remarque).{0,60}"
    r"|(?:sin|ning[úu]na?) (?:\w+ ){0,2}(?:no conformidad|hallazgo|observaci)\w*.{0,60}"
    r"|(?:nessun[ao]?) (?:\w+ ){0,2}(?:non conformit|riliev|osservazion)\w*.{0,60})\W*",
    re.IGNORECASE,
)
DUE_BEFORE = re.compile(
    r"(?:due(?: date| by| on)?|deadline|target date|completion date|(?:re)?solved by|close(?:d)?"
    r" (?:by|before)|to be (?:closed|completed|resolved) (?:by|before)|\bby|before"
    r"|uiterlijk|v[óo][óo]r"
    r"|streefdatum|termijn|gereed(?: op| voor)?|frist|termin|sp[äa]testens|bis(?: zum)?"
    r"|[ée]ch[ée]ance|d[ée]lai|avant le|au plus tard le|antes del?|plazo"
    r"|fecha l[íi]mite|a m[áa]s tardar"
    r"(?: el)?|entro(?: il)?|scadenza|termine)\s*[:.]?\s*$",
    re.IGNORECASE,
)
PARTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (
        name,
        re.compile(
            rf"^\W*(?:{'|'.join(words)})[^:\n.;]{{0,34}}?(?:\s*(?P<mark>:)|$)", re.IGNORECASE
        ),
    )
    for name, words in (
        (
            "number",
            (
                "(?:non-?compliance|non-?conformity|finding|NC|CAR|issue) ?(?:number|no|nr|ref"
                "|id|#)",
                "(?:nummer|nr\\.?) ?(?:van de )?(?:tekortkoming|afwijking|bevinding)\\b",
                "(?:tekortkoming|afwijkings?|bevindings?)-?(?:nummer|nr)",
                "abweichungs?-?(?:nummer|nr)",
                "(?:num[ée]ro|n°) (?:de|d.) ?(?:la )?(?:non-conformit[ée]|constat"
                "|[ée]cart)\\b(?! m)",
                "(?:n[úu]mero|n[°º.]) (?:de|di|del) ?(?:la )?(?:incumplim|no conformidad\\b"
                "|hallazgo\\b|non conformit[àa]\\b(?! m)|rilievo)",
            ),
        ),
        (
            "statement",
            (
                "(?:description|statement|details?) ?(?:of|$|:)",
                "description",
                "(?:finding|non-?conformity|non-?compliance) ?(?:statement|description"
                "|details?)?\\s*(?=:|$)",
                "omschrijving",
                "beschrijving",
                "(?:bevinding|constatering|afwijking)\\s*(?=:|$)",
                "beschreibung",
                "(?:feststellung|abweichungstext|abweichung)\\s*(?=:|$)",
                "(?:constat|[ée]cart|libell[ée])",
                "descripci[óo]n",
                "(?:hallazgo|incumplimiento)\\s*(?=:|$)",
                "descrizione",
                "rilievo\\s*(?=:|$)",
            ),
        ),
        (
            "severity",
            (
                "(?:issue |finding )?(?:severity|grade|grading|classification|category|rating"
                "|level|class)",
                "ernst|classificatie|weging|categorie|zwaarte|klasse",
                "klassifizierung|einstufung|schweregrad|bewertung|kategorie",
                "gravit[ée]|cat[ée]gorie|criticit[ée]|classement",
                "gravedad|clasificaci[óo]n|categor[íi]a|severidad",
                "gravit[àa]|classificazione|categoria",
            ),
        ),
        (
            "clause",
            (
                "(?:standard )?(?:clause|requirement|criterion|provision|section)",
                "(?:local )?law(?:s)? (?:or|and|/)",
                "eti base code|code (?:area|reference|section)",
                "(?:norm)?paragraaf|normpunt|normelement|eis\\b|artikel|wet of",
                "kapitel|abschnitt|normforderung|normbezug|normkapitel|anforderung",
                "chapitre|exigence|article|loi locale|r[ée]f[ée]rence",
                "apartado|requisito|cl[áa]usula|ley local",
                "punto|norma",
            ),
        ),
        (
            "due",
            (
                "due|deadline|target date|completion date|date (?:due|for completion)"
                "|to be completed by",
                "uiterlijk|streefdatum|gereed|einddatum|afhandelen",
                "frist|termin|umsetzung bis|erledigung bis|zu erledigen",
                "[ée]ch[ée]ance|date (?:limite|d.ach[èe]vement|pr[ée]vue)",
                "fecha (?:l[íi]mite|de cierre|prevista|de cumplimiento)|plazo",
                "scadenza|entro il|data (?:limite|prevista|di completamento)",
                "timescale|termijn|d[ée]lai",
            ),
        ),
        (
            "other",
            (
                "root cause|(?:preventa?tive|corrective|proposed) (?:and|action)|correction"
                "|action plan",
                "(?:objective )?evidence|responsible|status|verification|verified|agreed",
                "oorzaak|corrigerende|correctie|bewijs|verantwoordelijk|wijze van",
                "ursache|korrektur|ma[ßs]+nahme|nachweis|verantwortlich|verifi",
                "cause|action|preuve|responsable|statut|v[ée]rification",
                "causa|acci[óo]n|evidencia|estado|verificaci[óo]n",
                "azione|evidenza|responsabile|stato|verifica",
            ),
        ),
    )
)


IN_LABELS = (  # a form's label that only holds the word somewhere
    (
        "statement",
        _any(
            "statement|description|omschrijving|beschrijving|beschreibung|descripci|descrizione"
            "|libell[ée]|constat|hallazgo|riliev"
        ),
    ),
    ("clause", _any("clause|paragraaf|kapitel|abschnitt|chapitre|apartado|requisito|requirement")),
    (
        "due",
        _any(
            "due|deadline|uiterlijk|frist|bis\\b|by\\b|avant|[ée]ch[ée]ance|plazo|antes|entro|scadenza"
        ),
    ),
)


def severity_of_cell(text: str) -> Severity | None:
    """The severity that a cell holds; a narrow cell may break a word in two without a hyphen."""
    return severity_of(text) or severity_of(re.sub(r"\s+", "", text))


def severity_of(text: str) -> Severity | None:
    """The severity that a text names first; None when it names none."""
    found = [(m.start(), weight) for weight, words in SEVERITIES if (m := words.search(text))]
    return min(found, key=lambda pair: pair[0])[1] if found else None
