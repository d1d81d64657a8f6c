"""The smallest document that a schema of the merged document allows, to come past the door of an operation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from deploy.embedded.demo_keys import REGION

Schema = Mapping[str, Any]
WORDS = {
    "siret": REGION,
    "siren": REGION[:9],
    "uuid": "019a0000-0000-7000-8000-000000000000",
    "date": "2026-01-05",
    "date-time": "2026-01-05T08:00:00+01:00",
    "email": "somebody@example.org",
}
NAMED: Mapping[str, Any] = {
    "buyer": REGION,
    "organisation": REGION,
    "cpv": "45214000",
    "department": "schools",
    "area": "supplies",
    "id": REGION,
    "bidder": REGION,
    "sha256": "0" * 64,
    "places": ["FRH03"],
    "quarter": "2027-Q1",
    "email": "somebody@example.org",
    "url": "https://example.org/hook",
}
"""What members hold whose rule no schema says."""
WHOSE = frozenset({"buyer", "organisation", "tender_id"})
"""Members that say whose a thing is to be; they are always said."""


@dataclass(frozen=True)
class Smallest:
    """Makes the smallest documents; members of these names hold what is said for them."""

    components: Schema
    names: Mapping[str, Any]

    def of(self, schema: Schema, name: str = "") -> Any:
        """The smallest document; members that need not be there are left out."""
        if "$ref" in schema:
            return self.of(self.components[schema["$ref"].rpartition("/")[2]], name)
        for combined in ("anyOf", "oneOf", "allOf"):
            if combined in schema:
                return self.of(schema[combined][0], name)
        if "const" in schema or "enum" in schema:
            return schema.get("const", schema.get("enum", [None])[0])
        named = {**NAMED, **self.names}
        if name in named and schema.get("type") in ("string", "array"):
            return named[name]
        return _TYPES[schema.get("type", "object")](self, schema, name)


def _object(made: Smallest, schema: Schema, _: str) -> Any:
    fields = schema.get("properties", {})
    wanted = [name for name in fields if name in WHOSE or name in schema.get("required", ())]
    return {name: made.of(fields[name], name) for name in wanted}


def _array(made: Smallest, schema: Schema, name: str) -> Any:
    return [made.of(schema["items"], name) for _ in range(schema.get("minItems", 0))]


def _string(_: Smallest, schema: Schema, __: str) -> Any:
    if schema.get("format") in WORDS:
        return WORDS[schema["format"]]
    return ("1" if "pattern" in schema else "x") * schema.get("minLength", 1)


def _number(_: Smallest, schema: Schema, __: str) -> Any:
    return max(schema.get("minimum", 1), schema.get("exclusiveMinimum", 0) + 1)


_TYPES: Mapping[str, Callable[[Smallest, Schema, str], Any]] = {
    "object": _object,
    "array": _array,
    "string": _string,
    "integer": _number,
    "number": _number,
    "boolean": lambda *_: True,
    "null": lambda *_: None,
}
