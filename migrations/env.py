"""Run migrations against the database that the caller names."""

from alembic import context

from workflows.engine import make_engine
from workflows.models import Base

engine = make_engine(context.config.attributes["url"])
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
