"""What is read of the facts that come by the million: their members as they are written, and no others.

The classes of the published language check every word anew, Luhn digits and all; that was done when the fact was told,
and costs more than everything else that is done with it. Here the form is checked, and the database checks the values.
"""

from dataclasses import dataclass

Written = str
"""A decimal, a day or a UUID, as it is written in JSON."""


@dataclass(slots=True)
class Money:
    """An amount, EUR excluding VAT."""

    amount: Written


@dataclass(slots=True)
class Operator:
    """An identifier of an economic operator."""

    id: str
    scheme: str = "SIRET"


@dataclass(slots=True)
class Place:
    """Where an establishment is."""

    commune: str | None = None
    department: str | None = None
    country: str = "FR"


@dataclass(slots=True)
class Clauses:
    """Performance conditions."""

    social: bool = False
    environmental: bool = False
    equality: bool = False
    innovation: bool = False
    reserved: str | None = None


@dataclass(slots=True)
class Holder:
    """A holder of a contract."""

    name: str
    identifier: Operator | None = None
    role: str = "sole"
    share: Written | None = None
    size: str | None = None
    place: Place | None = None
    natural_person: bool = False
    social_economy: bool | None = None
    inclusive: bool | None = None


@dataclass(slots=True)
class Contract:
    """The state of a contract."""

    buyer: str
    reference: str
    title: str
    holders: list[Holder]
    on_behalf_of: str | None = None
    department: str | None = None
    area: str | None = None
    cpv: str | None = None
    nature: str | None = None
    procedure: str | None = None
    technique: str = "simple"
    planned: Money | None = None
    initial: Money | None = None
    current: Money | None = None
    maximum: Money | None = None
    signed_on: Written | None = None
    notified_on: Written | None = None
    published_on: Written | None = None
    ends_on: Written | None = None
    ended_on: Written | None = None
    months: int | None = None
    bids: int | None = None
    framework: Written | None = None
    price_form: str | None = None
    price_revision: bool | None = None
    advance: Written | None = None
    advance_guarantee: bool | None = None
    clauses: Clauses | None = None
    insertion_hours: int | None = None
    modifications: int | None = None
    places: tuple[str, ...] = ()
    electronic: bool | None = None
    origin_france: Written | None = None
    origin_european: Written | None = None


@dataclass(slots=True)
class Modification:
    """A modification of a contract."""

    ground: str
    decided_on: Written


@dataclass(slots=True)
class Termination:
    """The end of a contract before its time."""

    terminated_on: Written


@dataclass(slots=True)
class OfContract:
    """A fact about a contract, of any kind."""

    contract_id: Written
    contract: Contract
    lot: int | None = None
    modification: Modification | None = None
    termination: Termination | None = None
    ended_on: Written | None = None


@dataclass(slots=True)
class Supplier:
    """The state of a supplier."""

    identifier: Operator
    name: str
    size: str | None = None
    place: Place | None = None
    head_office: Place | None = None
    naf: str | None = None
    natural_person: bool = False
    turnover: Money | None = None
    social_economy: bool | None = None
    inclusive: bool | None = None


@dataclass(slots=True)
class OfSupplier:
    """A fact about a supplier, of any kind."""

    supplier_id: Written
    supplier: Supplier


@dataclass(slots=True)
class OfMoney:
    """A fact about an advance, an invoice or a payment."""

    act_id: Written
    contract_id: Written
    buyer: str
    value: Money
    holder: Operator | None = None
    paid_on: Written | None = None
    received_on: Written | None = None
    rate: Written | None = None
    invoice: Written | None = None
    delay_days: int | None = None
    late: bool | None = None
