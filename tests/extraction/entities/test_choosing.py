"""Which names of running text are smelters', by weights learned or, to show the rule, invented."""

from collections.abc import Sequence

from extraction.entities import choosing, pipeline
from extraction.entities.choosing import Name
from extraction.entities.signs import Seen
from extraction.entities.tokens import tokens
from extraction.entities.weighing import Candidate
from extraction.records import Label, Page

_TEXT = "Norvik Zinc Works and Andara"
_WEIGHTS = {"": -1.0, "likely": 3.0, "more": 0.5, "unlikely": -3.0}


def name(words: str, *evidence: str, kept: bool = False) -> Name:
    start = _TEXT.index(words)
    found = tuple(tokens(_TEXT, start, start + len(words)))
    return Name(words.lower(), (Seen(0, Candidate(found, "")),), frozenset(evidence), kept)


def chosen(*names: Name) -> list[str]:
    return [one.text for one in choosing.chosen(names, _WEIGHTS)]


def read(text: str, language: str = "en") -> list[str]:
    found = pipeline.find([Page(1, 0, 0, text)], language=language)
    return [mention.text for mention in found if mention.label is Label.SMELTER]


def _by_rules(names: Sequence[Name]) -> list[Name]:
    return [name for name in names if name.kept]


def test_a_name_that_the_rules_drop_is_taken_where_they_keep_another() -> None:
    kept = name("Norvik Zinc Works", "likely", kept=True)
    assert chosen(kept, name("Andara", "likely", "unlikely", "more")) == ["norvik zinc works"]
    assert chosen(kept, name("Andara", "likely")) == ["norvik zinc works", "andara"]


def test_where_the_rules_keep_none_a_name_must_be_likelier() -> None:
    weak = {"": -1.0, "likely": 2.0, "more": 1.0}
    assert choosing.chosen([name("Andara", "likely")], weak) == []
    assert choosing.chosen([name("Andara", "likely", "more")], weak) != []


def test_what_the_rules_keep_stands_unless_it_is_clearly_unlikely() -> None:
    assert chosen(name("Andara", "more", kept=True)) == ["andara"]
    assert chosen(name("Andara", "unlikely", kept=True)) == []


def test_of_two_names_that_overlap_the_likelier_one_is_taken() -> None:
    short = name("Norvik Zinc", "likely")
    long = name("Norvik Zinc Works", "likely", "more")
    assert chosen(short, long) == ["norvik zinc works"]


def test_the_order_of_the_names_changes_nothing() -> None:
    names = [name("Norvik Zinc", "likely"), name("Norvik", "likely"), name("Andara", "likely")]
    assert chosen(*names) == chosen(*names[::-1])


def test_a_works_of_the_news_is_read_that_the_rules_do_not_keep() -> None:
    text = (
        "JAKARTA, May 3 - Andara Timah will cut its tin output by a fifth this year, it said on"
        " Monday. Rival Kelana Perak in Malaysia has done so already."
    )
    assert read(text) == ["Andara Timah", "Kelana Perak"]
    rules = pipeline.find([Page(1, 0, 0, text)], language="en", choose=_by_rules)
    assert [one.text for one in rules if one.label is Label.SMELTER] == ["Andara Timah"]


def test_of_a_policy_with_many_companies_none_is_taken() -> None:
    text = (
        "Code of Conduct. Suppliers tell us from which smelters tin and gold come. Our supplier"
        " Dunmore Circuits (Ireland) asked its own. The audit was done by Larkfield Assurance."
    )
    assert read(text) == []


def test_weights_are_kept_short_and_all_have_a_name_but_the_first() -> None:
    known = choosing.weights()
    assert min(known) == ""
    assert 500 < len(known) < 4000
    assert all(abs(weight) < 10 for weight in known.values())
