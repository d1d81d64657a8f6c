"""Bids are judged, marked and ranked, over HTTP and on a real database."""

import asyncio
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from contracts.reference.price_formulas import default_formula
from services.tenders.domain.ranking import Yardstick, rank
from tests.component.tenders.bidders import SUPPLIERS, Committee, hand_in
from tests.component.tenders.desk import OTHER_BUYER, TERMS, Desk
from tests.component.tenders.opened import BIDDER, EVALUATOR, LOTS, OpenedTender, refused
from tests.unit.tenders.bidding import PRICE, QUALITY

PRICES = ("6000000.00", "6600000.00", "6300000.00")


async def test_bids_are_ranked_by_price_and_by_the_mean_of_their_marks(desk: Desk) -> None:
    tender = await OpenedTender.of(desk, *PRICES)
    concluded = (await tender.evaluate("5", "10", "6")).json()
    ranking = concluded["ranking"]
    assert [one["bid_id"] for one in ranking] == [str(tender.bids[number]) for number in (1, 2, 0)]
    assert [one["total"] for one in ranking] == ["96.3636", "74.0952", "70.0000"]
    assert [part["points"] for part in ranking[0]["parts"]] == ["36.3636", "60.0000"]
    assert await tender.status() == "evaluated"
    [fact] = [fact for fact in await desk.facts() if "LotEvaluated" in fact.type]
    assert (fact.data["bids"], fact.data["admissible"], fact.data["price_weight"]) == (3, 3, 40)
    assert (fact.data["abnormally_low"], fact.data["evaluators"]) == (0, 2)
    assert (await desk.told())[-3:] == ["EvaluationOpened", "LotEvaluated", "TenderEvaluated"]


async def test_a_ranking_is_recomputed_from_rows_alone(desk: Desk) -> None:
    tender = await OpenedTender.of(desk, *PRICES)
    shown = (await tender.evaluate("5", "10", "6")).json()["ranking"]
    bids = await desk.database.reads.fetch("SELECT id, form #>> '{lots,0,price,amount}' AS price FROM bid")
    last = """SELECT DISTINCT ON (bid_id, evaluator) bid_id, criterion, mark FROM score
              ORDER BY bid_id, evaluator, number DESC"""
    marks: dict[tuple[UUID, int], list[Decimal]] = {}
    for row in await desk.database.reads.fetch(last):
        marks.setdefault((UUID(str(row["bid_id"])), row["criterion"]), []).append(row["mark"])
    yardsticks = [Yardstick(1, PRICE, 20, default_formula()), Yardstick(2, QUALITY, 10, default_formula())]
    prices = {UUID(str(row["id"])): Decimal(row["price"]) for row in bids}
    again = [(str(one.bid_id), str(one.total)) for one in rank(yardsticks, marks, prices)]
    assert again == [(one["bid_id"], one["total"]) for one in shown]
    columns = await desk.database.reads.fetch(
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'evaluation'"
    )
    assert not {"ranking", "total", "rank"} & {row["column_name"] for row in columns}


async def test_what_is_missing_blocks_the_conclusion_and_is_listed(desk: Desk) -> None:
    tender = await OpenedTender.of(desk, *PRICES)
    await tender.admit(0, 1)
    await tender.appoint()
    await tender.declare("anne")
    await tender.mark("anne", "5")
    answer = await tender.conclude()
    assert refused(answer) == (409, "evaluation-incomplete")
    assert answer.json()["missing"] == [
        {"what": "declaration", "evaluator": "yann"},
        {"what": "judgement", "bid": str(tender.bids[2])},
        {"what": "score", "bid": str(tender.bids[1]), "criterion": 2, "evaluator": "anne"},
    ]


async def test_an_evaluator_with_a_conflict_of_interest_does_not_mark(desk: Desk) -> None:
    tender = await OpenedTender.of(desk, *PRICES)
    await tender.admit()
    await tender.appoint()
    assert refused(await tender.mark("anne", "5")) == (409, "conflict-not-declared")
    assert (await tender.declare("anne", conflict=True)).status_code == 201
    answer = await tender.mark("anne", "5")
    assert refused(answer) == (403, "conflict-of-interest")
    assert answer.json()["article"] == "CCP L2141-10"
    assert refused(await tender.mark("gwen", "5")) == (403, "not-an-evaluator")
    assert refused(await tender.declare("gwen")) == (403, "not-an-evaluator")


