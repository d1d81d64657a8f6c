"""A webhook is its client's: made once, changed by whoever read it, deleted with all that is known of it."""

import pytest

from tests.component.gateway.webhooks.hooks import Hooks
from tests.waiting import until

SIRET, OTHER = "23350001600040", "79878508500035"


async def test_a_webhook_is_created_once_and_read_as_it_was_created(prenan: Hooks) -> None:
    bearer = await prenan.bearer()
    body = {"url": prenan.receiver.url("/hook"), "filter": {"type": ["ContractAwarded"]}, "description": "Awards"}
    headers = bearer | {"Idempotency-Key": "one"}
    first, second = [await prenan.http.post("/webhooks", json=body, headers=headers) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    read = await prenan.http.get(first.headers["location"], headers=bearer)
    assert read.json() == first.json()
    assert (read.json()["status"], read.json()["feeds"]) == ("active", ["procedures"])
    assert [one["id"] for one in (await prenan.http.get("/webhooks", headers=bearer)).json()["items"]] == [
        first.json()["id"]
    ]
    assert "whsec_" not in first.text


async def test_a_change_needs_what_was_read(prenan: Hooks) -> None:
    bearer = await prenan.bearer()
    webhook = await prenan.create("/one", bearer)
    path, body = f"/webhooks/{webhook['id']}", {"url": prenan.receiver.url("/two"), "feeds": ["suppliers"]}
    tag = (await prenan.http.get(path, headers=bearer)).headers["etag"]
    assert (await prenan.http.put(path, json=body, headers=bearer)).status_code == 428
    changed = await prenan.http.put(path, json=body, headers=bearer | {"If-Match": tag})
    assert (changed.json()["url"], changed.json()["feeds"]) == (body["url"], ["suppliers"])
    assert (await prenan.http.put(path, json=body, headers=bearer | {"If-Match": tag})).status_code == 412


async def test_a_disabled_webhook_gets_nothing_until_it_is_enabled_again(prenan: Hooks) -> None:
    bearer = await prenan.bearer()
    webhook = await prenan.create("/off", bearer, enabled=False)
    path, body = f"/webhooks/{webhook['id']}", {"url": webhook["url"]}
    assert (webhook["status"], webhook["reason"]) == ("disabled", "owner")
    refused = await prenan.http.post(f"{path}/test-deliveries", headers=bearer)
    assert (refused.status_code, refused.json()["code"]) == (409, "webhook-disabled")
    prenan.tell("a-tender", 1)
    await prenan.followed()
    enabled = await prenan.http.put(path, json=body, headers=bearer | {"If-Match": "*"})
    assert (enabled.json()["status"], enabled.json()["reason"]) == ("active", None)
    prenan.tell("a-tender", 2)
    await until(lambda: prenan.receiver.numbers("/off", "a-tender") == [2])


async def test_a_deleted_webhook_leaves_nothing(prenan: Hooks) -> None:
    bearer = await prenan.bearer()
    path = f"/webhooks/{(await prenan.create('/hook', bearer))['id']}"
    assert (await prenan.http.delete(path, headers=bearer)).status_code == 204
    answer = await prenan.http.get(path, headers=bearer)
    assert (answer.status_code, answer.json()["code"]) == (404, "webhook-unknown")
    assert await prenan.database.reads.fetchval("SELECT count(*) FROM webhook_secret") == 0


async def test_a_webhook_is_nobody_elses(prenan: Hooks) -> None:
    mine = await prenan.bearer(client="mine", organisation=SIRET)
    path = f"/webhooks/{(await prenan.create('/hook', mine))['id']}"
    same_client = await prenan.bearer(client="mine", organisation=OTHER)
    same_organisation = await prenan.bearer(client="another", organisation=SIRET)
    body = {"url": prenan.receiver.url("/theirs")}
    for other in (same_client, same_organisation):
        asked = [
            await prenan.http.get(path, headers=other),
            await prenan.http.get(f"{path}/secrets", headers=other),
            await prenan.http.get(f"{path}/deliveries", headers=other),
            await prenan.http.put(path, json=body, headers=other | {"If-Match": "*"}),
            await prenan.http.delete(path, headers=other),
            await prenan.http.post(f"{path}/test-deliveries", headers=other),
            await prenan.http.post(f"{path}/replays", json={"after": 0}, headers=other),
            await prenan.http.post(f"{path}/secrets", json={}, headers=other),
        ]
        assert {(one.status_code, one.json()["code"]) for one in asked} == {(403, "not-yours")}
        assert (await prenan.http.get("/webhooks", headers=other)).json()["items"] == []


async def test_an_administrator_sees_and_ends_webhooks_but_not_their_secrets(prenan: Hooks) -> None:
    webhook = await prenan.create("/hook", await prenan.bearer(client="a portal", organisation=SIRET))
    path, operator = f"/webhooks/{webhook['id']}", await prenan.bearer("operator")
    assert [one["id"] for one in (await prenan.http.get("/webhooks", headers=operator)).json()["items"]] == [
        webhook["id"]
    ]
    assert (await prenan.http.get(f"{path}/secrets", headers=operator)).status_code == 403
    assert (await prenan.http.delete(path, headers=operator)).status_code == 204


async def test_webhooks_are_for_those_who_integrate(prenan: Hooks) -> None:
    assert (await prenan.http.get("/webhooks")).status_code == 401
    answer = await prenan.http.get("/webhooks", headers=await prenan.bearer("evaluator"))
    assert (answer.status_code, answer.json()["code"]) == (403, "scope-missing")


async def test_a_restricted_feed_asks_for_its_scope(prenan: Hooks) -> None:
    body = {"url": prenan.receiver.url("/offers"), "feeds": ["procedures", "offers"]}
    refused = await prenan.http.post("/webhooks", json=body, headers=await prenan.bearer("portal"))
    assert (refused.status_code, refused.json()["code"]) == (422, "feed-not-allowed")
    assert refused.json()["scopes"] == ["offers:read"]
    taken = await prenan.http.post("/webhooks", json=body, headers=await prenan.bearer("department-system"))
    assert taken.status_code == 201
    prenan.tell("a-bid", 1, feed="offers")
    await until(lambda: prenan.receiver.numbers("/offers", "a-bid") == [1])


async def test_a_company_hears_that_it_was_asked_and_nothing_of_others(prenan: Hooks) -> None:
    asked = {"feeds": ["invitations"]}
    company = await prenan.bearer("supplier", organisation=SIRET)
    webhook = await prenan.create("/invited", company, **asked)
    own, theirs = ({"scheme": "SIRET", "id": siret} for siret in (SIRET, OTHER))
    prenan.tell("a-request", 1, feed="sourcing", kind="SourcingOpened")
    prenan.tell("a-request", 2, feed="sourcing", kind="SupplierInvited", identifier=theirs)
    prenan.tell("a-request", 3, feed="sourcing", kind="SupplierInvited", identifier=own)
    await until(lambda: prenan.receiver.numbers("/invited", "a-request"))
    answer = await prenan.http.post(
        f"/webhooks/{webhook['id']}/replays", json={"feed": "sourcing", "after": 0}, headers=company
    )
    assert answer.is_success, answer.text
    await until(lambda: len(prenan.receiver.numbers("/invited", "a-request")) == 2)
    await until(prenan.nothing_waits)
    assert prenan.receiver.numbers("/invited", "a-request") == [3, 3]
    body = {"url": prenan.receiver.url("/invited")} | asked
    refused = await prenan.http.post("/webhooks", json=body, headers=await prenan.bearer("department-system"))
    assert refused.json()["scopes"] == ["profile:write"]


async def test_a_client_has_a_bounded_number_of_webhooks(prenan: Hooks) -> None:
    bearer = await prenan.bearer()
    for number in range(20):
        await prenan.create(f"/{number}", bearer)
    refused = await prenan.http.post("/webhooks", json={"url": prenan.receiver.url("/more")}, headers=bearer)
    assert (refused.status_code, refused.json()["code"]) == (409, "too-many-webhooks")
    listed = (await prenan.http.get("/webhooks?limit=15", headers=bearer)).json()
    rest = (await prenan.http.get(listed["next"], headers=bearer)).json()
    assert len({one["id"] for one in (*listed["items"], *rest["items"])}) == 20


@pytest.mark.parametrize(
    "wrong",
    [
        {"filter": {"type": ["NothingOfTheKind"]}},
        {"filter": {"cpv": ["x"]}},
        {"feeds": ["journal"]},
        {"feeds": []},
        {"url": "ftp://example.org/x"},
        {"email": "nobody"},
        {"more": 1},
    ],
)
async def test_what_makes_no_sense_is_refused(prenan: Hooks, wrong: dict[str, object]) -> None:
    body = {"url": "http://127.0.0.1:1/x"} | wrong
    answer = await prenan.http.post("/webhooks", json=body, headers=await prenan.bearer())
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
