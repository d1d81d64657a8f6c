"""Amounts and shares: decimal strings, never floating-point numbers."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from contracts.vocabulary.word import Word


def exact(value: object) -> object:
    """A binary float has already lost the decimals that it was written with, so it is refused."""
    if isinstance(value, float | bool):
        msg = "a decimal is written as a string, such as '12.50', never as a floating-point number"
        raise ValueError(msg)  # noqa: TRY004 - pydantic reports only this kind
    return value


Share = Annotated[
    Decimal,
    BeforeValidator(exact),
    Field(ge=0, le=1, max_digits=7, decimal_places=6),
    WithJsonSchema({"type": "string", "format": "decimal", "pattern": r"^(0(\.[0-9]{1,6})?|1(\.0{1,6})?)$"}),
]
"""A part of a whole, from 0 to 1, as a decimal string."""
Amount = Annotated[
    Decimal,
    BeforeValidator(exact),
    Field(ge=0, max_digits=18, decimal_places=2),
    PlainSerializer(lambda amount: f"{amount:.2f}", return_type=str),
    WithJsonSchema({"type": "string", "format": "decimal", "pattern": r"^[0-9]{1,16}(\.[0-9]{1,2})?$"}),
]
"""A number of euros with at most two decimals, written with exactly two."""


class Money(Word):
    """An amount excluding VAT (montant hors taxes): a decimal string with two places, never a float."""

    amount: Amount
    currency: Literal["EUR"] = "EUR"


def euros(amount: Decimal | int | str) -> Money:
    """Money in euros, excluding VAT, rounded half up to the cent."""
    return Money(amount=Decimal(amount).quantize(Decimal("0.01"), ROUND_HALF_UP))
