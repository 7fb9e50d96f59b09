"""Plans of action: what companies will do in a year, by whom and by when."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    op.create_table(
        "plan_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("finding_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_references(year_id="member_year", finding_id="finding", earlier_id="plan_action"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__plan_action")),
        sa.UniqueConstraint("public_id", name=op.f("uq__plan_action__public_id")),
    )
    for column in ("year_id", "finding_id"):
        op.create_index(op.f(f"ix__plan_action__{column}"), "plan_action", [column])


def _references(**columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{of}.id"], name=op.f(f"fk__plan_action__{column}__{of}")
        )
        for column, of in columns.items()
    ]


def downgrade() -> None:
    op.drop_table("plan_action")
