"""The documents of contracts, companies and buyers."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field, create_model

from services.analytics.api.flag_resources import FlagResource
from services.analytics.domain.column import COLUMNS, Kind

Decimals = str | None
"""EUR excluding VAT, or percent, as a decimal string."""
_TYPES: dict[Kind, Any] = {
    Kind.TEXT: str,
    Kind.COUNT: int,
    Kind.MONEY: str,
    Kind.RATE: str,
    Kind.DAY: date,
    Kind.INSTANT: datetime,
    Kind.FLAG: bool,
    Kind.LIST: list[str],
}


class ColumnResource(BaseModel):
    """A column that one may choose, sort by and export."""

    name: str
    kind: Kind
    fr: str
    en: str
    sortable: bool


class ColumnList(BaseModel):
    """Every column, in the order of exports."""

    items: list[ColumnResource]


_MEMBERS: dict[str, Any] = {
    column.name: (_TYPES[column.kind] | None, Field(None, description=column.en)) for column in COLUMNS.values()
}
ObservedContract = create_model(
    "ObservedContract", __doc__="A contract with the columns that were asked for.", **_MEMBERS
)


class FacetValue(BaseModel):
    """A value of a dimension, null where it is unknown, and how many of the contracts found bear it."""

    value: str | None
    contracts: int


class ObservedContractPage(BaseModel):
    """Contracts in the order asked for; `facets` and `total` where they were asked for."""

    items: list[ObservedContract]
    next: str | None
    prev: str | None
    facets: dict[str, list[FacetValue]] | None = None
    total: int | None = None


class HolderResource(BaseModel):
    """A holder of a contract, with its part of it; a natural person without name."""

    identifier: str | None
    company: str | None
    name: str | None
    natural_person: bool
    role: str
    is_lead: bool
    portion: str
    initial: Decimals
    size: str | None
    place: str | None
    commune: str | None
    territory: str | None
    social_economy: bool | None
    inclusive: bool | None
    payment_days: str | None
    previous_on: date | None


class ActResource(BaseModel):
    """Something done under a contract, as it was told last."""

    act_id: UUID
    kind: str
    day: date | None
    value: Decimals
    company: str | None
    rate: str | None
    invoice: UUID | None
    delay_days: int | None
    late: bool | None
    insertion_hours_achieved: int | None
    sustainable: Decimals
    organic: Decimals
    score: str | None


class AnomalyResource(BaseModel):
    """A value that a rule sets aside."""

    value: str
    rule: str


class RecordQuality(BaseModel):
    """How complete a record is (ten fields: indicator Q3), and which of its values are not trusted."""

    grade: str
    filled: int
    lacking: list[str]
    anomalies: list[AnomalyResource]


class ChangeResource(BaseModel):
    """A field, what it said and what it says since."""

    field: str
    before: Any
    after: Any


class VersionResource(BaseModel):
    """A fact about a contract, since when it is true, since when it is known, and what it changed."""

    version: int
    kind: str
    valid_on: date | None
    recorded_at: datetime
    changes: list[ChangeResource]


class AcceptedReport(BaseModel):
    """What a citizen reported and was found right."""

    field: str
    reason: str
    decided_at: datetime


class CountingResource(BaseModel):
    """An indicator that looks at a contract, and in which parts of it the contract is counted."""

    indicator: str
    definition_version: int
    in_numerator: bool
    in_denominator: bool


class ContractPage(BaseModel):
    """All that is public of a contract."""

    contract: ObservedContract
    holders: list[HolderResource]
    acts: list[ActResource]
    quality: RecordQuality
    versions: list[VersionResource]
    reports: list[AcceptedReport]
    flags: list[FlagResource] | None = Field(description="for those who may see them (flags:read), else null")
    indicators: list[CountingResource]
    links: dict[str, str | None]
