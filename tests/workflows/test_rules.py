from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.cast import (
    a_candidate,
    a_certificate,
    a_document,
    a_reading,
    a_record,
    a_risk_list,
    a_site,
    an_audit_finding,
    an_entity_list,
)
from workflows import deciding, findings, items, rules, settings
from workflows.engine import make_sessions
from workflows.models import Finding
from workflows.risk_entries import ListedEntity
from workflows.states import FindingAction, FindingState, ItemAction, SiteState
from workflows.verdicts import Verdict

APPROVE = Verdict(ItemAction.APPROVE)
TODAY = date(2026, 3, 2)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def approve(session, world):
    """Approve items by as many readers as it takes; returns the findings there are then."""

    def by_readers(*found):
        for item in found:
            deciding.decide(session, item, APPROVE, world.reader)
            if item.proposed is not None:
                deciding.decide(session, item, APPROVE, world.other_reader)
        return list(session.scalars(select(Finding).order_by(Finding.id)))

    return by_readers


def test_a_sound_smelter_opens_nothing(session, paper, approve):
    site = a_site(session, status=("Verzonnen Keurmerk", "conformant", date(2026, 1, 1)))
    assert approve(*paper(a_record(candidates=[a_candidate(site)]))) == []


def test_an_unknown_smelter_opens_a_finding(paper, approve):
    (finding,) = approve(*paper(a_record("Nieuwe Smelterij")))
    assert (finding.rule, finding.facts["smelter"]) == ("smelter_unknown", "Nieuwe Smelterij")
    assert finding.site.name == "Nieuwe Smelterij"


def test_a_closed_smelter_opens_a_finding(session, paper, approve):
    site = a_site(session, state=SiteState.CLOSED)
    (finding,) = approve(*paper(a_record(candidates=[a_candidate(site)])))
    assert finding.rule == "smelter_closed"


@pytest.mark.parametrize(("since", "count"), [(TODAY, 1), (TODAY + timedelta(days=1), 0)])
def test_a_smelter_that_is_not_conformant_today_opens_a_finding(
    session, paper, approve, since, count
):
    site = a_site(session, status=("Verzonnen Keurmerk", "non_conformant", since))
    opened = approve(*paper(a_record(candidates=[a_candidate(site)])))
    assert [f.rule for f in opened] == ["smelter_not_conformant"] * count
    assert all(f.facts["scheme"] == "Verzonnen Keurmerk" for f in opened)


def test_a_listed_country_opens_a_finding_that_names_the_edition(session, paper, approve):
    a_risk_list(session, "ID", valid_from=date(2026, 1, 1))
    site = a_site(session)
    (finding,) = approve(*paper(a_record(candidates=[a_candidate(site)])))
    assert finding.rule == "country_listed"
    assert finding.facts["edition"] == "2026-01-01"
    assert finding.facts["list"] == "Verzonnen lijst"


def test_a_newer_edition_replaces_the_older_one_from_its_day(session, world, clock):
    a_risk_list(session, "ID", "MY", valid_from=date(2026, 1, 1))
    a_risk_list(session, "MY", valid_from=date(2026, 4, 1))
    a_risk_list(session, "PH", valid_from=date(2026, 1, 1), name="Tweede lijst")

    def listed():
        return [country for country in ("ID", "MY", "PH") if rules.listed(session, country)]

    assert listed() == ["ID", "MY", "PH"]
    clock.forward(days=30)
    assert listed() == ["MY", "PH"]
    assert rules.listed(session, None) is None


def test_a_listed_smelter_opens_a_finding_that_names_list_edition_entry_and_match(
    session, paper, approve
):
    listed = ListedEntity("Merapi Group", ("Merapi Tin",), "ID", "", "forced labour", "page 3")
    an_entity_list(session, listed, valid_from=date(2026, 1, 1))
    site = a_site(session, "PT Merapi Tin Tbk")
    (finding,) = approve(*paper(a_record(candidates=[a_candidate(site)])))
    assert (finding.rule, finding.state, finding.site) == (
        "entity_listed",
        FindingState.OPEN,
        site,
    )
    assert finding.facts == {
        "smelter": "Merapi Tin Works",
        "metal": "tin",
        "list": "Verzonnen bedrijvenlijst",
        "edition": "2026-01-01",
        "entry": "Merapi Group",
        "match": "name_country",
        "matched": "Merapi Tin",
        "risks": "forced labour",
        "place": "page 3",
    }


