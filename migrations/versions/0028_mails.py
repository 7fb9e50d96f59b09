"""Mails: one message a person, with the notices that it carries; addresses that refuse mail."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("rhythm", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("run_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__mail__person_id__person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__mail")),
        sa.UniqueConstraint("name", name=op.f("uq__mail__name")),
    )
    op.create_index(op.f("ix__mail__person_id"), "mail", ["person_id"])
    op.create_index(op.f("ix__mail__state_run_after"), "mail", ["state", "run_after"])
    with op.batch_alter_table("notice") as table:
        table.add_column(sa.Column("mail_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk__notice__mail_id__mail"), "mail", ["mail_id"], ["id"])
        table.create_index(op.f("ix__notice__mail_id"), ["mail_id"])
    op.add_column("person", sa.Column("mail_stopped_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("person", sa.Column("mail_stopped_why", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("person") as table:
        table.drop_column("mail_stopped_why")
        table.drop_column("mail_stopped_at")
    with op.batch_alter_table("notice") as table:
        table.drop_index(op.f("ix__notice__mail_id"))
        table.drop_constraint(op.f("fk__notice__mail_id__mail"), type_="foreignkey")
        table.drop_column("mail_id")
    op.drop_table("mail")
