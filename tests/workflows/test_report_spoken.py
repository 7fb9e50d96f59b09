"""The sentences of a report: in the number of their figure, of nothing, and of what is hidden."""

import pytest

from report_templates.data import Mention
from workflows import report_spoken
from workflows.report_sentences import OF_NONE, SENTENCES, SENTENCES_OF_A_COMPANY
from workflows.report_words import Words

SENTENCE = (
    ("F206", Words("Er {F206:is|zijn} {F206} {F206:bevinding|bevindingen}.", "{F206} opened.")),
)


def spoken(value, hidden=False):
    frozen = {"figures": [{"code": "F206", "value": value, "hidden": hidden}]}
    parts = report_spoken.spoken(SENTENCE, frozen, "nl").parts
    return "".join(part if isinstance(part, str) else "#" for part in parts)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "Er zijn geen bevindingen geopend."),
        (1, "Er is # bevinding."),
        (2, "Er zijn # bevindingen."),
    ],
)
def test_a_sentence_is_in_the_number_of_its_figure(value, said):
    assert spoken(value) == said


def test_of_a_hidden_figure_the_sentence_gives_no_number_away():
    assert spoken(None, hidden=True) == (
        "Als × getoond, want anders is te zien om welk bedrijf het gaat: geopende bevindingen."
    )


def test_of_nothing_no_part_is_told():
    figures = [{"code": "F601", "value": 0, "over": None, "hidden": False}]
    figures += [{"code": code, "value": 0, "over": 0, "hidden": False} for code in ("F602", "F603")]
    said = report_spoken.spoken(SENTENCES[6], {"figures": figures}, "nl")
    assert said.parts == ("Bij geen enkele bevinding is feitelijke schade vastgesteld.",)


def test_of_several_hidden_figures_one_sentence_says_why():
    figures = [{"code": code, "value": None, "hidden": True} for code in ("F601", "F602")]
    figures.append({"code": "F603", "value": 2, "hidden": False})
    said = report_spoken.spoken(SENTENCES[6], {"figures": figures}, "en")
    first, mention, last = said.parts
    assert (first, mention) == ("For ", Mention("F603"))
    assert last.endswith("recognised otherwise: findings with actual harm; findings with remedy.")


def test_every_sentence_on_nothing_is_of_a_figure_that_has_one():
    told = {
        code
        for given in (SENTENCES, SENTENCES_OF_A_COMPANY)
        for one in given.values()
        for code, _words in one
    }
    assert set(OF_NONE) <= told
    assert not any("{" in words.nl + words.en for words in OF_NONE.values())
