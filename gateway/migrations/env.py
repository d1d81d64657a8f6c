"""Migrations of the gateway's database; it has no outbox, so the chassis' tables are left out."""

from chassis import migrations
from gateway.imports.tables import state
from gateway.webhooks import tables  # noqa: F401 - its tables join the others

migrations.run(state, chassis=False)
