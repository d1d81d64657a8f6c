"""Where suppliers stand: who is verified, suspended, or found to be another."""

from datetime import UTC, datetime

from services.suppliers.application.standing import end_suspensions
from services.suppliers.persistence.unit_of_work import UnitOfWork
from tests.component.suppliers.registry import OTHERS, SIRET, Registry, a_supplier

REASON = {"reason": "Condamnation définitive"}


async def test_a_suspended_supplier_is_shown_as_such_until_it_is_reinstated(registry: Registry) -> None:
    await registry.register(a_supplier())
    assert (await registry.act("suspension", REASON)).json()["status"] == "suspended"
    assert (await registry.read())["status"] == "suspended"
    assert (await registry.act("suspension", REASON)).json()["code"] == "standing-refused"
    assert (await registry.act("reinstatement", {"reason": "Réhabilitation"})).json()["status"] == "active"
    assert await registry.told() == ["SupplierRegistered", "SupplierSuspended", "SupplierReinstated"]


async def test_a_suspension_ends_by_itself_after_its_last_day(registry: Registry) -> None:
    await registry.register(a_supplier())
    suspended = (await registry.act("suspension", {**REASON, "until": "2027-01-31"})).json()
    due = await registry.database.reads.fetchrow("SELECT id, due_at FROM supplier")
    assert due["due_at"] == datetime(2027, 1, 31, 23, tzinfo=UTC)
    before, after = datetime(2027, 1, 31, 22, 59, tzinfo=UTC), due["due_at"]
    await end_suspensions(UnitOfWork(registry.database), [due["id"]], before)
    assert (await registry.read())["status"] == suspended["status"] == "suspended"
    await end_suspensions(UnitOfWork(registry.database), [due["id"]], after)
    assert (await registry.read())["status"] == "active"


async def test_verification_tells_by_which_evidence(registry: Registry) -> None:
    await registry.register(a_supplier())
    answer = await registry.act("verification", {"evidence": "Extrait Kbis du 3 mars"})
    assert (answer.status_code, answer.json()["verified_at"] is not None) == (201, True)
    assert (await registry.facts())[-1].data["evidence"] == "Extrait Kbis du 3 mars"


async def test_a_merged_supplier_is_found_under_the_one_that_answers_for_it(registry: Registry) -> None:
    await registry.register(a_supplier(size="pme", naf="47.61Z"))
    other = (await registry.register(a_supplier(OTHERS[0], name="Forum"))).json()
    merger = {"into": {"id": OTHERS[0]}, "reason": "Même entreprise"}
    answer = await registry.act("merger", merger)
    assert (answer.status_code, answer.json()["merged_into"]) == (201, other["id"])
    assert await registry.names("q=forum") == ["Forum"]
    merged = await registry.read(OTHERS[0])
    assert (merged["name"], merged["size"], merged["naf"]) == ("Forum", "pme", "47.61Z")
    assert (await registry.read(SIRET))["status"] == "merged"
    assert (await registry.act("suspension", REASON)).status_code == 409


async def test_a_supplier_is_not_merged_into_itself_nor_into_nobody(registry: Registry) -> None:
    await registry.register(a_supplier())
    itself = await registry.act("merger", {"into": {"id": SIRET}, **REASON})
    assert (itself.status_code, itself.json()["code"]) == (422, "merged-into-itself")
    nobody = await registry.act("merger", {"into": {"id": OTHERS[0]}, **REASON})
    assert (nobody.status_code, nobody.json()["code"]) == (404, "supplier-not-found")


async def test_an_act_on_a_version_that_is_gone_is_refused(registry: Registry) -> None:
    await registry.register(a_supplier())
    await registry.update(a_supplier(name="Forum"))
    assert (await registry.act("suspension", REASON, if_match='"1"')).status_code == 412


async def test_only_those_who_judge_suppliers_do(registry: Registry) -> None:
    await registry.register(a_supplier())
    for act, body in (("suspension", REASON), ("verification", {"evidence": "Kbis"}), ("reinstatement", REASON)):
        assert (await registry.act(act, body, scopes=frozenset({"suppliers:write"}))).status_code == 403
        assert (await registry.act(act, body, scopes=None)).status_code == 401
