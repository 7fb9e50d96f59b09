"""The demo's letters and texts: prose in four languages, a policy, a list of countries."""

from workflows.demo import drawing
from workflows.demo.cast import Member

NAMED_AGAIN = (
    "Van alle staal kwam ruim de helft van Örnek Çelik Sanayi in Turkije. Wij bezochten Örnek "
    "Çelik Sanayi in het voorjaar.",
    "Nieuw dit jaar is Stålprovet Luleforsen AB in Zweden.",
)
"""Sentences that name smelters of a list once more."""


def dutch(member: Member) -> bytes:
    """A Dutch letter that names two smelters in its sentences."""
    flow = [
        *drawing.letterhead(member.supplier, f"Aan: {member.name}", "3 september 2025"),
        *drawing.texts(
            "Geachte mevrouw, geachte heer,",
            "U vroeg ons naar de herkomst van het staal in uw walsdraad. Het staal komt van "
            "Verzonnen Hoogovens Deltaland in Nederland (XID000153) en van Musterstahl Ruhrblick "
            "GmbH in Duitsland.",
            f"Een klein deel kwam dit jaar van {member.secret} in Turkije. Van dit bedrijf hebben "
            "wij nog geen verklaring ontvangen.",
            "Wij hopen u hiermee voldoende te hebben ingelicht.",
            "Met vriendelijke groet,",
            member.supplier,
        ),
    ]
    return drawing.build(flow, title="Herkomst staal", language="nl")


def german(member: Member) -> bytes:
    """A German letter about aluminium."""
    flow = [
        *drawing.letterhead(member.supplier, f"An: {member.name}", "12. Dezember 2025"),
        *drawing.texts(
            "Sehr geehrte Damen und Herren,",
            "unser Aluminium stammt von der Hütte Oppdiktet Aluminium AS in Norwegen (XID000146) "
            "und von Shili Aluminium Group in China (XID000150).",
            f"Geringe Mengen Aluminium lieferte {member.secret} in Island.",
            "Zink und Stahl kaufen wir nicht ein.",
            "Mit freundlichen Grüßen",
            member.supplier,
        ),
    ]
    return drawing.build(flow, title="Herkunft des Aluminiums", language="de")


def french(member: Member) -> bytes:
    """A French letter about copper."""
    flow = [
        *drawing.letterhead(member.supplier, f"À : {member.name}", "le 17 septembre 2026"),
        *drawing.texts(
            "Madame, Monsieur,",
            "Le cuivre de nos câbles est raffiné par Mufano Copper Works en République "
            "démocratique du Congo (XID000134) et par Musterkupfer Elbmarsch AG en Allemagne.",
            f"Depuis janvier, une partie du cuivre vient de {member.secret} au Pérou.",
            "Nous vous prions d'agréer, Madame, Monsieur, nos salutations distinguées.",
            member.supplier,
        ),
    ]
    return drawing.build(flow, title="Origine du cuivre", language="fr")


def english(member: Member, *sentences: str) -> bytes:
    """An English letter with the sentences given."""
    flow = [
        *drawing.letterhead(member.supplier, f"To: {member.name}"),
        *drawing.texts("Dear Sir or Madam,", *sentences, "Yours sincerely,", member.supplier),
    ]
    return drawing.build(flow, title="Letter on sourcing")


def covering(member: Member) -> bytes:
    """A letter with a list that was not enclosed: no smelter is in it, so a reviewer must ask."""
    return english(
        member,
        "Please find enclosed our list of smelters for this year, as you asked in September.",
        "If anything is missing, do not hesitate to call us.",
    )


def policy(member: Member) -> bytes:
    """A policy that names no smelter: it must end calmly as that."""
    chapters = (
        ("Our commitment", "We respect human rights in all that we buy and make."),
        ("What we expect", "We expect suppliers to know where their materials come from."),
        ("When things go wrong", "Whoever is harmed may complain to us without fear."),
        ("Review", "The board looks at this policy every year."),
    )
    flow = [
        *drawing.letterhead(member.supplier, f"Shared with: {member.name}"),
        *drawing.heading("Responsible sourcing policy"),
        *(
            part
            for title, words in chapters
            for part in (*drawing.text(title, size=11, bold=True), *drawing.texts(words, words))
        ),
    ]
    return drawing.build(flow, title="Responsible sourcing policy")


def countries(member: Member) -> bytes:
    """A list of countries where scrap was bought, without one smelter."""
    bought = (
        ("Country", "Tonnes bought"),
        ("Germany", "1,240"),
        ("Belgium", "860"),
        ("Poland", "415"),
        ("Turkey", "120"),
        ("United Kingdom", "95"),
    )
    flow = [
        *drawing.letterhead(member.supplier, f"To: {member.name}"),
        *drawing.heading("Countries of purchase, 2025"),
        *drawing.texts("The scrap that we sold to you was collected in these countries."),
        *drawing.ruled(bought),
    ]
    return drawing.build(flow, title="Countries of purchase")
