"""Registers: each record is judged by itself; a value given replaces the known one, silence keeps it."""

from tests.component.suppliers.registry import OTHERS, SIRET, Registry, a_supplier


async def test_records_create_correct_and_leave_alone(registry: Registry) -> None:
    [created] = await registry.record(a_supplier())
    [corrected] = await registry.record(a_supplier(size="pme"))
    [unchanged] = await registry.record(a_supplier(size="pme"))
    results = (created, corrected, unchanged)
    assert [result["status"] for result in results] == ["created", "corrected", "unchanged"]
    assert [result["version"] for result in results] == [1, 2, 2]
    assert {result["id"] for result in results} == {(await registry.read())["id"]}
    assert await registry.told() == ["SupplierRegistered", "SupplierUpdated"]


async def test_a_register_that_is_silent_about_the_size_does_not_delete_it(registry: Registry) -> None:
    known = {"size": "pme", "naf": "47.61Z", "place": {"commune": "35238", "department": "35"}}
    await registry.record(a_supplier(**known))
    [result] = await registry.record(a_supplier(size=None, place={"department": "35"}))
    assert result["status"] == "unchanged"
    read = await registry.read()
    assert (read["size"], read["naf"], read["place"]["commune"]) == ("pme", "47.61Z", "35238")


async def test_a_register_that_is_silent_about_head_office_turnover_and_kind_does_not_delete_them(
    registry: Registry,
) -> None:
    known = {
        "head_office": {"commune": "75056", "department": None, "country": "FR"},
        "turnover": {"amount": "100.00", "currency": "EUR"},
        "social_economy": False,
        "inclusive": True,
    }
    await registry.record(a_supplier(**known))
    [result] = await registry.record(a_supplier())
    assert result["status"] == "unchanged"
    [changed] = await registry.record(a_supplier(social_economy=True))
    read = await registry.read()
    assert {name: read[name] for name in known} == {**known, "social_economy": True}
    assert changed["status"] == "corrected"


async def test_a_bad_record_is_refused_with_its_place_and_the_others_go_in(registry: Registry) -> None:
    results = await registry.record(
        a_supplier("79878508500036"),
        a_supplier(),
        a_supplier(OTHERS[0], size="huge"),
        a_supplier(OTHERS[0], colour="red"),
        {"name": "Sans numéro"},
        a_supplier(OTHERS[1], place={"town": "Rennes"}),
    )
    assert [result["status"] for result in results] == ["refused", "created", *["refused"] * 4]
    flaws = [(error["pointer"], error["code"]) for result in results for error in result["errors"]]
    assert flaws == [
        ("/identifier", "value-error"),
        ("/size", "enum"),
        ("/colour", "extra-forbidden"),
        ("/identifier", "missing"),
        ("/place/town", "extra-forbidden"),
    ]
    assert await registry.told() == ["SupplierRegistered"]


async def test_one_supplier_twice_in_a_register_is_heard_twice(registry: Registry) -> None:
    results = await registry.record(a_supplier(), a_supplier(size="pme"), a_supplier(name="Forum"), a_supplier("Forum"))
    assert [(result["status"], result["version"]) for result in results] == [
        ("created", 1),
        ("corrected", 2),
        ("corrected", 3),
        ("refused", None),
    ]
    read = await registry.read()
    assert (read["name"], read["size"], read["version"]) == ("Forum", "pme", 3)
    assert [fact.version for fact in await registry.facts()] == [1, 2, 3]


async def test_the_facts_of_a_register_stand_in_its_order(registry: Registry) -> None:
    sirets = (*OTHERS, SIRET)
    results = await registry.record(*(a_supplier(siret) for siret in sirets))
    assert [fact.subject for fact in await registry.facts()] == [result["id"] for result in results]


async def test_a_corrected_name_is_found_and_the_old_one_is_not(registry: Registry) -> None:
    await registry.record(a_supplier(), a_supplier(OTHERS[0], name="Kergoat"))
    await registry.record(a_supplier(name="Armor Édition"), a_supplier(OTHERS[0], name="Zéphyr"))
    assert await registry.names("q=forum") == []
    assert await registry.names("q=edition") == ["Armor Édition"]
    assert await registry.names("") == ["Armor Édition", "Zéphyr"]
