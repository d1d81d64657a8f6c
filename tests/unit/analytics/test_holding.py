from decimal import Decimal

import pytest

from services.analytics.domain.establishment import Location, company
from services.analytics.domain.holding import portions


def sharing(*shares: str | None) -> list[Decimal]:
    return portions([Decimal(share) if share else None for share in shares])


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((None,), ["1"]),
        (("0.4",), ["1"]),
        ((None, None), ["0.5", "0.5"]),
        (("0.75", "0.25"), ["0.75", "0.25"]),
        (("0.6", "0.9"), ["0.4", "0.6"]),
        (("0.9", None), ["0.5", "0.5"]),
        (("0", "0"), ["0.5", "0.5"]),
    ],
)
def test_portions_are_the_declared_shares_or_equal_ones_and_sum_to_one(
    shares: tuple[str | None, ...], expected: list[str]
) -> None:
    assert sharing(*shares) == [Decimal(each) for each in expected]


@pytest.mark.parametrize(
    ("place", "location"),
    [
        ({}, Location()),
        ({"commune": "35238"}, Location("35", "FR")),
        ({"commune": "2A004"}, Location("2A", "FR")),
        ({"commune": "97411"}, Location("974", "FR")),
        ({"department": "44"}, Location("44", "FR")),
        ({"country": "BE"}, Location(None, "BE")),
    ],
)
def test_a_location_is_a_french_department_or_a_country(place: dict[str, str], location: Location) -> None:
    assert Location.of(**place) == location


def test_a_company_is_its_siren_or_its_own_identifier() -> None:
    assert company("SIRET", "79878508500035") == "798785085"
    assert company("TVA", "BE0428759497") == "TVA:BE0428759497"
