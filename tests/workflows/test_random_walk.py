"""Random people do random things: what is refused leaves no trace, and four eyes stay four."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, inspect, select

from extraction.records import Certainty
from tests.cast import (
    a_candidate,
    a_company,
    a_document,
    a_person,
    a_reading,
    a_record,
    a_site,
    a_world,
    an_audit_finding,
)
from tests.walking import SENTENCES
from workflows import deciding, documents, events, findings, items, people, regrouping, soundness
from workflows.engine import make_sessions
from workflows.errors import WorkflowError
from workflows.models import Decision, Document, Event, Finding, Item, Job, Site
from workflows.permissions import SUBMITTERS
from workflows.states import (
    DocumentAction,
    FindingAction,
    ItemAction,
    ItemState,
    RejectReason,
    Role,
)
from workflows.verdicts import Verdict

PEOPLE = ("reader", "other_reader", "secretary", "contact", "competitor", "two_hats")
NEEDS_TWO = ("new smelter", "weak match")  # the records below that one reader never settles
LAPSING = (ItemAction.REOPEN, ItemAction.DOUBT)  # after these a proposal is none any more
FINAL = (ItemState.APPROVED, ItemState.REJECTED)

verdicts = st.builds(
    Verdict,
    action=st.sampled_from([*[ItemAction.APPROVE] * 3, *[ItemAction.REJECT] * 2, *ItemAction]),
    reason=st.sampled_from([RejectReason.MISREAD, RejectReason.MISREAD, None]),
    note=st.sampled_from(["It was so.", ""]),
    changes=st.sampled_from([{}, {}, {"country": "MY"}, {"country": "nowhere"}]),
    candidate=st.sampled_from([None, None, "1", "new", "9"]),
)
steps = st.one_of(
    st.tuples(st.just("item"), st.sampled_from(PEOPLE), st.integers(0, 3), verdicts),
    st.tuples(st.just("item"), st.sampled_from(PEOPLE[:2]), st.integers(0, 7), verdicts),
    st.tuples(
        st.just("finding"),
        st.sampled_from(PEOPLE),
        st.integers(0, 3),
        st.sampled_from(FindingAction),
    ),
    st.tuples(
        st.sampled_from(["split", "take_out", "merge"]),
        st.sampled_from(PEOPLE),
        st.integers(0, 7),
        st.integers(1, 3),
    ),
    st.tuples(
        st.just("document"), st.sampled_from(PEOPLE), st.just(0), st.sampled_from(DocumentAction)
    ),
)


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


def a_stage(session, store):
    """A paper of four items; one of its reviewers has since come to work for its company."""
    world = a_world(session)
    site = a_site(session)
    reading = a_reading(
        a_record("Nieuwe Smelterij"),
        a_record(candidates=[a_candidate(site, 0.6)], certainty=Certainty.CERTAIN),
        a_record("Merapi", candidates=[a_candidate(site)]),
        findings=[an_audit_finding()],
    )
    document = a_document(session, store, world.company, world.submitter, reading)
    a_person(session, "hats@voorbeeld.example", Role.REVIEWER, a_company(session))
    reviewer = people.find(session, "hats@voorbeeld.example")
    documents.assign(session, document, reviewer, world.secretary)
    a_person(session, reviewer.email, Role.CONTACT, world.company)
    cast = {name: getattr(world, name) for name in PEOPLE if name != "two_hats"}
    cast["two_hats"] = people.acting_as(session, "hats@voorbeeld.example")
    return cast, document, [item.public_id for item in items.of_document(session, document)]


def traces(session):
    """All that an action may write, to be compared before and after one that is refused."""
    counted = (Event, Decision, Finding, Site, Job)
    return (
        [session.scalar(select(func.count()).select_from(table)) for table in counted],
        [
            tuple(session.execute(select(table.public_id, table.state, table.version)).all())
            for table in (Document, Item, Finding)
        ],
    )


def take(session, cast, document, ids, step):
    """One step of one person, found as the web finds it: by what they may see."""
    kind, who, number, what = step
    actor = cast[who]
    if kind == "item":
        deciding.decide(session, items.get(session, ids[number % len(ids)], actor), what, actor)
    elif kind in ("split", "take_out", "merge"):
        row = items.get(session, ids[number % len(ids)], actor)
        if kind == "split":
            made = regrouping.split(session, row, actor, at=what)
        elif kind == "take_out":
            made = [regrouping.take_out(session, row, actor, mention=what)]
        else:
            other = items.get(session, ids[what], actor)
            made = [regrouping.merge(session, row.document, [row, other], actor)]
        # What is made is walked on like the others, in their place.
        ids += [one.public_id for one in made if one.public_id not in ids]
    elif kind == "document":
        found = documents.get(session, document.public_id, actor)
        documents.act(session, found, what, actor, note="So it was.")
    else:
        there = list(session.scalars(findings.visible(actor).order_by(None).order_by(Finding.id)))
        if there:
            words = SENTENCES | {"person": cast["reader"].email}
            findings.act(session, there[number % len(there)], what, actor, words)


def check_four_eyes(session, cast, ids):
    company = session.scalars(select(Document)).one().organisation_id
    for position, public_id in enumerate(ids):
        item = session.scalars(select(Item).where(Item.public_id == public_id)).one()
        standing = [d for d in item.decisions if d.undone_at is None]
        for decision in standing:
            decider = next(a for a in cast.values() if a.person_id == decision.person_id)
            assert company not in decider.organisations(*SUBMITTERS)
        if item.state not in FINAL:
            continue
        given = []
        for decision in standing:
            if decision.action not in deciding.VERDICTS or decision.action in LAPSING:
                given = []
            else:
                given.append(decision)
        rejected = item.state is ItemState.REJECTED
        last = given[-1]
        by_two = len(given) > 1 and given[-2].person_id != last.person_id
        if by_two:
            assert (last.action is ItemAction.REJECT) == rejected
            assert (given[-2].action is ItemAction.REJECT) == rejected
        else:
            assert item.regrouped is None
            assert not any(f.corrected is not None for f in item.fields)
            assert last.action is not ItemAction.CHANGE
            assert position not in (0, 1) or (rejected and position == 0)


@settings(
    max_examples=14,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],  # to shrink a walk through a database takes minutes
    suppress_health_check=list(HealthCheck),
)
@given(walk=st.lists(steps, min_size=15, max_size=40))
def test_whatever_people_do_the_rules_hold(sessions, store, walk):
    with sessions() as session:
        cast, document, ids = a_stage(session, store)
        outcomes = Counter()
        for step in walk:
            before = traces(session)
            savepoint = session.begin_nested()
            try:
                take(session, cast, document, ids, step)
                savepoint.commit()
                outcomes["done"] += 1
            except WorkflowError:
                savepoint.rollback()
                outcomes["refused"] += 1
                assert traces(session) == before
                assert not session.new
                assert not [row for row in session.dirty if inspect(row).modified]
        check_four_eyes(session, cast, ids)
        assert soundness.problems(session) == []
        assert events.problems(session) == []
        session.rollback()
