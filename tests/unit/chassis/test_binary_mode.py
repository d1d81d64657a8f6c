"""What goes to Kafka is the event that was written, taken apart."""

from datetime import UTC, datetime

import orjson

from chassis.identity import uuid7
from chassis.kafka import binary
from contracts.envelope import Envelope

DATA = {"title": "Rénovation « é »", "value": {"amount": "1200000.00"}, "lots": [1, 2], "reason": None}


def an_envelope() -> Envelope:
    at = datetime(2026, 3, 2, 10, 0, 0, 120, tzinfo=UTC)
    return Envelope(
        id=uuid7(),
        source="/services/tenders",
        type="bzh.prenan.TenderPublished.v1",
        subject="a tender",
        time=at,
        dataschema="https://example.org/TenderPublished.v1.json",
        partitionkey="a tender",
        sequence="000000000001",
        correlationid="a request",
        recordedtime=at,
        data=DATA,
    )


def test_a_message_has_the_headers_and_the_data_of_its_event() -> None:
    envelope = an_envelope()
    value, headers = binary(envelope.structured().decode())
    assert headers == envelope.headers()
    assert orjson.loads(value) == orjson.loads(envelope.structured())["data"]


def test_a_message_is_read_as_the_event_that_was_written() -> None:
    written = Envelope.from_structured(an_envelope().structured())
    value, headers = binary(written.structured().decode())
    assert Envelope.from_message(headers, value) == written
