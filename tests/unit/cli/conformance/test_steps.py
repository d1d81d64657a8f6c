"""A step is done by what the client got, not by what it tried."""

import json
from dataclasses import replace
from typing import Any

import pytest

from deploy.cli.conformance.exchange import Exchange
from deploy.cli.conformance.faults import Kind
from deploy.cli.conformance.recording import Recording
from deploy.cli.conformance.steps import STEPS
from tests.unit.cli.conformance.records import a_call

ID, OTHER = "0195a4de-5f09-7b1d-8c40-1f2e3d4c5b6a", "0195a4de-5f09-7b1d-8c40-1f2e3d4c5b6b"
PATH = f"/tenders/{ID}"
DRAFTED = a_call("POST", "/tenders", 201, {"id": ID})


def in_step(name: str, exchange: Exchange) -> Exchange:
    exchange.asked = replace(exchange.asked, step=name)
    return exchange


def told(position: int, *, fault: str = "") -> Exchange:
    page: dict[str, Any] = {"events": [{"position": position, "subject": ID}], "next": position, "head": position}
    return in_step("follow", a_call("GET", f"/feed/procedures?after={position - 1}", 200, page, fault=fault))


DONE: dict[str, tuple[list[Exchange], list[Exchange]]] = {
    "draft": ([a_call("POST", "/tenders", 504, fault=Kind.LOST)], [DRAFTED]),
    "change": ([DRAFTED, a_call("PUT", f"/tenders/{OTHER}")], [a_call("PUT", PATH)]),
    "publish": ([DRAFTED, a_call("POST", f"{PATH}/publication", 422)], [a_call("POST", f"{PATH}/publication", 201)]),
    "list": (
        [in_step("list", a_call("GET", "/tenders", 200, {"next": "/tenders?cursor=a"}))],
        [in_step("list", a_call("GET", "/tenders", 200, {"next": None}))],
    ),
    "follow": ([DRAFTED, told(7, fault=Kind.CUT)], [told(7)]),
    "webhook": ([a_call("POST", "/webhooks", 201, {"id": "w"})], [a_call("GET", "/webhooks/w/secrets")]),
}


@pytest.mark.parametrize("name", DONE)
def test_a_step_is_done_when_the_client_has_what_it_wanted(name: str) -> None:
    before, then = DONE[name]
    [step] = [one for one in STEPS if one.name == name]
    assert not step.is_done(Recording([]))
    assert not step.is_done(Recording(before))
    assert step.is_done(Recording([*before, *then]))


def test_the_last_step_is_done_when_the_receiver_was_tried() -> None:
    assert {one.name for one in STEPS} == {*DONE, "award"}
    assert not STEPS[-1].is_done(Recording())
    assert STEPS[-1].is_done(Recording(probes={"repeated": 204}))


def test_who_follows_a_stream_is_done_when_it_went_on_after_the_break() -> None:
    sent = f"id: 7\ndata: {json.dumps({'position': 7, 'subject': ID})}\n\n".encode()
    stream = {"content-type": "text/event-stream"}
    cut, again = (
        in_step("follow", a_call("GET", "/feed/procedures", 200, answer, said=stream, fault=fault))
        for answer, fault in ((sent, Kind.CUT), (b"event: position\nid: 7\ndata: 7\n\n", ""))
    )
    [step] = [one for one in STEPS if one.name == "follow"]
    assert not step.is_done(Recording([DRAFTED, cut]))
    assert step.is_done(Recording([DRAFTED, cut, again]))
