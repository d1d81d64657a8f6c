"""A compiled release becomes a process; what is missing or misshapen is left out."""

from typing import Any

import pytest

from services.analytics.domain.redflags.award import Award
from services.analytics.domain.redflags.bid import Bid
from services.analytics.domain.redflags.process import Process
from services.analytics.redflags.release import process
from tests.unit.analytics.redflags.offers import at


def test_a_whole_release_is_read() -> None:
    release = {
        "ocid": "ocds-1",
        "buyer": {"id": "B"},
        "tender": {
            "status": "complete",
            "procuringEntity": {"id": "E"},
            "procurementMethod": "open",
            "procurementMethodDetails": "Appel d’offres",
            "numberOfTenderers": 2,
            "tenderPeriod": {"startDate": "2024-03-01T10:00:00+01:00", "endDate": "2024-04-01T10:00:00Z"},
        },
        "bids": {
            "details": [
                {
                    "id": "b1",
                    "status": "valid",
                    "date": "2024-03-31T00:00:00Z",
                    "tenderers": [{"id": "S"}, {"id": "T"}],
                    "value": {"amount": 12, "currency": "EUR"},
                }
            ]
        },
        "awards": [{"status": "active", "suppliers": [{"id": "S"}], "items": [{"classification": {"id": "30197630"}}]}],
    }
    assert process(release) == Process(
        id="ocds-1",
        status="complete",
        buyer="B",
        procuring_entity="E",
        method="open",
        method_details="Appel d’offres",
        opened_at=at("2024-03-01T09:00:00Z"),
        deadline=at("2024-04-01T10:00:00Z"),
        tenderer_count=2,
        bids=[Bid("b1", ("S", "T"), "valid", 12.0, "EUR", at("2024-03-31T00:00:00Z"))],
        awards=[Award("active", ("S",), ("30197630",))],
    )


@pytest.mark.parametrize("ocid", [None, 1, ["a"], {}])
def test_a_release_whose_ocid_is_no_text_is_none(ocid: Any) -> None:
    assert process({"ocid": ocid}) is None
    assert process({}) is None


@pytest.mark.parametrize("wrong", [None, "text", 3, True, [], ["text"], {}, {"details": "text"}, [{"tenderers": 1}]])
def test_misshapen_parts_are_left_out(wrong: Any) -> None:
    found = process({"ocid": "P", "tender": wrong, "buyer": wrong, "bids": wrong, "awards": "text"})
    assert found == Process(id="P", bids=[], awards=[])


@pytest.mark.parametrize(
    ("bid", "read"),
    [
        ({}, Bid("0", (), None)),
        ({"tenderers": [{"id": 7}]}, Bid("0", (), None)),
        ({"tenderers": [{"id": "T"}, {"name": "S"}]}, Bid("0", (), None)),
        ({"value": {"amount": "12", "currency": 1}}, Bid("0", (), None)),
        ({"value": {"amount": True}}, Bid("0", (), None)),
        ({"date": "yesterday", "status": 1}, Bid("0", (), None)),
        ({"date": "2024-03-31"}, Bid("0", (), None, received_at=at("2024-03-31T00:00:00Z"))),
    ],
)
def test_a_bid_keeps_what_can_be_read_of_it(bid: dict[str, Any], read: Bid) -> None:
    found = process({"ocid": "P", "bids": {"details": [bid]}})
    assert found
    assert found.bids == [read]
