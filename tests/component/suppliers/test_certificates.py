"""Labels and certificates: shown, verified, withdrawn, run out."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from services.suppliers.application.certifying import expire_certificates
from services.suppliers.persistence.unit_of_work import UnitOfWork
from tests.component.suppliers.registry import OTHERS, SIRET, Registry, a_supplier

LABEL = {"kind": "label", "code": "relations-fournisseurs", "issuer": "Médiateur des entreprises"}


async def shown(registry: Registry, **more: Any) -> dict[str, Any]:
    await registry.register(a_supplier())
    answer = await registry.act("certificates", {**LABEL, **more})
    assert answer.status_code == 201, answer.text
    document: dict[str, Any] = answer.json()
    return document


async def listed(registry: Registry, query: str = "") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await registry.get(f"/suppliers/{SIRET}/certificates{query}")).json()["items"]
    return items


async def test_a_certificate_is_shown_listed_and_told_among_the_facts_of_its_supplier(registry: Registry) -> None:
    held = await shown(registry, valid_until="2031-06-30")
    assert await listed(registry) == [held]
    fact = (await registry.facts())[-1]
    supplier = await registry.read()
    assert (fact.type, fact.partitionkey) == ("bzh.prenan.CertificateAdded.v1", supplier["id"])


async def test_it_stops_counting_after_its_last_day(registry: Registry) -> None:
    held = await shown(registry, valid_until="2031-06-30")
    ids = [UUID(held["id"])]
    await expire_certificates(UnitOfWork(registry.database), ids, datetime(2031, 6, 30, 21, 59, tzinfo=UTC))
    assert [one["status"] for one in await listed(registry)] == ["valid"]
    await expire_certificates(UnitOfWork(registry.database), ids, datetime(2031, 6, 30, 22, tzinfo=UTC))
    assert [one["status"] for one in await listed(registry, "?status=expired")] == ["expired"]
    assert await listed(registry, "?status=valid") == []
    assert (await registry.told())[-1] == "CertificateExpired"


async def test_who_verifies_it_leaves_the_day(registry: Registry) -> None:
    held = await shown(registry)
    answer = await registry.act(f"certificates/{held['id']}/verification")
    assert (answer.status_code, answer.json()["verified_on"] is not None) == (201, True)


async def test_a_withdrawn_one_is_over(registry: Registry) -> None:
    held = await shown(registry)
    path = f"certificates/{held['id']}/withdrawal"
    assert (await registry.act(path, {"reason": "Retiré"})).json()["status"] == "withdrawn"
    assert (await registry.act(path, {"reason": "Retiré"})).json()["code"] == "certificate-over"
    assert (await registry.act(f"certificates/{held['id']}/verification")).json()["code"] == "certificate-over"


async def test_one_that_ran_out_already_is_refused(registry: Registry) -> None:
    await registry.register(a_supplier())
    answer = await registry.act("certificates", {**LABEL, "valid_until": "2001-01-01"})
    assert (answer.status_code, answer.json()["code"]) == (422, "certificate-out-of-date")


async def test_it_is_no_other_suppliers(registry: Registry) -> None:
    held = await shown(registry)
    await registry.register(a_supplier(OTHERS[0]))
    answer = await registry.act(f"certificates/{held['id']}/verification", siret=OTHERS[0])
    assert (answer.status_code, answer.json()["code"]) == (404, "certificate-not-found")
    assert (await registry.act("certificates", LABEL, siret=OTHERS[1])).json()["code"] == "supplier-not-found"


async def test_nobody_says_of_its_own_certificate_that_it_was_verified(registry: Registry) -> None:
    await registry.register(a_supplier())
    answer = await registry.act("certificates", {**LABEL, "verified_on": "2026-01-01"})
    assert answer.status_code == 422


async def test_many_of_one_supplier_are_shown_at_once(registry: Registry) -> None:
    await registry.register(a_supplier())
    answers = await asyncio.gather(*(registry.act("certificates", {**LABEL, "number": str(n)}) for n in range(8)))
    assert [answer.status_code for answer in answers] == [201] * 8
    assert len(await listed(registry)) == 8
