"""The envelope is a CloudEvent in both modes, and its readers are tolerant."""

import json
import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from contracts.catalogue import fact_in
from contracts.envelope import Envelope
from contracts.procedures import TenderClosed

TENDER = "0197d3a0-0000-7000-8000-000000000001"
CONTEXT = {"specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema"}


def an_envelope(**changes: Any) -> Envelope:
    given_ = {
        "id": UUID("0197d3a0-0000-7000-8000-000000000002"),
        "source": "/services/tenders",
        "type": TenderClosed.wire_type(),
        "subject": TENDER,
        "time": datetime(2026, 3, 2, 10, tzinfo=UTC),
        "dataschema": TenderClosed.schema_url(),
        "partitionkey": TENDER,
        "sequence": "000000000002",
        "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "recordedtime": datetime(2026, 3, 2, 10, 0, 1, tzinfo=UTC),
        "data": {"tender_id": TENDER, "closed_at": "2026-03-02T10:00:00Z"},
    }
    return Envelope.model_validate({**given_, **changes})


def as_message(envelope: Envelope) -> tuple[list[tuple[str, bytes]], bytes]:
    return envelope.headers(), json.dumps(envelope.data).encode()


ATTRIBUTES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
ENVELOPES = st.builds(
    an_envelope,
    id=st.uuids(),
    source=ATTRIBUTES,
    subject=ATTRIBUTES,
    partitionkey=ATTRIBUTES,
    correlationid=st.none() | ATTRIBUTES,
    time=st.datetimes(timezones=st.just(UTC)),
    sequence=st.integers(1, 10**12 - 1).map(lambda version: f"{version:012}"),
    data=st.dictionaries(ATTRIBUTES, st.none() | st.booleans() | st.integers(-(2**53), 2**53) | ATTRIBUTES),
)


@given(ENVELOPES)
def test_a_structured_event_reads_back_as_it_was_written(envelope: Envelope) -> None:
    assert Envelope.from_structured(envelope.structured()) == envelope


@given(ENVELOPES)
def test_a_binary_message_reads_back_as_it_was_written(envelope: Envelope) -> None:
    assert Envelope.from_message(*as_message(envelope)) == envelope


@given(ENVELOPES)
def test_a_structured_message_on_kafka_is_read_too(envelope: Envelope) -> None:
    headers = [("content-type", b"application/cloudevents+json; charset=UTF-8")]
    assert Envelope.from_message(headers, envelope.structured()) == envelope


@given(ENVELOPES)
def test_a_structured_event_follows_the_json_format_of_cloudevents(envelope: Envelope) -> None:
    document = json.loads(envelope.structured())
    attributes = {name: value for name, value in document.items() if name != "data"}
    assert attributes.keys() >= CONTEXT
    assert document["specversion"] == "1.0"
    assert all(isinstance(value, str) and value for value in attributes.values())
    assert all(re.fullmatch(r"[a-z0-9]{1,20}", name) for name in attributes)
    assert isinstance(document["data"], dict)
    assert document["datacontenttype"] == "application/json"
    assert datetime.fromisoformat(document["time"]).tzinfo is not None


def test_attributes_that_are_not_known_are_left_out_of_both_modes() -> None:
    structured = json.loads(an_envelope().structured())
    assert all(value is not None for value in structured.values())
    assert "ce_correlationid" not in dict(an_envelope().headers())


def test_kafka_headers_carry_every_attribute_but_the_body() -> None:
    headers = dict(an_envelope().headers())
    assert headers["ce_type"] == b"bzh.prenan.TenderClosed.v1"
    assert headers["ce_sequence"] == b"000000000002"
    assert headers["content-type"] == b"application/json"
    assert not {"ce_data", "ce_datacontenttype"} & headers.keys()


def test_a_reader_ignores_attributes_and_fields_that_it_does_not_know() -> None:
    document = json.loads(an_envelope().structured())
    document |= {"fromthefuture": "yes", "data": {**document["data"], "from_the_future": [1]}}
    envelope = Envelope.from_structured(json.dumps(document))
    assert isinstance(fact_in(envelope), TenderClosed)
    headers, value = as_message(envelope)
    read = Envelope.from_message(
        [*headers, ("ce_fromthefuture", b"yes"), ("x-other", b"\xff"), ("ce_gone", None)], value
    )
    assert read == envelope


def test_a_type_that_is_not_known_is_no_fact() -> None:
    assert fact_in(an_envelope(type="bzh.prenan.TenderDreamt.v1")) is None


def test_header_names_are_compared_without_case_and_media_types_without_parameters() -> None:
    headers, value = as_message(an_envelope())
    renamed = [(name.upper(), raw) for name, raw in headers if name != "content-type"]
    read = Envelope.from_message([*renamed, ("Content-Type", b"Application/JSON; charset=utf-8")], value)
    assert read == an_envelope()


@pytest.mark.parametrize(
    "changes",
    [
        {"specversion": "0.3"},
        {"sequence": "2"},
        {"source": ""},
        {"time": "2026-03-02T10:00:00"},
        {"datacontenttype": "text/xml"},
        {"data": []},
        {"id": "two"},
    ],
)
def test_an_event_that_is_not_ours_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Envelope.from_structured(json.dumps({**json.loads(an_envelope().structured()), **changes}))


@pytest.mark.parametrize(
    ("name", "raw"), [("ce_source", b"\xff\xfe"), ("ce_id", None), ("content-type", b"text/xml"), ("ce_time", b"soon")]
)
def test_a_damaged_header_is_a_validation_error_and_nothing_else(name: str, raw: bytes | None) -> None:
    headers, value = as_message(an_envelope())
    damaged = [(each, raw if each == name else kept) for each, kept in headers]
    with pytest.raises(ValidationError):
        Envelope.from_message(damaged, value)


@pytest.mark.parametrize("value", [b"", b"{", b"[]", b"\xff"])
def test_a_damaged_body_is_a_validation_error_and_nothing_else(value: bytes) -> None:
    with pytest.raises(ValidationError):
        Envelope.from_message(an_envelope().headers(), value)


def test_the_version_of_the_entity_is_its_sequence() -> None:
    assert an_envelope(sequence="000000000042").version == 42
