"""What a route that changes something in the gateway's own database is given: the transaction in which it happens."""

from typing import Annotated

from fastapi import Depends, Request

from chassis.idempotency import IdempotencyKeyReused, StillInProgress
from chassis.persistence import Database
from chassis.plain import PlainTransaction


async def _transaction(request: Request) -> PlainTransaction:
    database: Database = request.app.state.database
    return PlainTransaction(database)


Begun = Annotated[PlainTransaction, Depends(_transaction)]
ONCE = (IdempotencyKeyReused, StillInProgress)
"""What an idempotency key may be refused for."""
