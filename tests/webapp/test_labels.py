"""The names of codes: each has one in both languages, whatever it is."""

import pytest
from flask import Flask
from flask_babel import force_locale, gettext

from extraction.entities.metal_names import NAMES
from extraction.records import Kind, Scheme
from report_templates import wording
from webapp import (
    coverage,
    deeds,
    figure_words,
    finding_words,
    labels,
    round_words,
    wordlists,
    year_words,
)
from workflows import asking_again, ledger, member_words, report_words, rules
from workflows.finding_actions import HARMS, LIKELIHOODS, MEASURES, SEVERITIES
from workflows.states import (
    Audience,
    CommunicationState,
    DocumentState,
    FindingAction,
    FindingState,
    ItemKind,
    ItemState,
    JobState,
    NameRuleState,
    OrganisationKind,
    RejectReason,
    Role,
    RuleScope,
    SiteKind,
    SiteState,
    Standing,
)
from workflows.transitions import (
    DOCUMENTS,
    FINDINGS,
    ITEMS,
    NAME_RULES,
    PROPOSALS,
    QUESTIONS,
    REPORTS,
    STEPS,
)

CODES = [
    (labels.document_state, DocumentState),
    (labels.item_state, ItemState),
    (labels.name_rule_state, NameRuleState),
    (labels.rule_scope, RuleScope),
    (labels.asks_because, asking_again.BECAUSE),
    (labels.finding_state, FindingState),
    (labels.finding_action, FindingAction),
    (labels.severity, SEVERITIES),
    (labels.likelihood, LIKELIHOODS),
    (labels.harm, HARMS),
    (labels.measure, MEASURES),
    (labels.audience, Audience),
    (figure_words.part, ledger.PARTS),
    (figure_words.why_hidden, ("few", "dominant", "subtraction", "difference")),
    (labels.communication_state, CommunicationState),
    (labels.role, Role),
    (labels.organisation_kind, OrganisationKind),
    (labels.standing, Standing),
    (labels.metal, NAMES),
    (labels.reject_reason, RejectReason),
    (labels.second_reason, rules.SECOND_REASONS),
    (labels.item_kind, ItemKind),
    (labels.document_kind, Kind),
    (labels.scheme, Scheme),
    (labels.site_kind, SiteKind),
    (labels.site_state, SiteState),
    (labels.job_state, JobState),
    (labels.rule_name, rules.TITLES),
]


@pytest.fixture(params=["nl", "en"])
def language(request, app: Flask):
    with app.test_request_context("/"), force_locale(request.param):
        yield request.param


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize(("name_of", "codes"), CODES, ids=lambda one: getattr(one, "__name__", ""))
def test_every_code_has_a_name(name_of, codes):
    for code in codes:
        name = name_of(code)
        assert name
        assert name != code or name_of is labels.metal
        assert "_" not in name


@pytest.mark.usefixtures("language")
def test_every_need_and_every_condition_of_the_workflow_has_words():
    for step in FINDINGS.transitions:
        assert all(labels.need(name) in _words(wordlists.NEEDS) for name in step.needs)
        assert all(labels.guard(name) in _words(finding_words.GUARDS) for name in step.guards)
        assert all(labels.who(who) in _words(wordlists.WHO) for who in step.who | step.tells)


def _words(names):
    return {gettext(name) for name in names.values()}


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("rule", rules.TITLES)
def test_a_title_without_its_facts_is_still_a_title(rule):
    assert "%(" not in labels.rule(rule, {})


def test_a_title_holds_its_facts_as_a_reader_writes_them(language):
    facts = {"smelter": "A %s {{ 7*7 }}\x00", "country": "CD"}
    title = labels.rule("country_listed", facts)
    assert "A %s {{ 7*7 }}␀" in title
    assert {"nl": "Congo-Kinshasa", "en": "Congo - Kinshasa"}[language] in title


def test_a_report_and_the_pages_call_the_same_thing_by_the_same_words(language):
    for words, called in (
        (report_words.SEVERITIES, labels.severity),
        (report_words.MEASURES, labels.measure),
        (report_words.KINDS, labels.document_kind),
        (member_words.LIKELIHOODS, labels.likelihood),
    ):
        named = {code: said.said(language) for code, said in words.items() if code}
        assert named == {code: called(code) for code in named}


def test_a_state_is_called_in_a_report_as_the_phase_it_is_in(language):
    said = {state: labels.finding_state(state) for state in FindingState}
    assert {
        FindingState.IN_REVIEW: report_words.PHASES["assessment"].said(language),
        FindingState.MONITORED: report_words.PHASES["tracking"].said(language),
        FindingState.CLOSED: report_words.PHASES["closed"].said(language),
        FindingState.DISMISSED: report_words.PHASES["dismissed"].said(language),
    }.items() <= said.items()


@pytest.mark.usefixtures("language")
def test_an_unknown_code_shows_as_itself():
    assert labels.metal("unobtainium") == "unobtainium"
    assert labels.country("QQ") == "QQ"
    assert labels.severity(None) == ""


@pytest.mark.usefixtures("language")
def test_what_two_nouns_call_alike_is_told_apart():
    assert labels.deed("clear", "site") != labels.deed("clear", "finding")
    assert labels.deed("nothing we know") == "nothing we know"


@pytest.mark.parametrize(
    "machine",
    [FINDINGS, ITEMS, DOCUMENTS, QUESTIONS, NAME_RULES, PROPOSALS, REPORTS, STEPS],
    ids=lambda m: m.noun,
)
def test_the_log_tells_what_was_done_not_what_a_button_would_do(machine):
    for action in machine.action_titles:
        assert (machine.noun, action) in deeds.OWN_DEEDS or action in deeds.DEEDS
    assert not {"Assign", "Approve", "Read", "Publish"} & set(deeds.DEEDS.values())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_six_steps_are_called_alike_in_a_report_and_on_every_page(
    app: Flask, language: str
) -> None:
    printed = wording.STEP_TITLES[language]
    with app.test_request_context(), force_locale(language):
        for number, title in enumerate(printed, 1):
            assert labels.step(number) == year_words.step(number) == title
            assert round_words.chapter(str(number)) == f"{number}. {title}"
            assert coverage.title_of(f"S{number}") == f"{number}. {title}"
