"""Each check of who may see and do what, taken away in turn: something here must notice."""

from collections.abc import Callable, Iterator

import pytest

from tests.access import (
    mutants,
    test_commands,
    test_name_rules,
    test_rivals,
    test_services,
    test_years,
)
from tests.access.ground import Ground
from tests.access.probing import Visitors, offered, strange, wrong
from tests.access.spared import HARMLESS, SPARED
from tests.access.terminal import Terminal, wrong_command

ADDRESSES = ("/documents", "/findings", "/smelters", "/smelters/export.json")
Probe = Callable[[Ground, Visitors, Terminal], Iterator[str]]


def route(endpoint: str, *viewers: str, method: str = "GET") -> Probe:
    """The answers of a route to some."""
    return lambda _g, v, _t: wrong(v, (endpoint, method), frozenset(viewers))


def sent(endpoint: str, *viewers: str) -> Probe:
    """The answers to a form that some send."""
    return route(endpoint, *viewers, method="POST")


def command(name: str, *viewers: str) -> Probe:
    """What a command says to some."""
    return lambda _g, _v, terminal: wrong_command(terminal, name, frozenset(viewers))


def lists(*viewers: str) -> Probe:
    """The words that some meet in lists."""
    return lambda _g, v, _t: strange(v, viewers, ADDRESSES)


def forms(*viewers: str) -> Probe:
    """The forms that pages offer to some."""
    return lambda _g, v, _t: offered(v, viewers)


def another(function: Callable[..., None], *names: str) -> Probe:
    """One of the other tests, which takes the fixtures of these names."""

    def probe(ground: Ground, visitors: Visitors, terminal: Terminal) -> Iterator[str]:
        fixtures = {"ground": ground, "visitors": visitors, "terminal": terminal}
        try:
            function(*(fixtures[name] for name in names))
        except (AssertionError, pytest.fail.Exception) as failure:
            yield str(failure)

    return probe


def service(name: str, viewer: str = "member") -> Probe:
    """A function of the rules, called by somebody who may not."""
    calls = test_services.CALLS | test_services.ENTERING | test_services.MANAGING
    return another(lambda ground: test_services.refused(ground, viewer, calls[name]), "ground")


both = ("ground", "visitors")
_LINKED = another(test_rivals.test_another_ones_site_is_linked_to_by_nobody, *both)
_OWN_CHANGES = another(
    test_rivals.test_a_company_reads_what_became_of_its_own_smelters_alone, *both
)
_BEGUN = another(test_years.test_another_ones_year_is_begun_by_nobody, "ground")
_NAMES = another(test_rivals.test_another_ones_name_for_a_public_site_finds_nothing, "visitors")
_READING = another(
    test_rivals.test_the_reader_of_a_companys_papers_learns_no_name_from_its_rival, "ground"
)
_OPERATOR = another(
    test_commands.test_the_operators_search_of_the_register_shows_what_everybody_may_see, "ground"
)
_ASSIGNED = another(
    test_rivals.test_nobody_is_given_a_paper_who_does_not_read_or_is_not_free_to, *both
)
_KNOWN = another(test_name_rules.test_a_rule_is_known_to_whom_it_concerns, "ground")
_RULES = another(
    test_name_rules.test_the_list_of_rules_is_a_page_of_companies_readers_and_the_office, "ground"
)
_TOLD = another(
    test_name_rules.test_a_company_is_told_of_its_rule_and_not_why_a_reader_made_it, *both
)
_PRINTED = another(
    test_commands.test_a_company_is_printed_its_rule_and_not_why_a_reader_made_it,
    "ground",
    "terminal",
)
_LISTED = another(
    test_commands.test_the_list_of_items_holds_those_of_papers_that_one_sees, "ground", "terminal"
)
_ADDED = command("documents add", "administrator", "reader", "secretary")
_SCREEN = route("review.screen", "submitter")
_DETAIL = route("documents.detail", "submitter", "idle", "member", "former")
_FINDING = route("findings.detail", "submitter", "idle", "member", "former")
_ENDED = another(test_name_rules.test_a_rule_is_ended_by_its_readers_and_the_office, "ground")
_MADE = another(test_name_rules.test_a_rule_is_made_by_who_may_decide_on_the_paper, "ground")
_MADE_FOR_ALL = another(test_name_rules.test_a_rule_for_everybody_is_made_by_the_office, "ground")

