"""Entering the registry, reading it and correcting it."""

import pytest

from contracts.catalogue import fact_in
from contracts.suppliers import SupplierRegistered, SupplierUpdated
from tests.component.suppliers.registry import SIRET, Registry, a_supplier

FULL = a_supplier(
    size="pme",
    place={"commune": "35238", "department": "35", "country": "FR"},
    naf="47.61Z",
    activities=["22113000"],
    natural_person=False,
    head_office={"commune": "75056", "department": "75", "country": "FR"},
    turnover={"amount": "2500000.00", "currency": "EUR"},
    social_economy=True,
    inclusive=False,
)


async def test_a_supplier_is_registered_read_and_told(registry: Registry) -> None:
    created = await registry.register(FULL)
    assert (created.status_code, created.headers["ETag"]) == (201, '"1"')
    read = await registry.get(created.headers["Location"])
    assert read.json() == created.json()
    assert FULL.items() <= created.json().items()
    assert (created.json()["version"], created.json()["status"]) == (1, "active")
    [envelope] = await registry.facts()
    assert (envelope.source, envelope.subject, envelope.version) == ("/services/suppliers", created.json()["id"], 1)
    fact = fact_in(envelope)
    assert isinstance(fact, SupplierRegistered)
    assert FULL.items() <= fact.supplier.model_dump(mode="json").items()


async def test_registering_the_same_again_answers_with_what_is_there(registry: Registry) -> None:
    created = await registry.register(FULL)
    again = await registry.register(FULL)
    assert (again.status_code, again.headers["ETag"], again.json()) == (200, '"1"', created.json())
    assert await registry.told() == ["SupplierRegistered"]


async def test_registering_otherwise_is_refused_with_the_way_to_update(registry: Registry) -> None:
    await registry.register(FULL)
    answer = await registry.register(a_supplier())
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (409, "supplier-already-registered")
    assert problem["path"] == f"/suppliers/{SIRET}"
    assert problem["path"] in problem["detail"]
    assert await registry.told() == ["SupplierRegistered"]


@pytest.mark.parametrize(
    ("identifier", "path"),
    [
        ({"scheme": "TVA", "id": "DE 136 695 976"}, "/suppliers/TVA:DE136695976"),
        ({"scheme": "HORS-UE", "id": "HRB 12/34"}, "/suppliers/HORS-UE:HRB%2012%2F34"),
        ({"scheme": "RIDET", "id": "1234567.001"}, "/suppliers/RIDET:1234567.001"),
    ],
)
async def test_other_identifiers_stand_in_the_path_behind_their_scheme(
    registry: Registry, identifier: dict[str, str], path: str
) -> None:
    created = await registry.register(a_supplier(identifier=identifier))
    assert (created.status_code, created.headers["Location"]) == (201, path)
    assert (await registry.get(path)).json() == created.json()


async def test_an_update_replaces_all_that_is_known(registry: Registry) -> None:
    tag = (await registry.register(FULL)).headers["ETag"]
    answer = await registry.update(a_supplier(name="Forum"), tag)
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    assert (answer.json()["name"], answer.json()["size"], answer.json()["place"]) == ("Forum", None, None)
    assert await registry.read() == answer.json()
    fact = fact_in((await registry.facts())[-1])
    assert isinstance(fact, SupplierUpdated)
    assert fact.supplier.name == "Forum"


async def test_an_update_that_changes_nothing_tells_nothing(registry: Registry) -> None:
    tag = (await registry.register(FULL)).headers["ETag"]
    answer = await registry.update(FULL, tag)
    assert (answer.status_code, answer.headers["ETag"]) == (200, tag)
    assert await registry.told() == ["SupplierRegistered"]


async def test_an_update_keeps_the_identifier(registry: Registry) -> None:
    await registry.register(FULL)
    answer = await registry.update(a_supplier("23350001600040"))
    assert (answer.status_code, answer.json()["code"]) == (422, "identifier-fixed")


async def test_what_is_not_registered_is_neither_read_nor_updated(registry: Registry) -> None:
    for answer in (await registry.get(f"/suppliers/{SIRET}"), await registry.update(FULL)):
        assert (answer.status_code, answer.json()["code"]) == (404, "supplier-not-found")


async def test_a_reader_who_has_it_already_is_sent_nothing(registry: Registry) -> None:
    tag = (await registry.register(FULL)).headers["ETag"]
    answer = await registry.get(f"/suppliers/{SIRET}", if_none_match=tag)
    assert (answer.status_code, answer.content) == (304, b"")
    await registry.update(a_supplier(), tag)
    assert (await registry.get(f"/suppliers/{SIRET}", if_none_match=tag)).status_code == 200
