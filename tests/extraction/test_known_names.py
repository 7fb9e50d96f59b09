"""Names of the register in the text, with or without their legal form."""

from extraction import known_names
from extraction.records import Label, Mention, Page, Register, RegisterEntry

REGISTER = Register(
    (
        RegisterEntry("1", "Merapi Tin Works", aliases=("MTW", "Merapi TW")),
        RegisterEntry("2", "Alto Wolfram S.p.A."),
        RegisterEntry("3", "Onda"),
    )
)


def found(text: str, *mentions: Mention) -> list[tuple[str, str, str]]:
    pages = [Page(1, 0.0, 0.0, text)]
    return [
        (mention.label.value, mention.text, mention.rule)
        for mention in known_names.add(pages, mentions, REGISTER)
    ]


def test_a_name_is_found_over_a_line_break_and_without_its_legal_form() -> None:
    text = "We buy from Merapi Tin\nWorks and from ALTO WOLFRAM in Italy."
    assert found(text) == [
        ("SMELTER", "Merapi Tin\nWorks", "register name"),
        ("SMELTER", "ALTO WOLFRAM", "register name"),
    ]


def test_a_name_found_already_stays_and_parts_of_a_name_go() -> None:
    text = "From Merapi Tin Works Ltd. and Alto Wolfram."
    whole = Mention(Label.SMELTER, "Merapi Tin Works Ltd.", 1, 5, 26, None, "model")
    part = Mention(Label.METAL, "Wolfram", 1, 36, 43, None, "metal name")
    assert found(text, whole, part) == [
        ("SMELTER", "Merapi Tin Works Ltd.", "model"),
        ("SMELTER", "Alto Wolfram", "register name"),
    ]


def test_short_names_and_lower_case_words_are_left_alone() -> None:
    assert found("The MTW and the onda, Onda; merapi tin works") == []
