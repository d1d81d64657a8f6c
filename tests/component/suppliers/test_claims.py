"""A company keeps its own profile: by its SIREN, or by a claim that somebody checked."""

from typing import Any

import httpx

from tests.component.suppliers.registry import SIRET, Registry, a_supplier

OWN = frozenset({"profile:write"})
OTHER_PLACE = "79878508500043"
"""Another establishment of the same company."""
STRANGER = "35600000000048"
FOREIGN = {"scheme": "TVA", "id": "DE136695976"}
FOREIGN_PATH = "TVA:DE136695976"
EVIDENCE = {"evidence": "Handelsregister HRB 1234"}
LABEL = {"kind": "label", "code": "relations-fournisseurs", "issuer": "Médiateur des entreprises"}


async def as_company(
    registry: Registry, method: str, path: str, body: Any = None, organisation: str = SIRET, **headers: str
) -> httpx.Response:
    return await registry.call(method, path, body, scopes=OWN, organisation=organisation, **headers)


async def change(registry: Registry, organisation: str) -> httpx.Response:
    """A foreign supplier is said to be of another size."""
    body = {"identifier": FOREIGN, "name": "Bau GmbH", "size": "pme"}
    return await as_company(registry, "PUT", f"/suppliers/{FOREIGN_PATH}", body, organisation, if_match="*")


async def claimed(registry: Registry) -> str:
    """The path of a claim of a foreign supplier."""
    await registry.register({"identifier": FOREIGN, "name": "Bau GmbH"})
    answer = await as_company(registry, "POST", f"/suppliers/{FOREIGN_PATH}/claims", EVIDENCE, STRANGER)
    assert answer.status_code == 201, answer.text
    return f"/supplier-claims/{answer.json()['id']}"


async def test_a_company_changes_the_profile_of_its_own_siren_and_registers_no_longer_do(registry: Registry) -> None:
    await registry.register(a_supplier())
    said = a_supplier(name="Le Forum, librairie")
    for organisation in (SIRET, OTHER_PLACE):
        answer = await as_company(registry, "PUT", f"/suppliers/{SIRET}", said, organisation, if_match="*")
        assert answer.status_code == 200, answer.text
    await registry.record(a_supplier(name="FORUM DU LIVRE SARL", naf="47.61Z"))
    known = await registry.read()
    assert (known["name"], known["naf"]) == ("Le Forum, librairie", "47.61Z")


async def test_a_company_shows_certificates_and_its_address_for_itself_alone(registry: Registry) -> None:
    await registry.register(a_supplier())
    path, mailbox = f"/suppliers/{SIRET}", {"email": "forum@example.org"}
    for organisation, created, done in ((SIRET, 201, 204), (STRANGER, 403, 403)):
        shown = await as_company(registry, "POST", f"{path}/certificates", LABEL, organisation)
        kept = await as_company(registry, "PUT", f"{path}/mailbox", mailbox, organisation)
        assert (shown.status_code, kept.status_code) == (created, done)


async def test_a_company_changes_no_other(registry: Registry) -> None:
    await registry.register(a_supplier())
    said = a_supplier(name="Une autre")
    answer = await as_company(registry, "PUT", f"/suppliers/{SIRET}", said, STRANGER, if_match="*")
    assert (answer.status_code, answer.json()["code"]) == (403, "not-yours")
    assert (await registry.read())["name"] == "Le Forum du livre"


async def test_a_granted_claim_lets_its_key_speak_as_the_company(registry: Registry) -> None:
    claim = await claimed(registry)
    assert (await change(registry, STRANGER)).status_code == 403
    granted = await registry.call("POST", f"{claim}/grant", {"reason": "Extrait conforme"})
    assert granted.json()["status"] == "granted"
    assert (await change(registry, STRANGER)).json()["size"] == "pme"
    assert (await change(registry, SIRET)).status_code == 403
    sources = (await as_company(registry, "GET", f"/suppliers/{FOREIGN_PATH}/provenance", None, STRANGER)).json()
    assert sources["fields"]["size"]["kind"] == "company"


async def test_a_refused_or_revoked_claim_lets_nobody_speak(registry: Registry) -> None:
    claim = await claimed(registry)
    assert (await registry.call("POST", f"{claim}/refusal", {"reason": "Illisible"})).json()["reason"] == "Illisible"
    assert (await change(registry, STRANGER)).status_code == 403
    again = await as_company(registry, "POST", f"/suppliers/{FOREIGN_PATH}/claims", EVIDENCE, STRANGER)
    claim = f"/supplier-claims/{again.json()['id']}"
    await registry.call("POST", f"{claim}/grant", {"reason": "Lisible"})
    await registry.call("POST", f"{claim}/revocation", {"reason": "A quitté la société"})
    assert (await change(registry, STRANGER)).status_code == 403
    late = await registry.call("POST", f"{claim}/grant", {"reason": "Encore"})
    assert (late.status_code, late.json()["code"]) == (409, "claim-decided")


async def test_who_speaks_or_waits_does_not_claim_again(registry: Registry) -> None:
    await claimed(registry)
    again = await as_company(registry, "POST", f"/suppliers/{FOREIGN_PATH}/claims", EVIDENCE, STRANGER)
    assert (again.status_code, again.json()["code"]) == (409, "already-claimed")
    await registry.register(a_supplier())
    own = await as_company(registry, "POST", f"/suppliers/{SIRET}/claims", EVIDENCE)
    assert (own.status_code, own.json()["code"]) == (409, "already-claimed")


async def test_claims_are_listed_for_those_who_check_alone(registry: Registry) -> None:
    await claimed(registry)
    listed = (await registry.call("GET", "/supplier-claims?status=pending")).json()["items"]
    assert [one["identifier"] for one in listed] == [FOREIGN]
    assert (await registry.call("GET", "/supplier-claims?status=granted")).json()["items"] == []
    assert (await as_company(registry, "GET", "/supplier-claims")).status_code == 403
    assert "Handelsregister" not in " ".join(str(fact.data) for fact in await registry.facts())
