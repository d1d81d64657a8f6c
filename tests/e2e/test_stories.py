"""Procedures from draft to payment, as those who take part in them live them: each its own role, its own key."""

from deploy.embedded import SERVICES
from tests.e2e.buying import ART, CAFES, FURNITURE, WORKS, a_lot
from tests.e2e.markets import Market
from tests.e2e.scenes import (
    EVALUATED,
    GIVEN,
    OPENED,
    SIGNED,
    awarded,
    awarded_at_once,
    decided,
    heard_on_its_price,
    kept_waiting,
    questioned_and_amended,
    ranked,
    reviewed,
)
from tests.e2e.storytelling import money, refused
from tests.waiting import until


async def test_an_adapted_procedure_of_three_lots_one_of_which_nobody_wants(market: Market) -> None:
    citizen, referent, treasurer, committee = market.citizen, market.referent, market.treasurer, market.committee
    masons, plumbers = market.masons, market.plumbers
    before = await citizen.figures("construction", "V1", "V2", "A3", "A12")

    lots = a_lot("Masonry", 700_000), a_lot("Plumbing", 300_000), a_lot("Stained glass", 200_000)
    terms = {"procedure": "adapted", "estimated_value": money(1_200_000), "committee": committee.terms(), **WORKS}
    tender = await referent.drafts("Refit of the Bréquigny school", *lots, **terms)
    await referent.adds(tender, "rules.pdf")
    await reviewed(market, tender)
    await referent.publishes(tender, days=26)

    assert await masons.takes_documents(tender) == ["rules.pdf"]
    await plumbers.takes_documents(tender)
    of_masons = await masons.bids(tender, {1: 690_000})
    of_plumbers = await plumbers.bids(tender, {1: 720_000, 2: 280_000})
    assert (await refused(committee.opens(tender, 0)))["code"] == "opening-too-early"
    await citizen.sees(tender, "closed")
    assert (await committee.opens(tender, 0))["status"] == "scheduled"
    assert (await committee.opens(tender, 2))["status"] == "opened"

    await market.lawyer.declares_unsuccessful(tender, 3, "Nobody bid for the stained glass")
    assert await ranked(market, tender, 1, {of_masons: "8", of_plumbers: "5"}) == [of_masons.id, of_plumbers.id]
    assert await ranked(market, tender, 2, {of_plumbers: "7"}) == [of_plumbers.id]
    for lot, reference in enumerate(("MASONRY", "PLUMBING"), 1):
        await awarded_at_once(market, tender, lot)
        contract = await referent.signs(tender, lot, reference)
        await referent.notifies(contract)

    invoice = await treasurer.an_invoice(contract, "F-1", 50_000)
    payment = await treasurer.a_payment(contract, "F-1", 50_000)
    assert await treasurer.records(payment, invoice) == ["created", "created"]
    assert await treasurer.records(payment, invoice) == ["unchanged", "unchanged"]

    published, *then = OPENED
    withdrawn = ("DossierWithdrawn", "DossierWithdrawn")
    judged = ("LotClosed", *EVALUATED, *EVALUATED, "TenderEvaluated")
    lots_given = (*decided(losers=1), *SIGNED, *decided(losers=0), *SIGNED)
    paid = ("InvoiceReceived", "InvoicePaid")
    await citizen.hears(tender, published, *withdrawn, *then, *judged, *lots_given, *paid)
    await citizen.sees_figures_move("construction", before, V1=2, V2=970_000, A3=2, A12=1)


