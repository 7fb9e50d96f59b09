"""Training: invented texts with right offsets, and a run that repeats itself."""

from pathlib import Path
from random import Random

import numpy
import spacy
from numpy.typing import NDArray

from extraction.entities import network
from extraction.entities.tokens import tokens
from extraction.training import texts, training, words


def test_smelters_lie_on_whole_tokens_of_their_text() -> None:
    rng = Random(5)  # noqa: S311
    for _ in range(400):
        made = texts.make(rng)
        edges = tokens(made.text)
        starts, ends = {t.start for t in edges}, {t.end for t in edges}
        for start, end in made.smelters:
            assert start in starts
            assert end in ends


def test_texts_with_and_without_smelters_are_made_in_every_language() -> None:
    rng = Random(6)  # noqa: S311
    made = [texts.make(rng) for _ in range(600)]
    bare = sum(not one.smelters for one in made)
    assert 100 < bare < 500
    assert any("Schmelz" in one.text for one in made)
    assert any("smelterij" in one.text for one in made)
    assert any("fonderie" in one.text for one in made)


def test_the_same_seed_gives_the_same_weights(tmp_path: Path) -> None:
    for name in ("one", "two"):
        training.save(training.train(40, 1, 7), tmp_path / name)
    files = [path for path in (tmp_path / "one").rglob("*") if path.is_file()]
    assert files
    for path in files:
        twin = tmp_path / "two" / path.relative_to(tmp_path / "one")
        assert path.read_bytes() == twin.read_bytes(), path.name


def test_saved_weights_hold_no_word_of_the_texts_and_load_again(tmp_path: Path) -> None:
    training.save(training.train(40, 1, 7), tmp_path)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    plain = (".cfg", ".txt")
    kept = b"".join(path.read_bytes() for path in files if path.suffix not in plain)
    assert b"smelterij" not in kept
    assert network.load_from(tmp_path).pipe_names == ["ner"]


def test_going_on_keeps_to_the_words_known_and_ends_between_both_weights(tmp_path: Path) -> None:
    training.save(training.train(40, 1, 7), tmp_path / "before")
    words_known = "smelter\nzinn"
    (tmp_path / "before" / network.WORDS).write_text(words_known, encoding="utf-8")
    for share in (0.0, 0.25, 1.0):
        made = training.go_on(tmp_path / "before", 40, 1, 8, share=share)
        training.save(made, tmp_path / str(share), knows=tmp_path / "before")
        assert (tmp_path / str(share) / network.WORDS).read_text(encoding="utf-8") == words_known
    before, none, part, whole = (
        weights(tmp_path / name) for name in ("before", "0.0", "0.25", "1.0")
    )
    assert numpy.array_equal(none, before)
    assert not numpy.allclose(whole, before)
    numpy.testing.assert_allclose(part, before + 0.25 * (whole - before), atol=1e-6)


def weights(folder: Path) -> NDArray[numpy.float32]:
    layers = network.loaded(folder).get_pipe("ner").model.walk()  # type: ignore[attr-defined]
    return numpy.concatenate(
        [
            layer.get_param(name).ravel()
            for layer in layers
            for name in layer.param_names
            if layer.has_param(name)
        ]
    )


def test_the_words_that_are_told_apart_are_those_of_the_templates_and_of_no_name() -> None:
    known = texts.known_words()
    assert {"smelterij", "refinery", "zinn", "indonesia", "ltd"} <= known
    rng = Random(9)  # noqa: S311
    stems = [words.stem(rng) for _ in range(300)]
    assert sum(stem.casefold() in known for stem in stems) < 10
    shipped = (network.FOLDER / network.WORDS).read_text(encoding="utf-8").split("\n")
    assert known.issuperset(shipped)  # templates may be younger than the network


def test_all_other_words_look_alike_to_the_network() -> None:
    pipeline = spacy.blank("xx")
    network.know(pipeline, frozenset({"smelter"}))
    document = network.document(pipeline, tokens("Smelter Norvik, Andara 42"))
    assert [token.norm_ for token in document] == ["smelter", "?", ",", "?", "42"]
    assert [token.shape_ for token in document][1] == "Xxxxx"


def test_the_shipped_network_is_small() -> None:
    size = sum(path.stat().st_size for path in network.FOLDER.rglob("*") if path.is_file())
    assert size < 20_000_000
