"""The shared words accept what their standards accept and nothing else."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from contracts.vocabulary import (
    CommuneCode,
    ContractState,
    Cpv,
    DepartmentCode,
    Instant,
    Money,
    Nuts,
    OperatorId,
    Share,
    Siren,
    Siret,
    Text,
    VatNumber,
    euros,
)


def accepts(word: Any, value: object) -> bool:
    try:
        TypeAdapter(word).validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("siren", ["233500016", "356000000", "552100554"])
def test_a_siren_that_passes_the_luhn_check_is_accepted(siren: str) -> None:
    assert accepts(Siren, siren)


@pytest.mark.parametrize("siren", ["233500017", "23350001", "2335000160", "23350001A", "233 500 016", "٢٣٣٥٠٠٠١٦"])
def test_a_siren_with_a_wrong_digit_length_or_script_is_refused(siren: str) -> None:
    assert not accepts(Siren, siren)


@pytest.mark.parametrize("siret", ["23350001600040", "35600000000048"])
def test_a_siret_that_passes_the_luhn_check_is_accepted(siret: str) -> None:
    assert accepts(Siret, siret)


@pytest.mark.parametrize("siret", ["23350001600041", "2335000160004", "233500016000400", "23350001600040\n"])
def test_a_siret_with_a_wrong_digit_or_length_is_refused(siret: str) -> None:
    assert not accepts(Siret, siret)


def test_a_siret_of_la_poste_whose_digits_sum_to_a_multiple_of_five_is_accepted_without_luhn() -> None:
    assert accepts(Siret, "35600000000010")


def test_a_siret_of_la_poste_may_pass_by_luhn_alone() -> None:
    assert accepts(Siret, "35600000000014")


def test_a_siret_of_la_poste_that_meets_neither_rule_is_refused() -> None:
    assert not accepts(Siret, "35600000000002")


def test_the_rule_of_la_poste_holds_for_la_poste_alone() -> None:
    assert sum(map(int, "23350001600022")) % 5 == 4
    assert not accepts(Siret, "23350001600023")


@pytest.mark.parametrize("number", ["FR40303265045", "DE136695976", "BE0403019261"])
def test_a_vat_number_of_a_member_state_is_accepted(number: str) -> None:
    assert accepts(VatNumber, number)


@pytest.mark.parametrize("number", ["FR41303265045", "US123456789", "DE13669597", ""])
def test_a_vat_number_with_a_wrong_key_or_country_is_refused(number: str) -> None:
    assert not accepts(VatNumber, number)


@pytest.mark.parametrize(
    ("word", "good", "bad"),
    [
        (Cpv, "45300000", "45300000-0"),
        (Nuts, "FRH03", "FRH034"),
        (CommuneCode, "2A004", "99109"),
        (DepartmentCode, "974", "20"),
        (DepartmentCode, "2B", "96"),
        (Instant, "2026-03-02T10:00:00+01:00", "2026-03-02T10:00:00"),
        (Text, " words ", " \t "),
        (Text, "two\nlines", "a\x00b"),
    ],
)
def test_a_code_is_accepted_in_its_form_only(word: Any, good: str, bad: str) -> None:
    assert accepts(word, good)
    assert not accepts(word, bad)


def test_text_loses_the_space_around_it() -> None:
    assert TypeAdapter(Text).validate_python("  Quai \n") == "Quai"


@pytest.mark.parametrize("amount", [12.5, 0.1, True])
def test_money_refuses_floats(amount: object) -> None:
    assert not accepts(Money, {"amount": amount})


def test_money_refuses_a_json_number_with_decimals() -> None:
    with pytest.raises(ValidationError, match="never as a floating-point number"):
        Money.model_validate_json('{"amount": 12.50}')


@pytest.mark.parametrize("amount", ["-1", "0.001", "NaN", "Infinity", "10000000000000000", "12,50", ""])
def test_money_refuses_negative_endless_and_too_precise_amounts(amount: str) -> None:
    assert not accepts(Money, {"amount": amount})


@pytest.mark.parametrize(
    ("written", "sent"), [("12", "12.00"), ("12.5", "12.50"), ("9999999999999999.99", "9999999999999999.99")]
)
def test_money_travels_as_a_decimal_string_with_two_places(written: str, sent: str) -> None:
    money = Money.model_validate_json(f'{{"amount": "{written}"}}')
    assert money.model_dump_json() == f'{{"amount":"{sent}","currency":"EUR"}}'
    assert money.model_dump(mode="json")["amount"] == sent


def test_money_is_in_euros() -> None:
    assert not accepts(Money, {"amount": "1.00", "currency": "USD"})


def test_euros_are_rounded_half_up_to_the_cent() -> None:
    assert euros("1.005").amount == Decimal("1.01")


def test_a_share_is_a_decimal_between_none_and_all() -> None:
    assert accepts(Share, "0.333333")
    assert not any(accepts(Share, wrong) for wrong in ("1.000001", "-0.1", "0.3333333", 0.5))


@pytest.mark.parametrize(
    ("scheme", "good", "bad"),
    [
        ("SIRET", "23350001600040", "FR40303265045"),
        ("SIRET", "23350001600040", "233 500 016 00040"),
        ("SIRET", "23350001600040", "٢٣٣٥٠٠٠١٦٠٠٠٤٠"),
        ("TVA", "FR40303265045", "23350001600040"),
        ("RIDET", "0 123 456.001", "🙂"),
        ("HORS-UE", "CN-91370200", ""),
    ],
)
def test_an_operator_is_identified_as_its_scheme_says(scheme: str, good: str, bad: str) -> None:
    assert accepts(OperatorId, {"scheme": scheme, "id": good})
    assert not accepts(OperatorId, {"scheme": scheme, "id": bad})


def test_a_siret_gives_the_siren_of_its_legal_unit() -> None:
    assert TypeAdapter(OperatorId).validate_python({"id": "23350001600040"}).siren == "233500016"
    assert TypeAdapter(OperatorId).validate_python({"scheme": "TVA", "id": "DE136695976"}).siren is None


def test_a_contract_needs_a_holder() -> None:
    with pytest.raises(ValidationError, match="holders"):
        ContractState(buyer="23350001600040", reference="1", title="Quai", holders=())
