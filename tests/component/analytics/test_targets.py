"""Targets over HTTP."""

from typing import Any

import httpx
import orjson

from chassis.auth import HEADER, Principal, sign
from tests.component.analytics.observing import Observatory
from tests.component.analytics.telling import OTHER_BUYER, REGION

SECRET = "a secret of the tests, long enough to sign with"


def key(*scopes: str, organisation: str = OTHER_BUYER) -> dict[str, str]:
    return {HEADER: sign(Principal("policy-officer", frozenset(scopes), organisation), SECRET)}


def wanted(**changes: Any) -> dict[str, Any]:
    goals = [{"year": 2026, "value": "25"}, {"year": 2028, "value": "30"}]
    return {"buyer": OTHER_BUYER, "plan": "SPASER 2026", "goals": goals, "reason": "Délibération du 2 mars"} | changes


async def put(observatory: Observatory, tag: str = '"0"', **changes: Any) -> httpx.Response:
    headers = {**key("targets:write"), "If-Match": tag}
    return await observatory.http.put("/targets/A1", json=wanted(**changes), headers=headers)


async def test_a_buyer_sets_its_own_targets(observatory: Observatory) -> None:
    answer = await put(observatory)
    assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')
    listed = (await observatory.http.get("/targets")).json()["items"]
    assert listed[0] == {**answer.json(), "version": 1}
    assert (listed[1]["indicator"], listed[1]["buyer"], listed[1]["version"]) == ("A1", None, None)


async def test_figures_of_a_buyer_are_held_to_its_own_targets(observatory: Observatory) -> None:
    asked = f"/indicators/A1?period=2026&buyer={OTHER_BUYER}"
    before = await observatory.http.get(asked)
    await put(observatory)
    after = await observatory.http.get(asked, headers={"If-None-Match": before.headers["etag"]})
    assert (before.json()["target"]["value"], after.json()["target"]["value"]) == ("30", "25")


async def test_a_changed_target_is_told_and_never_silently_changed(observatory: Observatory) -> None:
    await put(observatory)
    again = await put(observatory, '"1"', goals=[{"year": 2026, "value": "20"}], reason="Trop haut")
    assert again.headers["etag"] == '"2"'
    told = [
        orjson.loads(row[0])["data"]
        for row in await observatory.rows("SELECT payload FROM event_log ORDER BY sequence")
    ]
    assert [(fact["reason"], len(fact["goals"])) for fact in told] == [("Délibération du 2 mars", 2), ("Trop haut", 1)]
    history = await observatory.http.get(f"/targets/A1/history?buyer={OTHER_BUYER}", headers=key("targets:write"))
    assert [(one["version"], one["set_by"], one["reason"]) for one in history.json()["items"]] == [
        (2, "policy-officer", "Trop haut"),
        (1, "policy-officer", "Délibération du 2 mars"),
    ]
    first = (await observatory.http.get(f"{history.url}&limit=1", headers=key("targets:write"))).json()
    last = (await observatory.http.get(first["next"], headers=key("targets:write"))).json()
    assert [one["version"] for one in first["items"] + last["items"]] == [2, 1]
    assert (first["prev"], last["next"]) == (None, None)


async def test_a_stale_change_of_targets_is_refused(observatory: Observatory) -> None:
    await put(observatory)
    assert (await put(observatory, goals=[])).status_code == 412


async def test_the_same_targets_once_more_are_no_change(observatory: Observatory) -> None:
    await put(observatory)
    assert (await put(observatory, '"1"')).headers["etag"] == '"1"'


async def test_nobody_sets_the_targets_of_another_buyer(observatory: Observatory) -> None:
    answer = await put(observatory, buyer=REGION)
    assert (answer.status_code, answer.json()["code"]) == (403, "not-yours")


async def test_setting_targets_needs_the_scope(observatory: Observatory) -> None:
    headers = {**key("alerts:write"), "If-Match": "*"}
    answer = await observatory.http.put("/targets/A1", json=wanted(), headers=headers)
    assert answer.json()["code"] == "scope-missing"


async def test_goals_out_of_order_are_refused(observatory: Observatory) -> None:
    goals = [{"year": 2028, "value": "30"}, {"year": 2026, "value": "25"}]
    assert (await put(observatory, goals=goals)).json()["code"] == "goals-not-in-order"


async def test_an_unknown_indicator_has_no_targets(observatory: Observatory) -> None:
    headers = {**key("targets:write"), "If-Match": "*"}
    answer = await observatory.http.put("/targets/Z9", json=wanted(), headers=headers)
    assert answer.json()["code"] == "indicator-unknown"
