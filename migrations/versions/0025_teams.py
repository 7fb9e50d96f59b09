"""Teams of reviewers: who is in them, and the documents that stand with them."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__team")),
        sa.UniqueConstraint("public_id", name=op.f("uq__team__public_id")),
    )
    op.create_table(
        "team_member",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        *_references("team_member", team_id="team", person_id="person"),
        sa.PrimaryKeyConstraint("team_id", "person_id", name=op.f("pk__team_member")),
    )
    op.create_index(op.f("ix__team_member__person_id"), "team_member", ["person_id"])
    op.create_table(
        "team_paper",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        *_references("team_paper", document_id="document", team_id="team", person_id="person"),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk__team_paper")),
    )
    op.create_index(
        op.f("ix__team_paper__team_id_person_id"), "team_paper", ["team_id", "person_id"]
    )


def _references(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk__{table}__{column}__{of}"))
        for column, of in columns.items()
    ]


def downgrade() -> None:
    for table in ("team_paper", "team_member", "team"):
        op.drop_table(table)