PROBES: dict[str, tuple[Probe, ...]] = {
    "webapp.documents._targets": (route("documents.upload", "administrator", "member"),),
    "webapp.consents.index": (route("consents.index", "submitter", "contact"),),
    "workflows.word_templates._only_secretariat": (route("word_templates.index", "contact"),),
    "workflows.word_templates.get": (
        route("word_templates.file", "contact", "chair", "secretary"),
    ),
    "webapp.word_templates.shipped": (route("word_templates.shipped", "contact", "chair"),),
    "workflows.consents.visible": (sent("consents.answer", "submitter", "contact"),),
    "webapp.clearances.index": (route("clearances.index", "submitter", "contact"),),
    "webapp.clearances.of_report": (route("clearances.of_report", "contact", "secretary"),),
    "workflows.clearing.take_over": (sent("clearances.take", "contact", "secretary"),),
    "workflows.clearing.decline": (sent("clearances.decline", "contact", "secretary"),),
    "workflows.clearances.withdraw": (sent("clearances.withdraw", "contact", "secretary"),),
    "workflows.clearances.speaks": (sent("clearances.answer", "contact", "secretary"),),
    "workflows.clearances.visible": (
        route("clearances.detail", "contact", "competitor", "secretary", "member"),
    ),
    "workflows.clearances._mine": (route("clearances.detail", "contact", "submitter", "member"),),
    "webapp.rounds.index": (route("rounds.index", "submitter", "contact", "secretary"),),
    "webapp.rounds._to_answer": (route("rounds.export", "contact", "secretary"),),
    "workflows.remark_answers._standing": (sent("rounds.act", "contact", "secretary"),),
    "workflows.remarks._own": (sent("rounds.act", "contact", "member", "chair", "steering"),),
    "workflows.remarks.visible": (
        sent("rounds.act", "contact", "competitor", "secretary", "chair", "steering"),
    ),
    "workflows.remarks._asked": (sent("rounds.add", "chair", "secretary"),),
    "workflows.remarks._party": (sent("rounds.add", "contact", "secretary"),),
    "workflows.prompting.of_round": (sent("rounds.remind", "contact", "secretary"),),
    "workflows.prompting.of_passage": (sent("clearances.remind", "contact", "secretary"),),
    "workflows.rounds.close": (sent("rounds.close", "contact", "secretary"),),
    "workflows.rounds.asks": (
        route("rounds.detail", "contact", "submitter", "member", "chair", "competitor"),
    ),
    "workflows.rounds.visible": (route("rounds.detail", "contact", "secretary", "member"),),
    "webapp.documents.shown": (forms("submitter", "reader"),),
    "webapp.findings.evidence": (
        another(
            test_rivals.test_another_ones_evidence_is_not_reached_through_ones_own_finding, *both
        ),
    ),
    "webapp.reports.new": (route("reports.new", "member"),),
    "webapp.review.queue.index": (route("review.index", "member"),),
    "webapp.review.screen.allow": (_SCREEN, sent("review.merge", "submitter")),
    "webapp.review.queue.following": (route("review.following", "member"),),
    "workflows.search.sites": (_LINKED,),
    "webapp.risks._only_secretariat": (route("risks.index", "member"),),
    "webapp.security._require_login": (route("documents.index", "anonymous"),),
    "webapp.settings._only_secretariat": (route("settings.index", "member"),),
    "webapp.smelters.importing._only_secretariat": (route("smelters.choose", "member"),),
    "webapp.smelters.merging._mine": (
        route("smelters.merge_choice", "submitter"),
        sent("smelters.merge", "reader"),
    ),
    "webapp.smelters.site.page": (
        forms("submitter"),
        another(test_rivals.test_the_source_of_what_was_made_public_stays_with_the_office, *both),
    ),
    "webapp.smelters.site._history": (
        another(test_rivals.test_what_happened_to_a_site_is_told_to_whom_it_concerns, *both),
    ),
    "workflows.aliases.add": (sent("smelters.add_name", "submitter"),),
    "workflows.aliases._chosen": (sent("smelters.settle_name", "submitter"),),
    "workflows.comments.visible": (
        sent("review.change_comment", "submitter", "competitor", "reader"),
    ),
    "workflows.comments._reads": (
        sent("review.change_comment", "submitter", "conflicted", "reader"),
    ),
    "workflows.finding_comments.visible": (
        sent("findings.change_comment", "submitter", "conflicted", "secretary", "reader"),
    ),
    "workflows.documents.may_upload": (_ADDED,),
    "workflows.documents.visible": (lists("submitter", "idle", "member", "former"),),
    "workflows.documents._sees": (_DETAIL,),
    "workflows.documents._seen": (_DETAIL,),
    "workflows.documents.standing": (sent("withdrawing.say", "reader"),),
    "workflows.documents.conflict": (sent("review.decide", "conflicted", "reader"),),
    "webapp.reading_languages.keep": (sent("reading_languages.keep", "member"),),
    "workflows.assigning.claim": (sent("review.claim", "member", "conflicted"),),
    "workflows.assigning.free_for": (sent("review.take", "idle"),),
    "workflows.teams.may_manage": (
        route("review.teams", "member", "reader"),
        sent("review.change_team", "reader"),
    ),
    "workflows.teams.of": (sent("review.take", "other_reader"),),
    "webapp.likenesses.keep_apart": (sent("likenesses.keep_apart", "reader", "submitter"),),
    "workflows.rollup.companies": (
        route("rollup.company", "submitter", "administrator", "reader"),
        route("rollup.index", "member"),
    ),
    "workflows.likenesses.compare_all": (command("documents compare", "submitter"),),
    "webapp.versions.may_send": (route("versions.new", "reader", "submitter", "secretary"),),
    "workflows.versions.reread": (sent("versions.reread", "submitter"),),
    "workflows.due.change": (sent("review.promise", "submitter", "secretary"),),
    "workflows.documents.may_assign": (sent("documents.assign", "submitter"),),
    "workflows.documents.assign": (_ASSIGNED,),
    "workflows.doubting.flag_refusal": (
        another(test_rivals.test_the_flag_of_the_office_is_not_taken_away_by_a_reader, *both),
    ),
    "workflows.edition_changes.only_own": (_OWN_CHANGES,),
    "workflows.editions.may_import": (service("import"), service("keep")),
    "workflows.event_lists.readable": (route("log.index", "member"),),
    "workflows.finding_lists.communications": (
        another(
            test_commands.test_a_company_reads_what_was_sent_and_not_what_is_drafted,
            "ground",
            "terminal",
        ),
    ),
    "workflows.findings.visible": (_FINDING,),
    "workflows.findings.shared": (
        another(test_rivals.test_what_is_told_to_the_parties_is_read_by_the_parties, "visitors"),
    ),
    "workflows.findings.standing": (
        sent("findings.act", "reader", "secretary"),
        another(test_rivals.test_who_advises_a_company_does_not_act_for_it, *both),
    ),
    "workflows.items.visible": (_LISTED,),
    "workflows.membership.manages": (route("organisations.index", "member"),),
    "workflows.membership.end_organisation": (sent("organisations.end", "secretary"),),
    "workflows.membership._managing": (route("organisations.index", "member"),),
    "workflows.merging._only_secretariat": (service("merge"), service("undo a merge")),
    "workflows.merging.get": (service("merges"), sent("smelters.undo_merge", "secretary")),
    "webapp.name_rules._page": (route("name_rules.detail", "submitter", "reader"),),
    "webapp.name_rules._works": (_TOLD,),
    "webapp.shapes.name_rule": (_PRINTED,),
    "workflows.name_rules.guards": (_ENDED, sent("name_rules.act", "conflicted", "reader")),
    "workflows.name_rules.knows": (_RULES, route("name_rules.index", "member")),
    "workflows.name_rules.visible": (
        _KNOWN,
        route("name_rules.detail", "submitter", "idle", "member", "former"),
    ),
    "workflows.operations._administering": (route("operations.index", "member"),),
    "workflows.organisations.visible": (command("documents add", "submitter", "former"),),
    "workflows.people.actor_for": (route("documents.detail", "former"),),
    "workflows.people._link": (route("auth.choose_password", "anonymous"),),
    "workflows.performing._refusal": (sent("documents.act", "reader"),),
    "workflows.quality.counts": (route("quality.index", "member"),),
    "workflows.register.reads": (route("smelters.changes", "supporter", "submitter"),),
    "workflows.register.seen": (
        route("smelters.detail", "submitter", "member", "supporter", "administrator"),
    ),
    "workflows.register.names_seen": (
        _NAMES,
        lists("submitter"),
        route("smelters.detail", "submitter"),
    ),
    "workflows.register._own": (_NAMES,),
    "workflows.register.search_public": (_OPERATOR,),
    "workflows.register.public_names": (_OPERATOR,),
    "workflows.register.for_reading": (_READING,),
    "workflows.register.entry": (_READING,),
    "workflows.register.clear": (sent("smelters.clear", "submitter"),),
    "workflows.register_files.get": (route("smelters.preview", "secretary"),),
    "workflows.rule_making._draft": (_MADE, _MADE_FOR_ALL),
    "workflows.reports.create": (service("report"),),
    "workflows.reports.visible": (
        route("reports.detail", "supporter", "chair", "former", "competitor"),
    ),
    "workflows.report_goals.keep": (service("goals"), sent("reports.goals", "secretary")),
    "workflows.reports.standing": (service("write"), sent("reports.write", "secretary", "chair")),
    "workflows.risks.get": (route("risks.detail", "member", "secretary"),),
    "workflows.risks.start": (service("risks"), service("entities")),
    "workflows.site_entries.may_enter": (service("enter"), route("smelters.enter", "member")),
    "workflows.site_entries.enter": (
        service("enter"),
        another(test_rivals.test_what_a_reviewer_proposes_is_seen_in_the_office_alone, *both),
    ),
    "workflows.site_entries.decline": (service("decline"),),
    "workflows.site_lists.use": (
        another(test_rivals.test_how_many_companies_use_a_site_is_told_to_the_office, *both),
    ),
    "workflows.following.proposals.visible": (sent("following.undo", "submitter", "reader"),),
    "workflows.following.proposals._office": (route("following.index", "submitter", "reader"),),
    "workflows.following.switches.listing": (route("following.rules", "submitter", "reader"),),
    "workflows.following.switches.switch": (sent("following.switch", "submitter", "reader"),),
    "workflows.site_facts.say": (sent("smelters.say", "submitter"),),
    "workflows.site_states.settle": (sent("smelters.settle_state", "submitter"),),
    "workflows.settings.change": (service("setting"),),
    "workflows.years.visible": (route("years.detail", "competitor", "submitter", "secretary"),),
    "workflows.years.companies": (_BEGUN,),
    "workflows.years.names_stand_in": (sent("years.stand_in", "submitter", "competitor"),),
    "workflows.years.standing": (
        route("years.step", "competitor", "secretary", "submitter", "conflicted"),
        sent("years.fill_in", "competitor", "submitter"),
        another(test_years.test_who_works_for_a_company_does_not_assess_its_year, "ground"),
    ),
    "workflows.verdicts.chosen": (_LINKED,),
    "workflows.verdicts._is": (_LINKED,),
}
"""By function: what must notice when one of its checks is gone."""


