"""What is read of the facts that come by the million: their members as they are written, and no others.

The classes of the published language check every word anew, Luhn digits and all. That was done when the fact was told,
and costs more than everything else that is done with it; these are read as they came, and the database checks the
values. What an earlier writer did not know is not there.
"""

from typing import NotRequired, TypedDict

Written = str
"""A decimal, a day or a UUID, as it is written in JSON."""


class Money(TypedDict):
    """An amount, EUR excluding VAT."""

    amount: Written


class Operator(TypedDict):
    """An identifier of an economic operator."""

    id: str
    scheme: NotRequired[str]


class Place(TypedDict):
    """Where an establishment is."""

    commune: NotRequired[str | None]
    department: NotRequired[str | None]
    country: NotRequired[str]


class Clauses(TypedDict):
    """Performance conditions."""

    social: NotRequired[bool]
    environmental: NotRequired[bool]
    equality: NotRequired[bool]
    innovation: NotRequired[bool]
    reserved: NotRequired[str | None]


class Holder(TypedDict):
    """A holder of a contract."""

    name: str
    identifier: NotRequired[Operator | None]
    role: NotRequired[str]
    share: NotRequired[Written | None]
    size: NotRequired[str | None]
    place: NotRequired[Place | None]
    natural_person: NotRequired[bool]
    social_economy: NotRequired[bool | None]
    inclusive: NotRequired[bool | None]
    payment_days: NotRequired[Written | None]


class Contract(TypedDict):
    """The state of a contract."""

    buyer: str
    reference: str
    title: str
    holders: list[Holder]
    on_behalf_of: NotRequired[str | None]
    department: NotRequired[str | None]
    area: NotRequired[str | None]
    cpv: NotRequired[str | None]
    nature: NotRequired[str | None]
    procedure: NotRequired[str | None]
    technique: NotRequired[str]
    planned: NotRequired[Money | None]
    initial: NotRequired[Money | None]
    current: NotRequired[Money | None]
    maximum: NotRequired[Money | None]
    signed_on: NotRequired[Written | None]
    notified_on: NotRequired[Written | None]
    published_on: NotRequired[Written | None]
    ends_on: NotRequired[Written | None]
    ended_on: NotRequired[Written | None]
    months: NotRequired[int | None]
    bids: NotRequired[int | None]
    framework: NotRequired[Written | None]
    price_form: NotRequired[str | None]
    price_revision: NotRequired[bool | None]
    advance: NotRequired[Written | None]
    advance_guarantee: NotRequired[bool | None]
    clauses: NotRequired[Clauses | None]
    insertion_hours: NotRequired[int | None]
    modifications: NotRequired[int | None]
    places: NotRequired[list[str]]
    electronic: NotRequired[bool | None]
    origin_france: NotRequired[Written | None]
    origin_european: NotRequired[Written | None]


class Modification(TypedDict):
    """A modification of a contract."""

    ground: str
    decided_on: Written


class Termination(TypedDict):
    """The end of a contract before its time."""

    terminated_on: Written


class OfContract(TypedDict):
    """A fact about a contract, of any kind."""

    contract_id: Written
    contract: Contract
    lot: NotRequired[int | None]
    modification: NotRequired[Modification]
    termination: NotRequired[Termination]
    ended_on: NotRequired[Written | None]


class Supplier(TypedDict):
    """The state of a supplier."""

    identifier: Operator
    name: str
    size: NotRequired[str | None]
    place: NotRequired[Place | None]
    head_office: NotRequired[Place | None]
    naf: NotRequired[str | None]
    natural_person: NotRequired[bool]
    turnover: NotRequired[Money | None]
    social_economy: NotRequired[bool | None]
    inclusive: NotRequired[bool | None]


class OfSupplier(TypedDict):
    """A fact about a supplier, of any kind."""

    supplier_id: Written
    supplier: Supplier


class OfMoney(TypedDict):
    """A fact about an advance, an invoice or a payment."""

    act_id: Written
    contract_id: Written
    buyer: str
    value: Money
    holder: NotRequired[Operator | None]
    paid_on: NotRequired[Written]
    received_on: NotRequired[Written]
    rate: NotRequired[Written]
    invoice: NotRequired[Written | None]
    delay_days: NotRequired[int | None]
    late: NotRequired[bool | None]
