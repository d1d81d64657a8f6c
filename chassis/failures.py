"""Failures of the moment, which are tried again, and failures of the content, which are not."""

import asyncpg
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

PASSING_CLASSES = frozenset({"08", "25", "40", "53", "55", "57", "58"})
"""SQLSTATE classes of failures that pass: connection, transaction state, rollback, resources, intervention, system."""


def is_passing(error: BaseException) -> bool:
    """Whether a failure is one of the moment (a lost connection, a deadlock), not of the content."""
    origin = (error.orig.__cause__ or error.orig) if isinstance(error, DBAPIError) and error.orig else error
    if isinstance(origin, ValueError):  # asyncpg's DataError is an InterfaceError too, but repeats for ever
        return False
    if isinstance(
        error, (OSError, TimeoutError, PoolTimeout, OperationalError, InterfaceError, asyncpg.InterfaceError)
    ):
        return True
    state = getattr(origin, "sqlstate", None)
    if state is None:
        return isinstance(error, DBAPIError) and error.connection_invalidated
    return state[:2] in PASSING_CLASSES
