"""What codes and states are called in the reader's language: one place for all pages."""

import sys
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from babel import Locale
from flask import Flask
from flask_babel import get_locale, gettext

from extraction import wording
from report_templates.printable import printable
from webapp import country_names, deeds, finding_words, formats, i18n, metal_names, wordlists
from webapp.navigation import KIND_NAMES, ROLE_NAMES
from workflows import asking_again, report_numbers, rules, taxonomies
from workflows.models import Finding, Report, RiskCode
from workflows.transitions import DOCUMENTS, FINDINGS, ITEMS, NAME_RULES, QUESTIONS, REPORTS


def init(app: Flask) -> None:
    """Give the templates ``labels.severity("major")`` and its like."""
    app.jinja_env.globals["labels"] = sys.modules[__name__]
    app.jinja_env.filters.update(who_name=who, need_name=need, guard_name=guard)


def document_state(state: str) -> str:
    """Where a document stands."""
    return _of(DOCUMENTS.state_titles, state)


def document_action(action: str) -> str:
    """What one does with a document."""
    return _of(DOCUMENTS.action_titles, action)


def item_state(state: str) -> str:
    """Where an item stands."""
    return _of(ITEMS.state_titles, state)


def item_verdict(action: str) -> str:
    """What a reader did with an item."""
    return _of(wordlists.VERDICTS, action)


def question_state(state: str) -> str:
    """Where a question about an item stands."""
    return _of(QUESTIONS.state_titles, state)


def name_rule_state(state: str) -> str:
    """Where a rule on a name stands."""
    return _of(NAME_RULES.state_titles, state)


def rule_scope(scope: str) -> str:
    """Whose papers a rule on a name holds for."""
    return _of(wordlists.RULE_SCOPES, scope)


def asks_because(code: str | None) -> str:
    """Why a rule on a name asks again."""
    return _of(asking_again.BECAUSE, code)


def finding_state(state: str) -> str:
    """Where a finding stands."""
    return _of(FINDINGS.state_titles, state)


def finding_action(action: str) -> str:
    """What one does with a finding."""
    return _of(FINDINGS.action_titles, action)


def report_state(state: str) -> str:
    """Where a report stands."""
    return _of(REPORTS.state_titles, state)


def report_action(action: str) -> str:
    """What one does with a report."""
    return _of(REPORTS.action_titles, action)


def report_kind(kind: str) -> str:
    """What sort of report it is."""
    return _of(wordlists.REPORT_KINDS, kind)


def report_title(report: Report) -> str:
    """A report by its kind, its number and, from the second on, its version."""
    named = [report_kind(report.kind), report_number(report)]
    return (" " if named[1][:1].isdigit() else ", ").join(word for word in named if word)


def report_number(report: Report) -> str:
    """The number of a report and, from the second on, its version, in the reader's language."""
    return report_numbers.named(report).said(i18n.language())


def colour(state: str) -> str:
    """The colour of a state's tag: of a document, an item, a finding, a report or a job."""
    return wordlists.COLOURS.get(state, "grey")


def rule(name: str, facts: Mapping[str, object]) -> str:
    """The title of what a rule found, its facts filled in."""
    shown: dict[str, str] = defaultdict(str)
    shown |= {key: fact(key, value) for key, value in facts.items()}
    return _of(rules.TITLES, name) % shown


def rule_name(name: str) -> str:
    """What sort of thing a rule finds, without whom it is about."""
    return _of(wordlists.RULES, name)


def due(code: str) -> str:
    """How pressing a due date is, as lists filter it."""
    return _of(wordlists.DUE, code)


def finding_title(finding: Finding) -> str:
    """What a finding is about."""
    return rule(finding.rule, finding.facts)


def fact(name: str, value: object) -> str:
    """One fact of a finding as a reader writes it: a country and a metal by their names."""
    text = "" if value is None else str(value)
    known = {"country": country, "metal": metal, "scheme": scheme, "severity": severity}
    known |= {"match": list_match, "status": status, "former_status": status}
    if text and name in known:
        return known[name](text)
    return _day(text) if name in _DAYS else printable(text)


_DAYS = frozenset({"expires", "issued", "since", "edition", "due"})


def _day(text: str) -> str:
    try:
        return formats.day(date.fromisoformat(text))
    except ValueError:
        return printable(text)


def list_kind(code: str | None) -> str:
    """What stands on a risk list."""
    return _of(wordlists.LIST_KINDS, code)


def list_match(code: str | None) -> str:
    """What is the same of a smelter and of an entry of a risk list."""
    return _of(wordlists.LIST_MATCHES, code)


def fact_name(name: str) -> str:
    """What a fact of a finding is called."""
    return _of(wordlists.FACTS, name)


def severity(code: str | None) -> str:
    """How severe a finding is."""
    return _of(wordlists.SEVERITIES, code)


def likelihood(code: str | None) -> str:
    """How likely the harm is."""
    return _of(wordlists.LIKELIHOODS, code)


def harm(code: str | None) -> str:
    """Whether the harm can happen or has happened."""
    return _of(wordlists.HARMS, code)


def measure(kind: str | None) -> str:
    """What a measure is for."""
    return _of(wordlists.MEASURES, kind)


def audience(code: str | None) -> str:
    """Who a communication is for."""
    return _of(wordlists.AUDIENCES, code)


def communication_state(code: str | None) -> str:
    """Where a communication stands."""
    return _of(wordlists.COMMUNICATION_STATES, code)


def who(code: str) -> str:
    """How somebody stands to an object, as the workflow tables say it."""
    return _of(wordlists.WHO, code)


def need(name: str) -> str:
    """What a transition asks for."""
    return _of(wordlists.NEEDS, name)


