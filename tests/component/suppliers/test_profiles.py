"""What lies behind a profile: its completeness, its sources, its company, its duplicates."""

from tests.component.suppliers.registry import OTHERS, SIRET, Registry, a_supplier

SISTER = f"{SIRET[:9]}00043"
RENNES = {"commune": "35238", "department": "35"}


async def test_a_profile_says_what_to_add_next_until_nothing_is_missing(registry: Registry) -> None:
    await registry.register(a_supplier())
    poor = (await registry.get(f"/suppliers/{SIRET}/completeness")).json()
    assert poor["points"] == 10
    assert poor["missing"][0]["code"] == "offers"
    await registry.update(a_supplier(**_everything()))
    await registry.act("certificates", {"kind": "label", "code": "ess", "issuer": "Chambre"})
    await registry.act("verification", {"evidence": "Kbis"})
    assert (await registry.get(f"/suppliers/{SIRET}/completeness")).json() == {"points": 100, "missing": []}


async def test_every_field_has_its_source(registry: Registry) -> None:
    await registry.register(a_supplier(size="pme"), organisation=OTHERS[0])
    await registry.update(a_supplier(size="pme", naf="47.61Z"), organisation=SIRET)
    await registry.record(a_supplier(place=RENNES))
    answer = await registry.call("GET", f"/suppliers/{SIRET}/provenance")
    kinds = {name: source["kind"] for name, source in answer.json()["fields"].items()}
    assert kinds == {"name": "other", "size": "other", "naf": "company", "place": "register"}


async def test_a_register_does_not_change_what_the_company_told_of_itself(registry: Registry) -> None:
    await registry.register(a_supplier(size="tpe"), organisation=SIRET)
    [result] = await registry.record(a_supplier(size="ge", naf="47.61Z", name="FORUM SARL"))
    known = await registry.read()
    assert (result["status"], known["size"], known["name"]) == ("corrected", "tpe", "Le Forum du livre")
    assert known["naf"] == "47.61Z"


async def test_the_establishments_of_a_company_are_listed_together(registry: Registry) -> None:
    await registry.register(a_supplier())
    await registry.register(a_supplier(SISTER, name="Annexe"))
    await registry.register(a_supplier(OTHERS[0], name="Région"))
    page = (await registry.get(f"/companies/{SIRET[:9]}/establishments")).json()
    assert [item["name"] for item in page["items"]] == ["Annexe", "Le Forum du livre"]


async def test_likely_duplicates_come_with_their_reasons(registry: Registry) -> None:
    await registry.register(a_supplier(place=RENNES))
    await registry.register(a_supplier(SISTER, name="LE FORUM DU LIVRE", place=RENNES))
    await registry.register(a_supplier(OTHERS[0], name="Le forum du livre"))
    answer = await registry.call("GET", f"/suppliers/{SIRET}/duplicates")
    [pair] = answer.json()["items"]
    assert pair["reasons"] == ["same-company", "same-name", "same-commune"]
    assert (pair["identifier"]["id"], pair["name"]) == (SISTER, "LE FORUM DU LIVRE")


def _everything() -> dict[str, object]:
    return {
        "place": RENNES,
        "activities": ["22113000"],
        "offers": [{"cpv": "22113000", "coverage": {"departments": ["35"]}, "capacity": {"amount": "90000.00"}}],
        "size": "tpe",
        "naf": "47.61Z",
        "legal_form": "5499",
        "coordinates": {"latitude": 48117, "longitude": -1678},
    }
