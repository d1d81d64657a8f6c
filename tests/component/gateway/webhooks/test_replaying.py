"""What was told before comes again from a position on, in order, and joins what is new without a gap."""

from typing import Any

from starlette.responses import Response

from tests.component.gateway.webhooks.hooks import Hooks
from tests.waiting import until


async def test_a_replay_brings_every_fact_again_and_goes_on_with_what_is_new(prenan: Hooks) -> None:
    bearer = await prenan.bearer()
    start = await prenan.followed()
    for number in range(1, 601):
        prenan.tell(f"tender {number % 7}", number)
    await prenan.followed()
    webhook = await prenan.create("/again", bearer)
    replay = await replayed(prenan, webhook, bearer, start)
    for number in range(601, 901):
        prenan.tell(f"tender {number % 7}", number)
    head = len(prenan.feeds["procedures"].events)
    came = prenan.receiver.received["/again"]
    await until(lambda: len(came) == 900)
    await until(prenan.nothing_waits)
    assert sorted(prenan.receiver.positions("/again")) == list(range(start + 1, head + 1))
    for key in range(7):
        numbers = prenan.receiver.numbers("/again", f"tender {key}")
        assert numbers == [number for number in range(1, 901) if number % 7 == key]
    shown = (await prenan.http.get(replay, headers=bearer)).json()
    assert shown["finished_at"] is not None
    assert shown["position"] >= start + 600


async def replayed(prenan: Hooks, webhook: dict[str, Any], bearer: dict[str, str], after: int) -> str:
    answer = await prenan.http.post(f"/webhooks/{webhook['id']}/replays", json={"after": after}, headers=bearer)
    assert answer.status_code == 201, answer.text
    location: str = answer.headers["location"]
    return location


async def test_what_waits_comes_once_where_a_replay_brings_it(prenan: Hooks) -> None:
    bearer = await prenan.bearer()
    start = await prenan.followed()
    is_well = False
    prenan.receiver.answers["/ill"] = lambda _: Response(status_code=204 if is_well else 503)
    webhook = await prenan.create("/ill", bearer)
    prenan.tell("a-tender", 1, 2, 3)
    await until(lambda: prenan.receiver.received["/ill"])
    is_well = True
    seen = len(prenan.receiver.received["/ill"])
    await replayed(prenan, webhook, bearer, start)
    await until(lambda: prenan.receiver.numbers("/ill", "a-tender")[-1:] == [3])
    await until(prenan.nothing_waits)
    numbers = prenan.receiver.numbers("/ill", "a-tender")
    assert set(numbers[:seen]) == {1}
    assert sorted(numbers[seen:]) in ([1, 2, 3], [1, 1, 2, 3])
    assert numbers[seen:] == sorted(numbers[seen:])


async def test_a_replay_needs_a_feed_that_is_followed_and_a_position_that_there_is(prenan: Hooks) -> None:
    bearer = await prenan.bearer()
    path = f"/webhooks/{(await prenan.create('/hook', bearer))['id']}/replays"
    head = await prenan.followed()
    beyond = await prenan.http.post(path, json={"after": head + 1}, headers=bearer)
    assert (beyond.status_code, beyond.json()["code"], beyond.json()["position"]) == (422, "beyond-feed", head)
    other = await prenan.http.post(path, json={"after": 0, "feed": "suppliers"}, headers=bearer)
    assert (other.status_code, other.json()["code"]) == (422, "feed-not-followed")
    unknown = await prenan.http.get(f"{path}/0195a4de-5f0a-7c3e-9a51-6c2b1f4d8e90", headers=bearer)
    assert (unknown.status_code, unknown.json()["code"]) == (404, "replay-unknown")


async def test_a_test_delivery_says_how_a_receiver_answers(prenan: Hooks) -> None:
    bearer = await prenan.bearer()
    webhook = await prenan.create("/tried", bearer, feeds=["suppliers"])
    made = await prenan.http.post(f"/webhooks/{webhook['id']}/test-deliveries", headers=bearer)
    assert (made.status_code, made.json()["state"]) == (201, "pending")

    async def ended() -> Any:
        shown = (await prenan.http.get(made.headers["location"], headers=bearer)).json()
        return shown if shown["state"] != "pending" else None

    shown = await until(ended)
    assert (shown["state"], shown["status"], shown["attempts"]) == ("delivered", 204, 1)
    [received] = prenan.receiver.received["/tried"]
    assert received.event["type"] == "bzh.prenan.WebhookTested.v1"
    assert received.headers["webhook-id"] == shown["event_id"]


async def test_the_log_is_read_page_by_page_and_by_state(prenan: Hooks) -> None:
    bearer = await prenan.bearer()
    webhook = await prenan.create("/logged", bearer)
    for number in range(25):
        prenan.tell(f"tender {number}", number)
    await until(lambda: len(prenan.receiver.received["/logged"]) == 25)
    await until(prenan.nothing_waits)
    seen, target = [], f"/webhooks/{webhook['id']}/deliveries?limit=10&state=delivered"
    while target:
        page = (await prenan.http.get(target, headers=bearer)).json()
        seen += [one["id"] for one in page["items"]]
        target = page["next"]
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == 25
    failed = await prenan.http.get(f"/webhooks/{webhook['id']}/deliveries?state=failed", headers=bearer)
    assert failed.json()["items"] == []
