"""Each rule, alone, answers on the smallest file that shows it, in the shape of Cardinal's demonstrations."""

import json
from typing import Any

import pytest

from services.analytics.domain.redflags.inquiry import Inquiry
from services.analytics.redflags.answer import document
from services.analytics.redflags.reading import Lines
from services.analytics.redflags.settings_file import parsed

Release = dict[str, Any]


def bid(tenderer: str | None, status: str = "valid", amount: float | None = None, **more: Any) -> Release:
    tenderers = {"tenderers": [{"id": tenderer}]} if tenderer else {}
    value = {} if amount is None else {"value": {"amount": amount, "currency": "EUR"}}
    return {"status": status, **tenderers, **value, **more}


def release(name: str, *bids: Release, winner: str | None = None, **more: Any) -> Release:
    awards = {"awards": [{"status": "active", "suppliers": [{"id": winner}]}]} if winner else {}
    return {"ocid": name, "bids": {"details": list(bids)}, **awards, **more}


def duels(*seconds: float) -> list[Release]:
    """As many races that A won at 10 before B."""
    return [
        release(f"P{n}", bid("A", amount=10), bid("B", amount=second), winner="A") for n, second in enumerate(seconds)
    ]


def supplied(supplier: str, *codes: str) -> Release:
    items = [{"classification": {"id": code}} for code in codes]
    return {"ocid": supplier, "awards": [{"status": "active", "suppliers": [{"id": supplier}], "items": items}]}


PERIOD = {"startDate": "2024-03-01T09:00:00+01:00", "endDate": "2024-03-12T12:00:00+01:00"}
LOST = [release(f"P{n}", bid("B"), bid(f"A{n}"), winner=f"A{n}") for n in range(4)]
SHAPES: list[tuple[str, list[Release], str]] = [
    ("[R003]", [{"ocid": "P", "tender": {"tenderPeriod": PERIOD}}], '{"OCID":{"P":{"R003":1.0}}}'),
    (
        "[R018]",
        [{"ocid": "P", "tender": {"numberOfTenderers": 1, "procurementMethod": "selective"}}],
        '{"OCID":{"P":{"R018":1.0}}}',
    ),
    (
        "[R024]",
        duels(15, 40, 40, 40, 40),
        '{"OCID":{"P0":{"R024":0.5}},"Tenderer":{"A":{"R024":0.0},"B":{"R024":0.0}}}',
    ),
    (
        "[R025]",
        [release("P", bid("B"), winner="B"), *LOST],
        '{"Tenderer":{"B":{"R025":0.2}}}',
    ),
    (
        "[R028]",
        [release("P", bid("A", amount=7), bid("B", "pending", 7))],
        '{"OCID":{"P":{"R028":1.0}},"Tenderer":{"A":{"R028":1.0},"B":{"R028":1.0}}}',
    ),
    (
        "[R030]",
        [release("P", bid("A", date="2024-03-12T11:00:01Z"), winner="A", tender={"tenderPeriod": PERIOD})],
        '{"OCID":{"P":{"R030":1.0}},"Tenderer":{"A":{"R030":1.0}}}',
    ),
    (
        "[R035]",
        [release("P", bid("B", "disqualified"), bid("A"), bid("C", "disqualified"), winner="A")],
        '{"OCID":{"P":{"R035":2.0}},"Tenderer":{"A":{"R035":0.0}}}',
    ),
    (
        "[R036]",
        [release("P", bid(None, "disqualified", 5), bid(None, amount=6), awards=[{"status": "active"}])],
        '{"OCID":{"P":{"R036":1.0}}}',
    ),
    (
        "[R038]",
        [release("P", bid("A"), bid("A"), bid("B", "disqualified"), bid("C", "disqualified"), buyer={"id": "Town"})],
        '{"Buyer":{"Town":{"R038":0.5}}}',
    ),
    (
        "[R048]\nminimum_contracting_processes = 1",
        [supplied("A", "03111000", "45210000", "45220000"), *(supplied(name, "03111000") for name in "BCDE")],
        '{"Tenderer":{"A":{"R048":2.0}}}',
    ),
    ("[R058]", duels(100, 20, 20, 20, 20), '{"OCID":{"P0":{"R058":9.0}},"Tenderer":{"A":{"R058":0.0}}}'),
]


def answered(settings: str, releases: list[Release]) -> str:
    inquiry, said = Inquiry(parsed(settings)), list[str]()
    for process in Lines((json.dumps(each).encode() for each in releases), said.append).processes():
        inquiry.see(process)
    assert not said
    return json.dumps(document(inquiry, inquiry.concluded(), with_meta=False, with_maps=False), separators=(",", ":"))


@pytest.mark.parametrize(("settings", "releases", "answer"), SHAPES, ids=[settings[1:5] for settings, *_ in SHAPES])
def test_a_rule_alone_answers_in_the_documented_shape(settings: str, releases: list[Release], answer: str) -> None:
    assert answered(settings, releases) == answer
    cancelled = [{**each, "tender": {**each.get("tender", {}), "status": "cancelled"}} for each in releases]
    assert answered(settings, cancelled) == "{}"
    nameless = [{**each, "ocid": 1} for each in releases]
    assert answered(settings, nameless) == "{}"