def risk(code: RiskCode) -> str:
    """A risk of a taxonomy in the reader's language."""
    return code.title_nl if i18n.language() == "nl" else code.title_en


def taxonomy(code: RiskCode) -> str:
    """The list that a risk belongs to."""
    return _of(taxonomies.TITLES, code.taxonomy)


def step(number: int) -> str:
    """A step of the OECD guidance."""
    return i18n.step(number)


def role(code: str) -> str:
    """What a person is for an organisation."""
    return _of(ROLE_NAMES, code)


def organisation_kind(code: str) -> str:
    """What an organisation is."""
    return _of(KIND_NAMES, code)


def standing(code: str | None) -> str:
    """How an organisation stands to the agreement."""
    return _of(wordlists.STANDINGS, code)


def metal(name: str | None) -> str:
    """A metal by its lower-case English name; one that is unknown stays as it is."""
    return _of(metal_names.METALS, name)


def metal_choices() -> list[tuple[str, str]]:
    """Every metal as (lower-case English name, its name), by name."""
    return _sorted(metal_names.METALS)


def severity_choices() -> list[tuple[str, str]]:
    """How bad an audit finding can be, as (code, words)."""
    return [(code, severity(code)) for code in wordlists.SEVERITIES]


def scheme_choices() -> list[tuple[str, str]]:
    """Every scheme as (code, its name), by name."""
    return _sorted(wordlists.SCHEMES)


def _sorted(words: wordlists.Words) -> list[tuple[str, str]]:
    return sorted(((code, _of(words, code)) for code in words), key=lambda pair: pair[1].casefold())


def country(code: str | None) -> str:
    """A country by its two letters; one that is unknown stays as it is."""
    locale: Locale = get_locale() or Locale("en")
    return str(locale.territories.get(code or "", code or ""))


def country_choices() -> list[tuple[str, str]]:
    """Every country as (two letters, name), by name."""
    return list(country_names.countries(str(get_locale() or "en")))


def guard(name: str) -> str:
    """A condition of a transition."""
    return _of(finding_words.GUARDS, "back" if name.startswith("back_to_") else name)


def reject_reason(code: str | None) -> str:
    """Why an item was rejected."""
    return _of(wordlists.REASONS, code)


def second_reason(code: str | None) -> str:
    """Why a second reader is asked for."""
    return _of(rules.SECOND_REASONS, code)


def certainty(code: str | None) -> str:
    """How sure the reader was."""
    return _of(wordlists.CERTAINTIES, code)


def reading_message(code: str, detail: str = "") -> str:
    """What a reading said, or a person who added to it: a reason, a warning, a refusal."""
    if code in wordlists.READING_REASONS:
        return _of(wordlists.READING_REASONS, code)
    return wording.message(code, i18n.language(), detail)


def item_kind(code: str | None) -> str:
    """What an item is."""
    return _of(wordlists.ITEM_KINDS, code)


def document_kind(code: str | None) -> str:
    """What sort of paper a document is."""
    return _of(wordlists.DOCUMENT_KINDS, code)


def field(name: str) -> str:
    """What a field of an item is called."""
    return _of(wordlists.FIELDS, name)


def scheme(code: str | None) -> str:
    """A certification or assurance scheme."""
    return _of(wordlists.SCHEMES, code)


def status(code: str | None) -> str:
    """What a scheme says of a site."""
    return _of(wordlists.STATUSES, code)


def basis(code: str | None) -> str:
    """On which ground a scheme says it."""
    return _of(wordlists.BASES, code)


def site_kind(code: str | None) -> str:
    """What a site is."""
    return _of(wordlists.SITE_KINDS, code)


def identifier_scheme(code: str) -> str:
    """Who gives identifiers of a scheme."""
    return _of(wordlists.IDENTIFIER_SCHEMES, code)


def name_source(code: str | None) -> str:
    """Where another name of a site comes from."""
    return _of(wordlists.NAME_SOURCES, code)


def site_state(code: str | None) -> str:
    """Whether a site works."""
    return _of(wordlists.SITE_STATES, code)


def site_field(name: str) -> str:
    """What a field of a site is called, in the preview of an import."""
    return _of(wordlists.SITE_FIELDS, name)


def site_change(code: str) -> str:
    """What became of a site from one edition to another."""
    return _of(wordlists.SITE_CHANGES, code)


def site_value(name: str, value: str) -> str:
    """A field of a site as a reader writes it; several values in it are parted by " | "."""
    known = {"country": country, "metals": metal, "state": site_state, "valid_to": _day}
    if not value or name not in known:
        return printable(value)
    return ", ".join(known[name](one) for one in value.split(" | "))


def setting_choices(choices: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a setting can be, where it is one of a few words, as (code, words)."""
    return [(code, _of(choices, code)) for code in choices]


def noun(name: str) -> str:
    """What sort of object an entry of the log is about."""
    return _of(wordlists.NOUNS, name)


def deed(action: str, noun: str = "") -> str:
    """What an entry of the log says was done; ``noun`` tells apart what two nouns name alike."""
    name = deeds.OWN_DEEDS.get((noun, action)) or deeds.DEEDS.get(action)
    return str(gettext(name)) if name else action


def job_state(code: str | None) -> str:
    """Where a job stands."""
    return _of(wordlists.JOB_STATES, code)


def task(name: str) -> str:
    """What a job does."""
    return _of(wordlists.TASKS, name)


def duty(name: str) -> str:
    """What is done again and again."""
    return _of(wordlists.DUTIES, name)


def _of(names: Mapping[Any, str], code: str | None) -> str:
    """The name of a code in the reader's language; an unknown code shows as itself."""
    # States are texts: a table keyed by them is found by their value as well.
    return i18n.word(names[code]) if code and code in names else str(code or "")
