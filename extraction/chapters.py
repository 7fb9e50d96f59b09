"""The chapters of a report on due diligence: one for each step of the OECD Guidance."""

import re

# How each of the five steps is headed where it is not numbered (OECD Guidance, annex I).
_HEADS = (
    r"(?:(?:Establish|Strong|Company|Our).{0,40}management systems?|Managementsysteem"
    r"|(?:Aufbau|Einrichtung).{0,40}[Mm]anagementsystem|(?:Un )?[Ss]ystèmes? de gestion)",
    r"(?:Identif(?:y|ication)|Risk (?:identification|assessment)|Risico's (?:in kaart|vaststellen)"
    r"|Risicoanalyse|Ermittlung|Risikoanalyse|Évaluation des risques)",
    r"(?:Design|(?:A )?[Ss]trategy|Strategie|Stratégie|Risk (?:management|mitigation)|Maßnahmen)",
    r"(?:(?:Carry out )?[Ii]ndependent.{0,20} audits?|Onafhankelijke (?:audit|controle)"
    r"|Unabhängige.{0,20} (?:Audit|Prüfung)|Audits? (?:indépendant|par))",
    r"(?:Report(?:ing)?(?: annually| publicly)? on|Public report|Openbaar verslag"
    r"|Jährliche Bericht|Öffentliche Bericht|Rapport(?:er)? (?:annuel|public))",
)
_NUMBERED = re.compile(
    r"[ \t]*(?:\d[\d.]{0,4}[ \t]+)?(?:(?:OECD|OESO|OCDE)[ -])?(?i:step|stap|schritt|étape)"
    r"[ \t]*([1-6])\b[^\n]{0,100}"
)
_NAMED = re.compile(
    r"[ \t]*(?:\d[\d.]{0,4}[.):]?[ \t]+)?(?:"
    + "|".join(f"({head})" for head in _HEADS)
    + r")[^\n.;,]{0,80}"
)
_PROSE = 150  # characters below a heading: less is a list of the steps


def steps(text: str) -> int:
    """How many different steps have a chapter of running text."""
    found: set[int] = set()
    step, length = 0, 0
    for line in [*text.split("\n"), "Step 6"]:
        number = _step(line)
        if not number:
            length += len(line)
            continue
        if step and length > _PROSE:
            found.add(step)
        step, length = number, 0
    return len(found)


def _step(line: str) -> int:
    """The step that a line is the heading of; 0 of none."""
    numbered = _NUMBERED.fullmatch(line.rstrip())
    if numbered:
        return int(numbered[1])
    named = _NAMED.fullmatch(line.rstrip())
    return named.lastindex or 0 if named else 0
