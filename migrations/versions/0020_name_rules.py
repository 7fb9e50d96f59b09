"""Rules that decisions on names became: of a supplier, of a member, or for everybody."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "name_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("supplier_id", sa.Integer(), nullable=True),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("metal", sa.Text(), nullable=True),
        sa.Column("identifier", sa.Text(), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("asks_because", sa.Text(), nullable=True),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        *_references(
            organisation_id="organisation",
            supplier_id="supplier",
            site_id="site",
            item_id="item",
            made_by_id="person",
            edition_id="edition",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__name_rule")),
        sa.UniqueConstraint("public_id", name=op.f("uq__name_rule__public_id")),
    )
    for column in ("organisation_id", "site_id", "item_id"):
        op.create_index(op.f(f"ix__name_rule__{column}"), "name_rule", [column])


def _references(**columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk__name_rule__{column}__{of}"))
        for column, of in columns.items()
    ]


def downgrade() -> None:
    op.drop_table("name_rule")
