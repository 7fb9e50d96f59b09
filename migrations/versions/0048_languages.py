"""People's own words in a report may be there in each language of it."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0046"


def upgrade() -> None:
    op.add_column("report_text", sa.Column("language", sa.Text(), nullable=True))
    op.execute(
        "UPDATE report_text SET language = "
        "(SELECT report.language FROM report WHERE report.id = report_text.report_id)"
    )
    with op.batch_alter_table("report_text") as table:
        table.alter_column("language", existing_type=sa.Text(), nullable=False)
        table.create_unique_constraint(
            op.f("uq__report_text__report_id_chapter_language"),
            ["report_id", "chapter", "language"],
        )


def downgrade() -> None:
    op.execute(
        "DELETE FROM report_text WHERE language <> "
        "(SELECT report.language FROM report WHERE report.id = report_text.report_id)"
    )
    with op.batch_alter_table("report_text") as table:
        table.drop_constraint(op.f("uq__report_text__report_id_chapter_language"), type_="unique")
        table.drop_column("language")
