"""Red flags that are raised and cleared as facts come, and who sees which."""

from typing import Any

import httpx
import orjson
import pytest

from contracts.envelope import Envelope
from services.analytics.application.flagging import raise_flags
from tests.component.analytics.competing import Tender
from tests.component.analytics.observing import Observatory
from tests.component.analytics.telling import OTHER_BUYER, REGION
from tests.component.analytics.test_targets import key

GAPS = ("10", "11", "12", "13", "14", "15", "16", "17")
"""By how much, in percent, the second price lies above the first in procedures where nothing is unusual."""


def usual(name: str, gap: str, year: int) -> Tender:
    prices = ("100", str(100 + int(gap)))
    return Tender(f"{name} {year}", year=year).publish().open(*prices).award(0, 2)


async def tell(observatory: Observatory, *tenders: Tender) -> None:
    for tender in tenders:
        await observatory.tell(*tender.public)
        if tender.secret:
            await observatory.tell(*tender.secret)


async def settle(observatory: Observatory) -> None:
    """Look until nothing is to be looked at."""
    while await raise_flags(observatory.database):
        pass


async def named(observatory: Observatory, **asked: Any) -> list[dict[str, Any]]:
    answer = await observatory.http.get("/red-flags/lots", params=asked, headers=key("flags:read"))
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def facts(observatory: Observatory) -> list[dict[str, Any]]:
    query = "SELECT payload FROM event_log WHERE aggregatetype = 'procurement.flags.v1' ORDER BY recorded_at, sequence"
    return [orjson.loads(row["payload"]) for row in await observatory.rows(query)]


async def test_a_lot_with_one_bid_is_flagged_and_told(observatory: Observatory) -> None:
    tender = Tender("alone").publish().open("100").award(0, 1)
    await tell(observatory, tender)
    await settle(observatory)
    (flag,) = await named(observatory, rule="R018")
    assert (flag["subject"], flag["tender_id"], flag["department"]) == ("procedure", str(tender.id), "schools")
    assert flag["bids"] == [str(tender.bid(0))]
    (fact,) = await facts(observatory)
    assert (fact["type"], fact["partitionkey"]) == ("bzh.prenan.RedFlagRaised.v1", str(tender.id))


async def test_a_flag_is_cleared_when_what_was_found_is_so_no_more(observatory: Observatory) -> None:
    tender = Tender("alone").publish().open("100").award(0, 1)
    await tell(observatory, tender)
    await settle(observatory)
    told = len(tender.public)
    tender.award(0, 2)
    await observatory.tell(*tender.public[told:])
    await settle(observatory)
    assert not await named(observatory, rule="R018")
    assert [fact["type"].split(".")[2] for fact in await facts(observatory)] == ["RedFlagRaised", "RedFlagCleared"]


async def test_the_lots_of_a_divided_procedure_are_looked_at_one_by_one(observatory: Observatory) -> None:
    tender = Tender("divided", lots=2).publish().open("100").award(0, 1, lot=1).award(0, 1, lot=2)
    await tell(observatory, tender)
    await settle(observatory)
    found = await named(observatory, rule="R018", tender=str(tender.id))
    assert sorted(flag["lot"] for flag in found if flag["lot"]) == [1, 2]


async def test_nothing_is_told_again_while_nothing_comes(observatory: Observatory) -> None:
    await tell(observatory, Tender("alone").publish().open("100").award(0, 1))
    await settle(observatory)
    assert not await raise_flags(observatory.database)
    assert len(await facts(observatory)) == 1


async def test_a_price_unusually_close_to_the_winning_one_is_found_by_the_fence_of_the_year_before(
    observatory: Observatory,
) -> None:
    close = Tender("close").publish().open("100000", "100010").award(0, 2)
    await tell(observatory, *(usual(f"n {gap}", gap, 2024) for gap in GAPS), close)
    await settle(observatory)
    fences = (await observatory.http.get("/red-flags/fences?year=2025")).json()["items"]
    (fence,) = [one for one in fences if (one["measure"], one["comparison"]) == ("R024", "procedures")]
    assert (fence["seen"], fence["limit"] > 0.0001) == (8, True)
    (flag,) = await named(observatory, rule="R024", year=2025, tender=str(close.id))
    assert flag["fence"] == f"{fence['limit']:.6f}"


async def test_no_price_of_a_bid_and_nothing_that_gives_it_away_is_told(observatory: Observatory) -> None:
    close = Tender("close").publish().open("100000", "100010").award(0, 2)
    await tell(observatory, *(usual(f"n {gap}", gap, 2024) for gap in GAPS), close)
    await settle(observatory)
    flags = [flag for flag in await named(observatory) if flag["rule"] in ("R024", "R028", "R036", "R058")]
    assert flags
    assert all(flag["value"] is None and flag["bids"] == [] for flag in flags)
    assert not [fact for fact in await facts(observatory) if "100010" in orjson.dumps(fact).decode()]


