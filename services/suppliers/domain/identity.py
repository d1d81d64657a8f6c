"""How a supplier is identified, and how its identifier is written in a path or a query."""

from functools import lru_cache
from urllib.parse import quote
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import TypeAdapter

from contracts.vocabulary import Identifier, OperatorId, Scheme

SUPPLIERS = uuid5(NAMESPACE_URL, "https://prenan.bzh/suppliers")
_OPERATOR = TypeAdapter[Identifier](OperatorId)


@lru_cache(maxsize=1 << 12)
def supplier_id(identifier: Identifier) -> UUID:
    """The one identity of whoever has this identifier, from wherever it is registered."""
    return uuid5(SUPPLIERS, f"{identifier.scheme.value}:{identifier.id}")


def written(identifier: Identifier) -> str:
    """A SIRET as its digits, any other identifier behind its scheme: `79878508500035`, `TVA:DE136695976`."""
    return identifier.id if identifier.scheme is Scheme.SIRET else f"{identifier.scheme.value}:{identifier.id}"


def read(text: str) -> Identifier:
    """The identifier that `written` writes; raises `ValueError` where it is none."""
    scheme, _, number = text.rpartition(":")
    return _OPERATOR.validate_python({"scheme": scheme or Scheme.SIRET, "id": number})


def path_of(identifier: Identifier) -> str:
    """The path at which a supplier is read and updated."""
    return f"/suppliers/{quote(written(identifier), safe=':')}"
