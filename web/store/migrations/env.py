"""Alembic's entry: runs the versions on the connection that `Database.upgrade` hands over."""

from alembic import context

from web.store.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with connection.begin(), context.begin_transaction():
    context.run_migrations()
