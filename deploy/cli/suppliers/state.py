"""A supplier from what was read of a row: what does not hold is left out and reported, and the rest goes in."""

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from contracts.suppliers import SupplierState
from deploy.cli.reading import Findings

NEEDED = frozenset({"identifier", "name"})
"""Without these there is no supplier."""


def supplier_of(
    fields: dict[str, Any], row: int, findings: Findings, told: Callable[[str], str]
) -> SupplierState | None:
    """The supplier, or None, reported; `told` is what the file says of a field."""
    try:
        return SupplierState.model_validate(fields)
    except ValidationError as error:
        wrong = {str(each["loc"][0]): _reason(each, told) for each in error.errors()}
    refused = not NEEDED.isdisjoint(wrong)
    for name, reason in wrong.items():
        findings.report(row, name, reason, refused=name in NEEDED, value=told(name))
    if refused:
        return None
    return SupplierState.model_validate({name: value for name, value in fields.items() if name not in wrong})


def _reason(error: ErrorDetails, told: Callable[[str], str]) -> str:
    """The sentence of an error; a pattern says nothing to whoever reads a report."""
    if error["type"] == "string_pattern_mismatch":
        return f"{told(str(error['loc'][0]))!r} is not in the form of such a code"
    return error["msg"].removeprefix("Value error, ")