async def test_evaluators_see_only_their_own_marks_until_the_conclusion(desk: Desk) -> None:
    tender = await OpenedTender.of(desk, *PRICES)
    await tender.admit()
    await tender.appoint()
    for evaluator in ("anne", "yann"):
        await tender.declare(evaluator)
        await tender.mark(evaluator, "5", "6", "7")
    assert {one["evaluator"] for one in (await tender.read("anne")).json()["scores"]} == {"anne"}
    assert (await tender.read("rozenn")).json()["scores"] == []
    await tender.conclude()
    assert {one["evaluator"] for one in (await tender.read("rozenn")).json()["scores"]} == {"anne", "yann"}


async def test_a_mark_that_changes_leaves_the_old_one_on_the_record(desk: Desk) -> None:
    tender = await OpenedTender.of(desk, *PRICES)
    await tender.admit()
    await tender.appoint("anne")
    await tender.declare("anne")
    await tender.mark("anne", "5")
    changed = await tender.mark("anne", "7.5")
    assert [one["mark"] for one in changed.json()["scores"]] == ["7.50"]
    rows = await desk.database.reads.fetch("SELECT mark FROM score ORDER BY number")
    assert [row["mark"] for row in rows] == [Decimal("5.00"), Decimal("7.50")]


async def test_marks_are_given_for_the_version_that_was_read(desk: Desk) -> None:
    tender = await OpenedTender.of(desk, *PRICES)
    await tender.admit()
    await tender.appoint("anne")
    await tender.declare("anne")
    read = (await tender.read()).headers["ETag"]
    assert (await tender.mark("anne", "5", if_match=read)).status_code == 200
    assert refused(await tender.mark("anne", "6", if_match=read)) == (412, "precondition-failed")
    assert refused(await tender.mark("anne", "6", x_none="")) == (428, "precondition-required")


@pytest.mark.parametrize(
    ("criterion", "mark", "refusal"),
    [(1, "5", (422, "criterion-priced")), (2, "10.5", (422, "mark-too-high")), (3, "5", (404, "criterion-not-found"))],
)
async def test_a_mark_that_does_not_fit_its_criterion_is_refused(
    desk: Desk, criterion: int, mark: str, refusal: tuple[int, str]
) -> None:
    tender = await OpenedTender.of(desk, *PRICES)
    await tender.admit()
    await tender.appoint("anne")
    await tender.declare("anne")
    assert refused(await tender.mark("anne", mark, criterion=criterion)) == refusal


async def test_equal_bids_are_drawn_and_the_draw_is_kept(desk: Desk) -> None:
    tender = await OpenedTender.of(desk, "6000000.00", "6000000.00")
    await tender.admit()
    await tender.appoint("anne")
    await tender.declare("anne")
    await tender.mark("anne", "5", "5")
    answer = await tender.conclude()
    assert refused(answer) == (409, "draw-needed")
    assert set(answer.json()["bids"]) == set(map(str, tender.bids))
    concluded = (await tender.conclude(tender.bids[1], tender.bids[0])).json()
    assert [one["bid_id"] for one in concluded["ranking"]] == [str(tender.bids[1]), str(tender.bids[0])]
    assert concluded["draw"] == [str(tender.bids[1]), str(tender.bids[0])]


async def test_a_rejected_bid_is_told_with_its_ground_and_not_ranked(desk: Desk) -> None:
    tender = await OpenedTender.of(desk, *PRICES)
    await tender.admit(0, 1)
    assert (await tender.judge(2, "irregular", "Acte d'engagement absent")).status_code == 201
    fact = (await desk.facts())[-1]
    assert (fact.type.split(".")[2], fact.data["ground"]) == ("BidRejected", "irregular")
    assert (fact.data["reason"], fact.partitionkey) == ("Acte d'engagement absent", str(tender.id))
    await tender.appoint("anne")
    await tender.declare("anne")
    assert refused(await tender.mark("anne", "1", "2", "3")) == (409, "bid-not-in-running")
    await tender.mark("anne", "1", "2")
    assert [one["bid_id"] for one in (await tender.conclude()).json()["ranking"]] == [
        str(tender.bids[1]),
        str(tender.bids[0]),
    ]
    assert refused(await tender.judge(0, "irregular")) == (409, "evaluation-concluded")


async def test_a_bid_without_a_price_for_the_lot_is_not_admitted(desk: Desk) -> None:
    tender = await OpenedTender.of(desk, (None,), ("6000000.00",))
    answer = await tender.judge(0)
    assert refused(answer) == (422, "price-missing")
    assert (await tender.judge(0, "irregular")).status_code == 201


async def test_a_rejection_waits_for_the_end_of_a_regularisation(desk: Desk) -> None:
    tender = await OpenedTender.of(desk, *PRICES)
    body = {"request": "Signez l'acte", "due": (desk.now + timedelta(days=5)).isoformat()}
    path = f"{tender.bid_path(0)}/regularisation-request"
    asked = await desk.post(path, body, scopes=EVALUATOR)
    assert asked.json()["regularisation"]["request"] == "Signez l'acte"
    answer = await tender.judge(0, "irregular")
    assert refused(answer) == (409, "regularisation-running")
    assert answer.json()["article"] == "CCP R2152-2"
    desk.now += timedelta(days=5)
    assert (await tender.judge(0, "irregular")).status_code == 201


