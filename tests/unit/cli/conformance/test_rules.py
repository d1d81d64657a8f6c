"""Each rule is kept by a client that does well, broken by one that does not, and unseen without an occasion."""

from typing import Any

import pytest

from deploy.cli.conformance.exchange import Exchange
from deploy.cli.conformance.rules import RULES
from deploy.cli.conformance.rules.rule import Verdict
from tests.unit.cli.conformance.records import a_call, judged

WAIT = {"retry-after": "2"}
TOKEN = {"access_token": "eyJ", "expires_in": 600}
OWNED = {"prenan-owner-token": "secret-of-mine"}
STREAM = {"content-type": "text/event-stream"}
TENDER = "/tenders/0195a4de-5f09-7b1d-8c40-1f2e3d4c5b6a"
SENT = b'id: 5\ndata: {"position":5}\n\n'


def a_post(status: int = 201, at: float = 0.0, key: str = "k", body: Any = "a", **more: Any) -> Exchange:
    return a_call("POST", "/tenders", status, at=at, body=body, idempotency_key=key, **more)


def a_put(status: int = 200, at: float = 0.0, tag: str = '"1"') -> Exchange:
    return a_call("PUT", TENDER, status, at=at, body="a", if_match=tag)


def a_read(tag: str = '"1"', at: float = 0.0) -> Exchange:
    return a_call("GET", TENDER, at=at, said={"etag": tag})


def a_feed(
    after: int | str, following: int, head: int = 100, at: float = 0.0, query: str = "", **more: Any
) -> Exchange:
    page = {"events": [], "next": following, "head": head}
    return a_call("GET", f"/feed/procedures?after={after}{query}", 200, page, at=at, **more)


