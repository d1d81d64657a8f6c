"""How far a contract is performed from its holder."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.unit.analytics.derivations.told_rows import BUYER, COMPANY, Market

CONTRACT = UUID(int=80)
DAY = date(2026, 3, 2)


def distance(places: str, department: str | None, country: str = "FR") -> Any:
    market = Market()
    told = {"contract_id": CONTRACT, "valid_on": DAY}
    market.tell(
        "contract_version", **told, kind="notified", reference="1", title="A bridge", buyer=BUYER, principal=BUYER,
        technique="simple", notified_on=DAY, places=places,
    )  # fmt: skip
    market.tell(
        "holder_version", **told, ordinal=0, identifier=COMPANY, company=COMPANY, name="A", role="sole", is_lead=True,
        portion=1, department=department, country=country, natural_person=False,
    )  # fmt: skip
    [row] = market.derive("counted", "holder", "contract")
    return row["distance_km"]


def test_a_distance_is_that_between_the_centres_of_departments() -> None:
    assert distance('["FRH03"]', "56") == pytest.approx(93.5, abs=1.0)
    assert distance('["FRH03"]', "75") == pytest.approx(301.0, abs=3.0)


def test_it_is_zero_within_one_department() -> None:
    assert distance('["FRH02"]', "29") == 0


def test_the_first_place_that_is_a_department_counts() -> None:
    assert distance('["FRH0", "FRH02", "FRH03"]', "29") == 0


@pytest.mark.parametrize(("places", "department", "country"), [
    ("[]", "35", "FR"), ('["FRH0"]', "35", "FR"), ('["FRH03"]', None, "FR"), ('["FRH03"]', None, "DE"),
])  # fmt: skip
def test_it_is_unknown_where_one_of_both_is(places: str, department: str | None, country: str) -> None:
    assert distance(places, department, country) is None
