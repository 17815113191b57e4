"""Run by alembic: works on the connection it is handed, inside its transaction."""

from alembic import context

from balance_model.library.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
with context.begin_transaction():
    context.run_migrations()
