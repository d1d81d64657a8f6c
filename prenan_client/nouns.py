"""What the API speaks of. Members that are not named here are kept, and states are words: new ones may come."""

from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict


class Open(BaseModel):
    """A document whose other members are kept as they came."""

    model_config = ConfigDict(frozen=True, extra="allow")


class Resource(Open):
    """A document of a collection."""

    path: ClassVar[str]


Noun = TypeVar("Noun", bound=Resource)


class Money(Open):
    """An amount, excluding VAT."""

    amount: Decimal
    currency: str = "EUR"


class Identifier(Open):
    """The number of a company: a SIRET, or what its `scheme` says."""

    id: str
    scheme: str = "SIRET"


class Holder(Open):
    """Who holds a contract (titulaire)."""

    name: str
    identifier: Identifier | None = None


class Lot(Open):
    """A lot of a tender."""

    number: int
    title: str
    status: str | None = None


class Tender(Resource):
    """A call for bids (consultation), with its lots."""

    path: ClassVar[str] = "/tenders"

    id: UUID
    status: str
    title: str
    buyer: str
    department: str
    procedure: str
    nature: str
    cpv: str
    estimated_value: Money
    lots: tuple[Lot, ...]
    published_at: datetime | None
    deadline: datetime | None
    version: int


class ContractState(Open):
    """What a contract says in its present version."""

    buyer: str
    reference: str
    title: str
    holders: tuple[Holder, ...]
    current: Money | None = None


class Contract(Resource):
    """A contract (marché), as it is now."""

    path: ClassVar[str] = "/contracts"

    id: UUID
    status: str
    procedure_id: UUID
    lot: int | None
    contract: ContractState
    version: int


class PlanEntry(Resource):
    """A purchase that is announced (programmation des achats)."""

    path: ClassVar[str] = "/plan-entries"

    id: UUID
    status: str
    title: str
    buyer: str
    department: str
    cpv: str
    quarter: str
    version: int


class Supplier(Resource):
    """A supplier in the registry."""

    path: ClassVar[str] = "/suppliers"

    id: UUID
    identifier: Identifier
    name: str
    status: str
    size: str | None = None
    version: int


class Webhook(Resource):
    """Where facts are carried to."""

    path: ClassVar[str] = "/webhooks"

    id: UUID
    url: str
    feeds: tuple[str, ...]
    filter: dict[str, Any]
    status: str
    reason: str | None
    failing_since: datetime | None
