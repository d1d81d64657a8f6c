"""How composed and narrowed answers are described in the public document."""

from collections.abc import Container, Mapping
from typing import Any

from chassis.auth import ScopeMissing, Unauthenticated
from chassis.errors import Refusal
from gateway.choosing import FIELDS_PATTERN, INCLUDE_PATTERN, FieldsUnreadable
from gateway.composition import Composition, IncludeUnknown, Shape

_SCHEMAS = "#/components/schemas/"
Node = dict[str, Any]

PART_MISSING: Node = {
    "description": "A part that is not there; where it is `stale`, its last good copy is, made `age_seconds` ago.",
    "type": "object",
    "required": ["part", "reason", "retry_after"],
    "properties": {
        "part": {"type": "string"},
        "reason": {"type": "string", "examples": ["timeout", "unavailable", "failed"]},
        "retry_after": {"type": "integer", "description": "seconds"},
        "stale": {"type": "boolean"},
        "age_seconds": {"type": "number"},
    },
}
CHOSEN: Node = {
    "description": "The members that were chosen, which `fields` repeats; pages keep their links.",
    "type": "object",
    "required": ["fields"],
    "properties": {"fields": {"type": "array", "items": {"type": "string"}, "minItems": 1}},
}
SHAPES: Mapping[str, Node] = {"PartMissing": PART_MISSING, "Chosen": CHOSEN}
"""Schemas that composed and narrowed answers share."""
_FIELDS: Node = {
    "name": "fields",
    "in": "query",
    "description": "members to show, dots leading inwards: `id,lots.number`; all without it",
    "schema": {"type": "string", "maxLength": 2000, "pattern": FIELDS_PATTERN},
}


def refusals_of(composition: Composition) -> tuple[type[Refusal], ...]:
    """What asking for parts and members may be refused with."""
    is_restricted = any(part.scope for part in composition.parts)
    return (IncludeUnknown, FieldsUnreadable, *((Unauthenticated, ScopeMissing) if is_restricted else ()))


def parts_schema(composition: Composition, known: Container[str]) -> Node:
    """The members that a composition adds; a part may be null where its service has nothing to say."""
    properties = {part.name: {"anyOf": [_schema(part.shape, known), {"type": "null"}]} for part in composition.parts}
    missing = {"type": "array", "items": {"$ref": f"{_SCHEMAS}PartMissing"}}
    return {"type": "object", "properties": properties | {"partial": missing}}


def compose(operation: Node, composition: Composition, known: Container[str]) -> None:
    """Say of an operation that its answer is a composition, and which parts may be chosen."""
    restricted = ", ".join(f"`{part.name}` needs {part.scope}" for part in composition.parts if part.scope)
    names = ", ".join(f"`{part.name}`" for part in composition.parts)
    kept = ", ".join(f"`{part.name}`" for part in composition.parts if not part.is_by_default)
    include = {
        "name": "include",
        "in": "query",
        "description": f"parts to add, without it all that the caller may see{f' but {kept}' if kept else ''}: {names}"
        + (f"; {restricted}" if restricted else ""),
        "schema": {"type": "string", "pattern": INCLUDE_PATTERN},
    }
    _add_parameters(operation, include)
    parts: Node = {"$ref": _SCHEMAS + composition.name}
    root = composition.root
    answered = {"allOf": [_schema(root.shape, known), parts]} if root else parts
    operation["responses"]["200"].setdefault("content", {})["application/json"] = {"schema": answered}
    operation["responses"].setdefault("304", {"description": "Not modified"})
    narrow(operation)


def narrow(operation: Node) -> None:
    """Say of an operation that members of its answer may be chosen."""
    content = operation["responses"].get("200", {}).get("content", {}).get("application/json")
    if content is None:
        return
    _add_parameters(operation, _FIELDS)
    whole = content.get("schema", {"type": "object"})
    operation["responses"]["200"]["content"]["application/json"] = {
        **content, "schema": {"anyOf": [whole, {"$ref": f"{_SCHEMAS}Chosen"}]},
    }  # fmt: skip


def _add_parameters(operation: Node, *parameters: Node) -> None:
    operation["parameters"] = [*operation.get("parameters", ()), *parameters]


def _schema(shape: Shape, known: Container[str]) -> Node:
    if isinstance(shape, str):
        return {"$ref": _SCHEMAS + shape} if shape in known else {"type": "object"}
    return shape
