import itertools
from collections import Counter

from workflows import rules
from workflows.demo import cast, walks
from workflows.demo.wordings import WORDINGS
from workflows.finding_actions import LIKELIHOODS, SEVERITIES
from workflows.states import FindingState
from workflows.taxonomies import CODES
from workflows.transitions import FINDINGS


def test_there_is_a_walk_to_every_state_and_it_follows_the_table():
    assert set(walks.WALKS) == set(FindingState)
    for end, steps in walks.WALKS.items():
        possible = {FINDINGS.initial}
        for step in steps:
            possible = {t.target for state in possible for t in FINDINGS.by(state, step.action)}
        assert end in possible


def test_every_rule_has_ends_and_words():
    assert set(walks.PREFERRED) == set(WORDINGS) <= set(rules.TITLES)


def test_a_state_that_no_finding_ended_in_goes_first():
    ends = Counter()
    for rule in itertools.chain.from_iterable([walks.PREFERRED] * 3):
        ends[walks.choose(rule, None, ends)] += 1
    assert walks.choose("smelter_closed", None, ends) == min(
        walks.PREFERRED["smelter_closed"], key=ends.__getitem__
    )
    assert set().union(*walks.PREFERRED.values()) == set(FindingState) - {FindingState.REMEDY}


def test_what_an_auditor_calls_critical_leads_to_remedy():
    assert walks.choose("audit_finding", "critical", Counter()) is FindingState.REMEDY


def test_what_is_assessed_uses_known_words_and_codes():
    known = {code for codes in CODES.values() for code, _dutch, _english in codes}
    for wording in WORDINGS.values():
        assert set(wording.risks.split(",")) <= known
    for step in itertools.chain.from_iterable(walks.WALKS.values()):
        if "severity" in step.given:
            assert step.given["severity"] in SEVERITIES
            assert step.given["likelihood"] in LIKELIHOODS
            assert set(step.given["risks"].split(",")) <= known | {"{risks}"}


def test_words_for_all_parties_name_nobody():
    names = [word for m in cast.MEMBERS for word in (m.name, *m.canaries)]
    said = [wording.parties for wording in WORDINGS.values()]
    assert all("{" not in text for text in said)
    assert [text for text in said if any(name in text for name in names)] == []
