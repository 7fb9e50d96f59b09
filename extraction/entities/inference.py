"""The arithmetic of the network of names, for reading alone: spaCy's answers in less of its time.

spaCy makes a document of each text and steps through it word by word. Here the words of many texts
go through the layers together, in numpy; what a word looks like by itself is worked out once; and
as most words are outside of any name, whether a name begins at one is decided for all at once.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Places = NDArray[np.intp]
_BLOCK = 512  # rows that go through a layer at a time: they fit in the processor's cache
_TOGETHER = 4_000  # words of texts that are read together
_REMEMBERED = 20_000  # words whose looks are remembered: 8 MB
_OFTEN = 2  # times that words must stand in texts for what they give the first layer to be kept
_LEAD = 2  # words with which a name may begin before its first capital: "van de Norvik"
_LONG = 8  # words before the first that is a name's own
_AHEAD = 6  # words in which the end of a name is looked for at a time
Guess = tuple[int, int, float]  # words[first:last] and the score of its beginning
_LEAST = np.float32(1e-8)  # added to a variance, as thinc does


@dataclass(frozen=True, slots=True)
class _Layer:
    """The largest of so many linear pieces, brought to one scale."""

    weights: Floats  # from the words of a window to all pieces, piece after piece
    bias: Floats
    scale: Floats
    shift: Floats
    reach: int  # words to either side that it sees


@dataclass(frozen=True, slots=True)
class _Moves:
    """From vectors of words to the next move: what is here, where the name began, what was last."""

    narrow: Floats
    narrow_bias: Floats
    here: Floats
    began: Floats
    last: Floats
    inside_bias: Floats
    outside_bias: Floats  # with what stands for the two words of a name where none is open
    upper: Floats
    upper_bias: Floats
    order: dict[str, int]  # B, I, L, U and O: their places among the moves


@dataclass(frozen=True, slots=True)
class Network:
    """A network taken out of a spaCy pipeline, and the looks of the words that it met."""

    vocabulary: Any
    look_up: Any  # thinc's layers from a word's own features to its vector
    mix: Any
    layers: tuple[_Layer, ...]
    moves: _Moves
    first: tuple[Floats, ...]  # of the first layer, the weights of each word of a window
    rows: dict[str, int] = field(default_factory=dict)  # of ``looks``, by word
    looks: list[Floats] = field(default_factory=list)  # one array, with room for more


def taken_from(pipeline: Any) -> Network:
    """The network of a pipeline with one label, as ``extraction.training`` makes them."""
    ner = pipeline.get_pipe("ner")
    tok2vec, _, linear = ner.model.get_ref("tok2vec").layers
    embed, encode = tok2vec.layers
    look_up, mix = (embed.layers[place].layers[0] for place in (2, 3))
    window = encode.layers[0]
    layers = tuple(_layer(residual.layers[0]) for residual in window.layers)
    first = np.split(layers[0].weights, 2 * layers[0].reach + 1)
    return Network(pipeline.vocab, look_up, mix, layers, _moves(ner, linear), tuple(first))


def _layer(layer: Any) -> _Layer:
    window, maxout = layer.layers
    linear, norm = maxout.layers[0].layers
    weights, bias = linear.get_param("W"), linear.get_param("b")
    return _Layer(
        np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(bias.size, -1).T),
        bias.T.reshape(-1),
        norm.get_param("G"),
        norm.get_param("b"),
        window.attrs["window_size"],
    )


def _moves(ner: Any, linear: Any) -> _Moves:
    lower, upper = ner.model.get_ref("lower"), ner.model.get_ref("upper")
    weights = lower.get_param("W").transpose(0, 3, 2, 1)  # word, input, piece, output
    here, began, last = np.ascontiguousarray(weights.reshape(*weights.shape[:2], -1))
    bias = lower.get_param("b").T.reshape(-1)
    missing = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(3, -1)
    names = [ner.moves.get_class_name(place) for place in range(ner.moves.n_moves)]
    return _Moves(
        np.ascontiguousarray(linear.get_param("W").T),
        linear.get_param("b"),
        here,
        began,
        last,
        bias,
        bias + missing[1] + missing[2],
        np.ascontiguousarray(upper.get_param("W").T),
        upper.get_param("b"),
        {name[0]: place for place, name in enumerate(names) if name != "U-"},
    )


def names(network: Network, texts: Iterable[Sequence[str]]) -> Iterator[list[tuple[int, int]]]:
    """For each text, given as its words, the places of its names as ``words[first:last]``."""
    for found in guesses(network, texts, 0.0):
        yield [(first, last) for first, last, _ in found]


def guesses(
    network: Network,
    texts: Iterable[Sequence[str]],
    least: float,
    own: Callable[[str], bool] | None = None,
) -> Iterator[list[Guess]]:
    """For each text its names, and between them what begins like one with a score above ``least``.

    The score is that of the beginning of a name against none: above 0 for the names. ``own``: only
    what has such a word within ``_LONG`` words of its beginning, and a capital within ``_LEAD``, is
    asked for, in half the time.
    """
    together: list[Sequence[str]] = []
    words = 0
    for text in texts:
        together.append(text)
        words += len(text)
        if words >= _TOGETHER:
            yield from _read(network, together, least, own)
            together, words = [], 0
    yield from _read(network, together, least, own)


def _read(
    network: Network,
    texts: Sequence[Sequence[str]],
    least: float,
    own: Callable[[str], bool] | None,
) -> Iterator[list[Guess]]:
    """The same for texts that lie in one array, empty rows around each, which no window bridges."""
    if not texts:
        return
    apart = sum(layer.reach for layer in network.layers)
    places = _remembered(network, {word for text in texts for word in text})
    starts, order, capitals = [], [0] * apart, []
    for text in texts:
        starts.append(len(order))
        if own is not None:
            capitals += [(at, own(w)) for at, w in enumerate(text, len(order)) if w[0].isupper()]
        order += [places[word] for word in text]
        order += [0] * apart
    placed = np.array(order)
    asked = placed > 0
    if own is not None:
        asked &= _around([at for at, _ in capitals], len(order), _LEAD)
        asked &= _around([at for at, is_own in capitals if is_own], len(order), _LONG)
    rows = _contextual(network, placed, asked)
    moves = network.moves
    vectors: Floats = rows @ moves.narrow + moves.narrow_bias
    scores = _scores(moves, vectors @ moves.here + moves.outside_bias)
    for text, start in zip(texts, starts, strict=True):
        here = slice(start, start + len(text))
        found = _followed(moves, vectors[here], scores[here], asked[here], least)
        if found is None:
            (found,) = _read(network, [text], least, None)
        yield found


def _contextual(network: Network, order: Places, asked: NDArray[np.bool_]) -> Floats:
    """Each word as it is among its neighbours; of those not asked about only what others need."""
    rows = network.looks[0][order]
    left = sum(layer.reach for layer in network.layers)
    for number, layer in enumerate(network.layers):
        left -= layer.reach
        needed = np.flatnonzero(_around(np.flatnonzero(asked), len(order), left))
        pieces = None if number else _of_the_first(network, order, needed)
        _see_through(layer, rows, needed, pieces or _of_windows(layer, rows))
    return rows


def _around(places: Sequence[int] | Places, count: int, reach: int) -> NDArray[np.bool_]:
    """Which of ``count`` places lie at most ``reach`` from some of them."""
    steps = np.zeros(count + 1, np.int32)
    at = np.asarray(places, np.intp)
    np.add.at(steps, np.maximum(at - reach, 0), 1)
    np.add.at(steps, np.minimum(at + reach + 1, count), -1)
    return np.cumsum(steps[:-1]) > 0


def _remembered(network: Network, words: set[str]) -> dict[str, int]:
    """The rows of ``looks`` that hold these words; row 0 is empty."""
    rows, looks = network.rows, network.looks
    if not looks or len(rows) + len(words) > _REMEMBERED:
        rows.clear()
        looks[:] = [np.zeros((1, network.layers[0].scale.size), np.float32)]
    fresh = sorted(words.difference(rows))
    if fresh:
        lexemes = [network.vocabulary[word] for word in fresh]
        features = [(one.norm, one.prefix, one.suffix, one.shape) for one in lexemes]
        made = network.mix.predict(network.look_up.predict(np.array(features, np.uint64)))
        rows.update(zip(fresh, range(len(looks[0]), len(looks[0]) + len(fresh)), strict=True))
        looks[0] = np.concatenate((looks[0], made))
    return rows


def _of_windows(layer: _Layer, rows: Floats) -> Callable[[Places], Floats]:
    """A layer's pieces of some rows, each with its neighbours beside it as they are now."""
    count, width = rows.shape
    windows = as_strided(
        rows.copy(), (count - 2 * layer.reach, (2 * layer.reach + 1) * width), rows.strides
    )
    return lambda block: np.asarray(windows[block - layer.reach] @ layer.weights)


