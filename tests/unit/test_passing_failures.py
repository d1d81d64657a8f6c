"""Failures of the moment are tried again; failures of the content are not."""

import asyncpg
import pytest
from sqlalchemy.exc import DBAPIError

from chassis.failures import is_passing

PASSING = [
    OSError("refused"),
    TimeoutError(),
    asyncpg.DeadlockDetectedError("deadlock"),
    asyncpg.AdminShutdownError("shutting down"),
    asyncpg.TooManyConnectionsError("full"),
    asyncpg.InterfaceError("pool is closed"),
]
LASTING = [
    ValueError("thirteen"),
    asyncpg.UniqueViolationError("twice"),
    asyncpg.DataError("invalid input for query argument"),
    asyncpg.UndefinedTableError("no such table"),
]


def wrapped(origin: Exception) -> DBAPIError:
    """As SQLAlchemy hands an error of the driver on."""
    outer = Exception(str(origin))
    outer.__cause__ = origin
    return DBAPIError("SELECT 1", {}, outer)


@pytest.mark.parametrize("error", PASSING, ids=repr)
def test_a_failure_of_the_moment_is_tried_again(error: Exception) -> None:
    assert is_passing(error)


@pytest.mark.parametrize("error", LASTING, ids=repr)
def test_a_failure_of_the_content_is_not(error: Exception) -> None:
    assert not is_passing(error)


@pytest.mark.parametrize("error", [one for one in PASSING if isinstance(one, asyncpg.PostgresError)], ids=repr)
def test_the_driver_is_heard_through_sqlalchemy(error: Exception) -> None:
    assert is_passing(wrapped(error))


@pytest.mark.parametrize("error", LASTING[1:], ids=repr)
def test_a_lasting_failure_stays_one_through_sqlalchemy(error: Exception) -> None:
    assert not is_passing(wrapped(error))
