from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select

import migrations
from tests.cast import a_document, a_reading, a_record, a_world
from workflows.engine import make_engine
from workflows.models import Base, DocumentVersion, Item


def test_the_migrations_make_exactly_the_tables_of_the_models(database_url):
    engine = make_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_the_database_can_go_back_to_nothing_and_forward_again(database_url):
    migrations.downgrade(database_url, "base")
    assert migrations.state(database_url) == (None, "0007")
    migrations.upgrade(database_url)
    assert migrations.state(database_url) == ("0007", "0007")


def test_a_table_is_made_anew_while_rows_of_others_refer_to_it(sessions, store, database_url):
    with sessions.begin() as session:
        world = a_world(session)
        a_document(session, store, world.company, world.submitter, a_reading(a_record()))
    migrations.downgrade(database_url, "0004")  # takes columns off the versions of documents
    migrations.upgrade(database_url)
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Item)) == 1
        assert session.scalar(select(func.count()).select_from(DocumentVersion)) == 1
