"""Versions, idempotency keys, and writers at the same instant."""

import asyncio

from tests.component.suppliers.registry import OTHERS, SIRET, Registry, a_supplier


async def test_two_who_register_the_same_at_once_find_one_supplier(registry: Registry) -> None:
    answers = await asyncio.gather(*(registry.register(a_supplier()) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert await registry.told() == ["SupplierRegistered"]
    assert len(await registry.names("limit=10")) == 1


async def test_of_two_who_register_it_differently_at_once_one_is_refused(registry: Registry) -> None:
    answers = await asyncio.gather(*(registry.register(a_supplier(name=f"Nom {n}")) for n in range(2)))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert await registry.told() == ["SupplierRegistered"]


async def test_registers_that_come_at_once_and_overlap_all_go_in(registry: Registry) -> None:
    sirets = (SIRET, *OTHERS)
    orders = [sirets, sirets[::-1]] * 3
    answers = await asyncio.gather(
        *(registry.record(*(a_supplier(siret, name=f"Nom {n}") for siret in order)) for n, order in enumerate(orders))
    )
    statuses = [result["status"] for results in answers for result in results]
    assert (statuses.count("created"), statuses.count("corrected")) == (4, 20)
    for siret in sirets:
        assert (await registry.read(siret))["version"] == 6
    assert len(await registry.facts()) == 24


async def test_an_update_needs_the_version_it_changes(registry: Registry) -> None:
    tag = (await registry.register(a_supplier())).headers["ETag"]
    missing = await registry.call("PUT", f"/suppliers/{SIRET}", a_supplier(name="Forum"))
    assert (missing.status_code, missing.json()["code"]) == (428, "precondition-required")
    assert (await registry.update(a_supplier(name="Forum"), tag)).status_code == 200
    stale = await registry.update(a_supplier(name="Autre"), tag)
    assert (stale.status_code, stale.json()["code"], stale.json()["current"]) == (412, "precondition-failed", '"2"')


async def test_of_many_who_update_one_version_at_once_one_succeeds(registry: Registry) -> None:
    tag = (await registry.register(a_supplier())).headers["ETag"]
    updates = [registry.update(a_supplier(name=f"Nom {n}"), tag) for n in range(6)]
    answers = await asyncio.gather(*updates)
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 5
    assert await registry.told() == ["SupplierRegistered", "SupplierUpdated"]


async def test_a_register_and_an_update_at_once_both_leave_their_fact(registry: Registry) -> None:
    await registry.register(a_supplier())
    updates = [registry.update(a_supplier(name=f"Nom {n}", size="pme")) for n in range(4)]
    records = [registry.record(a_supplier(name=f"Registre {n}")) for n in range(4)]
    await asyncio.gather(*updates, *records)
    known = await registry.read()
    assert (known["version"], known["size"]) == (9, "pme")
    assert [fact.version for fact in await registry.facts()] == list(range(1, 10))


async def test_an_idempotency_key_repeats_its_answer_and_takes_no_other_request(registry: Registry) -> None:
    first = await registry.register(a_supplier(), idempotency_key="k")
    again = await registry.register(a_supplier(), idempotency_key="k")
    assert (again.status_code, again.content, again.headers["Location"]) == (
        201,
        first.content,
        first.headers["Location"],
    )
    other = await registry.register(a_supplier(name="Autre"), idempotency_key="k")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
    assert await registry.told() == ["SupplierRegistered"]


async def test_a_register_that_is_sent_again_under_its_key_gets_the_same_answer(registry: Registry) -> None:
    first = await registry.record(a_supplier(), idempotency_key="page-1")
    assert await registry.record(a_supplier(), idempotency_key="page-1") == first
    assert first[0]["status"] == "created"
