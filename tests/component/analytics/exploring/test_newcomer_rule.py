"""First-time awardees by the room that sourcing kept for newcomers, from facts to answers."""

from datetime import date
from typing import Any

from contracts.procedures import ContractNotified
from tests.component.analytics.competing import Tender
from tests.component.analytics.observing import Observatory
from tests.component.analytics.sourcing import Request
from tests.component.analytics.telling import COMPANIES, a_contract, a_holder, contract_id, told

OLD, KNOWN, NEW, STRANGER = COMPANIES
NOTHING = dict.fromkeys(("requests", "shown", "newcomers", "quota", "invited", "answered", "bid", "won"), 0)


async def rule(observatory: Observatory, **asked: Any) -> dict[str, Any]:
    answer = await observatory.http.get("/observatory/comparisons/newcomer-rule", params=asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def figures(found: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    counted = ("numerator", "denominator", "value", "status")
    return {one["of"]: tuple(one[name] for name in counted) for one in found["figures"]}


async def held(observatory: Observatory, reference: str, siret: str | None, tender: Tender | None = None) -> None:
    """A contract of 2025, or one of 2023, which makes its holder known, where it came of no tender."""
    day = date(2025, 6, 1) if tender else date(2023, 6, 1)
    state = a_contract(reference, notified_on=day, holders=(a_holder(siret),))
    identity = contract_id(reference)
    procedure = tender.id if tender else identity
    fact = told(ContractNotified(contract_id=identity, procedure_id=procedure, contract=state), identity, 1)
    await observatory.tell(fact.model_copy(update={"partitionkey": str(procedure)}))


async def tendered(observatory: Observatory, name: str, siret: str | None, *requests: Request) -> Tender:
    """A tender that came of these requests, the contract that came of it, and who bid for it: its holder wins."""
    tender = Tender(name).publish()
    bidders = (siret, KNOWN) if siret else (KNOWN,)
    tender.open(*["1000"] * len(bidders), companies=bidders).award(0, len(bidders))
    await observatory.tell(*tender.public)
    for request in requests:
        await observatory.tell(*request.closed(tender.id).told)
    await held(observatory, name, siret, tender)
    return tender


async def test_contracts_are_told_apart_by_the_room_that_sourcing_kept_before_them(observatory: Observatory) -> None:
    await held(observatory, "past", OLD)
    await tendered(observatory, "room", NEW, Request("room").matched(10, 5, 4))
    await tendered(observatory, "of somebody unknown", None, Request("unknown").matched(10, 5, 4))
    await tendered(observatory, "no room", OLD, Request("none").matched(10, 1, 0))
    await tendered(observatory, "no shortlist", STRANGER, Request("by hand").invited(STRANGER))
    await tendered(observatory, "no request", OLD)
    found = await rule(observatory, period="2025")
    assert figures(found) == {
        "room": ("1", "1", "100.00", "insufficient_data"),
        "no-room": ("1", "2", "50.00", "small_n"),
        "no-request": ("0", "1", "0.00", "small_n"),
    }
    assert [one["coverage"] for one in found["figures"]] == ["0.5000", "1.0000", "1.0000"]
    assert (found["difference"], found["status"]) == ("100.00", "insufficient_data")


async def test_figures_that_rest_on_enough_contracts_can_be_relied_on_and_add_up_to_the_indicator(
    observatory: Observatory,
) -> None:
    for number in range(5):
        await tendered(observatory, f"room {number}", NEW, Request(str(number)).matched(5, 2, 2))
        await tendered(observatory, f"none {number}", OLD)
    found = await rule(observatory, period="2025")
    assert (found["difference"], found["status"]) == ("0.00", "ok")
    counted = [figures(found)[room][:2] for room in ("room", "no-request")]
    whole = await observatory.ask("A1", period="2025")
    assert counted == [("5", "5")] * 2
    assert (whole["numerator"], whole["denominator"]) == (10, 10)


async def test_what_sourcing_did_in_between_is_summed_over_the_requests_that_kept_room(
    observatory: Observatory,
) -> None:
    first = Request("first").matched(8, 4, 3).matched(2, 1, 1).invited(NEW, KNOWN, STRANGER).answered(NEW, NEW, KNOWN)
    second = Request("second").matched(5, 2, 2).invited(NEW)
    without = Request("without room").matched(7, 0, 0).invited(OLD)
    await tendered(observatory, "two requests", NEW, first, second, without)
    found = await rule(observatory, period="2025")
    assert found["sourcing"] == {
        "requests": 2, "shown": 15, "newcomers": 7, "quota": 6, "invited": 4, "answered": 2, "bid": 2, "won": 1,
    }  # fmt: skip
    assert figures(found)["room"][:2] == ("1", "1")


async def test_a_request_counts_once_it_is_closed_and_only_with_a_tender(observatory: Observatory) -> None:
    await observatory.tell(*Request("alone").matched(9, 4, 4).invited(NEW).closed().told)
    tender = await tendered(observatory, "later", NEW)
    late = Request("open").matched(6, 3, 3)
    await observatory.tell(*late.told)
    found = await rule(observatory, period="2025")
    assert (figures(found)["room"][3], found["difference"], found["status"]) == ("no_data", None, "no_data")
    assert found["sourcing"] == NOTHING
    await observatory.tell(*late.closed(tender.id).told[-1:])
    assert figures(await rule(observatory, period="2025"))["room"][:2] == ("1", "1")


async def test_it_is_asked_of_a_slice_and_of_the_past(observatory: Observatory) -> None:
    await tendered(observatory, "room", NEW, Request("room").matched(10, 5, 4))
    for asked in ({"period": "2024"}, {"as_known_on": "2026-01-04"}, {"as_of": "2025-05-31"}):
        found = await rule(observatory, **asked)
        assert (figures(found)["room"][3], found["sourcing"]) == ("no_data", NOTHING)
    for asked in ({"as_known_on": "2026-01-05"}, {"as_of": "2025-06-01"}):
        assert (await rule(observatory, **asked))["sourcing"]["shown"] == 10
    known = await rule(observatory, as_of="2025-06-01")
    assert figures(known)["room"][:2] == ("1", "1")
