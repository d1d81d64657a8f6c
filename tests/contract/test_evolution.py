"""What one version of an event writes, the other reads: instances are made from schemas, old and new."""

import json
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
from tests.depth import examples
from tests.instances import instances

FAST = settings(max_examples=examples(25), deadline=None, suppress_health_check=list(HealthCheck))


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
