"""How a list of suppliers in CSV or XLSX is read: the mapping file that `docs/imports.md` describes."""

from typing import Any

from pydantic import model_validator

from deploy.cli.mapping import FileMapping, OperatorFields
from deploy.cli.source import Part, Source


class SupplierFields(OperatorFields):
    """Where each field of a supplier comes from; lists are split at `separator`."""

    activities: Source | None = None
    brands: Source | None = None
    naf: Source | None = None
    legal_form: Source | None = None
    staff_band: Source | None = None
    insolvent: Source | None = None
    social_economy: Source | None = None
    inclusive: Source | None = None
    latitude: Source | None = None
    longitude: Source | None = None
    separator: str = ";"

    @model_validator(mode="after")
    def _identified(self) -> "SupplierFields":
        if self.identifier is None:
            msg = "a supplier needs an identifier"
            raise ValueError(msg)
        return self

    def columns(self) -> dict[str, str]:
        """The columns of each field, for whoever reads the report."""
        sources: dict[str, Any] = {name: getattr(self, name) for name in type(self).model_fields}
        return {name: ", ".join(one.columns) for name, one in sources.items() if isinstance(one, Source)}


class SupplierMapping(FileMapping):
    """The mapping file of a list of suppliers."""

    supplier: SupplierFields

    def parts(self) -> tuple[Part, ...]:
        """The supplier."""
        return (self.supplier,)
