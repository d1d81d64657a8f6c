"""The names that the registry knows of holders, asked for at once."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

import orjson

from contracts.vocabulary import Scheme
from gateway.composition import Ask, Shape
from gateway.freshness import one_of

MOST_NAMES = 200
NAMES: Shape = {"type": "object", "additionalProperties": {"type": "string"}}


def identified(holders: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The holders that have an identifier: as the registry writes it (`TVA:DE136695976`), and its number."""
    found = (holder.get("identifier") for holder in holders)
    named = {written(one): one["id"] for one in found if one}
    return dict(list(named.items())[:MOST_NAMES])


def written(identifier: Mapping[str, str]) -> str:
    """An identifier as the registry writes it."""
    scheme, number = identifier["scheme"], identifier["id"]
    return number if scheme == Scheme.SIRET else f"{scheme}:{number}"


def ask_names(found: Mapping[str, str]) -> Mapping[str, Ask]:
    """One read of all their names; none where there is nobody to name."""
    if not found:
        return {}
    query = urlencode([*(("identifier", one) for one in found), ("limit", len(found))])
    return {"names": Ask(f"/suppliers?{query}", frozenset(one_of("suppliers", one) for one in found.values()))}


def join_names(replies: Mapping[str, bytes]) -> bytes:
    """The names by identifier."""
    items = [item for body in replies.values() for item in orjson.loads(body)["items"]]
    return orjson.dumps({written(item["identifier"]): item["name"] for item in items})
