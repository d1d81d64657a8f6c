"""The bodies that callers send, in which an unknown member is refused at any depth, and the documents they get."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, TypeAdapter
from pydantic.config import JsonDict

from chassis.paging import Total
from chassis.records import MAX_RECORDS, RecordBatch
from contracts.suppliers import Activity, Coordinates, Coverage, SupplierState
from contracts.vocabulary import Identifier, Money, OperatorId, Place
from services.suppliers.domain.searching.search import Facet
from services.suppliers.domain.supplier import Supplier
from services.suppliers.domain.supplier_status import SupplierStatus

_OPERATOR = TypeAdapter[Identifier](OperatorId)


class GivenIdentifier(Identifier, extra="forbid"):
    """A typed identifier of an economic operator."""


def plain(given: GivenIdentifier) -> Identifier:
    """The identifier in the words of the published language, checked by its scheme."""
    return _OPERATOR.validate_python(given.model_dump())


class GivenPlace(Place, extra="forbid"):
    """Where an establishment is; `department` follows from `commune` or post code."""


class GivenMoney(Money, extra="forbid"):
    """An amount excluding VAT (montant hors taxes)."""


class GivenCoverage(Coverage, extra="forbid"):
    """Where an activity is offered."""


class GivenActivity(Activity, extra="forbid"):
    """Something that a supplier offers, with its own coverage."""

    coverage: GivenCoverage = GivenCoverage()


class GivenCoordinates(Coordinates, extra="forbid"):
    """A point on the earth in thousandths of a degree."""


class GivenSupplier(SupplierState, extra="forbid"):
    """All that is to be public about a supplier (opérateur économique)."""

    identifier: Annotated[GivenIdentifier, AfterValidator(plain)]
    place: GivenPlace | None = None
    head_office: GivenPlace | None = None
    turnover: GivenMoney | None = None
    coordinates: GivenCoordinates | None = None
    offers: Annotated[tuple[GivenActivity, ...], Field(max_length=50)] = ()

    def state(self) -> SupplierState:
        """The same in the words of the published language."""
        return SupplierState.model_validate(self.model_dump())


_RECORD: JsonDict = {"items": {"$ref": "#/components/schemas/GivenSupplier"}}


class SupplierRecords(RecordBatch):
    """Suppliers as a register gives them."""

    records: list[dict[str, Any]] = Field(min_length=1, max_length=MAX_RECORDS, json_schema_extra=_RECORD)


class SupplierResource(SupplierState):
    """A supplier; `version`, its entity tag, counts the facts told of it.

    `suspended_until` is the last day of a suspension that ends by itself; who was found to be another supplier is
    `merged_into` it.
    """

    id: UUID
    version: int
    status: SupplierStatus
    verified_at: datetime | None
    suspended_until: date | None
    merged_into: UUID | None

    @classmethod
    def of(cls, supplier: Supplier) -> Self:
        """A supplier as everybody sees it."""
        standing = ("id", "version", "status", "verified_at", "suspended_until", "merged_into")
        return cls(**dict(supplier.state), **{name: getattr(supplier, name) for name in standing})


class SupplierPage(BaseModel):
    """Suppliers in the order of their names, with paths of the next and the previous page."""

    items: list[SupplierResource]
    next: str | None
    prev: str | None


class FoundPage(SupplierPage):
    """Suppliers, and how many there are by what was asked for; around a point, of the square around the circle."""

    facets: dict[Facet, dict[str, int]] | None = None
    total: Total = None
