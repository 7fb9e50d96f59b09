from collections import Counter
from datetime import UTC

import pytest
from sqlalchemy import func, select

import migrations
from workflows import (
    deciding,
    demo,
    documents,
    events,
    findings,
    items,
    organisations,
    people,
    questions,
    report_freezing,
    reports,
    risks,
    rule_effects,
    soundness,
    work,
)
from workflows.demo import cast, reporting, sites
from workflows.demo.papers import PAPERS
from workflows.demo.story import BEGIN, END
from workflows.engine import make_engine, make_sessions
from workflows.errors import Conflict
from workflows.models import (
    Communication,
    Decision,
    Document,
    Edition,
    Event,
    Finding,
    Item,
    NameRule,
    Organisation,
    Part,
    Person,
    Report,
    RiskList,
    RoundRemark,
    Site,
    SiteName,
)
from workflows.permissions import Who
from workflows.remark_states import RemarkState
from workflows.report_kinds import ReportKind
from workflows.states import (
    CommunicationState,
    DocumentState,
    FindingAction,
    FindingState,
    ItemState,
    ListKind,
    OrganisationKind,
    ReportAction,
    ReportState,
    Role,
    RuleScope,
)
from workflows.storage import FileStore


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """The demo year in a database of its own: engine, address, store, what was told on the way."""
    folder = tmp_path_factory.mktemp("demo")
    url = f"sqlite:///{folder}/demo.sqlite"
    migrations.upgrade(url)
    engine = make_engine(url)
    store = FileStore(folder / "files")
    told = []
    demo.load(engine, store, progress=told.append, make_report=reporting.make)
    yield engine, url, store, told
    engine.dispose()


@pytest.fixture
def session(loaded):
    with make_sessions(loaded[0], lambda: END.astimezone(UTC))() as session:
        yield session


def counts(session, column):
    return dict(session.execute(select(column, func.count()).group_by(column)).all())


def signature(session):
    """What must be the same in every load: all but ids."""
    said = select(Event.at, Event.noun, Event.action).order_by(Event.seq)
    return (
        session.execute(said).all(),
        counts(session, Item.state),
        counts(session, Finding.state),
        session.execute(select(Document.title, Document.state).order_by(Document.id)).all(),
        session.execute(select(Finding.rule, Finding.state).order_by(Finding.id)).all(),
    )


def test_the_log_the_histories_and_the_files_are_sound(loaded, session):
    assert events.problems(session) == []
    assert soundness.problems(session) == []
    assert soundness.missing_files(session, loaded[2]) == []


def test_every_state_of_documents_items_findings_and_communications_is_there(session):
    # Reviewers come first in the demo's agreement: no company confirms before them.
    assert set(counts(session, Document.state)) == set(DocumentState) - {DocumentState.CONFIRMED}
    assert set(counts(session, Item.state)) == set(ItemState) - {ItemState.CONFIRMED}
    assert set(counts(session, Finding.state)) == set(FindingState)
    assert set(counts(session, Communication.state)) == set(CommunicationState)


def test_every_paper_became_a_document_but_the_exact_duplicate(session):
    titles = set(session.scalars(select(Document.title)))
    missing = {p.filename for p in PAPERS} - titles
    assert [name.split("_")[1] for name in missing] == ["opgave-nogmaals.pdf"]


def test_the_organisations_are_of_every_kind(session):
    kinds = Counter(session.scalars(select(Organisation.kind)))
    assert set(kinds) == set(OrganisationKind)
    assert kinds[OrganisationKind.COMPANY] == 12
    assert kinds[OrganisationKind.SUPPORTER] == 3


def test_time_only_goes_forward_from_june_to_november(session):
    moments = list(session.scalars(select(Event.at).order_by(Event.seq)))
    assert moments == sorted(moments)
    assert moments[0] >= BEGIN
    assert moments[-1] <= END


def test_four_eyes_saw_what_two_must_see(session):
    decided = select(Event).where(Event.noun == "item", Event.action.in_(("approve", "reject")))
    for event in session.scalars(decided).all():
        body = events.payload(session, event)
        if (body["source"], body["target"]) != ("second", "approved"):
            continue
        item = session.scalars(select(Item).where(Item.public_id == event.object_id)).one()
        assert len({d.person_id for d in item.decisions}) == 2
    for finding in session.scalars(select(Finding).where(Finding.verified_by_id.is_not(None))):
        history = events.history(session, "finding", finding.public_id)
        by = {e.action: e.actor_id for e in history}
        assert by["verify"] not in (by["add_evidence"], by["submit"])
        if FindingAction.CLOSE in by:
            assert by["close"] != by["verify"]
    for said in session.scalars(select(Communication).where(Communication.audience == "parties")):
        assert said.cleared_by_id != said.drafted_by_id


