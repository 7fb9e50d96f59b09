"""How much of two texts is the same, told from their sketches."""

import pytest

from extraction import sketching

YEAR = [f"word{number}" for number in range(400)]


def share(one: list[str], other: list[str]) -> float:
    return sketching.share(sketching.sketch([" ".join(one)]), sketching.sketch([" ".join(other)]))


@pytest.mark.parametrize("changed", [0, 20, 100, 200])
def test_the_share_is_about_what_two_texts_have_in_common(changed: int) -> None:
    later = YEAR[: 400 - changed] + [f"new{number}" for number in range(changed)]
    assert share(YEAR, later) == pytest.approx(1 - changed / 400, abs=0.08)


def test_texts_with_nothing_in_common_are_not_alike() -> None:
    assert share(YEAR, [f"other{number}" for number in range(400)]) == 0.0


def test_case_blanks_and_the_breaks_of_pages_make_no_difference() -> None:
    one = sketching.sketch([" ".join(YEAR)])
    assert sketching.sketch(["\n".join(YEAR[:150]).upper(), "  ".join(YEAR[150:])]) == one


def test_a_script_without_blanks_is_held_against_another_text_sign_by_sign() -> None:
    text = "供应商声明其产品中使用的锡来自以下冶炼厂并且每年更新一次这份清单给客户查阅确认"
    later = text.replace("一", "两")
    assert 0.7 < sketching.share(sketching.sketch([text]), sketching.sketch([later])) < 1


def test_a_text_of_few_words_has_no_sketch() -> None:
    assert sketching.sketch(["Merapi Tin Works, Indonesia"]) == []
    assert sketching.share([], []) == 0.0


def test_what_is_alike_shares_a_band_and_what_is_not_shares_none() -> None:
    def shared(other: list[str]) -> int:
        mine = sketching.bands(sketching.sketch([" ".join(YEAR)]))
        theirs = sketching.bands(sketching.sketch([" ".join(other)]))
        return sum(a == b for a, b in zip(mine, theirs, strict=True))

    assert shared(YEAR[:300]) > 0
    assert shared([f"other{number}" for number in range(400)]) == 0
    assert all(0 <= value < 2**63 for value in sketching.bands(sketching.sketch([" ".join(YEAR)])))
