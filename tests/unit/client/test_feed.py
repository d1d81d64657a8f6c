"""A feed is read on from what was dealt with, by page and by stream, whatever breaks."""

import json
from itertools import islice
from typing import Any

import httpx

from tests.unit.client.scripted import Scripted, broken, ok

KINDS = {"ContractAwarded": "bzh.prenan.ContractAwarded.v1"}


def an_item(position: int, kind: str = "bzh.prenan.ContractAwarded.v1") -> dict[str, Any]:
    event = {
        "id": f"id {position}", "type": kind, "subject": "a/b", "partitionkey": "p", "sequence": f"{position:012}",
        "time": "2026-05-01T10:00:00+02:00", "data": {"number": position}, "specversion": "1.0",
    }  # fmt: skip
    return {"position": position, "hash": "00", "event": event}


def a_page(*positions: int, following: int, head: int) -> httpx.Response:
    return ok({"topic": "t", "events": [an_item(one) for one in positions], "next": following, "head": head})


def sent(position: int) -> bytes:
    return f"id: {position}\ndata: {json.dumps(an_item(position))}\n\n".encode()


def afters(platform: Scripted) -> list[str]:
    return [request.url.params["after"] for request in platform.asked]


def test_pages_are_read_up_to_the_head_past_what_was_filtered_out() -> None:
    platform = Scripted(
        [a_page(1, following=100, head=250), a_page(following=200, head=250), a_page(210, following=250, head=250)]
    )
    feed = platform.client().feed("procedures", type=["ContractAwarded", "Unknown"], department="rail")
    assert [fact.position for fact in feed.read()] == [1, 210]
    assert feed.position == 250
    assert afters(platform) == ["0", "100", "200"]
    assert platform.asked[0].url.params.get_list("type") == ["ContractAwarded", "Unknown"]


def test_the_position_is_that_of_the_last_fact_that_was_dealt_with() -> None:
    feed = Scripted([a_page(1, 2, 3, following=3, head=3)]).client().feed("procedures")
    facts = feed.read()
    assert next(facts).name == "ContractAwarded"
    assert feed.position == 0
    assert next(facts).event.sequence == 2
    assert feed.position == 1


def test_who_follows_lets_the_platform_hold_the_answer() -> None:
    platform = Scripted([a_page(following=7, head=7), a_page(8, following=8, head=8)])
    feed = platform.client().feed("procedures", after="latest")
    assert next(feed.follow()).position == 8
    assert [request.url.params["wait"] for request in platform.asked] == ["30.0", "30.0"]
    assert afters(platform) == ["latest", "7"]


def test_a_stream_that_breaks_off_is_taken_up_where_it_was() -> None:
    cut = sent(6)[:-20]
    platform = Scripted(
        [
            broken(b"retry: 1000\n\n", sent(4) + sent(5), b"event: position\nid: 5\ndata: 5\n\n", cut),
            broken(sent(6), b": a comment\n"),
        ]
    )
    feed = platform.client().feed("procedures", after=3)
    assert [fact.position for fact in islice(feed.stream(), 3)] == [4, 5, 6]
    assert platform.said("last-event-id") == ["3", "5"]
    assert platform.said("accept") == ["text/event-stream"] * 2


def test_a_fact_gives_the_position_by_which_reads_include_it() -> None:
    feed = Scripted([a_page(1, following=1, head=1)]).client().feed("procedures")
    assert [feed.position_of(fact.event) for fact in feed.read()] == ["procurement.procedures.v1/a%2Fb@1"]
