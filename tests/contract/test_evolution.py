"""What one version of an event writes, the other reads: instances are made from schemas, old and new."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import Field

from contracts.catalogue import FACTS
from contracts.compatibility import breaks
from contracts.fact import Fact
from contracts.generate import HERE
from contracts.procedures import ContractNotified, TenderPublished
from contracts.vocabulary import ContractState, Money, Text

FAST = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


Strategy = st.SearchStrategy[Any]
Schema = Mapping[str, Any]

_SIRETS = ("23350001600040", "35600000000048", "35600000000010")
_VAT_NUMBERS = ("FR40303265045", "DE136695976")
_IDENTIFIERS = (
    *({"scheme": "SIRET", "id": siret} for siret in _SIRETS),
    *({"scheme": "TVA", "id": number} for number in _VAT_NUMBERS),
    {"scheme": "RIDET", "id": "0123456.001"},
)
_OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_FORMATS: Mapping[str, Strategy] = {
    "siret": st.sampled_from(_SIRETS),
    "siren": st.sampled_from([siret[:9] for siret in _SIRETS]),
    "vat": st.sampled_from(_VAT_NUMBERS),
    "uuid": st.uuids().map(str),
    "date": st.dates(date(1950, 1, 1), date(2149, 12, 31)).map(str),
    "date-time": st.datetimes(timezones=_OFFSETS).map(datetime.isoformat),
}
_LONGEST_LIST = 3


def instances(schema: Schema, root: Schema | None = None) -> Strategy:
    """Everything that a schema allows; words whose rule no schema can say (Luhn) come from a list of good ones."""
    whole = schema if root is None else root
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return st.sampled_from(_IDENTIFIERS) if name == "Identifier" else instances(whole["$defs"][name], whole)
    if "anyOf" in schema:
        return st.one_of([instances(each, whole) for each in schema["anyOf"]])
    if "const" in schema or "enum" in schema:
        return st.sampled_from(schema.get("enum", [schema.get("const")]))
    return _TYPES[schema["type"]](schema, whole)


def _strings(schema: Schema, _whole: Schema) -> Strategy:
    if schema.get("format") in _FORMATS:
        return _FORMATS[schema["format"]]
    pattern = schema.get("pattern", r"(?s)^.*\Z")
    longest = schema.get("maxLength", 4000)
    strings = st.from_regex(re.compile(pattern), fullmatch=True)
    return strings.filter(lambda words: schema.get("minLength", 0) <= len(words) <= longest)


def _objects(schema: Schema, whole: Schema) -> Strategy:
    required = set(schema.get("required", ()))
    fields = {name: instances(field, whole) for name, field in schema.get("properties", {}).items()}
    return st.fixed_dictionaries(
        {name: strategy for name, strategy in fields.items() if name in required},
        optional={name: strategy for name, strategy in fields.items() if name not in required},
    )


def _lists(schema: Schema, whole: Schema) -> Strategy:
    longest = min(schema.get("maxItems", _LONGEST_LIST), _LONGEST_LIST)
    return st.lists(instances(schema["items"], whole), min_size=schema.get("minItems", 0), max_size=longest)


_TYPES: Mapping[str, Callable[[Schema, Schema], Strategy]] = {
    "string": _strings,
    "object": _objects,
    "array": _lists,
    "integer": lambda schema, _: st.integers(schema.get("minimum", -(2**31)), schema.get("maximum", 2**31)),
    "boolean": lambda _schema, _: st.booleans(),
    "null": lambda _schema, _: st.none(),
}


@cache
def committed(fact: type[Fact]) -> dict[str, Any]:
    """The schema that was published for an event."""
    path: Path = HERE / "schemas" / fact.schema_url().rpartition("/")[2]
    return dict(json.loads(path.read_text(encoding="utf-8")))


@cache
def readers_of(fact: type[Fact]) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(committed(fact), format_checker=jsonschema.FormatChecker())


def on_the_wire(fact: Fact) -> Any:
    return json.loads(fact.model_dump_json())


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.__name__)
def test_what_the_published_schema_allows_the_class_reads_and_writes_back(fact: type[Fact]) -> None:
    @FAST
    @given(instances(committed(fact)))
    def read(document: Any) -> None:
        event = fact.model_validate_json(json.dumps(document))
        readers_of(fact).validate(on_the_wire(event))
        assert fact.model_validate(on_the_wire(event)) == event

    read()


class LaterState(ContractState):
    """A contract as a later minor version might know it."""

    guarantee: Money | None = None
    remarks: tuple[Text, ...] = ()


class LaterNotified(ContractNotified):
    """The same event, some minor versions on."""

    contract: LaterState
    channel: Text | None = None


class LaterPublished(TenderPublished):
    """The same event, some minor versions on."""

    channels: tuple[Text, ...] = Field(default=("BOAMP",), max_length=3)


LATER = [(ContractNotified, LaterNotified), (TenderPublished, LaterPublished)]


@pytest.mark.parametrize(("now", "later"), LATER, ids=lambda fact: fact.__name__)
def test_a_later_minor_version_only_adds_optional_fields(now: type[Fact], later: type[Fact]) -> None:
    assert breaks(committed(now), later.model_json_schema()) == []
    assert breaks(later.model_json_schema(), committed(now)) != []


@pytest.mark.parametrize(("now", "later"), LATER, ids=lambda fact: fact.__name__)
def test_a_later_class_reads_what_was_written_before_it(now: type[Fact], later: type[Fact]) -> None:
    @FAST
    @given(instances(committed(now)))
    def read(document: Any) -> None:
        later.model_validate_json(json.dumps(document))

    read()


@pytest.mark.parametrize(("now", "later"), LATER, ids=lambda fact: fact.__name__)
def test_an_earlier_class_reads_what_a_later_one_writes(now: type[Fact], later: type[Fact]) -> None:
    @FAST
    @given(instances(later.model_json_schema()))
    def read(document: Any) -> None:
        event = later.model_validate_json(json.dumps(document))
        readers_of(now).validate(on_the_wire(event))
        now.model_validate(on_the_wire(event))

    read()


@FAST
@given(instances(committed(TenderPublished)), st.dictionaries(st.text(min_size=1), st.integers()))
def test_fields_that_nobody_knows_change_nothing(document: Any, unknown: dict[str, int]) -> None:
    noise = {
        name: value
        for name, value in unknown.items()
        if name not in document and name not in TenderPublished.model_fields
    }
    assert TenderPublished.model_validate(document | noise) == TenderPublished.model_validate(document)
