"""Lists in older encodings are read as they were written, and it is said what was assumed."""

import pytest

from extraction import pipeline
from extraction.readers.encodings import decoded
from extraction.records import Outcome

LISTS = {
    "cp1252": "Schmelzhütte;Land\nHütte Größau GmbH;Österreich\nAciérie Évrémont;Brésil\n",
    "cp1250": "Huta;Kraj\nHuta Miedzi Łąkowice;Polska\nZakłady Śnieżna Góra;Żółty Brzeg\n",
    "cp1254": "İzabehane;Ülke\nGümüşdağ Kalay;Türkiye\nYeşilırmak Bakır İşletmesi;Türkiye\n",
    "gb18030": "冶炼厂;国家\n云河锡业有限公司;中国\n长山钨业;中国\n",
    "cp932": "製錬所;国\nあおやま製錬所;日本\nミナト金属;日本\n",
}


@pytest.mark.parametrize("encoding", LISTS)
def test_the_letters_tell_the_encoding(encoding):
    assert decoded(LISTS[encoding].encode(encoding)) == (LISTS[encoding], encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_that_says_its_encoding_is_taken_at_its_word(encoding):
    for text in LISTS.values():
        assert decoded(text.encode(encoding)) == (text, None)


def test_one_letter_with_an_accent_makes_no_chinese():
    assert decoded("Société de fonderie".encode("cp1252")) == ("Société de fonderie", "cp1252")


def test_noise_is_no_text():
    assert decoded(bytes(range(128, 256))) is None


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_list_is_read_with_its_records(encoding):
    text = (
        "Smelter name;Country;Metal\nMerapi Hütte;Indonesië;Tin\nAlto Wolfram;Österreich;Tungsten\n"
    )
    found = pipeline.read(text.encode(encoding), "list.csv")
    assert found.outcome is Outcome.READ
    assert [record.smelter.text for record in found.records] == ["Merapi Hütte", "Alto Wolfram"]
    assert [record.country.value for record in found.records] == ["ID", "AT"]
    assumed = [(warning.code, warning.detail) for warning in found.warnings]
    assert assumed == ([] if encoding == "utf-16" else [("encoding_assumed", "cp1252")])
