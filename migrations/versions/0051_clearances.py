"""An organisation that a passage of a report names says whether that may stand."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"


def upgrade() -> None:
    op.create_table(
        "report_clearance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("chapter", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=True),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk__report_clearance__report_id__report")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk__report_clearance__organisation_id__organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk__report_clearance__asked_by_id__person")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["person.id"],
            name=op.f("fk__report_clearance__answered_by_id__person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__report_clearance")),
        sa.UniqueConstraint("public_id", name=op.f("uq__report_clearance__public_id")),
    )
    op.create_index(
        op.f("ix__report_clearance__organisation_id"), "report_clearance", ["organisation_id"]
    )
    op.create_index(op.f("ix__report_clearance__report_id"), "report_clearance", ["report_id"])


def downgrade() -> None:
    op.drop_table("report_clearance")
