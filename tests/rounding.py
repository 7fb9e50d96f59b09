"""A round of comments on a draft of the agreement's report, for what is said in it."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from tests.cast import World
from workflows import clock, reports, rounds
from workflows.models import ReportRound


def a_round(
    session: Session,
    world: World,
    foreword: str,
    *,
    parties: Sequence[str] = (),
    steering: bool = False,
) -> ReportRound:
    """A draft with this foreword, shown for a week to the company and to these parties."""
    draft = reports.create(session, reports.period_named("2025-2026"), "nl", world.secretary)
    reports.write(session, draft, "foreword", foreword, world.secretary)
    return rounds.start(
        session,
        draft,
        world.secretary,
        parties=[world.company.public_id, *parties],
        steering=steering,
        due=clock.today(session) + timedelta(days=7),
    )