def _of_the_first(
    network: Network, order: Places, needed: Places
) -> Callable[[Places], Floats] | None:
    """The same for the first layer, worked out once for each word: where texts repeat their words.

    None where they do not.
    """
    reach = network.layers[0].reach
    distinct, at = np.unique(order, return_inverse=True)
    if len(needed) < _OFTEN * len(distinct):
        return None
    made = [network.looks[0][distinct] @ weights for weights in network.first]

    def pieces(block: Places) -> Floats:
        found = made[0][at[block - reach]]
        for step, part in enumerate(made[1:], 1 - reach):
            found += part[at[block + step]]
        return found

    return pieces


def _see_through(
    layer: _Layer, rows: Floats, needed: Places, pieces: Callable[[Places], Floats]
) -> None:
    """Add to the rows that are needed what the layer makes of each and its neighbours."""
    width = rows.shape[1]
    for first in range(0, len(needed), _BLOCK):
        block = needed[first : first + _BLOCK]
        made = _largest(pieces(block) + layer.bias, width)
        made -= made.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", made, made) / np.float32(width) + _LEAST
        made *= (1 / np.sqrt(spread))[:, None]
        made *= layer.scale
        made += layer.shift
        rows[block] += made


def _largest(pieces: Floats, width: int) -> Floats:
    """Of pieces that stand side by side the largest, place by place."""
    best = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
    for start in range(2 * width, pieces.shape[1], width):
        np.maximum(best, pieces[:, start : start + width], out=best)
    return best


