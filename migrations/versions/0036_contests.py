"""The rungs of a contest: who judges a finding that its company contests, and by when."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"

TERM = timedelta(days=14)


def upgrade() -> None:
    contest = op.create_table(
        "contest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("rung", sa.String(length=32), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("contested_by_id", sa.Integer(), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("late_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("appeal_until", sa.Date(), nullable=True),
        sa.Column("is_final", sa.Boolean(), nullable=False),
        sa.Column("is_past", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk__contest__finding_id__finding")
        ),
        sa.ForeignKeyConstraint(
            ["contested_by_id"], ["person.id"], name=op.f("fk__contest__contested_by_id__person")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk__contest__decided_by_id__person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__contest")),
        sa.UniqueConstraint("public_id", name=op.f("uq__contest__public_id")),
    )
    op.create_index(op.f("ix__contest__finding_id"), "contest", ["finding_id"])
    _begin(contest)


def _begin(contest: sa.Table) -> None:
    """What is contested already is on the first rung from now on: another reviewer judges it."""
    now = datetime.now(UTC)
    contested = sa.text("SELECT id, public_id FROM finding WHERE state = 'contested'")
    rows = [
        {
            "public_id": public_id,  # random, and of another noun
            "finding_id": number,
            "rung": "reviewer",
            "grounds": "",
            "begun_at": now,
            "due": (now + TERM).date(),
            "note": "",
            "is_final": False,
            "is_past": False,
        }
        for number, public_id in op.get_bind().execute(contested)
    ]
    op.bulk_insert(contest, rows)


def downgrade() -> None:
    op.execute("UPDATE finding SET state = 'contested' WHERE state LIKE 'contested_%'")
    op.drop_table("contest")
