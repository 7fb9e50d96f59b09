"""All names of a document together, with the shipped network."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from extraction.entities import network, pipeline
from extraction.entities.inference import Guess
from extraction.entities.tokens import Token
from extraction.readers import pdf
from extraction.records import Label, Mention, Page
from tests import papers
from tests.growing import growth


def find(text: str, language: str | None = "en") -> tuple[Mention, ...]:
    return pipeline.find([Page(1, 0, 0, text)], language=language)


def named(text: str, label: Label = Label.SMELTER, language: str | None = "en") -> list[str]:
    return [mention.text for mention in find(text, language) if mention.label is label]


def pages_of(data: bytes) -> list[Page]:
    with pdf.opened(data) as document:
        return [pdf.read_page(document, number + 1).page for number in range(len(document))]


def test_a_name_in_prose_is_found_over_a_line_end() -> None:
    text = "Our tin comes from Merapi Metals\n   Smelting Co., Ltd. in Indonesia, by sea."
    assert named(text) == ["Merapi Metals\n   Smelting Co., Ltd."]
    assert named(text, Label.COUNTRY) == ["Indonesia"]
    assert named(text, Label.METAL) == ["tin"]


def test_names_are_found_in_four_languages() -> None:
    assert named("Ons tin is gesmolten door Merapi Tin Works (Peru).", language="nl")
    assert named("Das Zinn stammt von Merapi Hüttenwerke GmbH in Peru.", language="de")
    assert named("L'étain vient de la fonderie Merapi Métaux SA au Pérou.", language="fr")


def test_initials_and_later_short_forms_are_found() -> None:
    text = (
        "Andara Smelting and Refining Corp (ASRC), the only copper smelter, cut output.\n"
        "ASRC said repairs would take a month. Traders doubt that Andara Smelting and Refining can."
    )
    assert named(text).count("ASRC") == 2
    assert "Andara Smelting and Refining" in named(text)


def test_turns_of_phrase_name_operators_and_sites() -> None:
    text = "Shipments from Norvik's Greyfell copper smelter stopped; the Greyfell smelter burnt."
    assert named(text) == ["Norvik", "Greyfell", "Greyfell"]


def test_a_country_beside_a_name_lets_it_in_where_smelters_are_spoken_of_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(network, "guesses", lambda texts, *_given: ([] for _ in texts))
    assert named("Smelters named: Luna Orient (Peru) and Andara Sol (Chad).") == [
        "Luna Orient",
        "Andara Sol",
    ]
    assert named("Gold: Luna Orient, Peru") == ["Luna Orient"]
    assert named("Luna Orient (Peru) asks which smelters there are.") == []
    assert named("We ask the trader Luna Orient (Peru) for smelters.") == []


def test_a_name_listed_with_a_smelter_is_one_and_its_first_word_means_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(network, "names", lambda texts, model: ([] for _ in texts))
    text = "The refiners are Luna Gold Refinery, Sol Orient and Andara. Then Sol answered."
    assert named(text) == ["Luna Gold Refinery", "Sol Orient", "Andara"]
    assert named(text.replace("Then Sol", "Yesterday, said Sol,")).count("Sol") == 0
    assert named("Luna Metals refines gold. Since May, says Luna, it does not.")[-1] == "Luna"


def test_the_name_beside_an_identifier_is_a_smelters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "names", lambda texts, model: ([] for _ in texts))
    text = "Found them: Andara Orient: XID000101, Peru, Sn. Luna Tin Smelter: XID000102, Chad, Sn"
    assert named(text) == ["Andara Orient", "Luna Tin Smelter"]
    assert named("Write to Peru: XID000101, not to the Smelter ID (XID000102).") == []


def test_a_name_does_not_begin_in_the_sentence_before(monkeypatch: pytest.MonkeyPatch) -> None:
    def names(
        texts: Iterable[Sequence[Token]], model: Path | None
    ) -> Iterator[list[tuple[int, int]]]:
        for text in texts:
            yield [(n, n + 4) for n, token in enumerate(text) if token.text == "Sn"]

    monkeypatch.setattr(network, "names", names)
    assert named("It melts Sn. Andara Orient is a smelter.") == ["Andara Orient"]


def test_the_network_reads_what_has_a_cue_or_a_name_that_has_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def guesses(
        texts: Iterable[Sequence[Token]],
        least: float,
        model: Path | None,
        own: Callable[[str], bool] | None,
    ) -> Iterator[list[Guess]]:
        texts = list(texts)
        asked.extend(" ".join(token.text for token in text) for text in texts)
        return _guesses(texts, least, model, own)

    _guesses = network.guesses
    monkeypatch.setattr(network, "guesses", guesses)
    idle = ["Staff of Port Amara were trained in safety. " * 40] * 3
    text = [
        Page(1, 0, 0, "Our tin is smelted by Norvik Refinery in Peru."),
        Page(2, 0, 0, idle[0]),
        Page(3, 0, 0, f"{idle[1]}\nLast year Norvik Refinery was asked for figures."),
    ]
    found = pipeline.find(text, language="en")
    places = [(one.page, one.text) for one in found if one.label is Label.SMELTER]
    assert places == [(1, "Norvik Refinery"), (3, "Norvik Refinery")]
    assert not any(words.endswith("safety .") for words in asked)
    assert len(asked) == 2


def test_each_mention_says_which_rule_found_it() -> None:
    text = (
        "Smelter\tCountry\nMerapi\tPeru\n\nWe visited the works.\nThe visit to Kelana Refinery SA."
    )
    rules = {mention.text: mention.rule for mention in find(text)}
    assert rules["Merapi"] == "column of smelters"
    assert rules["Peru"] == "country name"
    assert rules["Kelana Refinery SA"] in ("model", "name of a works")


def test_policies_certificates_and_forms_name_no_smelter() -> None:
    texts = (
        "Voorbeeld Draad B.V. supports the Responsible Minerals Initiative. We ask all suppliers "
        "to buy from conformant smelters and refiners only, audited by Toetsbureau Noord.",
        "Smelter Look-up: select the smelter from the drop-down list. If the smelter is not in the "
        "list, choose Smelter not listed and fill in Smelter Name and Smelter Country.",
        "A Tin (Sn) smelter is a company that treats ore. Gold (Au) refiner: see RMAP.",
        "Die Beispiel Draht GmbH bezieht Wolfram. Wir fordern die Offenlegung der Schmelzen. "
        "Konflikt- und Hochrisikogebiete, Lieferketten, Raffinerien und Hütten.",
    )
    for text in texts:
        assert named(text, language=None) == [], text


def test_the_papers_of_an_auditor_name_none_either() -> None:
    for data in (papers.certificate(), papers.audit_report((("7.2", "major", "No record."),))):
        assert all(m.label is not Label.SMELTER for m in pipeline.find(pages_of(data)))


def test_mentions_do_not_overlap_and_are_in_order() -> None:
    text = "Norvik Tin Smelter Ltd, Peru (XID000101), ISO 14001:2015.\nTin\tNorvik\tPeru\n" * 3
    mentions = find(text)
    assert all(left.end <= right.start for left, right in pairwise(mentions))
    assert all(text[one.start : one.end] == one.text for one in mentions)


def test_boxes_hold_the_words_of_the_name() -> None:
    page = pages_of(papers.smelter_table(5))[0]
    mentions = pipeline.find([page], language="en")
    names = [mention for mention in mentions if mention.label is Label.SMELTER]
    assert [one.text for one in names] == [smelter.name for smelter in papers.smelters(5)]
    for mention in mentions:
        assert mention.box is not None
        inside = [w for w in page.words if w.start >= mention.start and w.end <= mention.end]
        assert inside
        for word in inside:
            assert mention.box[0] <= word.box[0]
            assert mention.box[2] >= word.box[2]


def test_tables_in_every_language_of_the_headers() -> None:
    for language in papers.HEADERS:
        page = pages_of(papers.smelter_table(4, language=language, ruled=False))[0]
        found = pipeline.find([page], language=language)
        assert sum(one.label is Label.SMELTER for one in found) == 4
        assert sum(one.label is Label.SMELTER_ID for one in found) == 4


def test_text_without_geometry_has_no_boxes() -> None:
    assert all(one.box is None for one in find("Tin from Peru, XID000101"))


def test_codes_count_in_a_column_of_countries() -> None:
    text = "Smelter\tCountry\nMerapi\tID\nAndara\tNO\nQuilla\tPeru\n"
    assert named(text, Label.COUNTRY) == ["ID", "NO", "Peru"]


def test_a_name_found_on_one_page_is_found_on_the_others() -> None:
    pages = [
        Page(1, 0, 0, "Tin is smelted by Merapi Tin Works Ltd in Peru."),
        Page(2, 0, 0, "The visit to Merapi Tin Works went well."),
    ]
    found = [m for m in pipeline.find(pages, language="en") if m.label is Label.SMELTER]
    assert [(m.page, m.text) for m in found] == [
        (1, "Merapi Tin Works Ltd"),
        (2, "Merapi Tin Works"),
    ]


def test_empty_pages_give_nothing() -> None:
    assert pipeline.find([]) == ()
    assert find("") == ()
    assert find("\n \n") == ()


def test_long_odd_texts_cost_at_most_their_square() -> None:
    odd = (
        "A's ",
        "A.",
        "\n",
        "( ",
        "1-1-",
        "XID000101 ",
        "Tin\tSmelter\tPeru\n",
        "a/",
        "|",
        "ISO ",
    )
    for piece in odd:
        grown = growth(lambda size, p=piece: find(p * (size // len(p)) + " smelter", None), 4_000)
        assert grown < 7, repr(piece)  # cubic work gives 8


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Our tin comes from Merapi Tin Works (Indonesia).", ["Merapi Tin Works"]),
        ("Merapi Tin Works, Indonesia, tin.", ["Merapi Tin Works"]),
        ("Het tin komt van Merapi Tin Works in Indonesië.", ["Merapi Tin Works"]),
        (
            "We buy tin from Merapi Tin Works in Indonesia and from Kelana Smelting in Malaysia.",
            ["Merapi Tin Works", "Kelana Smelting"],
        ),
        (
            "Tungsten comes from Zhenghua Tungsten Refinery, China, and tin from Kelana Smelting, "
            "Malaysia.",
            ["Zhenghua Tungsten Refinery", "Kelana Smelting"],
        ),
    ],
)
def test_one_sentence_is_enough_and_the_country_is_no_part_of_a_name(
    text: str, names: list[str]
) -> None:
    found = find(text, "nl" if text.startswith("Het") else "en")
    assert [one.text for one in found if one.label is Label.SMELTER] == names
