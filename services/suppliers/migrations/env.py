"""Alembic's environment of the suppliers database."""

from chassis import migrations
from services.suppliers.persistence.tables import projection, state

migrations.run(state, projection)
