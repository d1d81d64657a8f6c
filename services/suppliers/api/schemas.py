"""The bodies that callers send, in which an unknown member is refused at any depth, and the documents they get."""

from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, TypeAdapter
from pydantic.config import JsonDict

from chassis.records import MAX_RECORDS, RecordBatch
from contracts.suppliers import SupplierState
from contracts.vocabulary import Identifier, Money, OperatorId, Place
from services.suppliers.domain.supplier import Supplier

_OPERATOR = TypeAdapter[Identifier](OperatorId)


class GivenIdentifier(Identifier, extra="forbid"):
    """A typed identifier of an economic operator."""


def _plain(given: GivenIdentifier) -> Identifier:
    return _OPERATOR.validate_python(given.model_dump())


class GivenPlace(Place, extra="forbid"):
    """Where an establishment is; `department` follows from `commune` or post code."""


class GivenMoney(Money, extra="forbid"):
    """An amount excluding VAT (montant hors taxes)."""


class GivenSupplier(SupplierState, extra="forbid"):
    """All that is to be public about a supplier (opérateur économique)."""

    identifier: Annotated[GivenIdentifier, AfterValidator(_plain)]
    place: GivenPlace | None = None
    head_office: GivenPlace | None = None
    turnover: GivenMoney | None = None

    def state(self) -> SupplierState:
        """The same in the words of the published language."""
        return SupplierState.model_validate(self.model_dump())


_RECORD: JsonDict = {"items": {"$ref": "#/components/schemas/GivenSupplier"}}


class SupplierRecords(RecordBatch):
    """Suppliers as a register gives them."""

    records: list[dict[str, Any]] = Field(min_length=1, max_length=MAX_RECORDS, json_schema_extra=_RECORD)


class SupplierResource(SupplierState):
    """A supplier; `version`, its entity tag, counts the facts told of it."""

    id: UUID
    version: int

    @classmethod
    def of(cls, supplier: Supplier) -> Self:
        """A supplier as everybody sees it."""
        return cls(**dict(supplier.state), id=supplier.id, version=supplier.version)


class SupplierPage(BaseModel):
    """Suppliers in the order of their names, with paths of the next and the previous page."""

    items: list[SupplierResource]
    next: str | None
    prev: str | None