async def test_an_open_procedure_from_a_question_to_a_modification_that_goes_too_far(market: Market) -> None:
    citizen, referent, anne = market.citizen, market.referent, market.anne
    masons, plumbers, carpenters, builders = market.masons, market.plumbers, market.carpenters, market.builders
    before = await citizen.figures("construction", "V1", "V2", "A3", "A6")

    terms = {"procedure": "open", "single_lot_reason": "One building", "committee": market.committee.terms(), **WORKS}
    school = a_lot("A school for 600 pupils", 6_000_000)
    tender = await referent.drafts("A new school in Liffré", school, estimated_value=money(6_000_000), **terms)
    await referent.adds(tender, "rules.pdf")
    await reviewed(market, tender)
    hasty = await refused(referent.publishes(tender, days=20))
    assert (hasty["code"], hasty["minimum_days"]) == ("notice-too-short", 30)
    await referent.publishes(tender, days=36)
    for supplier in (masons, carpenters, builders):
        await supplier.takes_documents(tender)
    await questioned_and_amended(market, tender, days=38)

    group = masons.member(role="lead", share="0.6"), plumbers.member(role="member", share="0.4")
    of_group = await masons.bids(tender, {1: 5_900_000}, *group)
    of_carpenters = await carpenters.bids(tender, {1: 6_100_000})
    of_builders = await builders.bids(tender, {1: 2_900_000})
    await citizen.sees(tender, "closed")
    await market.committee.opens(tender, 1, 2)

    await anne.admits(1, of_group, of_carpenters, of_builders)
    await referent.appoints(tender, 1, anne)
    await heard_on_its_price(market, of_builders, 1)
    await anne.declares_no_conflict(tender, 1)
    await anne.marks(1, {of_group: "10", of_carpenters: "4", of_builders: "2"})
    assert await anne.concludes(tender, 1) == [of_group.id, of_builders.id, of_carpenters.id]
    await awarded(market, tender, 1)
    await kept_waiting(market, tender, 1)

    letter = await builders.reads_rejection(of_builders)
    assert (letter["rank"], letter["winner"], len(letter["advantages"])) == (2, masons.name, 2)
    assert (await refused(builders.reads_rejection(of_carpenters)))["code"] == "bid-not-found"
    contract = await referent.signs(tender, 1, "SCHOOL")
    await referent.notifies(contract)
    await referent.modifies(contract, "minor", 6_490_000)
    too_large = await refused(referent.modifies(contract, "minor", 7_000_000))
    assert (too_large["code"], too_large["article"]) == ("modification-too-large", "CCP R2194-8, R2194-9")

    published, *then = OPENED
    asked = ("DossierWithdrawn", "DossierWithdrawn", "DossierWithdrawn", "QuestionAnswered", "TenderAmended")
    judged = (*EVALUATED, "TenderEvaluated", *decided(losers=2))
    await citizen.hears(tender, published, *asked, *then, *judged, *SIGNED, "ContractModified")
    await citizen.sees_figures_move("construction", before, V1=1, V2=5_900_000, A3=1, A6=1)


async def test_a_framework_with_an_order_a_competition_and_no_more_than_its_maximum(market: Market) -> None:
    citizen, referent, carpenters, plumbers = market.citizen, market.referent, market.carpenters, market.plumbers
    before = await citizen.figures("supplies", "V1", "A3")

    bounds = {"maximum": money(150_000), "months": 24, "holders": 2}
    terms = {"procedure": "adapted", "technique": "framework", "framework": bounds, **FURNITURE}
    lot = a_lot("Desks and chairs", 150_000)
    tender = await referent.drafts("Furniture of the schools", lot, estimated_value=money(150_000), **terms)
    await referent.publishes(tender, days=17)
    await citizen.sees(tender, "closed")
    await market.lawyer.gives(tender, 1, 150_000, carpenters.siret, plumbers.siret, bids=4)
    framework = await referent.signs(tender, 1, "FRAMEWORK")
    await referent.notifies(framework)
    await referent.notifies(await referent.calls_off(framework, "CALL-1", 60_000, carpenters.siret))

    within = {"procedure": "adapted", "technique": "subsequent", "within": framework.id, **FURNITURE}
    within |= {"estimated_value": money(50_000), "committee": market.committee.terms()}
    call = await referent.drafts("Furniture of one school", a_lot("Desks", 50_000), **within)
    await referent.publishes(call, days=20)
    assert (await refused(market.builders.bids(call, {1: 1_000})))["code"] == "not-invited"
    of_carpenters = await carpenters.bids(call, {1: 52_000})
    of_plumbers = await plumbers.bids(call, {1: 48_000})
    await citizen.sees(call, "closed")
    await market.committee.opens(call, 0, 1)
    marks = {of_carpenters: "6", of_plumbers: "6"}
    assert await ranked(market, call, 1, marks) == [of_plumbers.id, of_carpenters.id]
    await awarded_at_once(market, call, 1)
    await referent.notifies(await referent.signs(call, 1, "CALL-2"))

    exhausted = await refused(referent.calls_off(framework, "CALL-3", 50_000, carpenters.siret))
    assert (exhausted["code"], exhausted["left"]) == ("framework-exhausted", "42000.00")
    assert "C-23/20" in exhausted["article"]
    await citizen.hears(tender, "TenderPublished", "TenderClosed", *GIVEN, *SIGNED, *SIGNED)
    await citizen.hears(call, *OPENED, *EVALUATED, "TenderEvaluated", *decided(losers=1), *SIGNED)
    await citizen.sees_figures_move("supplies", before, V1=1, A3=1)

    async def both_calls_count() -> bool:
        return (await citizen.figures("supplies", "V1", subsequent=True))["V1"] == before["V1"] + 3

    await until(both_calls_count, 30)


