"""Names against a register: ranking, reasons, margins, speed."""

import random

from extraction import matching
from extraction.records import Register, RegisterEntry

REGISTER = Register(
    (
        RegisterEntry("1", "Merapi Tin Works", ("XID000101",), ("Merapi TW",), "ID", ("tin",)),
        RegisterEntry("2", "Merapi Jaya Tin", ("XID000102",), (), "ID", ("tin",), active=False),
        RegisterEntry("3", "PT Bukit Mentara", ("XID000103",), (), "ID", ("tin",)),
        RegisterEntry("4", "PT Bukit Kandara", ("XID000104",), (), "ID", ("tin",)),
        RegisterEntry("5", "Alto Wolfram S.p.A.", ("XID000105",), ("Alto",), "IT", ("tungsten",)),
        RegisterEntry("6", "Alto Edelmetalle GmbH", ("XID000106",), ("Alto",), "DE", ("gold",)),
        RegisterEntry("7", "Hütte Söderfors AB", ("XID000107",), (), "SE", ("copper",)),
    )
)
INDEX = matching.index(REGISTER)


def test_a_name_that_a_decision_taught_says_so() -> None:
    entry = RegisterEntry("6", "Zorgvliet Tin Works", aliases=("Zorg", "ZTW"), decided=("Zorg",))
    register = matching.index(Register((entry,)))
    reasons = [matching.candidates(register, name)[0].reasons for name in ("Zorg", "ZTW")]
    assert reasons == [("decided_before",), ("alias",)]


def test_the_exact_name_comes_first_and_says_so() -> None:
    best = matching.candidates(INDEX, "Merapi Tin Works", country="ID", metal="tin")[0]
    assert (best.key, best.score) == ("1", 1.0)
    assert best.reasons == ("exact_name", "country_same", "metal_same")


def test_legal_forms_accents_and_spaces_do_not_count() -> None:
    for printed in ("PT. Merapi Tin Works", "MERAPI TINWORKS CO., LTD.", "Merapi Tin  Works, Inc"):
        assert matching.candidates(INDEX, printed)[0].key == "1", printed
    assert matching.candidates(INDEX, "Huette Soederfors")[0].key == "7"
    assert matching.candidates(INDEX, "Hutte Soderfors A.B.")[0].score > 0.95


def test_a_name_is_compared_without_accents_capitals_legal_forms_and_spaces() -> None:
    keys = {matching.name_key(name) for name in ("Hütte V.", "HUTTE V", "Hutte-V GmbH & Co. KG")}
    assert keys == {"huttev"}
    assert matching.name_key("***") == "***"


def test_legal_forms_that_no_blank_parts_do_not_count_either() -> None:
    names = (("8", "奎拉锡业有限公司", "奎拉锡业"), ("9", "キラ錫工業株式会社", "（株）キラ錫工業"))
    for key, entered, printed in names:
        index = matching.index(Register((RegisterEntry(key, entered),)))
        (candidate,) = matching.candidates(index, printed)
        assert candidate.reasons == ("exact_name",)


def test_a_misspelt_name_is_similar_and_never_exact() -> None:
    best = matching.candidates(INDEX, "Merappi Tin Wroks")[0]
    assert best.key == "1"
    assert best.reasons[0] == "similar_name"
    assert best.score < 0.95


def test_names_that_differ_by_one_telling_word_are_not_taken_for_each_other() -> None:
    found = matching.candidates(INDEX, "PT Bukit Sentosa", country="ID", metal="tin")
    assert not matching.is_clear(found)
    assert matching.is_clear(matching.candidates(INDEX, "PT Bukit Mentara", country="ID"))


def test_an_alias_of_two_entries_is_decided_by_the_metal_or_stays_open() -> None:
    assert not matching.is_clear(matching.candidates(INDEX, "Alto"))
    assert matching.candidates(INDEX, "Alto", metal="gold")[0].key == "6"
    assert matching.is_clear(matching.candidates(INDEX, "Alto", metal="gold"))


def test_an_equal_identifier_brings_an_entry_that_the_name_does_not() -> None:
    found = matching.candidates(INDEX, "Zonnebloem Metaal", identifier="xid-000105")
    assert found[0].key == "5"
    assert found[0].reasons[:2] == ("identifier_equal", "name_differs")
    assert found[0].score < matching.SURE


def test_another_country_lowers_the_score_and_says_so() -> None:
    best = matching.candidates(INDEX, "Merapi Tin Works", country="BO")[0]
    assert "country_differs" in best.reasons
    assert best.score < matching.SURE


def test_a_closed_smelter_is_shown_as_closed() -> None:
    best = matching.candidates(INDEX, "Merapi Jaya Tin")[0]
    assert best.key == "2"
    assert "closed" in best.reasons


def test_entries_that_look_the_same_are_shown_once() -> None:
    twice = Register((REGISTER.entries[0], RegisterEntry("9", *_values(REGISTER.entries[0]))))
    assert len(matching.candidates(matching.index(twice), "Merapi Tin Works")) == 1


def test_an_empty_register_and_an_empty_name_give_no_candidates() -> None:
    assert matching.candidates(matching.index(Register()), "Merapi") == ()
    assert matching.candidates(INDEX, "--") == ()


def test_each_of_fifty_names_finds_itself_among_a_thousand() -> None:
    rng = random.Random(7)  # noqa: S311
    syllables = ["mar", "tol", "vik", "san", "ber", "qui", "lor", "den", "pha", "zu", "ne", "ra"]

    def word() -> str:
        return "".join(rng.choices(syllables, k=3)).capitalize()

    entries = tuple(
        RegisterEntry(str(n), f"{word()} {word()} Refinery", (f"XID{n:06}",), (word(),), "NL")
        for n in range(1000)
    )
    prepared = matching.index(Register(entries))
    for entry in entries[:50]:
        assert matching.candidates(prepared, entry.name)[0].key == entry.key


def _values(
    entry: RegisterEntry,
) -> tuple[str, tuple[str, ...], tuple[str, ...], str | None, tuple[str, ...]]:
    return entry.name, entry.identifiers, entry.aliases, entry.country, entry.metals
