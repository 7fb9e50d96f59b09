"""The reader's own named-entity network in spaCy: how it sees text, and how it is loaded and asked.

Besides training this is the only module that imports spaCy, which loads the weights; a reading asks
``inference``. The network reads our own tokens, so that line breaks and runs of blanks inside a
name do not matter to it. spaCy comes with the first network: it takes a fifth of the time in which
a command starts, and hardly any command asks a network.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extraction.entities import inference
from extraction.entities.tokens import Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

FOLDER = Path(__file__).parent.parent / "model"
LABEL = "SMELTER"
WORDS = "words.txt"  # beside the weights
_NORM = 67  # spacy.attrs.NORM
UNKNOWN = "?"  # stands for every other word


@cache
def load_from(folder: Path) -> "Language":
    """A pipeline saved by training, loaded once a process."""
    return loaded(folder)


def loaded(folder: Path) -> "Language":
    """A pipeline saved by training, anew.

    Only its weights, its settings and the words it tells apart are read: no code, no pickles.
    """
    import spacy

    pipeline = spacy.load(folder, exclude=["tokenizer"])
    know(pipeline, frozenset((folder / WORDS).read_text(encoding="utf-8").split("\n")))
    return pipeline


def know(pipeline: "Language", words: frozenset[str]) -> None:
    """Let the network tell only these words apart; of all others it sees the shape and the ends.

    A name that nobody listed then looks like every other such name, and what stands around it
    decides.
    """

    def norm(text: str) -> str:
        word = text.casefold()
        return word if word in words or not word.isalpha() else UNKNOWN

    pipeline.vocab.lex_attr_getters[_NORM] = norm  # type: ignore[attr-defined]


def document(pipeline: "Language", tokens: Sequence[Token]) -> "Doc":
    """What the network sees of a text: the tokens, a blank after those that a blank follows."""
    from spacy.tokens import Doc

    spaces = [left.end < right.start for left, right in zip(tokens, tokens[1:], strict=False)] + [
        False
    ] * bool(tokens)
    return Doc(pipeline.vocab, words=[token.text for token in tokens], spaces=spaces)


def names(
    texts: Iterable[Sequence[Token]], model: Path | None = None
) -> Iterator[list[tuple[int, int]]]:
    """For each text the places of its smelters, as ``tokens[first:last]``.

    ``model`` is the folder of the network to ask; None: the one that comes with the program.
    """
    return inference.names(
        _taken_from(model or FOLDER), ([token.text for token in text] for text in texts)
    )


def guesses(
    texts: Iterable[Sequence[Token]],
    least: float,
    model: Path | None = None,
    own: Callable[[str], bool] | None = None,
) -> Iterator[list[inference.Guess]]:
    """The same with scores, and what is a name with a score above ``least`` only (below 0).

    ``own`` tells the words one of which every name has: what stands far from any is left out.
    """
    words = ([token.text for token in text] for text in texts)
    return inference.guesses(_taken_from(model or FOLDER), words, least, own)


@cache
def _taken_from(folder: Path) -> inference.Network:
    return inference.taken_from(load_from(folder))
