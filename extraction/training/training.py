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
    optimizer.learn_rate = 0.001
    steps = rounds * math.ceil(len(examples) / _BATCH)
    step = 0
    for _ in range(rounds):
        rng.shuffle(examples)
        losses: dict[str, float] = {}
        for first in range(0, len(examples), _BATCH):
            optimizer.learn_rate = 0.0015 * max(0.05, 1 - step / steps)
            pipeline.update(
                examples[first : first + _BATCH], sgd=optimizer, drop=0.1, losses=losses
            )
            step += 1
        talk(f"loss {losses['ner']:.0f}")
    return pipeline


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


def save(pipeline: Language, folder: Path) -> None:
    """Write the pipeline's settings and weights, and no word of the texts it was trained on."""
    folder.mkdir(parents=True, exist_ok=True)
    pipeline.to_disk(folder, exclude=["vectors", "lookups", "tokenizer"])
    (folder / "vocab" / "strings.json").write_text(f'["{network.LABEL}"]\n', encoding="utf-8")
    words = "\n".join(sorted(texts.known_words()))
    (folder / network.WORDS).write_text(words, encoding="utf-8")
