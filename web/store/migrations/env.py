"""Alembic's entry: runs the versions on the connection that `Database.upgrade` hands over."""

from alembic import context

from web.store.policies import raise_walls
from web.store.schema import metadata

connection = context.config.attributes["connection"]
# SQLite keeps or drops tables with their transaction too, where the transaction is our own.
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=True)
with connection.begin(), context.begin_transaction():
    context.run_migrations()
    is_newest = context.get_context().get_current_revision() == context.script.get_current_head()
    # In the same transaction as the tables: there is no moment at which one stands open.
    if connection.dialect.name == "postgresql" and is_newest:
        raise_walls(connection)
