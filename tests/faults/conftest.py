"""The counters' databases, for the tests that kill their worker."""

from tests.component.chassis.conftest import database, database_url, template

__all__ = ["database", "database_url", "template"]