def test_a_reviewer_with_a_conflict_sees_the_paper_and_decides_nothing(session):
    hedda = people.acting_as(session, cast.CONFLICT_REVIEWER)
    title = "wielewaal-trading-12_3tg-list.pdf"
    document = session.scalars(select(Document).where(Document.title == title)).one()
    assert Who.REVIEWER in documents.standing(session, hedda, document)
    assert documents.conflict(document, hedda) is not None
    waiting = [i for i in items.of_document(session, document) if i.state is ItemState.SECOND]
    assert waiting
    assert all(option.refusal for option in deciding.options(session, waiting[0], hedda))
    decided = select(Decision.person_id).join(Decision.item).where(Item.document_id == document.id)
    assert hedda.person_id not in set(session.scalars(decided))


def test_reviewers_have_work_left(session):
    undecided = (ItemState.OPEN, ItemState.SECOND, ItemState.DOUBT)
    working = 0
    for email in cast.REVIEWERS:
        reviewer = people.acting_as(session, email)
        left = items.visible(reviewer).where(Item.state.in_(undecided))
        working += bool(session.scalars(left).first())
    assert working == 3


def test_every_persona_holds_the_role_it_shows_and_logs_in(session):
    for persona in demo.PERSONAS:
        actor = people.acting_as(session, persona.email)
        held = {(h.role, h.organisation) for h in actor.held}
        assert (persona.role, persona.organisation) in held
    for email in (cast.ANNE, cast.MEMBERS[11].contact):
        assert people.check_password(session, email, demo.DEMO_PASSWORD, address="here")
    session.rollback()
    assert session.scalar(select(func.count()).where(Person.password_hash.is_(None))) == 0
    assert {p.role for p in demo.PERSONAS} == set(Role)


def test_a_question_about_a_finding_waits_for_a_persona(session):
    contacts = [p for p in demo.PERSONAS if p.role is Role.CONTACT]
    waiting = [
        finding
        for persona in contacts
        for actor in [people.acting_as(session, persona.email)]
        for finding in session.scalars(findings.visible(actor))
        if any(
            option.transition.action is FindingAction.ANSWER and option.refusal is None
            for option in findings.options(session, finding, actor)
        )
    ]
    assert waiting


def test_a_question_about_an_item_waits_for_a_persona(session):
    submitters = [p for p in demo.PERSONAS if p.role is Role.SUBMITTER]
    actors = [people.acting_as(session, persona.email) for persona in submitters]
    waiting = [row for actor in actors for row in questions.pending(session, actor)]
    assert len(waiting) == 1
    assert not questions.is_overdue(session, waiting[0])


def test_a_newer_version_keeps_what_was_decided_and_asks_about_the_rest(session):
    renewed = [
        document for document in session.scalars(select(Document)) if len(document.versions) > 1
    ]
    (document,) = renewed
    last = documents.current(document)
    states = Counter(row.state for row in items.of_document(session, document))
    assert last.number == 2
    assert states[ItemState.APPROVED] >= 3
    assert states[ItemState.OPEN] == 2


def test_what_a_member_alone_taught_stays_its_own(session):
    secrets = {m.secret: m.name for m in cast.MEMBERS}
    found = session.scalars(select(Site).where(Site.organisation_id.is_not(None))).all()
    assert len(found) >= 6
    for site in found:
        owner = session.get_one(Organisation, site.organisation_id)
        assert secrets[site.name] == owner.name
    words = [word for canaries in demo.CANARIES.values() for word in canaries]
    public = [
        *session.scalars(select(Site.name).where(Site.organisation_id.is_(None))),
        *session.scalars(select(SiteName.name).where(SiteName.organisation_id.is_(None))),
        *session.scalars(select(Communication.text)),
    ]
    assert [text for text in public if any(word in text for word in words)] == []


def test_nobody_meets_the_canary_of_somebody_else_in_documents_or_findings(session):
    for member in cast.MEMBERS:
        actor = people.acting_as(session, member.contact)
        for document in session.scalars(documents.visible(actor)):
            assert document.supplier.name == member.supplier
    assert {o.name for o in organisations.everything(session)} >= set(demo.CANARIES)