@pytest.fixture
def probe(
    ground: Ground, visitors: Visitors, terminal: Terminal
) -> Callable[[mutants.Mutant], str | None]:
    """The first thing that is noticed, or None."""

    def look(mutant: mutants.Mutant) -> str | None:
        for one in PROBES[mutant.where]:
            try:
                found = next(one(ground, visitors, terminal), None)
            except Exception as broken:
                found = repr(broken)  # a program that stops shows nothing either
            finally:
                ground.restore()
            if found:
                return found
        return None

    return look


def test_every_function_that_asks_who_acts_is_probed_or_spared_for_a_reason() -> None:
    assert {mutant.where for mutant in mutants.all_of()} == set(PROBES) | set(SPARED)
    assert not set(PROBES) & set(SPARED)
    assert set(HARMLESS) <= {mutant.name for mutant in mutants.all_of()}


@pytest.mark.parametrize("where", sorted(PROBES))
def test_nothing_is_noticed_while_every_check_is_there(where, ground, visitors, terminal) -> None:
    for one in PROBES[where]:
        assert next(one(ground, visitors, terminal), None) is None
        ground.restore()


@pytest.mark.parametrize("where", sorted(PROBES))
def test_a_check_that_is_gone_is_noticed(where, ground, probe) -> None:
    unnoticed = []
    for mutant in mutants.all_of():
        if mutant.where == where and mutant.name not in HARMLESS:
            with mutants.without(mutant, ground.app):
                if probe(mutant) is None:
                    unnoticed.append(str(mutant))
    assert not unnoticed, "\n".join(unnoticed)
