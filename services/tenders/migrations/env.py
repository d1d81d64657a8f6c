"""Alembic's environment of the tenders database."""

from chassis import migrations
from services.tenders.persistence.tables import projection, state

migrations.run(state, projection)
