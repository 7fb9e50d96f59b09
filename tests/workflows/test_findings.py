import pytest
from sqlalchemy import select

from tests.cast import a_person, a_record
from tests.walking import SENTENCES, WALK, walk_to
from workflows import deciding, events, findings, organisations, people
from workflows.engine import make_sessions
from workflows.errors import Invalid, NotAllowed, NotFound, Stale
from workflows.findings import act
from workflows.models import Evidence, Finding, RiskCode
from workflows.states import FindingAction as A
from workflows.states import FindingState as S
from workflows.states import ItemAction, Role
from workflows.verdicts import Verdict


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


def test_a_finding_walks_from_new_to_closed_and_back(do, finding, clock):
    for who, action, reached in WALK[:-1]:
        clock.forward(days=1)
        do(who, action)
        assert finding.state is reached
    assert finding.closed_at == clock()
    (measure,) = finding.measures
    assert measure.done_at is not None
    do("reader", A.REOPEN)
    assert (finding.state, finding.closed_at) == (S.IN_REVIEW, None)
    assert (finding.submitted_by_id, finding.verified_by_id) == (None, None)


def test_every_step_is_in_the_history_with_who_took_it(session, world, do, finding):
    walk_to(do, S.CLOSED)
    history = events.history(session, "finding", finding.public_id)
    steps = [(e.action, e.actor_id) for e in history]
    expected = [(str(a), getattr(world, who).person_id) for who, a, _ in WALK[:-1]]
    expected.insert(9, ("draft", world.reader.person_id))
    assert steps == [("open", None), *expected]


def test_the_facts_of_the_audit_finding_are_carried_over(finding):
    assert finding.rule == "audit_finding"
    assert finding.severity == "major"
    assert finding.facts["clause"] == "7.2"


def test_who_sees_a_finding(session, world, finding):
    seen = {
        name
        for name, actor in world.everybody.items()
        if session.scalars(findings.visible(actor)).all()
    }
    own = {"submitter", "contact"}
    assert seen == own | {"reader", "other_reader", "secretary", "other_secretary"}


def test_a_reviewer_sees_the_findings_of_assigned_papers_while_the_role_lasts(
    session, world, finding, clock
):
    third = a_person(session, "third@voorbeeld.example", Role.REVIEWER, world.rival)
    assert session.scalars(findings.visible(third)).all() == []
    person = people.find(session, world.reader.email)
    for mandate in person.mandates:
        mandate.to_date = clock().date()
    assert session.scalars(findings.visible(people.actor_for(session, person))).all() == []


def test_a_finding_of_another_company_looks_exactly_like_none(session, world, finding):
    for name in ("competitor", "member", "administrator", "expert", "supporter", "chair"):
        actor = getattr(world, name)
        with pytest.raises(NotFound) as other:
            findings.get(session, finding.public_id, actor)
        with pytest.raises(NotFound) as none:
            findings.get(session, "x" * 12, actor)
        assert (other.value.args, other.value.params) == (none.value.args, none.value.params)


@pytest.mark.parametrize(
    ("who", "action"),
    [
        ("reader", A.ASSIGN),
        ("submitter", A.ASSIGN),
        ("contact", A.DISMISS),
        ("competitor", A.ASSIGN),
        ("administrator", A.DISMISS),
    ],
)
def test_a_step_is_refused_to_who_may_not_take_it(do, finding, who, action):
    with pytest.raises(NotAllowed, match="^Only"):
        do(who, action)
    assert finding.state is S.OPEN


def test_whoever_also_works_for_the_company_does_not_judge_it(session, world, finding):
    a_person(session, world.secretary.email, Role.CONTACT, world.company)
    both = people.acting_as(session, world.secretary.email)
    with pytest.raises(NotAllowed, match="Only the secretariat"):
        act(session, finding, A.DISMISS, both, SENTENCES)


def test_an_assignee_must_be_able_to_see_the_finding(do):
    for email in ("competitor@voorbeeld.example", "administrator@voorbeeld.example"):
        with pytest.raises(Invalid, match="may not see this finding"):
            do("secretary", A.ASSIGN, person=email)
    with pytest.raises(Invalid, match="no account"):
        do("secretary", A.ASSIGN, person="nobody@voorbeeld.example")


def test_who_may_not_assign_learns_nothing_of_accounts(do):
    for email in ("competitor@voorbeeld.example", "nobody@voorbeeld.example"):
        with pytest.raises(NotAllowed, match="Only the secretariat"):
            do("submitter", A.ASSIGN, person=email)


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("severity", "", "Choose a severity"),
        ("severity", "huge", "Choose one of: critical"),
        ("likelihood", "", "Choose a likelihood"),
        ("harm", "imagined", "potential, actual"),
        ("due", "tomorrow", "is not a date"),
        ("risks", "XX-1", "no risk with the code"),
    ],
)
def test_an_assessment_is_checked(do, finding, field, text, message):
    do("secretary", A.ASSIGN)
    with pytest.raises(Invalid, match=message):
        do("reader", A.ASSESS, **{field: text})
    assert (finding.state, finding.likelihood) == (S.IN_REVIEW, None)


