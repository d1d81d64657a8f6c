"""The compatibility check catches every break that is planted, and lets an optional field pass."""

from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field, create_model

from contracts.compatibility import breaks
from contracts.json_schema import schemas


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Part(BaseModel):
    size: int = Field(ge=1, le=10)


OLD: dict[str, Any] = {
    "name": (Annotated[str, Field(min_length=1, max_length=10, pattern="^a")], ...),
    "note": (str | None, None),
    "colour": (Colour, ...),
    "kind": (Literal["x"], "x"),
    "part": (Part, ...),
    "parts": (list[Part], Field(min_length=1, max_length=3)),
    "count": (int, 0),
}


def schema_with(**changes: Any) -> dict[str, Any]:
    """The schema of the old model after some of its fields changed; None takes a field away."""
    fields = {name: field for name, field in {**OLD, **changes}.items() if field is not None}
    return create_model("Planted", **fields).model_json_schema()


def found(**changes: Any) -> list[str]:
    return [str(each) for each in breaks(schema_with(), schema_with(**changes))]


def test_the_same_schema_breaks_nothing() -> None:
    assert found() == []


@pytest.mark.parametrize("field", [(str | None, None), (list[Part], []), (Part | None, None)])
def test_a_new_optional_field_breaks_nothing(field: Any) -> None:
    assert found(extra=field) == []


def test_a_description_breaks_nothing() -> None:
    described = schema_with(note=(str | None, Field(default=None, description="What it says", title="Said")))
    assert breaks(schema_with(), described) == []


class WiderColour(StrEnum):
    RED = "red"
    BLUE = "blue"
    GREEN = "green"


class NarrowColour(StrEnum):
    RED = "red"


class LongerPart(BaseModel):
    size: int = Field(ge=1, le=11)


class ShorterPart(BaseModel):
    size: int = Field(ge=2, le=10)


class EmptyPart(BaseModel):
    pass


class FullPart(Part):
    weight: int


class RicherPart(Part):
    weight: int = 0


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"note": None}, "/note: field removed"),
        ({"name": None}, "/name: field removed"),
        ({"extra": (str, ...)}, "/extra: new field is required"),
        ({"note": (str | None, ...)}, "/note: was optional, is required"),
        ({"count": (int, ...)}, "/count: was optional, is required"),
        ({"colour": (Colour, Colour.RED)}, "/colour: was required, is optional"),
        ({"count": (str, "0")}, "/count: type changed: 'integer' -> 'string'"),
        ({"count": (int | None, 0)}, "/count: anyOf had 0 alternatives, has 2"),
        ({"note": (str, "")}, "/note: anyOf had 2 alternatives, has 0"),
        ({"count": (int, 1)}, "/count: default changed: 0 -> 1"),
        (
            {"name": (Annotated[str, Field(min_length=1, max_length=9, pattern="^a")], ...)},
            "maxLength narrowed: 10 -> 9",
        ),
        (
            {"name": (Annotated[str, Field(min_length=1, max_length=11, pattern="^a")], ...)},
            "maxLength widened: 10 -> 11",
        ),
        (
            {"name": (Annotated[str, Field(min_length=2, max_length=10, pattern="^a")], ...)},
            "minLength narrowed: 1 -> 2",
        ),
        ({"name": (Annotated[str, Field(min_length=1, pattern="^a")], ...)}, "maxLength widened: 10 -> none"),
        ({"name": (Annotated[str, Field(min_length=1, max_length=10, pattern="^b")], ...)}, "pattern changed"),
        ({"colour": (NarrowColour, ...)}, "/colour: value 'blue' removed"),
        ({"colour": (WiderColour, ...)}, "/colour: value 'green' added"),
        ({"colour": (str, ...)}, "/colour: closed list of values removed"),
        ({"kind": (Literal["x", "y"], "x")}, "/kind: value 'y' added"),
        ({"part": (LongerPart, ...)}, "/part/size: maximum widened: 10 -> 11"),
        ({"part": (ShorterPart, ...)}, "/part/size: minimum narrowed: 1 -> 2"),
        ({"parts": (list[EmptyPart], Field(min_length=1, max_length=3))}, "/parts/*/size: field removed"),
        ({"parts": (list[FullPart], Field(min_length=1, max_length=3))}, "/parts/*/weight: new field is required"),
        ({"parts": (list[Part], Field(max_length=3))}, "/parts: minItems widened: 1 -> none"),
        ({"parts": (list[str], Field(min_length=1, max_length=3))}, "/parts/*: type changed"),
        ({"parts": (list[Any], Field(min_length=1, max_length=3))}, "/parts/*: type removed"),
    ],
)
def test_a_planted_break_is_caught_and_named(changes: dict[str, Any], told: str) -> None:
    assert any(told in each for each in found(**changes)), found(**changes)


def test_an_optional_field_deep_inside_breaks_nothing() -> None:
    assert found(parts=(list[RicherPart], Field(min_length=1, max_length=3))) == []


def test_an_optional_field_breaks_readers_that_refuse_unknown_ones() -> None:
    strict = {**schema_with(), "additionalProperties": False}
    assert [
        each.pointer for each in breaks(strict, {**schema_with(extra=(int, 0)), "additionalProperties": False})
    ] == ["/extra"]


def test_a_definition_that_two_fields_share_is_compared_once_for_each_change() -> None:
    old = create_model("Twice", first=(Part, ...), second=(Part, ...)).model_json_schema()
    new = create_model("Twice", first=(Part, ...), second=(LongerPart, ...)).model_json_schema()
    assert [each.pointer for each in breaks(old, new)] == ["/second/size"]


class Tree(BaseModel):
    children: list["Tree"] = []


class TallTree(BaseModel):
    children: list["TallTree"] = []
    height: int


def test_a_definition_that_refers_to_itself_is_compared() -> None:
    assert breaks(Tree.model_json_schema(), Tree.model_json_schema()) == []
    assert breaks(Tree.model_json_schema(), TallTree.model_json_schema()) != []


@pytest.mark.parametrize("name", sorted(schemas()))
def test_taking_any_field_from_a_published_event_is_a_break(name: str) -> None:
    schema = schemas()[name]
    for field in schema["properties"]:
        without = {each: described for each, described in schema["properties"].items() if each != field}
        assert any(each.pointer == f"/{field}" for each in breaks(schema, {**schema, "properties": without}))
