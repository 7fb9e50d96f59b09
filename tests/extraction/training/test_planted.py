"""Planted names: a network that learned members' own names is found out, another one passes."""

import shutil
from random import Random

import pytest

from extraction.entities import network
from extraction.training import passages, planted, training
from extraction.training.passages import Passage
from extraction.training.texts import Text

SEED = 5
MEMBERS = 5  # whose names are planted: of fewer names, knowing them could be chance
SENTENCES = (
    "We buy tin from {}.",
    "The ingots came from {} in May.",
    "Our gold is supplied by {}, as before.",
    "Het tin komt van {}.",
)


def examples():
    """The passages of the members, with the names planted in them."""
    rng = Random(SEED)  # noqa: S311
    for own in planted.names(SEED, MEMBERS):
        mine = [Passage(s.format("Onda"), ((s.index("{"), s.index("{") + 4),)) for s in SENTENCES]
        yield from planted.plant(mine, own, rng)


@pytest.fixture(scope="module")
def careless(tmp_path_factory):
    """A network trained on the very names."""
    raw = [Text(one.text, list(one.smelters)) for one in examples()]
    return saved(tmp_path_factory.mktemp("careless"), raw * 8)


@pytest.fixture(scope="module")
def careful(tmp_path_factory):
    """A network trained on the same passages with their names exchanged."""
    rng = Random(SEED)  # noqa: S311
    made = [passages.exchanged(one, rng) for _ in range(8) for one in examples()]
    return saved(tmp_path_factory.mktemp("careful"), made)


def saved(folder, more):
    training.save(training.train(200, 3, SEED, more=more), folder)
    return folder


def test_a_network_that_was_taught_the_names_themselves_is_found_out(careless):
    found = planted.problems(careless, SEED, MEMBERS, ())
    assert len(found) == 1
    assert "planted names are known" in found[0]


def test_a_network_that_was_taught_invented_names_instead_knows_none(careful):
    assert planted.problems(careful, SEED, MEMBERS, ["Geheimschmelze"]) == []


def test_the_network_that_comes_with_the_program_knows_none():
    rate = planted.rate(network.FOLDER, [n for own in planted.names(SEED, MEMBERS) for n in own])
    assert rate < 0.5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_word_of_a_document_in_any_file_is_found(careful, tmp_path, encoding):
    folder = shutil.copytree(careful, tmp_path / "copy")
    with (folder / "ner" / "model").open("ab") as file:
        file.write("GEHEIMschmelze".encode(encoding))
    found = list(planted.kept(folder, ["Geheimschmelze", "smelter"]))
    assert found == ["ner/model holds a word of a document"]


def test_a_vocabulary_and_a_file_of_its_own_are_found(careful, tmp_path):
    folder = shutil.copytree(careful, tmp_path / "copy")
    (folder / "notes.txt").write_text("anything")
    (folder / "vocab" / "strings.json").write_text('["SMELTER", "Onda"]')
    (folder / "words.txt").write_text("smelter\nvorkabelth")
    assert list(planted.strangers(folder)) == [
        "notes.txt does not belong to a model",
        "vocab/strings.json holds words of documents",
        "words.txt holds words of documents",
    ]


def test_a_planted_name_lies_where_it_is_said_to(careful):
    rng = Random(1)  # noqa: S311
    passage = Passage("Onda and Alto sell to Zee.", ((0, 4), (9, 13)), ((22, 25),))
    for made in planted.plant([passage], ["Vorka Belth"], rng):
        named = sorted(made.text[slice(*place)] for place in made.smelters)
        assert named in (["Alto", "Vorka Belth"], ["Onda", "Vorka Belth"])
        assert [made.text[slice(*place)] for place in made.others] == ["Zee"]
