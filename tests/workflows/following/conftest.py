"""Fixtures of what follows: one look at the rules, and what it wrote down."""

import pytest
from sqlalchemy import select

from tests.walking import SENTENCES, WALK
from workflows import deciding, findings
from workflows.engine import make_sessions
from workflows.following import running
from workflows.models import Finding, Proposal
from workflows.states import ItemAction
from workflows.verdicts import Verdict


@pytest.fixture
def sessions(shared_engine, clock):
    return make_sessions(shared_engine, clock)


@pytest.fixture
def approve(session, world):
    """Approve items by as many readers as it takes."""

    def by_readers(*found):
        for item in found:
            deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.reader)
            if item.proposed is not None:
                deciding.decide(session, item, Verdict(ItemAction.APPROVE), world.other_reader)

    return by_readers


@pytest.fixture
def look(session):
    """Look once; returns what each proposal that there is would do, and where it stands."""

    def once():
        running.run(session)
        rows = session.scalars(select(Proposal).order_by(Proposal.id))
        return [(row.does.value, row.rule, row.state.value) for row in rows]

    return once


@pytest.fixture
def there(session):
    """The findings that there are, oldest first."""
    return lambda: list(session.scalars(select(Finding).order_by(Finding.id)))


@pytest.fixture
def do_to(session, world):
    """Walk a finding from new to closed."""

    def close(finding):
        words = SENTENCES | {"person": world.reader.email, "due": "2026-09-01"}
        for who, action, _reached in WALK[:11]:
            findings.act(session, finding, action, getattr(world, who), words)

    return close
