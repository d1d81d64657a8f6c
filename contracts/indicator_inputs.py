"""Which facts feed each figure: data that a test holds against the schemas of the facts."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Annotated

from pydantic import BaseModel, Field

from contracts.catalogue import FACTS
from contracts.envelope import Envelope
from contracts.indicators import Dimension
from contracts.json_schema import Schema
from contracts.reference.document import Document, Record, read
from contracts.vocabulary import Code, Text

Path = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z]+(\.[a-z_]+)+$")]
"""A member of a fact, such as `ContractNotified.contract.holders.identifier`; it goes through lists unsaid."""
Paths = tuple[Path, ...]


class Inputs(Record):
    """The members that feed one figure; a figure that is a count or a sum has no `denominator`.

    `dimensions` names where its dimensions stand, `lacks` what it needs that no fact of a procedure tells.
    """

    id: Annotated[str, Field(pattern=r"^[A-Z][0-9]{1,2}(\.R[0-9]{3})?$")]
    name: Text
    numerator: Annotated[Paths, Field(min_length=1)]
    denominator: Paths = ()
    dimensions: Code
    lacks: tuple[Text, ...] = ()

    @property
    def paths(self) -> Paths:
        """Every member that it reads, its dimensions apart."""
        return (*self.numerator, *self.denominator)

    @property
    def facts(self) -> tuple[str, ...]:
        """The names of the facts that it reads."""
        return tuple(sorted({path.partition(".")[0] for path in self.paths}))


class InputDocument(Document):
    """The inputs of every figure that starts from procedures; a member is `renewed_by` those of later facts."""

    renewed_by: Mapping[Path, Paths]
    dimensions: Mapping[Code, Mapping[Dimension, Path]]
    indicators: tuple[Inputs, ...]

    @property
    def paths(self) -> Iterator[str]:
        """Every member that is named anywhere."""
        for known, later in self.renewed_by.items():
            yield from (known, *later)
        for places in self.dimensions.values():
            yield from places.values()
        for one in self.indicators:
            yield from one.paths


@cache
def indicator_inputs() -> InputDocument:
    """The inputs, in the order of the catalogue of figures."""
    return read("indicator_inputs.yaml", InputDocument)


def unknown(paths: Iterable[str]) -> list[str]:
    """The paths that lead to no member of a fact that is told, or of the envelope."""
    return sorted({path for path in paths if not _leads_somewhere(path)})


@cache
def _schema(fact: str) -> Schema | None:
    models: tuple[type[BaseModel], ...] = (*FACTS, Envelope)
    model = next((one for one in models if one.__name__ == fact), None)
    return model.model_json_schema() if model else None


def _leads_somewhere(path: str) -> bool:
    fact, *members = path.split(".")
    schema = _schema(fact)
    nodes = [schema] if schema else []
    for member in members:
        nodes = [found for node in nodes for found in _members(node, member, schema or {})]
    return bool(nodes)


def _members(node: Schema, member: str, whole: Schema) -> Iterator[Schema]:
    """What stands under a name in a schema, whichever of its alternatives or items holds it."""
    if "$ref" in node:
        yield from _members(whole["$defs"][node["$ref"].rpartition("/")[2]], member, whole)
    for alternative in (*node.get("anyOf", ()), *node.get("allOf", ()), *node.get("oneOf", ())):
        yield from _members(alternative, member, whole)
    if "items" in node:
        yield from _members(node["items"], member, whole)
    if member in node.get("properties", {}):
        yield node["properties"][member]
