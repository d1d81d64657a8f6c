"""The record of suppliers follows the facts of procedures."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from contracts.envelope import Envelope
from contracts.procedures import ContractFact, ContractNotified, DataCorrected
from contracts.vocabulary import ContractState, Holder, Identifier, euros
from services.suppliers.application.reactions import reactions
from services.suppliers.persistence.unit_of_work import UnitOfWork
from tests.component.suppliers.registry import OTHERS, SIRET, Registry, a_supplier

BUYER = "23350001600040"


def a_contract(reference: str = "1", holders: tuple[str, ...] = (SIRET,), **known: Any) -> ContractState:
    facts = {"buyer": BUYER, "reference": reference, "title": f"Marché {reference}", "cpv": "22113000"}
    named = tuple(Holder(identifier=Identifier(id=siret), name="Le Forum") for siret in holders)
    said = {**facts, "notified_on": date(2025, 3, 14), "initial": euros(1200), "places": ("FRH03",), **known}
    return ContractState(**{**said, "holders": named})


def told(kind: type[ContractFact], state: ContractState, version: int = 1, **more: Any) -> Envelope:
    identity = uuid5(NAMESPACE_URL, state.reference)
    fact = kind(contract_id=identity, procedure_id=identity, contract=state, **more)
    at = datetime(2026, 1, 5, tzinfo=UTC)
    return Envelope(
        id=UUID(int=version), source="/services/tenders", type=fact.wire_type(), subject=str(identity), time=at,
        dataschema=fact.schema_url(), partitionkey=str(identity), sequence=f"{version:012}", recordedtime=at,
        data=fact.model_dump(mode="json"),
    )  # fmt: skip


async def hear(registry: Registry, *facts: Envelope) -> None:
    async with UnitOfWork(registry.database) as uow:
        for envelope in facts:
            await reactions.apply(uow, envelope)
        await reactions.finish(uow)


async def record(registry: Registry, siret: str = SIRET) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await registry.get(f"/suppliers/{siret}/awards")).json()["items"]
    return items


async def test_a_notified_contract_is_in_the_record_of_each_holder(registry: Registry) -> None:
    for siret in (SIRET, OTHERS[1]):
        await registry.register(a_supplier(siret))
    await hear(registry, told(ContractNotified, a_contract(holders=(SIRET, OTHERS[1]))))
    [one] = await record(registry)
    assert (one["title"], one["department"], one["amount"], one["buyer"]) == ("Marché 1", "35", "1200.00", BUYER)
    assert [each["title"] for each in await record(registry, OTHERS[1])] == ["Marché 1"]


async def test_a_correction_takes_a_contract_from_who_never_held_it(registry: Registry) -> None:
    for siret in (SIRET, OTHERS[1]):
        await registry.register(a_supplier(siret))
    corrected = told(DataCorrected, a_contract(holders=(OTHERS[1],)), 2, reason="Autre titulaire")
    await hear(registry, told(ContractNotified, a_contract()))
    await hear(registry, corrected)
    assert await record(registry) == []
    assert len(await record(registry, OTHERS[1])) == 1


async def test_records_are_read_page_by_page_in_the_order_of_their_days(registry: Registry) -> None:
    await registry.register(a_supplier())
    days = [date(2025, 5, 1), date(2024, 5, 1), date(2023, 5, 1)]
    facts = [told(ContractNotified, a_contract(str(at), notified_on=day)) for at, day in enumerate(days)]
    await hear(registry, *facts)
    page = (await registry.get(f"/suppliers/{SIRET}/awards?limit=2")).json()
    assert [item["notified_on"] for item in page["items"]] == ["2023-05-01", "2024-05-01"]
    rest = (await registry.get(page["next"])).json()
    assert [item["notified_on"] for item in rest["items"]] == ["2025-05-01"]
