"""The years of companies: six steps each, and the answers to the maturity questions."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.create_table(
        "member_year",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stand_in_id", sa.Integer(), nullable=True),
        sa.Column("stand_in_until", sa.Date(), nullable=True),
        *_references("member_year", organisation_id="organisation", stand_in_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__member_year")),
        sa.UniqueConstraint("public_id", name=op.f("uq__member_year__public_id")),
        sa.UniqueConstraint(
            "organisation_id", "starts", name=op.f("uq__member_year__organisation_id_starts")
        ),
    )
    op.create_table(
        "year_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("assessed_by_id", sa.Integer(), nullable=True),
        sa.Column("assessed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("feedback", sa.Text(), nullable=False),
        sa.Column("asked_due", sa.Date(), nullable=True),
        sa.Column("asked_why", sa.Text(), nullable=False),
        *_references(
            "year_step", year_id="member_year", signed_by_id="person", assessed_by_id="person"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__year_step")),
        sa.UniqueConstraint("public_id", name=op.f("uq__year_step__public_id")),
        sa.UniqueConstraint("year_id", "number", name=op.f("uq__year_step__year_id_number")),
    )
    op.create_table(
        "year_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("not_applicable", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=True),
        *_references("year_answer", step_id="year_step", answered_by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__year_answer")),
        sa.UniqueConstraint("public_id", name=op.f("uq__year_answer__public_id")),
        sa.UniqueConstraint("step_id", "question", name=op.f("uq__year_answer__step_id_question")),
    )


def _references(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk__{table}__{column}__{of}"))
        for column, of in columns.items()
    ]


def downgrade() -> None:
    for table in ("year_answer", "year_step", "member_year"):
        op.drop_table(table)