def _scores(moves: _Moves, pieces: Floats) -> Floats:
    scores: Floats = _largest(pieces, len(moves.upper)) @ moves.upper + moves.upper_bias
    return scores


def _followed(
    moves: _Moves, vectors: Floats, scores: Floats, asked: NDArray[np.bool_], least: float
) -> list[Guess] | None:
    """The names of one text: where each begins, and from there to its end.

    ``scores`` are those of each word's moves as long as no name is open. None when a name that
    begins at a word that is ``asked`` about goes on to one that is not.
    """
    begins, alone, none = (scores[:, moves.order[move]] for move in "BUO")
    longer = begins > alone
    longer[-1:] = False  # behind the last word nothing can go on
    opens = np.where(longer, begins, alone) - none
    opens[~asked] = -np.inf
    found: list[Guess] = []
    taken = np.zeros(len(opens), bool)
    for limit in (0.0, least) if least < 0.0 else (0.0,):
        after = 0
        for first in np.flatnonzero(opens > limit).tolist():
            if first >= after and not taken[first]:
                after = _end(moves, vectors, first) if longer[first] else first + 1
                if not asked[first:after].all():
                    return None
                met = np.flatnonzero(taken[first:after])
                after = first + int(met[0]) if met.size else after
                taken[first:after] = True
                found.append((first, after, float(opens[first])))
    return sorted(found)


def _end(moves: _Moves, vectors: Floats, first: int) -> int:
    """Where the name that begins at ``first`` ends: at the end of the text at the latest."""
    count = len(vectors)
    fixed = vectors[first] @ moves.began + moves.inside_bias
    goes_on, closes = moves.order["I"], moves.order["L"]
    at = first + 1
    while at < count - 1:
        until = min(at + _AHEAD, count - 1)
        pieces = vectors[at:until] @ moves.here + vectors[at - 1 : until - 1] @ moves.last + fixed
        scores = _scores(moves, pieces)
        ends = np.flatnonzero(scores[:, closes] > scores[:, goes_on])
        if ends.size:
            return at + int(ends[0]) + 1
        at = until
    return count
