"""From a ranking to a contract that may be signed: proposal, approval, letters, standstill, confirmation."""

from datetime import timedelta
from typing import Any

import pytest

from tests.component.tenders.desk import AWARD, OTHER_BUYER, Desk
from tests.component.tenders.opened import (
    BIDDER,
    CRITERIA,
    EVALUATOR,
    LAWYER,
    LEADER,
    LOTS,
    PRICES,
    OpenedTender,
    ranked,
    refused,
)
from tests.unit.tenders.bidding import COMPANIES


async def test_a_ranked_lot_becomes_a_signed_contract(desk: Desk) -> None:
    tender = await ranked(desk)
    proposed = (await tender.propose()).json()
    assert (proposed["bid_id"], proposed["status"]) == (str(tender.bids[1]), "proposed")
    assert (await tender.act("approval")).json()["status"] == "approved"
    notified = (await tender.act("notification")).json()
    assert (notified["status"], notified["days"], notified["article"]) == ("standstill", 11, "CCP R2182-1")
    assert await tender.status() == "awarded"
    assert refused(await tender.sign()) == (409, "award-not-confirmed")
    desk.now += timedelta(days=11)
    assert (await tender.act("confirmation")).json()["status"] == "confirmed"
    signed = (await tender.sign()).json()
    assert [one["name"] for one in signed["contract"]["holders"]] == [COMPANIES[1][1]]
    assert (signed["contract"]["initial"]["amount"], signed["contract"]["bids"]) == ("6600000.00", 3)
    assert (await desk.told())[5:] == [
        "AwardProposed",
        "AwardApproved",
        "LotClosed",
        "ContractAwarded",
        "LoserNotified",
        "LoserNotified",
        "AwardNotified",
        "AwardConfirmed",
        "ContractSigned",
    ]


async def test_a_call_waits_for_its_contract_from_the_end_of_the_standstill_to_the_signature(desk: Desk) -> None:
    async def waiting() -> list[str]:
        return [one["id"] for one in (await desk.get("/tenders?unsigned=true")).json()["items"]]

    async def signed() -> list[int]:
        found = (await desk.get(f"/contracts?tender={tender.id}")).json()["items"]
        return [one["lot"] for one in found]

    tender = await ranked(desk)
    await tender.award()
    assert (await waiting(), await signed()) == ([], [])
    desk.now += timedelta(days=11)
    await desk.time_passes()
    assert await waiting() == [str(tender.id)]
    await tender.sign()
    assert (await waiting(), await signed()) == ([], [1])


async def test_every_fact_of_an_award_has_the_next_version_of_its_entity(desk: Desk) -> None:
    tender = await ranked(desk)
    await tender.award()
    versions: dict[str, list[int]] = {}
    for fact in await desk.facts():
        versions.setdefault(fact.subject, []).append(fact.version)
    assert all(found == list(range(1, len(found) + 1)) for found in versions.values())
    assert {fact.partitionkey for fact in await desk.facts()} == {str(tender.id)}


async def test_the_award_names_its_decision_and_its_bid(desk: Desk) -> None:
    tender = await ranked(desk)
    award = (await tender.propose()).json()
    await tender.act("approval")
    await tender.act("notification")
    [told] = [fact.data for fact in await desk.facts() if "ContractAwarded" in fact.type]
    assert (told["award_id"], told["bid_id"]) == (award["id"], str(tender.bids[1]))
    proposal = next(fact.data for fact in await desk.facts() if "AwardProposed" in fact.type)
    assert "bid_id" not in proposal


async def test_who_proposes_an_award_does_not_approve_it(desk: Desk) -> None:
    tender = await ranked(desk)
    await tender.propose()
    assert refused(await tender.act("approval", client="rozenn")) == (403, "same-person")
    assert refused(await tender.act("notification")) == (409, "award-stands")


async def test_a_standstill_ends_by_the_clock_and_once(desk: Desk) -> None:
    tender = await ranked(desk)
    await tender.award()
    answer = await tender.act("confirmation")
    assert refused(answer) == (409, "standstill-running")
    assert answer.json()["article"] == "CCP R2182-1"
    desk.now += timedelta(days=10)
    assert await desk.time_passes() == 0
    desk.now += timedelta(days=1)
    assert await desk.time_passes() == 1
    assert await desk.time_passes() == 0
    assert (await desk.told())[-1] == "AwardConfirmed"
    assert (await tender.sign()).status_code == 201


async def test_a_contract_does_not_bear_a_day_of_the_standstill(desk: Desk) -> None:
    tender = await ranked(desk)
    await tender.award()
    during = desk.now.date().isoformat()
    desk.now += timedelta(days=11)
    await desk.time_passes()
    body = {"tender_id": str(tender.id), "lot": 1, "reference": "2026-1", "signed_on": during}
    assert refused(await desk.post("/contracts", body)) == (409, "standstill-running")


