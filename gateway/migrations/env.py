"""Migrations of the gateway's database; it has no outbox, so the chassis' tables are left out."""

from chassis import migrations
from gateway.identity.tables import state

migrations.run(state, chassis=False)
