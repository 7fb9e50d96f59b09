"""The network's arithmetic: what spaCy's own way through the same weights says, name for name."""

from random import Random

import numpy as np
import pytest

from extraction.entities import inference, network, smelters
from extraction.entities.tokens import tokens
from extraction.training import texts, training

SEED = 71


@pytest.fixture(scope="module", params=["shipped", "by chance"])
def pipeline(request):
    """The weights that come with the program, and some that find names of any length anywhere."""
    if request.param == "shipped":
        return network.load_from(network.FOLDER)
    made = training.train(16, 1, SEED)
    chance = np.random.default_rng(SEED)
    for layer in made.get_pipe("ner").model.walk():
        for name in layer.param_names:
            if layer.has_param(name):
                value = layer.get_param(name)
                layer.set_param(name, value + chance.normal(0, 0.2, value.shape).astype("f"))
    return made


@pytest.fixture(scope="module")
def made():
    rng = Random(SEED)  # noqa: S311
    return [tokens(texts.make(rng).text) for _ in range(300)]


def by_spacy(pipeline, read):
    documents = (network.document(pipeline, text) for text in read)
    return [[(e.start, e.end) for e in one.ents] for one in pipeline.pipe(documents)]


def by_ourselves(taken, read):
    return list(inference.names(taken, ([token.text for token in text] for text in read)))


def test_the_same_names_are_found_as_by_spacy(pipeline, made):
    found = by_ourselves(inference.taken_from(pipeline), made)
    assert found == by_spacy(pipeline, made)
    assert sum(map(len, found)) > 100


def test_a_text_may_be_empty_end_within_a_name_or_be_as_long_as_a_document(pipeline, made):
    cut = [text[:length] for text in made[:60] for length in (0, 1, 2, 5)]
    long = [token for text in made for token in text]
    read = [*cut, long, long[:1], []]
    assert by_ourselves(inference.taken_from(pipeline), read) == by_spacy(pipeline, read)


def test_words_in_capitals_of_other_scripts_and_never_seen_are_read_alike(pipeline, made):
    shouted = [tokens(" ".join(token.text.upper() for token in text)) for text in made[:40]]
    strange = [tokens("Ångström 冶炼厂 ﬁne Straße ÉÈ 12 ½ № Завод Œuvre Ltd."), *shouted]
    assert by_ourselves(inference.taken_from(pipeline), strange) == by_spacy(pipeline, strange)


def test_what_was_read_before_changes_no_answer(pipeline, made, monkeypatch):
    taken = inference.taken_from(pipeline)
    few = made[:60]
    first = by_ourselves(taken, few)
    assert by_ourselves(taken, few[::-1]) == first[::-1]
    monkeypatch.setattr(inference, "_REMEMBERED", 40)  # fewer than one text has
    monkeypatch.setattr(inference, "_TOGETHER", 1)
    assert by_ourselves(taken, few) == first
    assert len(taken.rows) < 200


def test_no_texts_have_no_names(pipeline):
    assert by_ourselves(inference.taken_from(pipeline), []) == []


def all_and_near(pipeline, texts, own=lambda _: True):
    taken = inference.taken_from(pipeline)
    return (
        list(inference.guesses(taken, texts, -6.0)),
        list(inference.guesses(taken, texts, -6.0, own)),
    )


def test_what_begins_near_a_capital_is_read_as_when_all_is_read(made):
    texts = [[token.text for token in text] for text in made]
    whole, near = all_and_near(network.load_from(network.FOLDER), texts)
    assert [[places(one) for one in found] for found in near] == [
        [places(one) for one in found if beside_capital(text, one[0])]
        for text, found in zip(texts, whole, strict=True)
    ]
    score = [one[2] for found in near for one in found]
    known = {(number, places(one)): one[2] for number, found in enumerate(whole) for one in found}
    expected = [known[number, places(one)] for number, found in enumerate(near) for one in found]
    assert score == pytest.approx(expected, abs=1e-4)
    assert len(score) > 300


def places(guess):
    return guess[:2]


def beside_capital(text, at):
    return any(word[0].isupper() for word in text[max(0, at - 2) : at + 3])


def test_a_name_that_goes_on_far_from_any_capital_is_read_to_its_end(pipeline, made):
    texts = [[token.text.lower() for token in text] for text in made]
    texts = [[text[0].title(), *text[1:]] for text in texts if text[0].isalpha()]
    whole, near = all_and_near(pipeline, texts)
    at_first = [[places(one) for one in found if one[0] == 0] for found in whole]
    assert [[places(one) for one in found if one[0] == 0] for found in near] == at_first


def test_nothing_that_may_be_a_name_is_passed_over_for_want_of_a_word_of_its_own(made):
    whole, near = all_and_near(
        network.load_from(network.FOLDER),
        [[token.text for token in text] for text in made],
        smelters.is_own,
    )
    passed_over = [
        text[slice(*place)]
        for text, every, some in zip(made, whole, near, strict=True)
        for place in {*map(places, every)} - {*map(places, some)}
    ]
    assert passed_over
    assert not any(smelters.is_proper(found) for found in passed_over)


def test_words_that_stand_often_in_a_text_are_read_like_others(pipeline, made, monkeypatch):
    few = [[token.text for token in text] for text in made[:40]]
    kept, _ = all_and_near(pipeline, few)
    monkeypatch.setattr(inference, "_OFTEN", 10**6)
    apart, _ = all_and_near(pipeline, few)
    assert [[places(one) for one in found] for found in kept] == [
        [places(one) for one in found] for found in apart
    ]