def test_register_and_risk_list_have_two_editions(session):
    smelters = select(Edition).where(Edition.removed == 1)
    second = session.scalars(smelters).one()
    assert (second.added, second.changed) == (1, 3)
    of_countries = select(RiskList).where(RiskList.kind == ListKind.COUNTRIES)
    assert len(session.scalars(of_countries).all()) == 2
    assert [e.valid_from.year for e in risks.in_force(session, ListKind.COUNTRIES)] == [2026]


def test_a_smelter_on_the_list_of_companies_opened_one_finding_and_a_namesake_none(session):
    (finding,) = session.scalars(select(Finding).where(Finding.rule == "entity_listed"))
    assert finding.facts["entry"] == "Mfano Aluminium Holding"
    assert (finding.facts["match"], finding.facts["list"]) == ("identifier", sites.ENTITY_LIST)


def test_progress_is_told_and_one_report_is_published(loaded, session):
    assert loaded[3][-1] == "The demo year is loaded."
    of_all = select(Report).where(Report.year_id.is_(None)).order_by(Report.id)
    report, draft = session.scalars(of_all)
    assert (report.state, draft.state) == (ReportState.PUBLISHED, ReportState.DRAFT)
    assert report_freezing.intact(report)
    assert report.created_by_id != report.checked_by_id


def test_a_draft_report_waits_for_the_first_secretary_to_clear_it(loaded, session):
    anne, bram = (people.acting_as(session, email) for email in (cast.ANNE, cast.BRAM))
    (draft,) = session.scalars(select(Report).where(Report.offered_at.is_not(None)))
    assert draft.offered_by.email == cast.BRAM
    waits = {
        who: [one for one in work.buckets(session, who) if one.name == "reports_to_clear"]
        for who in (anne, bram)
    }
    assert [len(found) for found in waits.values()] == [1, 0]
    with session.begin_nested() as undone:
        reports.act(session, draft, ReportAction.CHECK, anne)
        undone.rollback()


def test_a_company_comments_on_the_report_and_drafts_its_own(loaded, session):
    remark = session.scalars(select(RoundRemark)).one()
    assert remark.state is RemarkState.TAKEN
    texts = reports.texts(session, remark.round.report)
    assert texts["2"] == reporting.PROPOSED
    own = session.scalars(select(Report).where(Report.year_id.is_not(None))).one()
    assert (own.kind, own.state) == (ReportKind.MEMBER, ReportState.DRAFT)
    names = (remark.organisation.name, own.year.organisation.name)
    assert names == (reporting.ASKED[0].name, cast.MEMBERS[0].name)


def test_a_database_with_something_in_it_is_left_alone(loaded, session, tmp_path):
    engine, _url, store, _told = loaded
    before = session.scalar(select(func.count()).select_from(Event))
    session.rollback()
    with pytest.raises(Conflict, match="empty"):
        demo.load(engine, store)
    assert session.scalar(select(func.count()).select_from(Event)) == before
    url = f"sqlite:///{tmp_path}/real.sqlite"
    migrations.upgrade(url)
    real = make_engine(url)
    with pytest.raises(Conflict, match="left as it is"):
        demo.reset(real, store, lambda: pytest.fail("it was taken down"))
    real.dispose()


def test_reset_gives_the_same_year_again(loaded):
    engine, url, store, _told = loaded
    sessions = make_sessions(engine, lambda: END)
    with sessions() as session:
        before = signature(session)

    def rebuild():
        migrations.downgrade(url, "base")
        migrations.upgrade(url)

    demo.reset(engine, store, rebuild, make_report=reporting.make)
    with sessions() as session:
        assert signature(session) == before
        assert soundness.missing_files(session, store) == []
        owners = set(session.scalars(select(Organisation.public_id)))
    assert {owner for owner, _name in store.everything()} <= owners


def test_a_paper_that_came_in_an_archive_is_a_document_beside_it(session):
    (part,) = session.scalars(select(Part))
    assert part.container.title == "elektronica_post.zip"
    assert part.container.state is DocumentState.UNPACKED
    assert part.document.title.endswith("_vreemde-namen.pdf")
    assert part.document.supplier is part.container.supplier


def test_readers_made_rules_of_every_scope_and_an_edition_made_one_ask(session):
    found = session.scalars(select(NameRule)).all()
    assert {rule.scope for rule in found} == set(RuleScope)
    assert {rule.asks_because for rule in found} == {None, "edition"}
    assert any(rule.site is None for rule in found)
    anne = people.acting_as(session, cast.ANNE)
    assert any(rule_effects.of(session, rule, anne).total for rule in found)
