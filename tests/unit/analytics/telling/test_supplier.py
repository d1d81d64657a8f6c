import pytest

from contracts.suppliers import SupplierFact, SupplierRegistered, SupplierState, SupplierSuspended
from contracts.vocabulary import Identifier, Place, euros
from tests.unit.analytics.telling.facts import RENNES, SIRET, SUBJECT, the_row

STATE = SupplierState(
    identifier=Identifier(id=SIRET), name="Ti", size="pme", place=RENNES, head_office=Place(department="75"),
    turnover=euros(2_000_000), social_economy=True,
)  # fmt: skip


@pytest.mark.parametrize(
    "fact",
    [
        SupplierRegistered(supplier_id=SUBJECT, supplier=STATE),
        SupplierSuspended(supplier_id=SUBJECT, supplier=STATE, reason="Exclusion"),
    ],
)
def test_every_fact_about_a_supplier_tells_its_whole_state(fact: SupplierFact) -> None:
    row = the_row(fact, "supplier_version")
    assert (row["company"], row["identifier"], row["size"]) == (SIRET[:9], f"SIRET:{SIRET}", "pme")
    assert (row["commune"], row["department"], row["country"]) == ("35238", "35", "FR")
    assert (row["head_department"], row["head_country"], row["turnover"]) == ("75", "FR", "2000000.00")
    assert (row["social_economy"], row["inclusive"], row["valid_on"]) == (True, None, None)


def test_a_supplier_of_whom_little_is_known_is_nowhere() -> None:
    state = SupplierState(identifier=Identifier(id=SIRET), name="Ti")
    row = the_row(SupplierRegistered(supplier_id=SUBJECT, supplier=state), "supplier_version")
    assert [row[name] for name in ("size", "commune", "country", "head_department", "turnover")] == [None] * 5
