"""The whole platform on one machine without containers: database, migrations, keys and one supervisor."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The folder that holds the packages, `alembic.ini` and `requirements/`; every child process works from here."""

SERVICES = ("tenders", "suppliers", "analytics")
"""The services, in the order they are named to an operator."""

DATABASES = (*SERVICES, "gateway")
"""Every database; each is owned by the role of the same name, which may connect to no other."""