async def test_a_fence_once_frozen_stays(observatory: Observatory) -> None:
    await tell(observatory, *(usual(f"n {gap}", gap, 2024) for gap in GAPS), usual("this", "12", 2025))
    await settle(observatory)
    frozen = (await observatory.http.get("/red-flags/fences")).json()
    await tell(observatory, *(usual(f"late {gap}", f"{int(gap) * 5}", 2024) for gap in GAPS))
    await settle(observatory)
    assert (await observatory.http.get("/red-flags/fences")).json() == frozen


async def test_fences_are_not_frozen_while_a_history_is_read_in(observatory: Observatory) -> None:
    await tell(observatory, *(usual(f"n {gap}", gap, 2024) for gap in GAPS), usual("this", "12", 2025))
    await raise_flags(observatory.database)
    await tell(observatory, usual("more", "12", 2024))
    await raise_flags(observatory.database)
    assert (await observatory.http.get("/red-flags/fences?year=2025")).json() == {"items": []}


async def test_the_public_sees_counts_and_no_names(observatory: Observatory) -> None:
    tender = Tender("alone").publish().open("100").award(0, 1)
    await tell(observatory, tender)
    await settle(observatory)
    answer = await observatory.http.get("/red-flags")
    expected = {"rule": "R018", "subject": "procedure", "department": "schools", "year": 2025, "flags": 1}
    assert expected in answer.json()["items"]
    assert str(tender.id) not in answer.text


@pytest.mark.parametrize("path", ["/red-flags", "/red-flags/fences"])
async def test_a_filter_that_is_not_known_is_refused_rather_than_ignored(observatory: Observatory, path: str) -> None:
    assert (await observatory.http.get(path, params={"year": 2025})).status_code == 200
    assert (await observatory.http.get(path, params={"period": "2025"})).status_code == 422


@pytest.mark.parametrize("headers", [{}, key("offers:read")])
async def test_named_flags_are_for_those_who_may_see_them(observatory: Observatory, headers: dict[str, str]) -> None:
    assert (await observatory.http.get("/red-flags/lots", headers=headers)).status_code in (401, 403)


async def comment(observatory: Observatory, flag_id: str, **who: Any) -> httpx.Response:
    headers = key("flags:comment", **who)
    text = {"text": "Un seul fabricant agréé."}
    return await observatory.http.post(f"/red-flags/{flag_id}/comment", json=text, headers=headers)


async def test_the_buyer_says_what_is_behind_a_flag(observatory: Observatory) -> None:
    await tell(observatory, Tender("alone").publish().open("100").award(0, 1))
    await settle(observatory)
    (flag,) = await named(observatory, rule="R018")
    answer = await comment(observatory, flag["id"], organisation=REGION)
    assert answer.status_code == 201
    (flag,) = await named(observatory, rule="R018")
    assert [one["text"] for one in flag["comments"]] == ["Un seul fabricant agréé."]


async def test_nobody_comments_on_the_flags_of_another_buyer(observatory: Observatory) -> None:
    await tell(observatory, Tender("alone").publish().open("100").award(0, 1))
    await settle(observatory)
    (flag,) = await named(observatory, rule="R018")
    answer = await comment(observatory, flag["id"], organisation=OTHER_BUYER)
    assert answer.json()["code"] == "not-yours"


async def test_flags_that_stand_are_counted_like_any_figure(observatory: Observatory) -> None:
    tender = Tender("alone").publish().open("100").award(0, 1)
    await tell(observatory, tender)
    await settle(observatory)
    await observatory.tell(*[Envelope.model_validate(fact) for fact in await facts(observatory)])
    figure = await observatory.ask("C1", period="2025", department="schools")
    assert (figure["numerator"], figure["status"]) == (1, "ok")
    told = len(tender.public)
    tender.award(0, 2)
    await observatory.tell(*tender.public[told:])
    await settle(observatory)
    await observatory.tell(*[Envelope.model_validate(fact) for fact in await facts(observatory)])
    assert (await observatory.ask("C1", period="2025"))["numerator"] == 0


async def test_named_flags_come_page_by_page(observatory: Observatory) -> None:
    tenders = [Tender(str(number)).publish().open("100").award(0, 1) for number in range(3)]
    await tell(observatory, *tenders)
    await settle(observatory)
    found, url = [], "/red-flags/lots?rule=R018&limit=2"
    while url:
        page = (await observatory.http.get(url, headers=key("flags:read"))).json()
        found, url = [*found, *page["items"]], page["next"]
    assert {flag["tender_id"] for flag in found} == {str(tender.id) for tender in tenders}
    assert len(found) == 3
