"""What mails and archives held: each part's place, and the document it became."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("container_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["container_id"], ["document.id"], name=op.f("fk__part__container_id__document")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk__part__document_id__document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__part")),
        sa.UniqueConstraint(
            "container_id", "position", name=op.f("uq__part__container_id_position")
        ),
    )
    with op.batch_alter_table("part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix__part__document_id"), ["document_id"], unique=False)


def downgrade() -> None:
    op.drop_table("part")