@pytest.mark.parametrize("terms", [{"procedure": "adapted"}, {"technique": "subsequent"}, {}])
async def test_no_standstill_is_due_outside_formalised_procedures_nor_for_calls_nor_to_a_sole_bidder(
    desk: Desk, terms: dict[str, Any]
) -> None:
    prices = PRICES if terms else PRICES[:1]
    tender = await ranked(desk, *prices, **terms)
    await tender.award()
    assert (await tender.act("confirmation")).status_code == 201
    assert (await tender.sign()).status_code == 201


async def test_every_loser_reads_why_and_nobody_else_does(desk: Desk) -> None:
    tender = await ranked(desk)
    await tender.award()
    [letter] = (await tender.rejection(0)).json()["items"]
    assert (letter["rank"], letter["total"], letter["winner_total"]) == (3, "70.0000", "96.3636")
    assert (letter["winner"], letter["ground"]) == (COMPANIES[1][1], None)
    assert [(one["criterion"], one["points"], one["winner_points"]) for one in letter["comparison"]] == [
        ("Prix", "40.0000", "36.3636"),
        ("Valeur technique", "30.0000", "60.0000"),
    ]
    assert letter["comparison"][1]["remarks"] == ["Vu par anne", "Vu par yann"]
    [advantage] = letter["advantages"]
    assert advantage.startswith("Valeur technique")
    assert letter["signature_from"] == (desk.now + timedelta(days=11)).date().isoformat()
    assert refused(await tender.rejection(0, COMPANIES[2][0])) == (404, "bid-not-found")
    assert (await tender.rejection(1)).json()["items"] == []


async def test_a_bid_that_was_ruled_out_reads_its_ground(desk: Desk) -> None:
    tender = await OpenedTender.of(desk, *PRICES)
    await tender.judge(0, "irregular", "Acte absent")
    await tender.admit(1, 2)
    await tender.appoint("anne")
    await tender.declare("anne")
    scores = [{"bid": str(bid), "criterion": 2, "score": "5", "reason": "Bien"} for bid in tender.bids[1:]]
    path = f"{tender.lot_path}/evaluation/scores"
    await desk.call(
        "PUT", path, {"scores": scores}, scopes=frozenset({"evaluations:write"}), client="anne", if_match="*"
    )
    assert (await tender.conclude()).status_code == 201
    await tender.award()
    [letter] = (await tender.rejection(0)).json()["items"]
    assert (letter["ground"], letter["reason"], letter["rank"]) == ("irregular", "Acte absent", None)
    assert letter["winner"] == COMPANIES[2][1]


async def test_the_next_bid_wins_where_the_first_cannot_prove_its_situation(desk: Desk) -> None:
    tender = await ranked(desk)
    assert refused(await tender.propose({0: "Attestation fiscale absente"})) == (422, "passed-over-without-need")
    proposed = await tender.propose({1: "Attestation fiscale absente"})
    assert proposed.json()["bid_id"] == str(tender.bids[2])
    rejected = [fact.data for fact in await desk.facts() if "BidRejected" in fact.type]
    assert [(one["ground"], one["reason"]) for one in rejected] == [("ineligible", "Attestation fiscale absente")]
    ranking = (await tender.read()).json()["ranking"]
    assert ranking[0]["bid_id"] == str(tender.bids[1])
    await tender.act("approval")
    await tender.act("notification")
    [letter] = (await tender.rejection(1)).json()["items"]
    assert (letter["ground"], letter["winner"]) == ("ineligible", COMPANIES[2][1])


async def test_a_lot_has_one_award_that_stands(desk: Desk) -> None:
    tender = await ranked(desk)
    await tender.propose()
    assert refused(await tender.propose()) == (409, "award-underway")


async def test_an_annulled_award_leads_back_to_evaluation_and_to_another(desk: Desk) -> None:
    tender = await ranked(desk)
    await tender.award()
    annulled = await tender.act("annulment", {"reason": "Erreur de notation"})
    assert annulled.json()["status"] == "annulled"
    assert await tender.status() == "opened"
    assert (await desk.told())[-3:] == ["AwardAnnulled", "LotReopened", "EvaluationReopened"]
    assert (await desk.get(f"{tender.lot_path}/result")).status_code == 404
    assert (await tender.mark("anne", "10", "1", "1")).status_code == 200
    assert (await tender.mark("yann", "10", "1", "1")).status_code == 200
    assert (await tender.conclude()).status_code == 201
    await tender.award()
    assert await tender.status() == "awarded"
    assert len((await tender.rejection(2)).json()["items"]) == 2


