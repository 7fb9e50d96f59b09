"""What a sentence, and the one after it, says of each smelter that it names."""

import pytest

from extraction import pairing
from extraction.pairing.sheet import Sheet
from extraction.records import SmelterRecord
from tests import marked_text

Row = tuple[str | None, ...]


def pair(marked: str) -> tuple[SmelterRecord, ...]:
    page, mentions = marked_text.page(marked)
    return pairing.pair([page], {}, mentions)


def shown(marked: str) -> list[Row]:
    return [
        (
            record.smelter.text,
            record.country.value if record.country else None,
            record.metal.value if record.metal else None,
            record.smelter_id.value if record.smelter_id else None,
        )
        for record in pair(marked)
    ]


@pytest.mark.parametrize("word", ["both", "beide", "les deux"])
def test_a_country_of_two_is_said_of_the_last_two_names(word: str) -> None:
    found = shown(
        "Wij noemen {S:Mira Works} ({C:Peru}), {S:Onda Works} en {S:Solo Works} "
        f"({word} {{C:Japan}})."
    )
    assert [row[1] for row in found] == ["PE", "JP", "JP"]


def test_a_metal_before_a_list_holds_until_the_next_metal() -> None:
    assert shown(
        "For {M:tin} {S:Mira Works} ({I:XID000120}, {C:Brazil}) and {S:Onda Works} ({C:Peru}); "
        "for {M:silver} {S:Solo Works} ({C:India})."
    ) == [
        ("Mira Works", "BR", "tin", "XID000120"),
        ("Onda Works", "PE", "tin", None),
        ("Solo Works", "IN", "silver", None),
    ]


def test_a_metal_behind_names_is_said_of_those_before_it() -> None:
    found = shown(
        "In use were {S:Mira Works} for {M:tantalum}; {S:Onda Works} and {S:Solo Works}, both in "
        "{C:Brazil}, for {M:tin}."
    )
    assert [row[1:3] for row in found] == [(None, "tantalum"), ("BR", "tin"), ("BR", "tin")]


def test_names_parted_by_semicolons_each_have_their_own_country_and_number() -> None:
    assert shown(
        "Our list reads: {S:MIRA S.A.}, {C:BRAZIL}, {I:XID000120}; {S:ONDA\nWORKS}, {C:CHINA}, "
        "{I:XID000121}; {S:SOLO}, {C:GERMANY}, {I:XID000122}."
    ) == [
        ("MIRA S.A.", "BR", None, "XID000120"),
        ("ONDA WORKS", "CN", None, "XID000121"),
        ("SOLO", "DE", None, "XID000122"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "{S:Mira Works} melts scrap that comes from {C:Peru}.",
        "{S:Mira Works} shipped a part of its output to {C:Peru}.",
        "Lood uit {C:Peru} gaat naar {S:Mira Works}.",
        "{S:Mira Works} melts scrap of {C:Peru}, {C:Chile} and {C:Bolivia}.",
        "{S:Onda Works}, {C:Peru}'s biggest works, has bought a part of {S:Mira Works}.",
    ],
)
def test_a_country_that_something_else_comes_from_or_goes_to_is_not_the_smelters(
    sentence: str,
) -> None:
    countries = {row[0]: row[1] for row in shown(sentence)}
    assert countries["Mira Works"] is None


@pytest.mark.parametrize(
    "after",
    [
        "It lies in {C:China}.",
        "The plant is near a river in {C:China}.",
        "De fabriek staat in {C:China}.",
        "Die Hütte in {C:China} steht still.",
        "L'usine se trouve en {C:China}.",
    ],
)
def test_the_next_sentence_may_say_where_the_works_lies(after: str) -> None:
    assert shown(f"The powder is made by {{S:Mira Works}}. {after}")[0][:2] == ("Mira Works", "CN")


def test_the_next_sentence_is_not_taken_when_two_works_were_named() -> None:
    found = shown("{S:Mira Works} and {S:Onda Works} delivered. It lies in {C:China}.")
    assert [row[1] for row in found] == [None, None]


def test_the_only_metal_of_the_text_is_taken_where_the_sentence_names_none() -> None:
    text = "{M:Cobalt} is what we watch.\nNo fire reached {S:Mira Works}. {M:Cobalt} rose again."
    (record,) = pair(text)
    assert record.metal
    assert record.metal.value == "cobalt"
    assert "metal_from_text" in record.reasons
    assert record.certainty != "certain"
    (other,) = pair(f"{{M:Gold}} fell. {text}")
    assert other.metal is None


def test_a_short_form_is_the_same_smelter_and_adds_what_it_says() -> None:
    assert shown(
        "{S:Mira Rafineri A.Ş.} was visited. {S:Mira}, in {C:Turkey}, refines {M:gold}."
    ) == [("Mira Rafineri A.Ş.", "TR", "gold", None)]


def test_a_short_form_of_two_names_stays_by_itself() -> None:
    found = shown("{S:Mira Tin} and {S:Mira Gold} came. {S:Mira} did not.")
    assert [row[0] for row in found] == ["Mira Tin", "Mira Gold", "Mira"]


