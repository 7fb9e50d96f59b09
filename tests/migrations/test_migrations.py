from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import migrations
from workflows.engine import make_engine
from workflows.models import Base


def test_the_migrations_make_exactly_the_tables_of_the_models(database_url):
    engine = make_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_the_database_can_go_back_to_nothing_and_forward_again(database_url):
    migrations.downgrade(database_url, "base")
    assert migrations.state(database_url) == (None, "0006")
    migrations.upgrade(database_url)
    assert migrations.state(database_url) == ("0006", "0006")
