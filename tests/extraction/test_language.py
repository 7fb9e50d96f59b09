"""The language of a text, and when it is better left open."""

import pytest

from extraction import language
from extraction.records import Page


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("nl", "Wij verklaren dat onze leveranciers tin uit Indonesië halen."),
        ("de", "Wir bestätigen hiermit, dass keine Konfliktmineralien verwendet werden."),
        ("en", "We hereby declare that the tin in our products comes from these smelters."),
        ("fr", "Nous déclarons que l'étain provient de Bolivie et du Pérou."),
        ("it", "Dichiariamo che il nostro stagno proviene dalla Bolivia."),
        ("tr", "Bu belge kalite yönetim sistemi için verilmiştir ve geçerlidir."),
        ("zh", "本公司声明不使用冲突矿产"),
    ],
)
def test_a_sentence_tells_its_language(code: str, text: str) -> None:
    assert language.of_text(text) == code


@pytest.mark.parametrize(
    "text", ["", "Smelter list 2026", "Merapi | XID000101", "2026-04-01 12:00"]
)
def test_a_few_words_tell_no_language(text: str) -> None:
    assert language.of_text(text) is None


def test_a_document_has_the_language_of_most_of_its_text() -> None:
    dutch = "Deze verklaring is opgesteld voor onze klanten en wordt door ons elk jaar herzien. "
    pages = [Page(1, 0, 0, "Supplier declaration\n" + dutch * 4), Page(2, 0, 0, dutch)]
    assert language.of_pages(pages) == "nl"
