"""Run migrations against the database that the caller names."""

from alembic import context
from sqlalchemy import Connection

from workflows.engine import make_engine
from workflows.models import Base


def _run(connection: Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        # SQLite changes a table by making it anew and dropping the old one, to which others refer.
        # Outside a transaction, or it does nothing; the connection is closed when all is done.
        driver = connection.connection.dbapi_connection
        assert driver is not None  # noqa: S101 - an open connection has one
        driver.cursor().execute("PRAGMA foreign_keys=OFF")
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
        if sqlite:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise RuntimeError(f"the migration left {len(broken)} rows that refer to nothing")


engine = make_engine(context.config.attributes["url"])
with engine.connect() as opened:
    _run(opened)
engine.dispose()