async def test_a_concession_that_lasts_long_says_why(market: Market) -> None:
    citizen, referent, masons, builders = market.citizen, market.referent, market.masons, market.builders
    before = await citizen.figures("food", "V1", "V2", "A3")

    terms = {"procedure": "concession", "estimated_value": money(900_000), **CAFES}
    lot = a_lot("The cafés of four stations", 900_000)
    tender = await referent.drafts("Cafés of the stations", lot, committee=market.committee.terms(), **terms)
    await referent.publishes(tender, days=27)
    of_masons = await masons.bids(tender, {1: 880_000})
    of_builders = await builders.bids(tender, {1: 940_000})
    await citizen.sees(tender, "closed")
    await market.committee.opens(tender, 2, 0)
    marks = {of_masons: "9", of_builders: "6"}
    assert await ranked(market, tender, 1, marks) == [of_masons.id, of_builders.id]
    await awarded_at_once(market, tender, 1)

    long = await refused(referent.signs(tender, 1, "CAFES", months=96))
    assert (long["code"], long["article"]) == ("concession-too-long", "CCP R3114-2")
    reason = "The kitchens pay off in eight years"
    contract = await referent.signs(tender, 1, "CAFES", months=96, duration_reason=reason)
    assert (await referent.notifies(contract))["contract"]["duration_reason"] == reason

    await citizen.hears(tender, *OPENED, *EVALUATED, "TenderEvaluated", *decided(losers=1), *SIGNED)
    await citizen.sees_figures_move("food", before, V1=1, V2=880_000, A3=1)


async def test_a_purchase_without_publicity_has_a_reason_of_the_closed_list(market: Market) -> None:
    citizen, referent = market.citizen, market.referent
    before = await citizen.figures("communication-and-events", "V1", "V2", "A3")

    terms = {"procedure": "without-publicity", "estimated_value": money(120_000), **ART}
    mural = a_lot("A mural", 120_000)
    unreasoned = await referent.drafts("A mural for the harbour", mural, **terms)
    refusal = await refused(referent.publishes(unreasoned, days=3))
    assert (refusal["code"], refusal["limit"]) == ("publicity-required", "60000")
    tender = await referent.drafts("A mural for the harbour", mural, exemption="exclusivity", **terms)
    await referent.publishes(tender, days=3)
    await citizen.sees(tender, "closed")
    await market.lawyer.gives(tender, 1, 118_000, market.builders.siret, bids=1)
    await referent.notifies(await referent.signs(tender, 1, "MURAL"))

    published, *_ = await citizen.hears(tender, "TenderPublished", "TenderClosed", *GIVEN, *SIGNED)
    assert published["exemption"] == "exclusivity"
    await citizen.sees_figures_move("communication-and-events", before, V1=1, V2=118_000, A3=0)


async def test_no_story_broke_a_promise(market: Market) -> None:
    reports = await market.platform.prenan("verify")
    assert [(report["service"], report["broken"]) for report in reports] == [(name, []) for name in SERVICES]