def test_a_listed_identifier_opens_a_finding_whatever_the_name(session, paper, approve):
    an_entity_list(
        session, ListedEntity("Elders", country="MY", identifier="xid-000777"), valid_from=TODAY
    )
    site = a_site(session, identifier="XID000777")
    (finding,) = approve(*paper(a_record(candidates=[a_candidate(site)])))
    assert (finding.rule, finding.facts["match"]) == ("entity_listed", "identifier")


@pytest.mark.parametrize(
    "listed",
    [
        ListedEntity("Merapi Tin Works", country="MY"),
        ListedEntity("Merapi Tin Smelter", country="ID"),
        ListedEntity("Merapi"),
    ],
    ids=["the same name in another country", "a name that is like it", "a part of the name"],
)
def test_a_namesake_opens_nothing(session, paper, approve, listed):
    an_entity_list(session, listed, valid_from=date(2026, 1, 1))
    assert approve(*paper(a_record(candidates=[a_candidate(a_site(session))]))) == []


def test_a_newer_edition_without_a_smelter_opens_nothing_from_its_day(
    session, paper, approve, clock
):
    an_entity_list(session, ListedEntity("Merapi Tin Works"), valid_from=date(2026, 1, 1))
    an_entity_list(session, ListedEntity("Iets anders"), valid_from=TODAY + timedelta(days=1))
    sites = [a_site(session, identifier=f"XID00080{n}") for n in range(2)]
    today, tomorrow = (paper(a_record(candidates=[a_candidate(site)])) for site in sites)
    (finding,) = approve(*today)
    clock.forward(days=1)
    assert approve(*tomorrow) == [finding]


def test_an_edition_that_does_not_hold_yet_opens_nothing(session, paper, approve):
    tomorrow = TODAY + timedelta(days=1)
    an_entity_list(session, ListedEntity("Merapi Tin Works"), valid_from=tomorrow)
    assert approve(*paper(a_record(candidates=[a_candidate(a_site(session))]))) == []


def test_each_list_that_names_a_smelter_opens_a_finding_of_its_own(session, paper, approve):
    for name in ("Een", "Twee"):
        an_entity_list(session, ListedEntity("Merapi Tin Works"), valid_from=TODAY, name=name)
    site = a_site(session)
    record = a_record(candidates=[a_candidate(site)])
    opened = approve(*paper(record), *paper(record))
    assert [(f.facts["list"], len(f.sources)) for f in opened] == [("Een", 2), ("Twee", 2)]


def test_a_new_smelter_is_looked_for_on_the_lists_as_the_paper_names_it(session, paper, approve):
    an_entity_list(
        session,
        ListedEntity("Elders", identifier="XID000778"),
        ListedEntity("Nieuwe Smelterij N.V.", country="ID"),
        valid_from=TODAY,
    )
    opened = approve(*paper(a_record("Nieuwe Smelterij"), a_record("Kuil", identifier="XID000778")))
    assert [f.facts["match"] for f in opened if f.rule == "entity_listed"] == [
        "name_country",
        "identifier",
    ]


def test_what_a_rivals_paper_calls_a_smelter_does_not_put_it_on_a_list(
    session, store, world, paper, approve
):
    site = a_site(session)
    reading = a_reading(a_record("Schuilnaam", candidates=[a_candidate(site)]))
    theirs = a_document(session, store, world.rival, world.competitor, reading)
    assert approve(*items.of_document(session, theirs)) == []
    an_entity_list(session, ListedEntity("Schuilnaam", country="ID"), valid_from=TODAY)
    assert approve(*paper(a_record(candidates=[a_candidate(site)]))) == []
    again = a_document(session, store, world.rival, world.competitor, reading)
    (finding,) = approve(*items.of_document(session, again))
    assert finding.organisation_id == world.rival.id


