"""Who a paper says that a name is, when that is no smelter: a trader, a mine, an auditor, a person.

Such a word stands right before the name ("the trader Norvik", "analysts at Norvik") or behind it
("Norvik, our customer"). What a turn of phrase calls a smelter is not asked here.
"""

import re

from extraction.entities.tokens import key, token_texts, word_keys

_ENGLISH = (
    r"trad(?:er|ing\s+(?:company|house|firm))s?|brokers?|dealers?|merchants?|(?:freight\s+)?agents?",
    r"miners?|distributors?|wholesalers?|customers?|clients?|buyers?|buying\s+houses?|exporters?|importers?",
    r"auditors?|assessors?|consultant|consultanc(?:y|ies)|audit\s+firm|analysts?|lawyers?|law\s+firm",
    r"banks?|lenders?|insurers?|funds?|mines?|carriers?|airlines?|contract(?:or|\s+manufacturer)s?",
    r"jewellers?|car\s*makers?|brands?|retailers?|newspaper|ministers?|mayor|governor|union|charity",
    r"ngo|campaigners?|interpreter|spokes(?:man|woman|person)|suppliers?|foundry|plating\s+shop",
    r"phone\s+brand|battery\s+maker|makers?\s+including|agency|cooperatives?",
    r"(?:the|rights|campaign|research)\s+group|suppliers\s+of|(?:tip|question|answer|report|article|written)\s+(?:by|from)|editor",
)
_DUTCH = (
    r"handelaa?r(?:en|s)?|handelshuis|(?:tussen)?handel|groothandel|makelaar|klant(?:en)?|afnemers?",
    r"accountant|verzekeraar|mijn(?:en|bouwers?)?|advocaat|adviseur|(?:advies)?bureau|stichting|vakbond",
    r"(?:branche)?vereniging|brancheorganisatie|burgemeester|wethouder|directeur|woordvoerder|inkoper",
    r"leveranciers?|juweliers?|gieterij|vervoerder|soldeerfabriek|kabelfabriek|koper\s+van\s+\w+",
    r"milieudienst|(?:tip|vraag|antwoord)\s+van|leveranciers\s+van",
)
_GERMAN = (
    r"händlers?|handelshaus|makler|kund(?:e|en|in)|abnehmer|prüfers?|auditor(?:in)?|versicherer",
    r"grube|anwalt|anwältin|berater(?:in)?|beratung|geschäftsführer(?:in)?|sprecher(?:in)?",
    r"(?:bürger)?meister(?:in)?|lieferant(?:en|in)?|spedition|gießerei|(?:umwelt)?verband|gewerkschaft",
    r"organisation|muttergesellschaft|investor(?:in)?|geolog(?:e|in)|vorstandschef|walzwerke?",
)
_FRENCH = (
    r"négociants?|courtiers?|clients?|acheteurs?|auditeurs?|auditrice|cabinet|banque|assureurs?",
    r"avocate?s?|directeur|directrice|présidente?|ministre|maire|fournisseurs?|distributeurs?",
    r"transporteurs?|joailliers?|bijoutiers?|syndicat|ong|association|doreurs?",
    r"compagnie\s+aérienne|vérificateur",
)
_TITLES = (
    r"mr|mrs|ms|dr|prof|professor|mevrouw|meneer|de\s+heer|dhr|mw|drs|ing|frau|herrn?|mme|madame"
    r"|monsieur"
)
_PLACES = (
    r"(?:islands?|city|town|village|district|river|province|port)(?:\s+of)?|eiland|stad|dorp|rivier|provincie"
    r"|gemeente|insel|stadt|dorf|fluss|provinz|île|ville|province"
)
_ROLES = "|".join((*_ENGLISH, *_DUTCH, *_GERMAN, *_FRENCH))
_WORD = r"[A-ZÀ-ÖØ-Þ][\w.&’'-]*"
_LINK = r"(?:and|en|und|et|&|or|of|oder|ou)"
_BEFORE = re.compile(
    rf"(?<![\w-])(?i:{_ROLES}|{_TITLES}|{_PLACES})\.?[,:]?\s+(?:(?:at|such\s+as|like|including|zoals|als|wie|comme)\s+)?"
    rf"(?:(?:{_WORD}\s+){{1,3}}{_LINK}\s+)?"
    rf"(?:{_LINK}\s+(?:(?:by|of|from|van|door|bij|von|bei|de|chez)\s+)?)?$"
)
_ITSELF = re.compile(rf"(?i:{_ROLES}|{_TITLES})\.?\s+(?=[A-ZÀ-ÖØ-Þ])")  # "Supplier Norvik"
_PART = re.compile(r"[A-Z]\w+\s?(?:\sfor\s|['’]\s|\spour\s(?:un\s|le\s)?|\sfür\s|\svoor\s)$")
_WE = re.compile(r"(?<!\w)(?:We|Wij|Wir|Nous|Ondergetekende|The undersigned),\s+$")
_ARTICLE = r"(?:an?|our|the|their|its|een|onze|hun|de|eine?|unsere?r?|un|une|notre)"
_BEHIND = re.compile(
    rf"['’]?\)?(?:,|\s+is|\s+est|\s+ist)\s+{_ARTICLE}\s+(?:\w+\s+){{0,2}}?(?:{_ROLES})(?!\w)"
    rf"|\s+\((?:{_ROLES})(?!\w)|,\s+who\s+buys?\s"
    r"|(?:,\s+(?:which|that|who))?\s+(?:does\s+not|do\s+not|neither)\s+(?:smelt|refine)"
    r"|\s+(?:is|are)\s+(?:no|not\s+an?)\s+(?:smelter|refiner)|\s+is\s+geen\s+(?:smelter|raffinadeur)",
    re.IGNORECASE,
)
# A name with one of these is that of a mine, or of a firm that makes things of metal.
_OTHERS = word_keys(
    """mina minas mine grube pit mijn electronics electronic avionics connectors semiconductors
    cables lighting displays software jewellers jewelers jewellery technik techniek elektro
    elektronik draht drahtwerk kabel kabelwerk autoparts airways cargo lines logistik
    spedition joaillerie bijoux cars energy plating laboratory laboratoire labor labo atelier
    werkstatt workshop"""
)
_REACH = 60  # characters before a name in which its role stands


def is_other(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is said to be something else than a smelter."""
    before = text[max(0, start - _REACH) : start]
    return bool(
        is_of_others(text, start, end)
        or _PART.search(before)  # "Alliance for Fair Cobalt"
        or _BEFORE.search(before)
        or _WE.search(before)
        or _BEHIND.match(text, end)
    )


def is_of_others(text: str, start: int, end: int) -> bool:
    """Whether a name itself says so: "Supplier Norvik", "Norvik Electronics"."""
    if _ITSELF.match(text, start, end):
        return True
    return not _OTHERS.isdisjoint(map(key, token_texts(text, start, end)))