@pytest.mark.parametrize(
    "sentence",
    [
        "A source is {S:Mira Works} in {C:Peru} (formerly {S:Onda Works}).",
        "A source is {S:Mira Works} (formerly {S:Onda Works}) in {C:Peru}.",
        "Eine Quelle ist {S:Mira Works} (vormals {S:Onda Works}), {C:Peru}.",
    ],
)
def test_a_former_name_in_brackets_is_no_smelter_of_its_own(sentence: str) -> None:
    assert [row[:2] for row in shown(sentence)] == [("Mira Works", "PE")]


@pytest.mark.parametrize(
    ("after", "which"),
    [
        ("The first lies in {C:China}.", 0),
        ("The latter is in {C:China}.", 1),
        ("Letztere steht in {C:China}.", 1),
        ("Cette dernière se trouve en {C:China}.", 1),
    ],
)
def test_the_next_sentence_may_tell_which_of_two_it_means(after: str, which: int) -> None:
    found = shown(f"We heard of {{S:Mira Works}} and {{S:Onda Works}}. {after}")
    assert [row[1] for row in found] == (["CN", None] if which == 0 else [None, "CN"])


def test_a_later_sentence_of_the_paragraph_may_say_what_the_works_makes() -> None:
    text = (
        "Es brannte bei der {S:Mira Works}. Niemand ist verletzt. Die Raffinerie gewinnt {M:Zinn} "
        "und {M:Blei}. {M:Gold} fiel."
    )
    assert [row[2] for row in shown(text)] == ["tin", "lead"]


def test_that_smelter_is_the_one_named_before() -> None:
    found = shown(
        "We buy {M:gold} and {M:tin}. One source is {S:Mira Works}. Nobody may buy solder with "
        "{M:tin} from that smelter."
    )
    assert [row[:3] for row in found] == [("Mira Works", None, "tin")]


@pytest.mark.parametrize(
    ("sentence", "metal"),
    [
        ("De zinksmelter {S:Mira Works} staat stil.", "zinc"),
        ("Die Kupferhütte {S:Mira Works} steht still.", "copper"),
        ("Het zinkwit van {S:Mira Works} is op.", None),
    ],
)
def test_a_word_for_the_works_may_hold_its_metal(sentence: str, metal: str | None) -> None:
    assert [row[2] for row in shown(sentence)] == [metal]


def test_a_country_before_a_list_is_said_of_all_its_names() -> None:
    found = shown("Er zijn twee bronnen in {C:China}: {S:Mira Works} en {S:Onda Works}.")
    assert [row[1] for row in found] == ["CN", "CN"]


def test_a_smelter_said_to_be_in_a_country_before_it_lies_there() -> None:
    assert shown(
        "{M:Koper} komt uit {C:Polen}, smelter {S:Mira Works}, en uit {C:Zweden}, smelter "
        "{S:Onda Works}."
    ) == [("Mira Works", "PL", "copper", None), ("Onda Works", "SE", "copper", None)]


def test_a_country_whose_own_a_smelter_is_counts_before_one_behind_it() -> None:
    found = shown("{C:Japan}'s {S:Mira Works} buys a {M:copper} mine in {C:Chile}.")
    assert found == [("Mira Works", "JP", "copper", None)]


def test_what_is_brought_to_a_smelter_comes_from_another_country() -> None:
    found = shown("Pits in {C:Mali} sold {M:gold} that was flown to {S:Mira Works}.")
    assert found == [("Mira Works", None, "gold", None)]


def test_a_preposition_said_again_leaves_the_country_to_the_last_name() -> None:
    found = shown("{M:Zinc} is made by {S:Mira Works} and by {S:Onda Works} in {C:Norway}.")
    assert found == [("Mira Works", None, "zinc", None), ("Onda Works", "NO", "zinc", None)]


def test_a_sentence_goes_on_with_where_a_smelter_lies_but_not_where_it_sells() -> None:
    lies = shown("{S:Mira Works} refines {M:gold}. Situé au {C:Luxembourg}, il est petit.")
    assert lies == [("Mira Works", "LU", "gold", None)]
    sells = shown("{S:Mira Works} refines {M:zinc}. It sells to buyers in {C:Peru}.")
    assert sells == [("Mira Works", None, "zinc", None)]


def test_an_operator_and_its_works_share_a_country() -> None:
    found = shown("{S:Mira}'s {S:Onda Works} in {C:Peru} smelts {M:copper}.")
    assert found == [("Mira", "PE", "copper", None), ("Onda Works", "PE", "copper", None)]


@pytest.mark.parametrize("names", [2, 40])
def test_a_sentence_is_looked_through_once_however_many_it_names(
    names: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    found = Sheet.metal_in_compound
    monkeypatch.setattr(
        Sheet,
        "metal_in_compound",
        lambda sheet, start, end: asked.append(start) or found(sheet, start, end),
    )
    records = pair(", ".join(f"{{S:Mira{'a' * n} Works}}" for n in range(names)) + " smelt.")
    assert len(records) == names
    assert len(asked) == 1
