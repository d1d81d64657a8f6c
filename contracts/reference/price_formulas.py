"""How prices become points: the formulas that a criterion may name."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from contracts.reference.document import Document, Labelled, read
from contracts.vocabulary import Code

FormulaName = Literal["proportional", "linear", "range"]
"""A formula that the code knows."""


class PriceFormula(Labelled):
    """A formula with its parameter: the exponent of a proportion, the slope of a line."""

    formula: FormulaName
    parameter: Annotated[Decimal, Field(gt=0, le=10)] = Decimal(1)

    @model_validator(mode="after")
    def _whole_exponent(self) -> Self:
        if self.formula == "proportional" and self.parameter % 1:
            msg = "the exponent of a proportion is a whole number, so that points are exact"
            raise ValueError(msg)
        return self


class PriceFormulaDocument(Document):
    """Every formula, and what holds for a criterion that names none: its formula, and the best mark by hand."""

    default: Code
    default_maximum: Annotated[int, Field(ge=1, le=1000)]
    formulas: tuple[PriceFormula, ...]

    @model_validator(mode="after")
    def _default_is_listed(self) -> Self:
        if self.default not in {each.code for each in self.formulas}:
            msg = f"the default {self.default!r} is not one of the formulas"
            raise ValueError(msg)
        return self


@cache
def _document() -> PriceFormulaDocument:
    return read("price_formulas.yaml", PriceFormulaDocument)


@cache
def price_formulas() -> Mapping[str, PriceFormula]:
    """The formulas by code."""
    return {each.code: each for each in _document().formulas}


def default_formula() -> PriceFormula:
    """The formula of a criterion that names none."""
    return price_formulas()[_document().default]


def default_maximum() -> int:
    """The best mark for a criterion that names none."""
    return _document().default_maximum
