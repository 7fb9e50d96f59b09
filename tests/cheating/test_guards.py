"""Guards of the review taken away one by one: the histories must tell that somebody cheated."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import true

from tests.cheating import deeds
from tests.cheating.walks import Cheated, Walk
from workflows import deciding, documents, doubting, events, performing, remembering, rules

MOST = 60  # histories that are tried, from the one on that is known to tell
STEPS = 40
Patch = pytest.MonkeyPatch


def guard(*names: str) -> Callable[[Patch], None]:
    """The tables of transitions without a condition."""
    refusal = performing._refusal

    def weak(transition, standing, guards):
        left = tuple(name for name in transition.guards if name not in names)
        return refusal(replace(transition, guards=left), standing, guards)

    return lambda patch: patch.setattr(performing, "_refusal", weak)


def rule(*reasons: str) -> Callable[[Patch], None]:
    """The rules without these reasons for a second reader."""
    original = rules.second_reader

    def weak(*given, **more):
        why = original(*given, **more)
        return None if why in reasons else why

    return lambda patch: patch.setattr(rules, "second_reader", weak)


def anything(of: object, name: str, instead: object) -> Callable[[Patch], None]:
    """A function of the program replaced by another one."""
    return lambda patch: patch.setattr(of, name, instead)


def unseen(original, session, machine, row, action, actor, **given):
    """Perform a step whatever was looked at."""
    return original(session, machine, row, action, actor, **{**given, "seen": None})


MUTANTS: dict[str, tuple[int, Callable[[Patch], None]]] = {
    "one may confirm one's own proposal": (10, guard("another_reader")),
    "one may decide on one's own organisation's papers": (17, guard("no_conflict")),
    "one may decide on a version that was replaced": (14, guard("newest_version")),
    "one may decide on what was withdrawn": (1, guard("document_stands")),
    "one may decide while another reads": (2, guard("not_taken")),
    "one need not wait for the company": (4, guard("company_answered")),
    "one reader is always enough": (1, guard("one_reader_is_enough")),
    "a weak match needs one": (3, rule("weak_link")),
    "a new smelter needs one": (1, rule("new_smelter")),
    "a listed country needs one": (4, rule("listed")),
    "what was typed needs one": (70, rule("typed")),
    "what was merged needs one": (12, rule("merged", "split", "parted")),
    "what was flagged needs one": (9, rule("flagged")),
    "what was certain is rejected by one": (6, rule("certain_rejected")),
    "chance picks nothing": (1, rule("sample")),
    "one overrules another": (90, anything(deciding, "_contested", lambda *_given: False)),
    "anybody takes a flag away": (
        17,
        anything(doubting, "flag_refusal", lambda *_given: None),
    ),
    "everybody sees every item": (1, anything(documents, "sees", lambda *_given: true())),
    "an undo forgets the corrections": (
        3,
        anything(remembering, "_restore_fields", lambda *_given: None),
    ),
    "what was seen does not matter": (
        3,
        anything(performing, "perform", partial(unseen, performing.perform)),
    ),
    "the log is not written": (1, anything(events, "append", lambda *_given, **_more: None)),
}
"""What is taken away, and the number of a history that tells of it."""


@pytest.mark.parametrize("seed", sorted({first for first, _take_away in MUTANTS.values()}))
def test_the_same_histories_tell_nothing_while_every_guard_is_there(stage, seed):
    Walk(stage, seed, ways=(deeds.SERVICE,)).go(STEPS)


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_guard_that_is_gone_is_noticed(stage, monkeypatch, mutant):
    first, take_away = MUTANTS[mutant]
    take_away(monkeypatch)
    for seed in range(first, first + MOST):
        try:
            Walk(stage, seed, ways=(deeds.SERVICE,)).go(STEPS)
        except Cheated:
            return
    pytest.fail(f"nobody noticed that {mutant}")
