"""What must exist before the services' migrations run in containers: databases, roles, topics."""

import asyncio
import os

from deploy.embedded import DATABASES, databases
from deploy.kafka import topics


async def provision() -> None:
    """Make each database for the role of its name, with its password, and every topic; what exists is left."""
    for owner in DATABASES:
        password = os.environ[f"{owner.upper()}_PASSWORD"]
        await databases.provide(os.environ["DATABASE_URL"], owner, password=password)
    await topics.provide(os.environ["KAFKA_BOOTSTRAP"])


if __name__ == "__main__":
    asyncio.run(provision())