def test_a_smelter_may_meet_several_rules(session, paper, approve):
    a_risk_list(session, "ID", valid_from=date(2026, 1, 1))
    site = a_site(session, state=SiteState.CLOSED)
    opened = approve(*paper(a_record(candidates=[a_candidate(site)])))
    assert {f.rule for f in opened} == {"smelter_closed", "country_listed"}


@pytest.mark.parametrize(
    ("expires", "rule"),
    [
        (TODAY - timedelta(days=1), "certificate_expired"),
        (TODAY, "certificate_expiring"),
        (TODAY + timedelta(days=90), "certificate_expiring"),
        (TODAY + timedelta(days=91), None),
        (None, None),
    ],
)
def test_a_certificate_is_judged_by_the_day_it_is(paper, approve, expires, rule):
    text = expires.isoformat() if expires else None
    opened = approve(*paper(certificates=[a_certificate(text)]))
    assert [f.rule for f in opened] == ([rule] if rule else [])


def test_the_days_of_warning_are_a_setting(session, paper, approve):
    settings.put(session, "certificate.warn_days", "10", None)
    day = (TODAY + timedelta(days=11)).isoformat()
    assert approve(*paper(certificates=[a_certificate(day)])) == []


def test_the_day_is_that_of_the_netherlands(paper, approve, clock):
    clock.forward(hours=14, minutes=30)  # half past eleven in the evening in UTC
    (finding,) = approve(*paper(certificates=[a_certificate(TODAY.isoformat())]))
    assert finding.rule == "certificate_expired"


def test_an_audit_finding_opens_a_finding_of_its_own(paper, approve):
    statements = ("The exits were blocked.", "No list was kept.")
    opened = approve(*paper(findings=[an_audit_finding(text) for text in statements]))
    assert [f.facts["statement"] for f in opened] == list(statements)
    assert {f.rule for f in opened} == {"audit_finding"}


def test_nothing_opens_before_the_second_reader_has_confirmed(session, world, paper):
    (item,) = paper(a_record("Nieuwe Smelterij"))
    deciding.decide(session, item, APPROVE, world.reader)
    assert session.scalars(select(Finding)).all() == []


def test_the_same_subject_again_joins_the_finding_that_runs(session, store, world, paper, approve):
    site = a_site(session, state=SiteState.CLOSED)
    record = a_record(candidates=[a_candidate(site)])
    first = paper(record)
    again = paper(record)
    (finding,) = approve(*first, *again)
    assert len(finding.sources) == 2
    reading = a_reading(record)
    document = a_document(session, store, world.rival, world.competitor, reading)
    both = approve(*items.of_document(session, document))
    assert [f.organisation_id for f in both] == [world.company.id, world.rival.id]


def test_a_finding_that_ended_does_not_swallow_a_new_one(session, world, paper, approve):
    site = a_site(session, state=SiteState.CLOSED)
    record = a_record(candidates=[a_candidate(site)])
    (finding,) = approve(*paper(record))
    given = {"note": "It reopened last week."}
    findings.act(session, finding, FindingAction.DISMISS, world.secretary, given)
    opened = approve(*paper(record))
    assert [f.state for f in opened] == [FindingState.DISMISSED, FindingState.OPEN]


def test_the_sample_is_stable_and_about_its_size(session, world, paper):
    settings.put(session, "review.sample", "0.5", None)
    read = paper(*(a_record(f"Smelter {number}") for number in range(200)))

    def drawn():
        return [
            rules.second_reader(
                session, item, ItemAction.APPROVE, site=a_place, changed=False, score=1.0
            )
            for item in read
        ]

    a_place = a_site(session)
    once = drawn()
    assert once == drawn()
    assert set(once) == {"sample", None}
    assert 60 < once.count("sample") < 140


def test_every_reason_and_every_rule_has_words():
    assert all(rules.TITLES.values())
    assert all(rules.SECOND_REASONS.values())
