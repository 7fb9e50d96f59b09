"""The parties comment on a draft report, paragraph by paragraph."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"


def upgrade() -> None:
    op.create_table(
        "report_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("steering", sa.Boolean(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk__report_round__report_id__report")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["person.id"], name=op.f("fk__report_round__opened_by_id__person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__report_round")),
        sa.UniqueConstraint("public_id", name=op.f("uq__report_round__public_id")),
    )
    op.create_index(op.f("ix__report_round__report_id"), "report_round", ["report_id"])
    op.create_table(
        "round_guest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["report_round.id"], name=op.f("fk__round_guest__round_id__report_round")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk__round_guest__organisation_id__organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__round_guest")),
        sa.UniqueConstraint(
            "round_id", "organisation_id", name=op.f("uq__round_guest__round_id_organisation_id")
        ),
    )
    op.create_index(op.f("ix__round_guest__organisation_id"), "round_guest", ["organisation_id"])
    op.create_table(
        "round_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chapter", sa.Text(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("proposed", sa.Text(), nullable=True),
        sa.Column("word_author", sa.Text(), nullable=False),
        sa.Column("word_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["round_id"], ["report_round.id"], name=op.f("fk__round_remark__round_id__report_round")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__round_remark__person_id__person")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk__round_remark__organisation_id__organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk__round_remark__answered_by_id__person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__round_remark")),
        sa.UniqueConstraint("public_id", name=op.f("uq__round_remark__public_id")),
    )
    op.create_index(op.f("ix__round_remark__organisation_id"), "round_remark", ["organisation_id"])
    op.create_index(op.f("ix__round_remark__person_id"), "round_remark", ["person_id"])
    op.create_index(op.f("ix__round_remark__round_id"), "round_remark", ["round_id"])
    op.create_index(op.f("ix__round_remark__state"), "round_remark", ["state"])


def downgrade() -> None:
    op.drop_table("round_remark")
    op.drop_table("round_guest")
    op.drop_table("report_round")
