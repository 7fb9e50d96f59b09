"""What people in the demo year write about a finding, by the rule that opened it.

What goes to the parties names no company, no supplier and no smelter.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """Risk codes, a measure (``{supplier}`` is filled in), and words for all parties."""

    risks: str
    measure: str
    parties: str


WORDINGS: dict[str, Wording] = {
    "audit_finding": Wording(
        "T05",
        "Met {supplier} een datum afspreken waarop de tekortkoming is hersteld, en dat nagaan.",
        "Bij een controle in de keten van een van de bedrijven is een tekortkoming gevonden. Het "
        "bedrijf sprak met zijn leverancier af dat die wordt hersteld. (Verzonnen.)",
    ),
    "country_listed": Wording(
        "A2,A4",
        "Met {supplier} afspreken dat de smelter zich laat beoordelen.",
        "Een van de bedrijven kocht metaal van een smelter in een land op de risicolijst. Het "
        "bedrijf vroeg de smelter om zich te laten beoordelen. (Verzonnen.)",
    ),
    "entity_listed": Wording(
        "A1b,A4",
        "Met {supplier} nagaan of het dezelfde smelter is, en wat die tegen de melding doet.",
        "Een van de bedrijven kocht metaal van een smelter die op een lijst van bedrijven staat. "
        "Het bedrijf vroeg de smelter wat er met de melding is gedaan. (Verzonnen.)",
    ),
    "smelter_unknown": Wording(
        "A4",
        "Via {supplier} gegevens van de smelter opvragen: adres, herkomst en beoordeling.",
        "In de keten van een van de bedrijven is een smelter gevonden die nog niet in het register "
        "staat. Het bedrijf zocht uit wie dat is. (Verzonnen.)",
    ),
    "smelter_not_conformant": Wording(
        "A1b,T02",
        "Met {supplier} afspreken dat er een herstelplan komt, of binnen zes maanden een andere "
        "smelter.",
        "Een van de bedrijven kocht metaal van een smelter die bij een beoordeling niet voldeed. "
        "Het bedrijf vroeg om een herstelplan. (Verzonnen.)",
    ),
    "smelter_closed": Wording(
        "A4",
        "Aan {supplier} vragen waar het metaal nu vandaan komt.",
        "Een opgave noemde een smelter die gesloten is. Het bedrijf zocht uit waar het metaal "
        "vandaan komt. (Verzonnen.)",
    ),
    "certificate_expired": Wording(
        "T05",
        "Bij {supplier} een nieuw certificaat opvragen.",
        "Het certificaat van een leverancier was verlopen. Het bedrijf kreeg een nieuw. "
        "(Verzonnen.)",
    ),
    "certificate_expiring": Wording(
        "T05",
        "Bij {supplier} een nieuw certificaat opvragen voor het oude verloopt.",
        "Het certificaat van een leverancier liep bijna af. Het bedrijf vroeg op tijd een nieuw. "
        "(Verzonnen.)",
    ),
}