MADE = a_call("POST", TENDER, 201, said={"location": TENDER, "etag": '"1"'})
GOOD: dict[str, list[Exchange]] = {
    "secrets-stay-in-headers": [a_call("POST", "/tenders", 201, said=OWNED), a_call("GET", "/tenders?q=roads")],
    "tokens-are-kept": [
        a_call("POST", "/oauth/token", 200, TOKEN),
        a_call("POST", "/oauth/token", 200, TOKEN, at=540),
    ],
    "owner-tokens-are-kept": [a_call("PUT", TENDER, prenan_owner_token="mine")],
    "posts-bear-a-key": [a_post(), a_call("POST", "/oauth/token"), a_call("POST", f"{TENDER}/documents", 201)],
    "one-key-is-one-act": [a_post(504), a_post(), a_post(key="other", body="b")],
    "repetitions-bear-the-same-key": [a_post(504), a_post()],
    "what-passes-is-repeated": [a_call("GET", "/tenders", 429), a_call("GET", "/tenders")],
    "nobody-comes-too-soon": [a_post(503, said=WAIT), a_post(at=2.0)],
    "refusals-are-not-repeated": [a_post(422), a_post(key="new", body="better")],
    "changes-name-a-version": [a_put()],
    "versions-are-those-that-were-read": [a_read('"1"'), a_read('"2"'), a_put(tag='"2"')],
    "what-changed-is-read-again": [a_read(), a_put(412, 1.0), a_read(at=2.0), a_put(at=3.0)],
    "cursors-are-given-back-as-they-were": [
        a_call("GET", "/tenders", 200, {"next": "/tenders?limit=1&cursor=abc"}),
        a_call("GET", "/tenders?limit=1&cursor=abc"),
    ],
    "unknown-members-are-overlooked": [a_call("PUT", TENDER, body={"title": "Roads"})],
    "nothing-of-the-feed-is-skipped": [
        a_feed(3, 7),
        a_feed(7, 9, fault="cut"),
        a_feed(7, 9),
        a_call("GET", "/feed/procedures", 200, SENT, said=STREAM, last_event_id="9"),
    ],
    "the-feed-is-not-read-anew": [a_feed(0, 7), a_feed(7, 9, fault="cut"), a_feed(7, 9)],
    "the-end-of-the-feed-is-waited-for": [
        a_feed(0, 7, head=7),
        a_feed(7, 7, head=7, at=0.1, query="&wait=30"),
        a_feed(7, 7, head=7, at=30.0),
        a_feed(7, 7, head=7, at=32.0),
    ],
}
BAD: dict[str, list[Exchange]] = {
    "secrets-stay-in-headers": [
        a_call("POST", "/tenders", 201, said=OWNED),
        a_call("GET", f"{TENDER}?owner=secret-of-mine"),
    ],
    "tokens-are-kept": [a_call("POST", "/oauth/token", 200, TOKEN), a_call("POST", "/oauth/token", 200, TOKEN, at=3)],
    "owner-tokens-are-kept": [a_call("PUT", TENDER, 403, {"code": "owner-token-missing"})],
    "posts-bear-a-key": [a_call("POST", "/tenders", 201)],
    "one-key-is-one-act": [a_post(), a_post(body="b")],
    "repetitions-bear-the-same-key": [a_post(504), a_post(key="new")],
    "what-passes-is-repeated": [a_call("GET", "/tenders", 429), a_call("GET", "/contracts")],
    "nobody-comes-too-soon": [a_post(503, said=WAIT), a_post(at=0.5)],
    "refusals-are-not-repeated": [a_post(422), a_post(422, key="new")],
    "changes-name-a-version": [a_put(tag="*")],
    "versions-are-those-that-were-read": [a_read('"2"'), a_put(tag='"1"')],
    "what-changed-is-read-again": [a_read(), a_put(412, 1.0), a_put(at=3.0)],
    "cursors-are-given-back-as-they-were": [
        a_call("GET", "/tenders", 200, {"next": "/tenders?limit=1&cursor=abc"}),
        a_call("GET", "/tenders?cursor=100"),
    ],
    "unknown-members-are-overlooked": [a_call("PUT", TENDER, body={"title": "Roads", "x_conformance": 1})],
    "nothing-of-the-feed-is-skipped": [a_feed(3, 7), a_feed(7, 9, fault="cut"), a_feed(9, 12)],
    "the-feed-is-not-read-anew": [a_feed(0, 7), a_feed(7, 9, fault="cut"), a_feed(0, 9)],
    "the-end-of-the-feed-is-waited-for": [a_feed(0, 7, head=7), a_feed(7, 7, head=7, at=0.1)],
}
PROBES = {
    "genuine-deliveries-are-taken": ("genuine", 204, 500),
    "forged-deliveries-are-refused": ("forged", 401, 204),
    "old-deliveries-are-refused": ("old", 400, 200),
    "deliveries-may-come-twice": ("repeated", 200, 409),
}


def test_every_rule_is_tried_here() -> None:
    assert {*GOOD, *PROBES} == {*BAD, *PROBES} == {rule.name for rule in RULES}


@pytest.mark.parametrize("name", GOOD)
def test_who_does_well_keeps_the_rule(name: str) -> None:
    judgement = judged(name, *GOOD[name], start=3)
    assert (judgement.verdict, judgement.wrong) == (Verdict.KEPT, ())


@pytest.mark.parametrize("name", BAD)
def test_who_does_not_breaks_it_and_is_told_where(name: str) -> None:
    judgement = judged(name, *BAD[name], start=3)
    assert judgement.verdict is Verdict.BROKEN
    assert len(judgement.wrong) == 1


@pytest.mark.parametrize("name", PROBES)
def test_a_receiver_is_judged_by_what_it_takes(name: str) -> None:
    probe, good, bad = PROBES[name]
    verdicts = [judged(name, probes={probe: status}).verdict for status in (good, bad, 0)]
    assert verdicts == [Verdict.KEPT, Verdict.BROKEN, Verdict.BROKEN]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_without_an_occasion_nothing_is_said(rule: Any) -> None:
    assert judged(rule.name).verdict is Verdict.UNSEEN


def test_a_refusal_that_holds_on_is_told_once_for_each_call() -> None:
    assert len(judged("refusals-are-not-repeated", a_post(422), a_post(422), a_post(422)).wrong) == 2
