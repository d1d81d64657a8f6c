"""What every table of the service is made of."""

from enum import StrEnum

from sqlalchemy import Enum, MetaData
from sqlalchemy.orm import registry
from sqlalchemy.types import UserDefinedType

from chassis.schema import NAMING

state = MetaData(naming_convention=NAMING)
"""The service's own state, in the schema `public`."""
projection = MetaData(naming_convention=NAMING)
"""What it learned from others, in the schema `projection`."""
mapped = registry()
"""The domain's classes and the tables they are kept in."""


def word(kind: type[StrEnum]) -> Enum:
    """A column type for the words of an enumeration."""
    return Enum(kind, native_enum=False, length=20, values_callable=lambda words: [one.value for one in words])


class TransactionId(UserDefinedType[int]):
    """PostgreSQL's `xid8`: the transaction that wrote a row last, a number that never comes back."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """The name of the type."""
        return "XID8"
