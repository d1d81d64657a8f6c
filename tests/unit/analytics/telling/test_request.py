from typing import Any

import pytest

from contracts.sourcing import (
    SourcingAnswered,
    SourcingClosed,
    SourcingDeclined,
    SourcingFact,
    SourcingOpened,
    SupplierInvited,
    SuppliersMatched,
)
from contracts.vocabulary import Identifier, euros
from tests.unit.analytics.telling.facts import BUYER, LATE, NOW, SIRET, SUBJECT, TENDER, the_row

WHO = Identifier(id=SIRET)
BAND = {"minimum": euros(10), "maximum": euros(20)}
COMPANY = {"identifier": f"SIRET:{SIRET}", "company": SIRET[:9]}


@pytest.mark.parametrize(
    ("fact", "kind", "said"),
    [
        (
            SourcingOpened(
                request_id=SUBJECT, title="Livres", buyer=BUYER, department="schools", area="supplies", cpv="22113000",
                value=BAND, opened_at=LATE, deadline=NOW,
            ),
            "opened",
            {"buyer": BUYER, "deadline": NOW, "minimum": euros(10).amount, "most": euros(20).amount},
        ),
        (
            SuppliersMatched(request_id=SUBJECT, count=20, newcomers=9, quota=8, matched_at=LATE),
            "matched",
            {"matched": 20, "newcomers": 9, "quota": 8},
        ),
        (
            SupplierInvited(request_id=SUBJECT, identifier=WHO, batch=2, invited_at=LATE),
            "invited",
            {**COMPANY, "mailing": 2},
        ),
        (SourcingAnswered(request_id=SUBJECT, identifier=WHO, answered_at=LATE), "answered", COMPANY),
        (
            SourcingDeclined(request_id=SUBJECT, identifier=WHO, reason="Complet", declined_at=LATE),
            "declined",
            {**COMPANY, "reason": "Complet"},
        ),
        (SourcingClosed(request_id=SUBJECT, tender_id=TENDER, closed_at=LATE), "closed", {"tender_id": TENDER}),
    ],
)  # fmt: skip
def test_what_happens_to_a_request_is_told_at_its_instant(fact: SourcingFact, kind: str, said: dict[str, Any]) -> None:
    row = the_row(fact, "sourcing_event")
    assert (row["request_id"], row["kind"], row["at"]) == (SUBJECT, kind, LATE)
    assert {name: row[name] for name in said} == said
