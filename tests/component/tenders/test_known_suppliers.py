"""Holders are named as the registry of suppliers knows them."""

from typing import Any
from uuid import UUID

from contracts.suppliers import SupplierRegistered, SupplierState, SupplierUpdated
from contracts.vocabulary import Identifier, Place, SizeClass
from tests.component.tenders.desk import AWARD, HOLDER, Desk

SUPPLIER = UUID("0197f3a0-0000-7000-8000-000000000001")


def a_supplier(**known: Any) -> SupplierState:
    place = Place(commune="35238", department="35")
    state = {"identifier": Identifier(id=HOLDER), "name": "Le Forum", "size": SizeClass.TPE, "place": place}
    return SupplierState(**{**state, **known})


async def award(desk: Desk, **holder: Any) -> Any:
    path = await desk.close()
    given = {"identifier": {"scheme": "SIRET", "id": HOLDER}, **holder}
    return await desk.post(f"{path}/lots/1/award", {**AWARD, "holders": [given]})


async def test_a_holder_given_by_its_number_is_completed_from_the_registry(desk: Desk) -> None:
    await desk.learn(SupplierRegistered(supplier_id=SUPPLIER, supplier=a_supplier()))
    answer = await award(desk)
    [holder] = answer.json()["lots"][0]["award"]["holders"]
    assert (holder["name"], holder["size"], holder["place"]["commune"]) == ("Le Forum", "tpe", "35238")


async def test_the_latest_name_of_a_supplier_is_used(desk: Desk) -> None:
    await desk.learn(SupplierRegistered(supplier_id=SUPPLIER, supplier=a_supplier(name="Ancien nom")))
    await desk.learn(SupplierUpdated(supplier_id=SUPPLIER, supplier=a_supplier(size=None, place=None)))
    [holder] = (await award(desk)).json()["lots"][0]["award"]["holders"]
    assert (holder["name"], holder["size"], holder["place"]) == ("Le Forum", None, None)


async def test_what_the_buyer_says_comes_before_the_registry(desk: Desk) -> None:
    await desk.learn(SupplierRegistered(supplier_id=SUPPLIER, supplier=a_supplier()))
    [holder] = (await award(desk, name="Le Forum du livre", size="pme")).json()["lots"][0]["award"]["holders"]
    assert (holder["name"], holder["size"], holder["place"]["commune"]) == ("Le Forum du livre", "pme", "35238")


async def test_an_unknown_holder_needs_a_name(desk: Desk) -> None:
    answer = await award(desk)
    assert (answer.status_code, answer.json()["code"]) == (422, "holder-unnamed")
    assert answer.json()["identifier"] == HOLDER


async def test_a_holder_without_number_is_taken_as_named(desk: Desk) -> None:
    path = await desk.close()
    answer = await desk.post(f"{path}/lots/1/award", {**AWARD, "holders": [{"name": "Artisan sans numéro"}]})
    [holder] = answer.json()["lots"][0]["award"]["holders"]
    assert (holder["name"], holder["identifier"]) == ("Artisan sans numéro", None)