async def test_evaluations_are_seen_by_their_buyer_alone(desk: Desk) -> None:
    tender = await OpenedTender.of(desk, *PRICES)
    await tender.appoint()
    assert refused(await tender.read(organisation=OTHER_BUYER)) == (403, "not-the-buyer")
    assert refused(await tender.read(scopes=None)) == (401, "unauthenticated")
    assert refused(await tender.read(scopes=BIDDER)) == (403, "scope-missing")


async def test_bids_are_judged_only_once_they_are_open(desk: Desk) -> None:
    path = await desk.close(lots=LOTS)
    answer = await desk.post(f"{path}/lots/1/evaluation", {"evaluators": ["anne"]})
    assert refused(answer) == (409, "illegal-move")


async def test_a_lot_without_criteria_is_not_evaluated_here(desk: Desk) -> None:
    tender = await OpenedTender.of(desk, *PRICES, lots=TERMS["lots"])
    assert refused(await tender.appoint()) == (409, "criteria-not-given")


async def test_an_unknown_price_formula_is_refused_at_the_draft(desk: Desk) -> None:
    criteria = [{"name": "Prix", "kind": "price", "weight": 100, "price_formula": "magic"}]
    answer = await desk.post("/tenders", {**TERMS, "lots": [{**LOTS[0], "criteria": criteria}]})
    assert refused(answer) == (422, "price-formula-unknown")
    assert "proportional" in answer.json()["known"]


async def test_a_tender_is_evaluated_with_the_last_lot_that_is_not_closed(desk: Desk) -> None:
    two = [*LOTS, {**LOTS[0], "number": 2}]
    tender = await OpenedTender.of(desk, ("6000000.00", "1000.00"), lots=two)
    await tender.evaluate("5")
    assert await tender.status() == "opened"
    body = {"outcome": "dropped", "bids": 1, "reason": "Besoin disparu"}
    await desk.post(f"{tender.path}/lots/2/closure", body)
    assert await tender.status() == "evaluated"


async def test_bids_that_came_in_sealed_are_judged_as_the_committee_opened_them(desk: Desk) -> None:
    committee = Committee()
    path = await desk.publish(committee=committee.terms(), lots=LOTS)
    for supplier, price in zip(SUPPLIERS[:2], (6_000_000, 6_600_000), strict=True):
        assert (await hand_in(desk, path, supplier, price=price)).status_code == 201
    desk.now += timedelta(days=41)
    await desk.time_passes()
    assert (await committee.open(desk, path)).status_code == 201
    tender = OpenedTender(desk, path)
    opened = {bid["bidder"]["id"]: UUID(bid["id"]) for bid in (await desk.get(f"{path}/bids")).json()["items"]}
    tender.bids = [opened[supplier] for supplier in SUPPLIERS[:2]]
    ranking = (await tender.evaluate("5", "10")).json()["ranking"]
    assert [one["price"] for one in ranking] == ["6600000.00", "6000000.00"]


async def test_a_bid_that_cannot_be_read_is_judged_like_the_others(desk: Desk) -> None:
    tender = await OpenedTender.of(desk, *PRICES)
    await desk.database.reads.execute("UPDATE bid SET status = 'unreadable', form = NULL WHERE id = $1", tender.bids[0])
    assert refused(await tender.judge(0)) == (422, "price-missing")
    assert (await tender.judge(0, "irregular", "Illisible")).status_code == 201


async def test_evaluators_mark_at_the_same_moment_and_none_gets_in_the_way_of_another(desk: Desk) -> None:
    tender = await OpenedTender.of(desk, *PRICES)
    await tender.admit()
    people = ("anne", "yann", "gwen", "erwan")
    await tender.appoint(*people)
    for evaluator in people:
        await tender.declare(evaluator)
    answers = await asyncio.gather(*(tender.mark(evaluator, "5", "6", "7") for evaluator in people))
    assert [answer.status_code for answer in answers] == [200] * len(people)
    assert len((await tender.conclude()).json()["scores"]) == len(people) * len(PRICES)


async def test_a_lot_is_concluded_once_however_many_ask(desk: Desk) -> None:
    tender = await OpenedTender.of(desk, *PRICES)
    await tender.admit()
    await tender.appoint("anne")
    await tender.declare("anne")
    await tender.mark("anne", "5", "6", "7")
    answers = await asyncio.gather(*(tender.conclude() for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert (await desk.told()).count("LotEvaluated") == 1
