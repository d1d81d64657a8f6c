"""Scenes that several stories have in common, and long ones of a single story."""

from tests.component.tenders.files import OTHER_PDF
from tests.e2e.markets import Market
from tests.e2e.storytelling import Bid, Tender, refused

OPENED = ("TenderPublished", "TenderClosed", "BidsOpened")
EVALUATED = ("EvaluationOpened", "LotEvaluated")
GIVEN = ("LotClosed", "ContractAwarded")
SIGNED = ("ContractSigned", "ContractNotified")
"""Facts of a part of a procedure, in the order in which they are told."""


def decided(losers: int) -> tuple[str, ...]:
    """Facts of an award, from its proposal to the end of the standstill."""
    notified = ("LoserNotified",) * losers + ("AwardNotified", "AwardConfirmed")
    return ("AwardProposed", "AwardApproved", *GIVEN, *notified)


async def reviewed(market: Market, tender: Tender) -> None:
    """A tender of a million euros or more is read by a referent and a legal adviser before anybody else."""
    assert (await refused(market.referent.publishes(tender, days=35)))["code"] == "approval-missing"
    await market.referent.submits(tender)
    assert await market.colleague.approves(tender) == "in-review"
    assert await market.lawyer.approves(tender) == "approved"


async def questioned_and_amended(market: Market, tender: Tender, *, days: float) -> None:
    """A supplier asks, everybody is answered, nobody learns who asked; the rules change and the deadline moves."""
    asker, answer = market.carpenters, "It is: the rules say so from now on"
    question = await asker.asks(tender, "Is the roof part of the contract?")
    await market.referent.answers(tender, question, answer)
    [shown] = (await market.citizen.read(f"{tender.path}/questions"))["items"]
    assert (shown["text"], shown["answer"]) == (question["text"], answer)
    assert asker.siret not in str(shown)
    await market.referent.adds(tender, "rules.pdf", OTHER_PDF, amending=True)
    amended = await market.referent.amends(tender, "The roof is part of the contract", "rules.pdf", days=days)
    assert [document["version"] for document in amended["documents"]] == [2]


async def heard_on_its_price(market: Market, bid: Bid, lot: int) -> None:
    """The one bid that seems abnormally low is heard before anybody decides, and its price is accepted."""
    anne = market.anne
    assert list(await anne.suspects(bid.tender, lot)) == [bid.id]
    await anne.questions_price(bid, lot)
    unheard = await refused(anne.accepts_price(bid, lot, "It may be"))
    assert (unheard["code"], unheard["article"]) == ("bidder-not-heard", "CCP L2152-6")
    await market.builders.justifies(bid, lot, "We make the frame in our own workshop")
    await anne.accepts_price(bid, lot, "The workshop was visited")


async def ranked(market: Market, tender: Tender, lot: int, marks: dict[Bid, str]) -> list[str]:
    """Two evaluators admit the bids, declare that they are free, mark, and let the ranking stand; the bids in order."""
    await market.anne.admits(lot, *marks)
    await market.referent.appoints(tender, lot, market.anne, market.yann)
    for evaluator in (market.anne, market.yann):
        await evaluator.declares_no_conflict(tender, lot)
        await evaluator.marks(lot, marks)
    return await market.anne.concludes(tender, lot)


async def awarded(market: Market, tender: Tender, lot: int) -> None:
    """A referent proposes, a legal adviser approves and writes to those who lost."""
    await market.referent.proposes(tender, lot)
    await market.lawyer.approves_award(tender, lot)
    await market.lawyer.writes_to_losers(tender, lot)


async def awarded_at_once(market: Market, tender: Tender, lot: int) -> None:
    """Where no standstill runs, the award stands as soon as the losers were told."""
    await awarded(market, tender, lot)
    await market.citizen.waits_for(tender, "AwardConfirmed", lot)


async def kept_waiting(market: Market, tender: Tender, lot: int) -> None:
    """Nobody confirms or signs before the losers had eleven days to object; then time alone confirms."""
    early = await refused(market.lawyer.confirms(tender, lot))
    assert (early["code"], early["days"], early["article"]) == ("standstill-running", 11, "CCP R2182-1")
    unconfirmed = await refused(market.referent.signs(tender, lot, "TOO-EARLY"))
    assert (unconfirmed["code"], unconfirmed["article"]) == ("award-not-confirmed", "CCP R2182-1")
    await market.citizen.waits_for(tender, "AwardConfirmed")
