"""Country and metal of a smelter in news, where several stand near it: by weights learned."""

from itertools import pairwise

import pytest

from extraction import pairing
from extraction.pairing import weighed
from extraction.records import SmelterRecord
from tests import marked_text


def pair(marked: str) -> dict[str, SmelterRecord]:
    page, mentions = marked_text.page(marked)
    return {one.smelter.text: one for one in pairing.pair([page], {}, mentions)}


def land(record: SmelterRecord) -> str | None:
    return record.country.value if record.country else None


def metal(record: SmelterRecord) -> str | None:
    return record.metal.value if record.metal else None


@pytest.mark.parametrize(
    ("text", "lands"),
    [
        (
            "{C:Togo} opened its first {M:gold} refinery. {S:Lomé Or}, half owned by a family from"
            " {C:India}, can treat 200 kilos a day.",
            {"Lomé Or": "TG"},
        ),
        (
            "Uit {C:Maleisië} kwam {M:tin} van {S:Klangor}, uit {C:Bolivia} van {S:Orurano}.",
            {"Klangor": "MY", "Orurano": "BO"},
        ),
        (
            "{S:Nordzink} braucht Erz. Es kam aus {C:Peru}, das {M:Zink} ging nach {C:Polen}.",
            {"Nordzink": None},
        ),
    ],
)
def test_a_country_is_the_one_of_the_works(text: str, lands: dict[str, str | None]) -> None:
    assert {name: land(one) for name, one in pair(text).items()} == lands


def test_a_metal_inside_a_word_is_taken() -> None:
    text = "Brand in kopersmelter\n\nDe smelter van {S:Gresik Jaya} was pas open."
    assert metal(pair(text)["Gresik Jaya"]) == "copper"


def test_a_field_from_another_sentence_quotes_that_sentence() -> None:
    text = "{C:Togo} opened its first {M:gold} refinery. {S:Lomé Or} can treat 200 kilos a day."
    country = pair(text)["Lomé Or"].country
    assert country is not None
    assert country.source.quote == "Togo opened its first gold refinery."


def test_what_the_rules_found_stays_unless_another_is_clearly_likelier() -> None:
    page, mentions = marked_text.page("{S:Mira Works} in {C:Peru} makes {M:tin}.")
    seen: list[weighed.Choice] = []

    def listen(sheet, drafts):
        seen.extend(weighed.choices(sheet, drafts))
        return list(drafts)

    pairing.drafted([page], {}, mentions, pairing.Course(), weigh=listen)
    (choice,) = seen
    nothing_known = weighed.likeliest(choice.countries, {}, choice.country)
    assert nothing_known.meaning == {"PE"}
    against = {"null": 5.0}
    assert weighed.likeliest(choice.countries, against, choice.country).meaning == frozenset()


def test_names_and_places_of_the_weights_are_those_of_the_evidence() -> None:
    for kind in ("country", "metal"):
        names = list(weighed.weights()[kind])
        assert names
        assert all(one < other for one, other in pairwise(names))
