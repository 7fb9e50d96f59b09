"""Versions of a document: what was taken over, which are alike, facts confirmed, a withdrawal asked."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    with op.batch_alter_table("item") as table:
        table.add_column(sa.Column("taken_from_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk__item__taken_from_id__item"), "item", ["taken_from_id"], ["id"]
        )
        table.create_index(op.f("ix__item__taken_from_id"), ["taken_from_id"])
    op.add_column(
        "finding_source", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("document_version", sa.Column("cause", sa.Text(), nullable=True))
    op.add_column("document_version", sa.Column("since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("document_version", sa.Column("sketch", sa.JSON(), nullable=True))
    with op.batch_alter_table("document") as table:
        table.add_column(sa.Column("kind", sa.Text(), nullable=True))
        table.add_column(sa.Column("valid_until", sa.Date(), nullable=True))
        table.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("confirmed_by_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk__document__confirmed_by_id__person"), "person", ["confirmed_by_id"], ["id"]
        )
    _bands()
    _requests()


def _bands() -> None:
    op.create_table(
        "text_band",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["document_version.id"],
            name=op.f("fk__text_band__version_id__document_version"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk__text_band__organisation_id__organisation"),
        ),
        sa.PrimaryKeyConstraint("version_id", "band", name=op.f("pk__text_band")),
    )
    op.create_index(
        op.f("ix__text_band__organisation_id_band_value"),
        "text_band",
        ["organisation_id", "band", "value"],
    )


def _requests() -> None:
    op.create_table(
        "withdrawal_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk__withdrawal_request__document_id__document"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk__withdrawal_request__asked_by_id__person")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["person.id"],
            name=op.f("fk__withdrawal_request__answered_by_id__person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__withdrawal_request")),
    )
    op.create_index(
        op.f("ix__withdrawal_request__document_id"), "withdrawal_request", ["document_id"]
    )


def downgrade() -> None:
    op.drop_table("withdrawal_request")
    op.drop_table("text_band")
    with op.batch_alter_table("document") as table:
        table.drop_constraint(op.f("fk__document__confirmed_by_id__person"), type_="foreignkey")
        for name in ("confirmed_by_id", "confirmed_at", "valid_until", "kind"):
            table.drop_column(name)
    with op.batch_alter_table("document_version") as table:
        for name in ("sketch", "since", "cause"):
            table.drop_column(name)
    with op.batch_alter_table("finding_source") as table:
        table.drop_column("ended_at")
    with op.batch_alter_table("item") as table:
        table.drop_index(op.f("ix__item__taken_from_id"))
        table.drop_constraint(op.f("fk__item__taken_from_id__item"), type_="foreignkey")
        table.drop_column("taken_from_id")