async def test_an_annulled_award_may_drop_its_lot(desk: Desk) -> None:
    tender = await ranked(desk)
    await tender.award()
    await tender.act("annulment", {"reason": "Crédits retirés", "sequel": "dropped"})
    read = (await desk.get(tender.path)).json()
    assert (read["status"], read["lots"][0]["status"]) == ("unsuccessful", "dropped")
    desk.now += timedelta(days=30)
    assert await desk.time_passes() == 0


async def test_a_lot_under_contract_keeps_its_award(desk: Desk) -> None:
    tender = await ranked(desk, procedure="adapted")
    await tender.award()
    await tender.act("confirmation")
    await tender.sign()
    assert refused(await tender.act("annulment", {"reason": "Regret"})) == (409, "award-signed")


async def test_a_tender_with_a_committee_is_not_awarded_by_statement(desk: Desk) -> None:
    tender = await ranked(desk)
    answer = await desk.post(f"{tender.lot_path}/award", AWARD)
    assert refused(answer) == (409, "award-needs-evaluation")


async def test_a_cancelled_tender_keeps_no_award(desk: Desk) -> None:
    two = [*LOTS, {**LOTS[0], "number": 2}]
    tender = await OpenedTender.of(desk, ("6000000.00", "1000.00"), lots=two)
    for lot in (2, 1):
        tender.lot = lot
        await tender.evaluate("5")
    await tender.award()
    assert (await desk.post(f"{tender.path}/cancellation", {"reason": "Budget"})).status_code == 201
    assert (await desk.told())[-2:] == ["TenderCancelled", "AwardAnnulled"]
    desk.now += timedelta(days=30)
    assert await desk.time_passes() == 0


async def test_a_lot_closed_after_its_proposal_keeps_no_award(desk: Desk) -> None:
    tender = await ranked(desk)
    await tender.propose()
    body = {"outcome": "unsuccessful", "bids": 3, "reason": "Prix inacceptables"}
    assert (await desk.post(f"{tender.lot_path}/closure", body)).status_code == 201
    assert (await desk.told())[-2:] == ["LotClosed", "AwardAnnulled"]


async def test_everybody_reads_the_result_once_the_losers_know(desk: Desk) -> None:
    tender = await ranked(desk)
    await tender.propose()
    assert refused(await desk.get(f"{tender.lot_path}/result", scopes=None)) == (404, "result-not-known")
    await tender.act("approval")
    await tender.act("notification")
    result = await desk.get(f"{tender.lot_path}/result", scopes=None)
    shown = result.json()
    assert (shown["bids"], shown["value"]["amount"], shown["lot"]) == (3, "6600000.00", 1)
    assert [one["name"] for one in shown["holders"]] == [COMPANIES[1][1]]
    assert [one["name"] for one in shown["criteria"]] == [one["name"] for one in CRITERIA]
    again = await desk.get(f"{tender.lot_path}/result", if_none_match=result.headers["ETag"])
    assert again.status_code == 304


async def test_awards_are_decided_by_their_buyer_alone(desk: Desk) -> None:
    tender = await ranked(desk)
    await tender.propose()
    path = f"{tender.lot_path}/award-approval"
    assert refused(await desk.post(path, None, organisation=OTHER_BUYER)) == (403, "not-the-buyer")


async def test_an_act_repeated_with_its_key_has_one_effect(desk: Desk) -> None:
    tender = await ranked(desk)
    path = f"{tender.lot_path}/award-proposal"
    first = await desk.post(path, {}, idempotency_key="one")
    again = await desk.post(path, {}, idempotency_key="one")
    assert (again.status_code, again.json()) == (201, first.json())
    assert (await desk.told()).count("AwardProposed") == 1


async def test_whoever_decides_on_an_award_reads_how_far_it_has_come(desk: Desk) -> None:
    tender = await ranked(desk)
    path = f"{tender.lot_path}/award-decision"
    assert refused(await desk.get(path, scopes=LAWYER)) == (404, "award-not-found")
    await tender.propose()
    for scopes in (LAWYER, LEADER, EVALUATOR):
        shown = (await desk.get(path, scopes=scopes)).json()
        assert (shown["status"], shown["proposed_by"], shown["bid_id"]) == ("proposed", "rozenn", str(tender.bids[1]))
    assert refused(await desk.get(path, scopes=BIDDER)) == (403, "scope-missing")
    assert refused(await desk.get(path, scopes=LAWYER, organisation=OTHER_BUYER)) == (403, "not-the-buyer")


async def test_who_approves_an_award_reads_the_ranking_that_it_rests_on(desk: Desk) -> None:
    tender = await ranked(desk)
    read = (await tender.read("maud", scopes=LAWYER)).json()
    assert [place["bid_id"] for place in read["ranking"]] == [str(tender.bids[place]) for place in (1, 2, 0)]
