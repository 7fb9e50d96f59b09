"""Names in other scripts, spelled for who cannot read them; those in Latin letters stay alone."""

import pytest

from extraction import latin


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("奎拉锡业", "Kui La Xi Ye"),
        ("Завод Квилла", "Zavod Kvilla"),
        ("ケラナ", "kerana"),
        ("보기", "Bo Gi"),
        ("Merapi 锡业", "Merapi Xi Ye"),
    ],
)
def test_a_name_in_another_script_is_spelled(name: str, spelled: str) -> None:
    assert latin.spelled(name) == spelled


@pytest.mark.parametrize(
    "name", ["Merapi Tin Works", "Złoto Kelana İzabe", "ＡＢＣ", "123", "", "Đông"]
)
def test_a_name_in_latin_letters_needs_no_spelling(name: str) -> None:
    assert latin.spelled(name) is None
