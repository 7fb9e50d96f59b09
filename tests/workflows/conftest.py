"""Fixtures of the rules: a world with people in it, papers, and a check after every test."""

import pytest
from sqlalchemy import select

from tests.cast import a_document, a_reading, a_world, an_audit_finding
from tests.databases import copy_of
from tests.walking import SENTENCES
from workflows import deciding, events, findings, items, soundness
from workflows.engine import make_engine
from workflows.models import Finding
from workflows.states import ItemAction
from workflows.verdicts import Verdict


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def shared_engines(request, tmp_path_factory):
    """Migrated databases for tests that commit nothing, on either engine: empty, with a world."""
    folder = tmp_path_factory.mktemp("shared")
    engines = {
        populated: make_engine(
            copy_of(request, request.param, folder / f"{populated}.sqlite", populated=populated)
        )
        for populated in (False, True)
    }
    yield engines
    for engine in engines.values():
        engine.dispose()


@pytest.fixture
def shared_engine(request, shared_engines):
    """The one with a world in it for a test that needs one."""
    return shared_engines["world" in request.fixturenames]


@pytest.fixture
def session(sessions):
    """One open session, rolled back in the end; what it wrote must be sound before that."""
    with sessions() as session:
        yield session
        if session.is_active:
            assert events.problems(session) == []
            assert soundness.problems(session) == []
        session.rollback()


@pytest.fixture
def world(session):
    """Everybody who has to do with the papers of two companies."""
    return a_world(session)


@pytest.fixture
def paper(session, store, world):
    """Make a paper of the company with these records; returns its items, in reading order."""

    def make(*records, **more):
        reading = a_reading(*records, **more)
        document = a_document(session, store, world.company, world.submitter, reading)
        return items.of_document(session, document)

    return make


@pytest.fixture
def finding(session, world, paper):
    """A new finding, out of an approved audit finding."""
    (item,) = paper(findings=[an_audit_finding()])
    deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
    return session.scalars(select(Finding)).one()


@pytest.fixture
def do(session, world, finding):
    """Act on the finding as somebody, with sensible words where a test gives none."""

    def act_as(who, action, **given):
        # Refused as at the edge: nothing of it stays.
        with session.begin_nested():
            words = SENTENCES | {"person": world.reader.email} | given
            findings.act(session, finding, action, getattr(world, who), words)

    return act_as