def test_a_second_assessment_replaces_the_risks_of_the_first(session, do, finding):
    for code in ("V-1", "V-2", "V-3"):
        session.add(RiskCode(taxonomy="own", edition="1", code=code, title_nl=code, title_en=code))
    do("secretary", A.ASSIGN)
    do("reader", A.ASSESS, risks="V-1, V-2,V-1")
    assert [risk.code for risk in finding.risks] == ["V-1", "V-2"]
    for _who, action, _state in WALK[4:]:
        do(_who, action)
    do("other_reader", A.ASSESS, risks="V-2,V-3")
    session.expire(finding)
    assert {risk.code for risk in finding.risks} == {"V-2", "V-3"}


def test_an_evidence_file_is_kept_under_the_companys_key(session, store, world, do, finding):
    walk_to(do, S.REMEDIATION)
    given = {"note": "A photograph."}
    act(session, finding, A.ADD_EVIDENCE, world.contact, given, file=("a.jpg", b"jpg"), store=store)
    evidence = session.scalars(select(Evidence)).one()
    assert (evidence.note, evidence.upload.filename) == ("A photograph.", "a.jpg")
    shelf = organisations.shelf(world.company)
    assert store.get(shelf, evidence.upload.blob) == b"jpg"


def test_a_stranger_leaves_no_file_behind(session, store, world, finding):
    with pytest.raises(NotFound):
        act(
            session,
            finding,
            A.ADD_EVIDENCE,
            world.competitor,
            {"note": "x"},
            file=("a.jpg", b"jpg"),
            store=store,
        )
    assert list(store.everything()) == [
        (world.company.public_id, upload.blob)
        for upload in [finding.sources[0].item.document.versions[0].upload]
    ]


def test_verification_needs_evidence(do):
    walk_to(do, S.REMEDIATION)
    with pytest.raises(NotAllowed, match="Add evidence first"):
        do("contact", A.SUBMIT)


@pytest.mark.parametrize("part", [A.ADD_EVIDENCE, A.SUBMIT])
def test_nobody_verifies_their_own_evidence_or_request(do, finding, part):
    walk_to(do, S.REMEDIATION)
    if part is A.SUBMIT:
        do("contact", A.ADD_EVIDENCE)
    do("secretary", part)
    if part is A.ADD_EVIDENCE:
        do("contact", A.SUBMIT)
    for action in (A.VERIFY, A.RETURN):
        with pytest.raises(NotAllowed, match="Somebody else must verify"):
            do("secretary", action)
    do("other_secretary", A.VERIFY)
    assert finding.state is S.MONITORED


def test_what_does_not_convince_goes_back(do, finding):
    walk_to(do, S.VERIFICATION)
    with pytest.raises(Invalid, match="note is required"):
        do("reader", A.RETURN, note=" ")
    do("reader", A.RETURN)
    assert finding.state is S.REMEDIATION


def test_nobody_closes_what_they_verified(do, finding):
    walk_to(do, S.VERIFICATION)
    do("secretary", A.VERIFY)
    do("secretary", A.WITHHOLD)
    with pytest.raises(NotAllowed, match="Somebody else must close"):
        do("secretary", A.CLOSE)
    do("other_secretary", A.CLOSE)
    assert finding.state is S.CLOSED


@pytest.mark.parametrize("state", [S.ASSESSED, S.PLANNED, S.REMEDIATION])
def test_a_contested_finding_that_is_upheld_goes_back_where_it_was(do, finding, state):
    walk_to(do, state)
    do("contact", A.CONTEST)
    assert finding.state is S.CONTESTED
    with pytest.raises(NotAllowed, match="Only a reviewer"):
        do("secretary", A.UPHOLD)
    do("other_reader", A.UPHOLD)
    assert finding.state is state


def test_a_contested_finding_may_be_withdrawn(do, finding, clock):
    walk_to(do, S.ASSESSED)
    with pytest.raises(NotAllowed, match="Only the company itself"):
        do("secretary", A.CONTEST)
    do("contact", A.CONTEST)
    do("other_reader", A.WITHDRAW)
    assert (finding.state, finding.closed_at) == (S.WITHDRAWN, clock())


def test_remedy_is_for_actual_harm(do, finding):
    do("secretary", A.ASSIGN)
    do("reader", A.ASSESS, harm="potential")
    do("contact", A.PLAN)
    with pytest.raises(NotAllowed, match="this harm is potential"):
        do("contact", A.START_REMEDY)
    finding.harm = "actual"
    do("contact", A.START_REMEDY)
    assert finding.state is S.REMEDY
    do("contact", A.CONTEST)
    do("other_reader", A.UPHOLD)
    assert finding.state is S.REMEDY


def test_the_last_measure_sets_the_date(do, finding):
    walk_to(do, S.PLANNED)
    do("contact", A.PLAN, due="2026-12-24")
    do("contact", A.PLAN, due="2026-07-01")
    assert finding.due.isoformat() == "2026-12-24"


def test_a_stale_form_changes_nothing(session, world, do, finding):
    seen = finding.version
    do("secretary", A.ASSIGN)
    with pytest.raises(Stale):
        act(session, finding, A.ASSESS, world.reader, SENTENCES, seen=seen)
    assert finding.state is S.IN_REVIEW


def test_a_finding_of_a_record_names_its_paper(session, world, paper):
    (item,) = paper(a_record())
    for reader in (world.reader, world.other_reader):
        deciding.decide(session, item, Verdict(ItemAction.APPROVE), reader)
    (finding,) = session.scalars(select(Finding))
    assert findings.documents_of(finding) == [item.document]
    assert {o.transition.action for o in findings.options(session, finding, world.secretary)} == {
        A.ASSIGN,
        A.DISMISS,
        A.STAND,
    }
