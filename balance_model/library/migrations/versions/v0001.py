"""Entries, their versions, and published results."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "library_entries",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("tags", sa.JSON, nullable=False),
        sa.Column("archived", sa.Boolean, nullable=False),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.Column("changed", sa.DateTime, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "library_versions",
        sa.Column("entry_id", sa.String(16), sa.ForeignKey("library_entries.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("data", sa.String(64), nullable=False),
        sa.Column("as_of", sa.String(40), nullable=False),
        sa.Column("model", sa.String(20), nullable=False),
        sa.Column("scenario_id", sa.String(80), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("saved", sa.DateTime, nullable=False),
    )
    op.create_table(
        "library_frozen",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("published", sa.DateTime, nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("scenario_key", sa.String(8), nullable=False),
        sa.Column("data", sa.String(64), nullable=False),
        sa.Column("model", sa.String(20), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("library_frozen_same", "library_frozen", ["scenario_key", "data", "model"])
