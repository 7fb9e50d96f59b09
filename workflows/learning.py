"""The learning loop: a model trained from decisions, measured, and promoted only when it may be."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from sqlalchemy.orm import Session

from extraction.pipeline import VERSION
from extraction.training import passages, planted, training
from extraction.training.passages import Passage
from extraction.training.texts import Text
from workflows import examples, reader_models, scores
from workflows.errors import Conflict, NotAllowed
from workflows.marking import N_
from workflows.models import ReaderModel
from workflows.scores import Score
from workflows.storage import FileStore

LEAST = 10  # approved smelters in the gold set, for a comparison that says anything
COPIES = 4  # of each passage, every time with other names

Talk = Callable[[str], None]


def _silence(message: str) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class Course:
    """How a model is made: so many invented texts, rounds over them, and the seed of chance."""

    texts: int = training.TEXTS
    rounds: int = training.ROUNDS
    seed: int = training.SEED


def card(session: Session, course: Course, material: dict[int, list[Passage]]) -> dict[str, object]:
    """How a model was made, in numbers alone."""
    return {
        "extractor": VERSION,
        "texts": course.texts,
        "rounds": course.rounds,
        "seed": course.seed,
        "members": len(material),
        "passages": sum(len(rows) for rows in material.values()),
        "gold": len(examples.gold(session)),
    }


def make(
    folder: Path,
    course: Course,
    material: dict[int, list[Passage]],
    card: dict[str, object],
    talk: Talk = _silence,
) -> str:
    """Train a model from invented texts and the material, write it to ``folder``; its digest.

    It takes minutes: no transaction may be open.
    """
    half = reader_models.half_made(folder)
    half.mkdir(parents=True, mode=0o700, exist_ok=True)
    try:
        texts = lessons(course.seed, material)
        pipeline = training.train(course.texts, course.rounds, course.seed, more=texts, talk=talk)
        training.save(pipeline, half)
        (half / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
        half.replace(folder)  # whole or not at all
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return reader_models.digest(folder)


def lessons(seed: int, material: dict[int, list[Passage]]) -> list[Text]:
    """The training texts that passages give: planted names among them, then all names exchanged."""
    rng = Random(seed)  # noqa: S311 - chance for texts, not for secrets
    found: list[Text] = []
    for rows, own in zip(material.values(), planted.names(seed, len(material)), strict=True):
        every = [*rows, *planted.plant(rows, own, rng)]
        found += [passages.exchanged(one, rng) for _ in range(COPIES) for one in every]
    return found


@dataclass(frozen=True, slots=True)
class Trial:
    """All that measuring and testing a model needs, as values."""

    networks: dict[str, Path | None]  # the one in use first
    cases: list[scores.Case]
    seed: int
    members: int
    secrets: frozenset[str]


def trial(session: Session, store: FileStore, row: ReaderModel | None) -> Trial:
    """Prepare to measure the network in use, and another one beside it."""
    name, network = reader_models.for_reading(session, store)
    networks = {name: network}
    if row is not None:
        if not reader_models.intact(store, row):
            raise NotAllowed(N_("The files of the model are missing or altered. Train it again."))
        networks[str(row.number)] = reader_models.folder(store, row.number)
    return Trial(
        networks,
        scores.cases(session, examples.gold(session)),
        int(str(row.card["seed"])) if row is not None else 0,
        int(str(row.card["members"])) if row is not None else 0,
        frozenset(examples.names(examples.for_training(session))),
    )


def evaluate(store: FileStore, of: Trial, talk: Talk = _silence) -> dict[str, Score]:
    """The scores on the gold set by the names of the networks. It takes minutes."""
    return scores.measure(store, of.cases, of.networks, talk)


def check(store: FileStore, of: Trial, talk: Talk = _silence) -> dict[str, Score]:
    """The scores of a model that may be promoted.

    Raises NotAllowed when it could tell what it learned, or reads worse than the one in use.
    """
    if len(of.networks) < 2:
        raise Conflict(N_("This model is in use already."))
    old, new = of.networks
    talk("looking for what was planted")
    network = of.networks[new]
    leaks = planted.problems(network, of.seed, of.members, of.secrets) if network else []
    if leaks:
        raise NotAllowed(N_("The model may tell what it learned: %(why)s."), why="; ".join(leaks))
    found = evaluate(store, of, talk)
    enough = found[new].fields["smelter"].true
    if enough < LEAST:
        raise NotAllowed(
            N_("The gold set is too small: %(count)s approved smelters, at least %(least)s."),
            count=enough,
            least=LEAST,
        )
    worse = scores.worse(found[new], found[old])
    if worse:
        raise NotAllowed(
            N_("The model reads worse than the one in use: %(fields)s."), fields=", ".join(worse)
        )
    return found
