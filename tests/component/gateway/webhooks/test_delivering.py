"""Facts come signed, in the order of their entity, until they are taken."""

import asyncio
import base64

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from standardwebhooks import Webhook, WebhookVerificationError
from starlette.responses import RedirectResponse, Response

from tests.component.gateway.webhooks.hooks import Hooks
from tests.component.gateway.webhooks.receiver import Received
from tests.waiting import until


async def test_a_fact_comes_signed_in_both_ways_of_standard_webhooks(prenan: Hooks) -> None:
    bearer = await prenan.bearer()
    webhook = await prenan.create("/signed", bearer)
    prenan.tell("a-tender", 1)
    [received] = await until(lambda: prenan.receiver.received["/signed"])
    [secret] = (await prenan.http.get(f"/webhooks/{webhook['id']}/secrets", headers=bearer)).json()["items"]
    assert Webhook(secret["secret"]).verify(received.body, received.headers) == received.event
    assert received.headers["webhook-id"] == received.event["id"]
    verify_by_public_key(secret["public_key"], received)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret["secret"]).verify(received.body + b" ", received.headers)
    with pytest.raises(InvalidSignature):
        verify_by_public_key(secret["public_key"], Received(received.headers, received.body + b" "))


def verify_by_public_key(public_key: str, received: Received) -> None:
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key.removeprefix("whpk_")))
    [signature] = [
        one.removeprefix("v1a,") for one in received.headers["webhook-signature"].split() if one.startswith("v1a,")
    ]
    signed = f"{received.headers['webhook-id']}.{received.headers['webhook-timestamp']}.".encode() + received.body
    key.verify(base64.b64decode(signature), signed)


async def test_facts_of_an_entity_keep_their_order_while_one_fails_and_others_go_on(prenan: Hooks) -> None:
    failures = iter([503, 503, 500, 302])

    def answer(one: Received) -> Response:
        if one.event["partitionkey"] == "late" and one.number == 2 and (status := next(failures, None)):
            return Response(status_code=status)
        return Response(status_code=204)

    prenan.receiver.answers["/ordered"] = answer
    await prenan.create("/ordered")
    prenan.tell("late", 1, 2, 3)
    prenan.tell("on time", 1, 2, 3)
    await until(lambda: prenan.receiver.numbers("/ordered", "late")[-1:] == [3])
    assert prenan.receiver.numbers("/ordered", "late") == [1, 2, 2, 2, 2, 2, 3]
    assert prenan.receiver.numbers("/ordered", "on time") == [1, 2, 3]
    again = [one.headers["webhook-id"] for one in prenan.receiver.received["/ordered"] if one.number == 2]
    assert len(set(again)) == 2, "a fact has the same id each time"


async def test_a_slow_receiver_holds_up_no_other(prenan: Hooks) -> None:
    released = asyncio.Event()

    async def hang(_: Received) -> Response:
        await released.wait()
        return Response(status_code=204)

    prenan.receiver.answers["/slow"] = hang
    await prenan.create("/slow")
    await prenan.create("/quick")
    try:
        for number in range(200):
            prenan.tell(f"tender {number}", 1)
        await until(lambda: len(prenan.receiver.received["/quick"]) == 200)
        assert len(prenan.receiver.received["/slow"]) <= 16
    finally:
        released.set()
    await until(lambda: len(prenan.receiver.received["/slow"]) == 200)


async def test_only_what_passes_the_filter_comes(prenan: Hooks) -> None:
    await prenan.create("/awards", filter={"type": ["ContractAwarded"]})
    await prenan.create("/roads", filter={"department": ["roads"], "cpv": ["45000000"]})
    await prenan.create("/suppliers", feeds=["suppliers"])
    prenan.tell("1", 1, kind="ContractAwarded")
    prenan.tell("2", 2, department="roads", cpv="45233140")
    prenan.tell("3", 3, department="roads", cpv="33600000")
    prenan.tell("4", 4, department="schools", cpv="45233140")
    prenan.tell("5", 5, feed="suppliers", kind="SupplierRegistered")
    came = prenan.receiver.received
    await until(lambda: all(came[path] for path in ("/awards", "/roads", "/suppliers")))
    await prenan.followed()
    await until(prenan.nothing_waits)
    assert {path: [one.number for one in came[path]] for path in ("/awards", "/roads", "/suppliers")} == {
        "/awards": [1],
        "/roads": [2],
        "/suppliers": [5],
    }


async def test_a_redirect_is_not_followed(prenan: Hooks) -> None:
    prenan.receiver.answers["/moved"] = lambda _: RedirectResponse("/elsewhere")
    await prenan.create("/moved")
    prenan.tell("a-tender", 1)
    await until(lambda: len(prenan.receiver.received["/moved"]) > 1)
    assert prenan.receiver.received["/elsewhere"] == []


async def test_of_an_endless_answer_little_is_read(prenan: Hooks) -> None:
    prenan.receiver.answers["/endless"] = lambda _: Response(b"x" * 50_000_000)
    await prenan.create("/endless")
    prenan.tell("a-tender", 1, 2)
    await until(lambda: prenan.receiver.numbers("/endless", "a-tender") == [1, 2])


async def test_a_receiver_that_is_gone_is_left_alone_at_once(prenan: Hooks) -> None:
    prenan.receiver.answers["/gone"] = lambda _: Response(status_code=410)
    bearer = await prenan.bearer()
    webhook = await prenan.create("/gone", bearer)
    prenan.tell("a-tender", 1, 2, 3)

    async def is_disabled() -> bool:
        shown = (await prenan.http.get(f"/webhooks/{webhook['id']}", headers=bearer)).json()
        return (shown["status"], shown["reason"]) == ("disabled", "gone")

    await until(is_disabled)
    prenan.tell("a-tender", 4)
    await prenan.followed()
    log = (await prenan.http.get(f"/webhooks/{webhook['id']}/deliveries", headers=bearer)).json()["items"]
    assert [(one["state"], one["status"]) for one in log] == [("dropped", None), ("dropped", None), ("failed", 410)]
    assert len(prenan.receiver.received["/gone"]) == 1
