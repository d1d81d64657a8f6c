"""Contracts taken over from the registers of the past."""

from contracts.catalogue import fact_in
from contracts.procedures import ContractNotified, DataCorrected
from contracts.vocabulary import ContractState
from services.tenders.domain.contract import contract_id
from tests.component.tenders.desk import OTHER_BUYER, REGION, Desk, a_record


async def recorded(desk: Desk, *records: object, **options: object) -> list[dict[str, object]]:
    answer = await desk.post("/contract-records", {"records": records}, **options)
    assert answer.status_code == 200, answer.text
    results: list[dict[str, object]] = answer.json()["results"]
    return results


async def test_a_recorded_contract_is_told_as_notified_at_its_own_date(desk: Desk) -> None:
    [result] = await recorded(desk, a_record())
    [envelope] = await desk.facts()
    fact = fact_in(envelope)
    assert isinstance(fact, ContractNotified)
    assert fact.contract == ContractState.model_validate(a_record())
    assert (result["status"], result["version"]) == ("created", 1)
    assert result["id"] == str(contract_id(REGION, "2019-90001")) == envelope.subject == envelope.partitionkey
    assert envelope.time.isoformat() == "2019-01-30T00:00:00+01:00"
    assert (await desk.get(f"/contracts/{result['id']}")).json()["contract"]["title"] == "Livres"


async def test_recording_the_same_again_changes_nothing(desk: Desk) -> None:
    await recorded(desk, a_record())
    [result] = await recorded(desk, a_record())
    assert (result["status"], result["version"]) == ("unchanged", 1)
    assert len(await desk.facts()) == 1


async def test_recording_something_else_corrects_the_contract(desk: Desk) -> None:
    await recorded(desk, a_record())
    [result] = await recorded(desk, a_record(current={"amount": "41000.00", "currency": "EUR"}))
    fact = fact_in((await desk.facts())[-1])
    assert (result["status"], result["version"]) == ("corrected", 2)
    assert isinstance(fact, DataCorrected)
    assert str(fact.contract.current.amount if fact.contract.current else None) == "41000.00"


async def test_how_long_a_holder_waited_for_its_payments_is_told_and_corrected(desk: Desk) -> None:
    for days in ("19.53571", "20"):
        await recorded(desk, a_record(holders=[{"name": "Le Forum du livre", "payment_days": days}]))
    told = [envelope.data["contract"]["holders"][0]["payment_days"] for envelope in await desk.facts()]
    assert told == ["19.53571", "20"]


async def test_a_bad_row_does_not_stop_the_others(desk: Desk) -> None:
    results = await recorded(
        desk,
        a_record(reference="1"),
        a_record(reference="2", holders=[]),
        a_record(reference="3", colour="red"),
        a_record(reference="4", buyer=OTHER_BUYER),
        a_record(reference="5", holders=[{"name": "A", "identifier": {"id": "1"}}]),
        a_record(reference="6", notified_on="0019-01-30"),
        a_record(reference="7"),
    )
    assert [result["status"] for result in results] == ["created", *["refused"] * 5, "created"]
    errors = [[(error["pointer"], error["code"]) for error in result["errors"]] for result in results]  # type: ignore[attr-defined]
    assert errors[1] == [("/holders", "too-short")]
    assert errors[2] == [("/colour", "extra-forbidden")]
    assert errors[3] == [("/buyer", "not-the-buyer")]
    assert ("/holders/0/identifier", "value-error") in errors[4]
    assert errors[5] == [("/notified_on", "greater-than-equal")]
    assert len(await desk.facts()) == 2


async def test_the_operator_records_for_every_buyer(desk: Desk) -> None:
    results = await recorded(desk, a_record(), a_record(buyer=OTHER_BUYER), organisation="*")
    assert [result["status"] for result in results] == ["created", "created"]


async def test_a_reference_that_comes_twice_in_a_batch_ends_as_it_came_last(desk: Desk) -> None:
    other = a_record(title="Livres neufs")
    first, second, third = await recorded(desk, a_record(), other, other)
    assert [first["status"], second["status"], third["status"]] == ["created", "corrected", "unchanged"]
    assert [fact.version for fact in await desk.facts()] == [1, 2]
    assert (await desk.get(f"/contracts/{first['id']}")).json()["version"] == 2


async def test_a_register_may_hold_contracts_without_date_or_amount(desk: Desk) -> None:
    [result] = await recorded(desk, a_record(notified_on=None, initial=None))
    assert result["status"] == "created"


async def test_a_register_may_use_codes_of_its_own(desk: Desk) -> None:
    [result] = await recorded(desk, a_record(department="voirie", area="espaces-verts"))
    assert result["status"] == "created"


async def test_one_idempotency_key_records_once(desk: Desk) -> None:
    body = {"records": [a_record()]}
    first, again = [await desk.post("/contract-records", body, idempotency_key="k") for _ in range(2)]
    assert (first.content, again.headers["Idempotency-Replayed"]) == (again.content, "true")


async def test_a_batch_is_not_empty_and_not_endless(desk: Desk) -> None:
    for records in ([], [{}] * 501):
        answer = await desk.post("/contract-records", {"records": records})
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")


async def test_a_signed_contract_is_notified_by_the_register(desk: Desk) -> None:
    path = await desk.award(procedure="adapted")
    contract = (await desk.sign(path)).json()
    state = contract["contract"] | {"notified_on": desk.now.date().isoformat()}
    [result] = await recorded(desk, state)
    assert (result["id"], result["status"]) == (contract["id"], "corrected")
    assert (await desk.told())[-1] == "ContractNotified"


async def test_contracts_are_listed_by_page_and_filter(desk: Desk) -> None:
    await recorded(desk, *(a_record(reference=f"2019-{number}", area="food") for number in range(5)), a_record())
    seen, path = [], "/contracts?area=food&limit=2"
    while path:
        page = (await desk.get(path, scopes=None)).json()
        seen += [one["contract"]["reference"] for one in page["items"]]
        path = page["next"]
    assert sorted(seen) == [f"2019-{number}" for number in range(5)]
    [one] = (await desk.get("/contracts?reference=2019-90001")).json()["items"]
    assert one["contract"]["reference"] == "2019-90001"
