"""The tables themselves: complete, reachable, and refused or allowed for every kind of person."""

import itertools
from dataclasses import dataclass
from enum import StrEnum

import pytest

from workflows import deciding, documents, finding_guards, name_rules, performing, questions
from workflows.errors import NotAllowed
from workflows.following import proposals
from workflows.machine import Machine
from workflows.models import Document, Finding, Item, NameRule, Proposal, Question
from workflows.permissions import Actor, Who
from workflows.remark_states import RemarkAction, RemarkState
from workflows.states import (
    DocumentAction,
    DocumentState,
    FindingAction,
    FindingState,
    ItemAction,
    ItemState,
    NameRuleAction,
    NameRuleState,
    ProposalAction,
    ProposalState,
    QuestionAction,
    QuestionState,
    ReportAction,
    ReportState,
    StepAction,
    StepState,
)
from workflows.transitions import (
    ALL,
    DOCUMENTS,
    FINDINGS,
    ITEMS,
    NAME_RULES,
    PROPOSALS,
    QUESTIONS,
    REPORTS,
)
from workflows.verdicts import Verdict

WORDS = {
    "document": (DocumentState, DocumentAction),
    "item": (ItemState, ItemAction),
    "question": (QuestionState, QuestionAction),
    "name_rule": (NameRuleState, NameRuleAction),
    "finding": (FindingState, FindingAction),
    "proposal": (ProposalState, ProposalAction),
    "report": (ReportState, ReportAction),
    "remark": (RemarkState, RemarkAction),
    "step": (StepState, StepAction),
}
machines = pytest.mark.parametrize("machine", ALL, ids=lambda m: m.noun)
every = [(machine, t) for machine in ALL for t in machine.transitions]
transitions = pytest.mark.parametrize(
    ("machine", "transition"),
    every,
    ids=[f"{m.noun}:{t.source}-{t.action}-{t.target}" for m, t in every],
)


@dataclass
class Row:
    """Anything with a state."""

    state: StrEnum
    public_id: str = "row"
    version: int = 1


class Guards(dict):
    """Conditions that hold, except those that a test says fail."""

    def __init__(self, *failing: str) -> None:
        super().__init__()
        self.failing = failing

    def __missing__(self, name):
        refusal = NotAllowed(f"{name} does not hold")
        return lambda: refusal if name in self.failing else None


def choose(machine: Machine, transition, who: Who, *failing: str):
    row = Row(transition.source)
    return performing.choose(machine, row, transition.action, frozenset({who}), Guards(*failing))


@machines
def test_every_state_and_every_action_has_a_title(machine):
    states, actions = WORDS[machine.noun]
    assert set(machine.state_titles) == set(states)
    assert set(machine.action_titles) == set(actions)
    # The step of a year has a number of its own, whatever its state.
    assert set(machine.steps) == (set() if machine.noun == "step" else set(states))
    assert all(title.strip() for title in machine.state_titles.values())
    assert {1, 2, 3, 4, 5, 6} >= set(machine.steps.values())


@machines
def test_every_state_is_reached_from_the_first_one(machine):
    reached, before = {machine.initial}, set()
    while reached != before:
        before = set(reached)
        reached |= {t.target for t in machine.transitions if t.source in before}
    assert reached == set(WORDS[machine.noun][0])


@machines
def test_every_action_is_in_the_table(machine):
    assert {t.action for t in machine.transitions} == set(WORDS[machine.noun][1])


def test_findings_pass_through_the_steps_of_due_diligence():
    assert set(FINDINGS.steps.values()) == {2, 3, 4, 5, 6}


@transitions
def test_a_transition_is_open_to_those_it_names_and_to_nobody_else(machine, transition):
    rivals = [t for t in machine.by(transition.source, transition.action) if t is not transition]
    theirs = set(itertools.chain.from_iterable(t.guards for t in rivals)) - set(transition.guards)
    for who in Who:
        if who in transition.who:
            assert choose(machine, transition, who, *theirs) is transition
        elif not any(who in t.who for t in rivals):
            with pytest.raises(NotAllowed, match="^Only "):
                choose(machine, transition, who)


@transitions
def test_each_condition_of_a_transition_can_refuse_it(machine, transition):
    who = next(iter(transition.who))
    rivals = [t for t in machine.by(transition.source, transition.action) if t is not transition]
    shut = [t.guards[-1] for t in rivals]
    for name in transition.guards:
        with pytest.raises(NotAllowed, match="does not hold"):
            choose(machine, transition, who, name, *shut)


@machines
def test_what_a_state_does_not_know_is_refused_with_its_name(machine):
    for state in WORDS[machine.noun][0]:
        leaving = {t.action for t in machine.leaving(state)}
        for action in set(WORDS[machine.noun][1]) - leaving:
            with pytest.raises(NotAllowed) as refused:
                performing.choose(machine, Row(state), action, frozenset(Who), Guards())
            assert str(machine.state_titles[state]) in str(refused.value)


@machines
def test_the_options_are_the_actions_of_the_state_without_those_of_the_system(machine):
    for state in WORDS[machine.noun][0]:
        shown = performing.options(machine, Row(state), frozenset(), Guards())
        actions = [option.transition.action for option in shown]
        leaving = {t.action for t in machine.leaving(state) if t.who != {Who.SYSTEM}}
        assert len(actions) == len(set(actions))
        assert set(actions) == leaving
        assert all(isinstance(option.refusal, NotAllowed) for option in shown)


def nobody() -> Actor:
    return Actor(0, "nobody", "nobody@voorbeeld.example", "Nobody", "en", ())


def test_every_condition_named_in_a_table_is_known_to_its_noun(session):
    known = {
        "document": documents.guards(session, Document(), nobody()),
        "question": questions._guards(Question(), nobody()),
        "name_rule": name_rules.guards(NameRule(), nobody()),
        "proposal": proposals.guards(Proposal(), nobody()),
        "finding": finding_guards.guards(session, Finding(), nobody(), {}),
        "item": deciding._guards(
            session,
            Item(certainty="check", origin="read", kind="smelter", document=Document()),
            nobody(),
            Verdict(ItemAction.DOUBT),
            None,
        ),
    }
    session.expunge_all()
    for machine in (DOCUMENTS, ITEMS, QUESTIONS, NAME_RULES, FINDINGS, PROPOSALS):
        named = set(itertools.chain.from_iterable(t.guards for t in machine.transitions))
        assert named <= set(known[machine.noun])


def test_every_need_has_a_sentence_of_its_own():
    named = {need for machine in ALL for t in machine.transitions for need in t.needs}
    assert named == set(performing.NEEDS)


def test_the_diagram_shows_every_step_between_two_states():
    for machine in (DOCUMENTS, ITEMS, FINDINGS, REPORTS):
        diagram = machine.mermaid()
        for t in machine.transitions:
            if t.source != t.target:
                (line,) = [
                    line
                    for line in diagram.splitlines()
                    if line.strip().startswith(f"{t.source} --> {t.target}:")
                ]
                assert t.action.value in line
        assert machine.markdown().count("\n") == len(machine.transitions) + 1
