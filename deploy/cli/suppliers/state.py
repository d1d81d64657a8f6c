"""A supplier from what was read of a row: what does not hold is left out and reported, and the rest goes in."""

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

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
        wrong = {str(each["loc"][0]): each["msg"].removeprefix("Value error, ") for each in error.errors()}
    refused = not NEEDED.isdisjoint(wrong)
    for name, reason in wrong.items():
        findings.report(row, name, reason, refused=name in NEEDED, value=told(name))
    if refused:
        return None
    return SupplierState.model_validate({name: value for name, value in fields.items() if name not in wrong})
