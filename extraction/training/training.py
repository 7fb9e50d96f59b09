"""The training run: a blank pipeline, invented texts, fixed seeds; how its weights are saved."""

import math
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy
import thinc.api
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from extraction.entities import network
from extraction.entities.tokens import Token, tokens
from extraction.training import texts

TEXTS = 16_000
ROUNDS = 3
SEED = 20
SHARE = 0.3  # of what was learned by going on
_RATE, _GENTLER = 0.0015, 0.0007
_WIDTH = 96
_SETTINGS = {
    "model": {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {
                "@architectures": "spacy.MultiHashEmbed.v2",
                "width": _WIDTH,
                "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
                "rows": [4000, 500, 2000, 1000],
                "include_static_vectors": False,
            },
            "encode": {
                "@architectures": "spacy.MaxoutWindowEncoder.v2",
                "width": _WIDTH,
                "depth": 3,
                "window_size": 2,
                "maxout_pieces": 3,
            },
        },
    }
}


def train(
    count: int,
    rounds: int,
    seed: int,
    *,
    more: Sequence[texts.Text] = (),
    talk: Callable[[str], None] = lambda message: None,
) -> Language:
    """A pipeline trained on ``count`` invented texts, and on ``more`` of them.

    The same arguments give the same weights.
    """
    thinc.api.fix_random_seed(seed)
    rng = random.Random(seed)  # noqa: S311 - chance for texts, not for secrets
    pipeline = spacy.blank("xx")
    network.know(pipeline, texts.known_words())
    ner = pipeline.add_pipe("ner", config=_SETTINGS)
    ner.add_label(network.LABEL)  # type: ignore[attr-defined]
    made = [*(texts.make(rng) for _ in range(count)), *more]
    examples = [_example(pipeline, one, rng) for one in made]
    optimizer = pipeline.initialize(lambda: examples[:500])
    _learn(pipeline, examples, optimizer, rounds, _RATE, rng, talk)
    return pipeline


def go_on(
    folder: Path,
    count: int,
    rounds: int,
    seed: int,
    *,
    share: float = SHARE,
    talk: Callable[[str], None] = lambda message: None,
) -> Language:
    """The network of ``folder``, and its weights after ``count`` more texts, averaged by ``share``.

    It knows the words that the network knew. What lies between both weights keeps what the first
    could and takes much of what the second learned: Wortsman et al., "Robust fine-tuning of
    zero-shot models", CVPR 2022.
    """
    thinc.api.fix_random_seed(seed)
    rng = random.Random(seed)  # noqa: S311 - chance for texts, not for secrets
    before, after = network.loaded(folder), network.loaded(folder)
    made = [texts.make(rng) for _ in range(count)]
    examples = [_example(after, one, rng) for one in made]
    _learn(after, examples, after.resume_training(), rounds, _GENTLER, rng, talk)
    layers = (one.get_pipe("ner").model.walk() for one in (before, after))  # type: ignore[attr-defined]
    for old, new in zip(*layers, strict=True):
        for name in old.param_names:
            if old.has_param(name):
                old.set_param(name, (1 - share) * old.get_param(name) + share * new.get_param(name))
    return before


def _learn(
    pipeline: Language,
    examples: list[Example],
    optimizer: thinc.api.Optimizer,
    rounds: int,
    rate: float,
    rng: random.Random,
    talk: Callable[[str], None],
) -> None:
    """Go through the examples so many times, each time in another order, ever more gently."""
    steps = rounds * math.ceil(len(examples) / _BATCH)
    step = 0
    for _ in range(rounds):
        rng.shuffle(examples)
        losses: dict[str, float] = {}
        for first in range(0, len(examples), _BATCH):
            optimizer.learn_rate = rate * max(0.05, 1 - step / steps)
            pipeline.update(
                examples[first : first + _BATCH], sgd=optimizer, drop=0.1, losses=losses
            )
            step += 1
        talk(f"loss {losses['ner']:.0f}")


_BATCH = 16


def _example(pipeline: Language, made: texts.Text, rng: random.Random) -> Example:
    found = tokens(made.text)
    starts = {token.start: number for number, token in enumerate(found)}
    ends = {token.end: number for number, token in enumerate(found)}
    entities = ["O"] * len(found)
    for start, end in made.smelters:
        first, last = starts[start], ends[end]
        if first == last:
            entities[first] = f"U-{network.LABEL}"
            continue
        entities[first : last + 1] = [f"I-{network.LABEL}"] * (last + 1 - first)
        entities[first] = f"B-{network.LABEL}"
        entities[last] = f"L-{network.LABEL}"
    return Example.from_dict(_document(pipeline, found, rng), {"entities": entities})


_FORGOTTEN = 0.15  # of the known words: real texts have words that no template has


def _document(pipeline: Language, found: list[Token], rng: random.Random) -> Doc:
    document = network.document(pipeline, found)
    for token in document:
        if token.is_alpha and rng.random() < _FORGOTTEN:
            token.norm_ = network.UNKNOWN
    return document


def score(pipeline: Language, seed: int, count: int = 1000) -> tuple[float, float]:
    """Precision and recall, whole names, on invented texts that training did not see."""
    rng = random.Random(seed)  # noqa: S311
    made = [texts.make(rng) for _ in range(count)]
    documents = (network.document(pipeline, tokens(one.text)) for one in made)
    right = found = 0
    for one, answer in zip(made, pipeline.pipe(documents), strict=True):
        places = {(tokens(one.text)[e.start].start, e.end_char - e.start_char) for e in answer.ents}
        right += len(places & {(start, end - start) for start, end in one.smelters})
        found += len(places)
    return right / max(found, 1), right / sum(len(one.smelters) for one in made)


def save(pipeline: Language, folder: Path, *, knows: Path | None = None) -> None:
    """Write the pipeline's settings and weights, and no word of the texts it was trained on.

    Beside them the words that it tells apart: those of the network in ``knows``, else of all texts.
    """
    words = "\n".join(sorted(texts.known_words()))
    if knows is not None:
        words = (knows / network.WORDS).read_text(encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    pipeline.to_disk(folder, exclude=["vectors", "lookups", "tokenizer"])
    (folder / "vocab" / "strings.json").write_text(f'["{network.LABEL}"]\n', encoding="utf-8")
    (folder / network.WORDS).write_text(words, encoding="utf-8")
