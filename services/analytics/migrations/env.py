"""Alembic's environment of the analytics database."""

from chassis import migrations
from services.analytics.persistence.own import state
from services.analytics.persistence.told import told

migrations.run(state, told)
