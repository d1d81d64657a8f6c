"""A cell of a register becomes a value, or says why not."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from contracts.vocabulary import Nature, Place, Procedure, Scheme, euros
from deploy.cli import cells, places


@pytest.mark.parametrize(
    ("raw", "marks", "value"),
    [
        ("38800.00", {}, "38800"),
        ("38 800,50", {"decimal": ","}, "38800.50"),
        ("1\u202f234\u00a0567,8 €", {"decimal": ","}, "1234567.8"),
        ("1.234.567,89", {"decimal": ",", "thousands": "."}, "1234567.89"),
        ("1,234.50", {"thousands": ","}, "1234.50"),
        ("12'000", {"thousands": "'"}, "12000"),
        ("40 000,00 EUR HT", {"decimal": ","}, "40000"),
        ("1.5E+05", {}, "150000"),
    ],
)
def test_a_number_is_read_in_its_own_marks(raw: str, marks: dict[str, str], value: str) -> None:
    assert cells.number(raw, **marks) == Decimal(value)


@pytest.mark.parametrize(
    ("raw", "marks"),
    [
        ("1,234", {}),
        ("1.234", {"decimal": ","}),
        ("1.234,5", {"decimal": ","}),
        ("env. 40", {}),
        ("NaN", {}),
        ("1.2.3", {}),
    ],
)
def test_a_number_in_other_marks_is_not_guessed(raw: str, marks: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"not a number|neither its decimal"):
        cells.number(raw, **marks)


@pytest.mark.parametrize(
    ("raw", "forms", "day"),
    [
        ("2019-01-30", ["iso"], date(2019, 1, 30)),
        ("2019-01-30T08:00:00", ["iso"], date(2019, 1, 30)),
        ("2018-12-31T23:30:00Z", ["iso"], date(2019, 1, 1)),
        ("2019-07-01 00:00:00", ["iso"], date(2019, 7, 1)),
        ("30/01/2019", ["iso", "%d/%m/%Y"], date(2019, 1, 30)),
        ("30/01/19", ["%d/%m/%Y", "%d/%m/%y"], date(2019, 1, 30)),
        ("43495", ["excel"], date(2019, 1, 30)),
        ("20190130", ["%Y%m%d"], date(2019, 1, 30)),
    ],
)
def test_a_day_is_read_in_the_first_form_that_fits(raw: str, forms: list[str], day: date) -> None:
    assert cells.day(raw, forms) == day


@pytest.mark.parametrize("raw", ["31/02/2019", "2019", "30/01/0019", "soon"])
def test_a_day_that_does_not_exist_is_refused(raw: str) -> None:
    with pytest.raises(ValueError, match="not a day"):
        cells.day(raw, ["%d/%m/%Y"])


@pytest.mark.parametrize(
    ("raw", "code"),
    [("45300000", "45300000"), ("45300000-0", "45300000"), (" 45 300 000-0 ", "45300000"), ("3000000", "03000000")],
)
def test_a_cpv_code_is_read_with_or_without_its_check_digit(raw: str, code: str) -> None:
    assert cells.cpv(raw) == code


@pytest.mark.parametrize("raw", ["Non disp", "453", "99000000", "4530000a"])
def test_what_is_in_no_cpv_division_is_refused(raw: str) -> None:
    with pytest.raises(ValueError, match="not a CPV code"):
        cells.cpv(raw)


@pytest.mark.parametrize(("value", "months"), [("3", 3), ("2.1", 3), ("0", 0)])
def test_a_started_month_counts_as_a_whole_one(value: str, months: int) -> None:
    assert cells.months(Decimal(value)) == months


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (cells.months, Decimal(-1)),
        (cells.months, Decimal(1201)),
        (cells.count, Decimal("1.5")),
        (cells.money, Decimal(-1)),
        (cells.money, Decimal("1E+30")),
        (cells.share, Decimal(30)),
        (cells.mean_days, Decimal(-1)),
        (cells.mean_days, Decimal(10_000)),
    ],
)
def test_a_number_beyond_what_it_can_mean_is_refused(read: Callable[[Decimal], Any], value: Decimal) -> None:
    with pytest.raises(ValueError, match=str(value).replace("+", r"\+")):
        read(value)


def test_money_is_rounded_to_the_cent() -> None:
    assert cells.money(Decimal("41666.665")) == euros("41666.67")


@pytest.mark.parametrize(("raw", "yes"), [("Oui", True), ("x", True), ("1", True), ("non", False), ("FAUX", False)])
def test_yes_and_no_are_read_in_french_and_english(raw: str, yes: bool) -> None:
    assert cells.yes(raw) is yes


def test_a_shared_word_is_read_by_its_code_or_its_french_label() -> None:
    assert cells.word("PROCEDURE  ADAPTEE", Procedure) is Procedure.ADAPTED
    assert cells.word("Appel d’offres ouvert", Procedure) is Procedure.OPEN
    assert cells.word("works", Nature) is Nature.WORKS
    with pytest.raises(ValueError, match=r"map it to one of works, goods, services"):
        cells.word("Divers", Nature)


@pytest.mark.parametrize(
    ("raw", "scheme", "id_", "found"),
    [
        ("23 350 001 600 040", None, "23350001600040", Scheme.SIRET),
        ("23350001600040.0", None, "23350001600040", Scheme.SIRET),
        ("fr 40 303 265 045", None, "FR40303265045", Scheme.TVA),
        ("FR40303265045", Scheme.TVA, "FR40303265045", Scheme.TVA),
        ("0 123 456.001", Scheme.RIDET, "0 123 456.001", Scheme.RIDET),
    ],
)
def test_an_identifier_is_read_in_its_scheme(raw: str, scheme: Scheme | None, id_: str, found: Scheme) -> None:
    identifier = cells.operator(raw, scheme)
    assert (identifier.id, identifier.scheme) == (id_, found)


@pytest.mark.parametrize(
    ("commune", "department"), [("35238", "35"), ("2A004", "2A"), ("2b033", "2B"), ("97411", "974"), ("98818", "988")]
)
def test_a_commune_lies_in_its_department(commune: str, department: str) -> None:
    place = places.from_commune(commune)
    assert (place.commune, place.department) == (commune.upper(), department)


@pytest.mark.parametrize(
    ("postcode", "department"),
    [
        ("35651", "35"),
        ("20000", "2A"),
        ("20137", "2A"),
        ("20200", "2B"),
        ("20600", "2B"),
        ("97400", "974"),
        ("97500", "975"),
        ("97133", "977"),
        ("97150", "978"),
        ("98800", "988"),
        ("01000", "01"),
    ],
)
def test_a_post_code_lies_in_its_department(postcode: str, department: str) -> None:
    assert places.from_postcode(postcode) == Place(department=department)


def test_monaco_has_a_french_post_code_and_is_abroad() -> None:
    assert places.from_postcode("98000") == Place(country="MC")


def test_a_leading_zero_that_a_spreadsheet_took_comes_back_for_french_holders_only() -> None:
    assert places.from_postcode("1000", french=True) == Place(department="01")
    assert places.from_commune("1053", french=True) == Place(commune="01053", department="01")
    with pytest.raises(ValueError, match="not a French post code"):
        places.from_postcode("1000")


@pytest.mark.parametrize(
    ("read", "raw"),
    [
        (places.from_commune, "99109"),
        (places.from_commune, "RENNES"),
        (places.from_postcode, "00100"),
        (places.from_postcode, "F-35000"),
        (places.from_department, "20"),
        (places.from_country, "Belgique"),
    ],
)
def test_a_code_of_no_french_place_is_refused(read: Callable[[str], Place | None], raw: str) -> None:
    with pytest.raises(ValueError, match=raw):
        read(raw)


def test_a_country_settles_a_place_abroad_and_says_nothing_of_france() -> None:
    assert places.from_country("be") == Place(country="BE")
    assert places.from_country("FR") is None


def test_a_vat_number_tells_a_foreign_country() -> None:
    assert places.from_identifier(cells.operator("DE136695976")) == Place(country="DE")
    assert places.from_identifier(cells.operator("EL094259216")) == Place(country="GR")
    assert places.from_identifier(cells.operator("FR40303265045")) is None
    assert places.from_identifier(cells.operator("23350001600040")) is None
