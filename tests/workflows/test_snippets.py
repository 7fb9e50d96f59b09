"""The line in which the words stand, and which of it is marked."""

from workflows import snippets


def marked(text, *wanted, **more):
    return [piece.text for piece in snippets.cut(text, wanted, **more) if piece.is_marked]


def test_the_words_are_marked_as_they_are_written():
    assert marked("De Société des Étains koopt tin", "societe", "etai") == ["Société", "Étains"]


def test_nothing_of_the_text_is_lost_or_added():
    text = "tin uit Merapi,\n tin  uit Kobold"
    pieces = snippets.cut(text, ["tin"])
    assert "".join(piece.text for piece in pieces) == "tin uit Merapi, tin uit Kobold"


def test_of_a_long_text_the_part_round_the_first_word_is_shown():
    text = " ".join(["voor"] * 200 + ["Merapi"] + ["na"] * 200)
    line = "".join(piece.text for piece in snippets.cut(text, ["merapi"]))
    assert line.startswith("… voor")
    assert line.endswith(" …")
    assert "Merapi" in line
    assert len(line) < 260


def test_a_word_with_a_mistake_is_marked_when_mistakes_are_forgiven():
    assert marked("uit Merapi", "merpai", tolerant=True) == ["Merapi"]
    assert marked("uit Merapi", "merpai") == []


def test_an_address_of_a_person_is_never_marked():
    assert marked("vraag fenna@draad.example", "fenna") == []
