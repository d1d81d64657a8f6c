from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from contracts.procedures import (
    AdvancePaid,
    ClauseReported,
    ExecutionFact,
    FoodPurchaseReported,
    InvoicePaid,
    InvoiceReceived,
    PenaltyApplied,
    SubcontractDeclared,
    SupplierEvaluated,
)
from contracts.vocabulary import Identifier, euros
from tests.unit.analytics.telling.facts import ACT, AWARD, BUYER, CONTRACT, KEY, SIRET, the_row

DAY, BEFORE = date(2026, 2, 28), date(2026, 2, 1)
HOLDER = Identifier(id=SIRET)
PERIOD = {"starts_on": BEFORE, "ends_on": DAY}
SPENT = {"total": euros(100), "sustainable": euros(50), "organic": euros(20), "french": euros(40)}
MARKS = ({"criterion": "Délais", "score": 7}, {"criterion": "Qualité", "score": 8}, {"criterion": "Prix", "score": 8})
WHO = {"identifier": HOLDER, "name": "Ti", "size": "tpe"}


def act(kind: type[ExecutionFact], **said: Any) -> ExecutionFact:
    return kind(act_id=ACT, contract_id=CONTRACT, procedure_id=KEY, buyer=BUYER, **said)


@pytest.mark.parametrize(
    ("fact", "kind", "said"),
    [
        (
            act(AdvancePaid, external_id="A1", holder=HOLDER, rate="0.3", value=euros(30), paid_on=DAY),
            "advance",
            {"value": "30.00", "rate": "0.3", "company": SIRET[:9]},
        ),
        (
            act(InvoiceReceived, external_id="F1", value=euros(20), received_on=DAY),
            "invoice",
            {"value": "20.00", "company": None},
        ),
        (
            act(
                InvoicePaid, external_id="P1", invoice=AWARD, invoice_external_id="F1", value=euros(20),
                received_on=BEFORE, paid_on=DAY, delay_days=27, late=False,
            ),
            "payment",
            {"invoice": str(AWARD), "received_on": "2026-02-01", "delay_days": 27, "late": False},
        ),
        (
            act(
                SubcontractDeclared, subcontractor=WHO, work="Pose", value=euros(9), accepted_on=DAY,
                direct_payment=True,
            ),
            "subcontract",
            {"value": Decimal("9.00"), "company": SIRET[:9], "size": "tpe"},
        ),
        (act(PenaltyApplied, reason="Retard", value=euros(5), applied_on=DAY), "penalty", {"value": Decimal("5.00")}),
        (
            act(ClauseReported, period=PERIOD, insertion_hours_contracted=70, insertion_hours_achieved=35),
            "clause",
            {"starts_on": BEFORE, "insertion_hours_contracted": 70, "insertion_hours_achieved": 35, "equality": None},
        ),
        (
            act(FoodPurchaseReported, period=PERIOD, **SPENT),
            "food",
            {"value": Decimal(100), "organic": Decimal(20), "french": Decimal(40), "european": None},
        ),
        (
            act(SupplierEvaluated, marks=MARKS, comment="Bien", evaluated_on=DAY),
            "appraisal",
            {"score": Decimal("7.67")},
        ),
    ],
)  # fmt: skip
def test_an_act_is_of_its_day_and_tells_what_was_done(fact: ExecutionFact, kind: str, said: dict[str, Any]) -> None:
    row = the_row(fact, "act_version")
    assert (row["kind"], str(row["on"]), str(row["valid_on"])) == (kind, str(DAY), str(DAY))
    assert (str(row["act_id"]), str(row["contract_id"]), row["buyer"]) == (str(ACT), str(CONTRACT), BUYER)
    assert {name: row.get(name) for name in said} == said
