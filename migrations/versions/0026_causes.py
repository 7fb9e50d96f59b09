"""What happened outside the house, and the findings that rules would open or reopen for it."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "cause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__cause")),
        sa.UniqueConstraint("public_id", name=op.f("uq__cause__public_id")),
        sa.UniqueConstraint("rule", "key", name=op.f("uq__cause__rule_key")),
    )
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("cause_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("does", sa.String(length=32), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("finding_id", sa.Integer(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("remembered", sa.JSON(), nullable=True),
        *_references(
            cause_id="cause",
            organisation_id="organisation",
            site_id="site",
            item_id="item",
            finding_id="finding",
            decided_by_id="person",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__proposal")),
        sa.UniqueConstraint("public_id", name=op.f("uq__proposal__public_id")),
        sa.UniqueConstraint(
            "cause_id",
            "organisation_id",
            "key",
            name=op.f("uq__proposal__cause_id_organisation_id_key"),
        ),
    )
    for column in ("organisation_id", "site_id", "item_id", "finding_id"):
        op.create_index(op.f(f"ix__proposal__{column}"), "proposal", [column])
    op.create_index(op.f("ix__proposal__state_cause_id"), "proposal", ["state", "cause_id"])


def _references(**columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk__proposal__{column}__{of}"))
        for column, of in columns.items()
    ]


def downgrade() -> None:
    op.drop_table("proposal")
    op.drop_table("cause")
