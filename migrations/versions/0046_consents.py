"""A company may consent to a figure of a report that would be hidden."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"


def upgrade() -> None:
    op.create_table(
        "report_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("breakdown", sa.Text(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk__report_consent__report_id__report")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk__report_consent__organisation_id__organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk__report_consent__asked_by_id__person")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["person.id"],
            name=op.f("fk__report_consent__answered_by_id__person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__report_consent")),
        sa.UniqueConstraint("public_id", name=op.f("uq__report_consent__public_id")),
        sa.UniqueConstraint(
            "report_id",
            "code",
            "organisation_id",
            name=op.f("uq__report_consent__report_id_code_organisation_id"),
        ),
    )
    op.create_index(
        op.f("ix__report_consent__organisation_id"), "report_consent", ["organisation_id"]
    )


def downgrade() -> None:
    op.drop_table("report_consent")
