"""Corrected editions of a report, whom it is published to, and from which day."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    with op.batch_alter_table("report") as table:
        table.add_column(sa.Column("edition", sa.Integer(), server_default="1", nullable=False))
        table.add_column(sa.Column("corrects_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("correction", sa.Text(), server_default="", nullable=False))
        table.add_column(sa.Column("audience", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("embargo", sa.Date(), nullable=True))
        table.create_foreign_key(
            op.f("fk__report__corrects_id__report"), "report", ["corrects_id"], ["id"]
        )
        table.drop_constraint(op.f("uq__report__number"), type_="unique")
        table.create_unique_constraint(op.f("uq__report__number_edition"), ["number", "edition"])
    # Until now a published report was for everybody.
    op.execute("UPDATE report SET audience = 'public' WHERE state = 'published'")
    with op.batch_alter_table("report") as table:
        table.alter_column("edition", server_default=None)
        table.alter_column("correction", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("report") as table:
        table.drop_constraint(op.f("uq__report__number_edition"), type_="unique")
        table.create_unique_constraint(op.f("uq__report__number"), ["number"])
        table.drop_constraint(op.f("fk__report__corrects_id__report"), type_="foreignkey")
        for column in ("embargo", "audience", "correction", "corrects_id", "edition"):
            table.drop_column(column)
