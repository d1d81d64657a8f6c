"""Facts of the topic `procurement.suppliers.v1`, keyed by supplier."""

from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from contracts.fact import Fact
from contracts.vocabulary import (
    Code,
    Country,
    Cpv,
    Day,
    DepartmentCode,
    Instant,
    Money,
    OperatorId,
    Place,
    SizeClass,
    Text,
    Word,
)

TOPIC = "procurement.suppliers.v1"


class Coverage(Word):
    """Where an activity is offered: any of these; nothing said means around the establishment."""

    departments: Annotated[tuple[DepartmentCode, ...], Field(max_length=110)] = ()
    radius_km: Annotated[int, Field(ge=1, le=2000)] | None = None
    regions: Annotated[tuple[Annotated[str, Field(pattern=r"^[0-9]{2}$")], ...], Field(max_length=20)] = ()
    countries: Annotated[tuple[Country, ...], Field(max_length=50)] = ()


class Activity(Word):
    """Something that a supplier offers, with its own coverage; `capacity` is the largest contract it can carry."""

    cpv: Cpv
    text: Text | None = None
    coverage: Coverage = Coverage()
    capacity: Money | None = None


class Coordinates(Word):
    """A point on the earth in thousandths of a degree (WGS 84), about a hundred metres: enough for a map."""

    latitude: Annotated[int, Field(ge=-90_000, le=90_000)]
    longitude: Annotated[int, Field(ge=-180_000, le=180_000)]


class SupplierState(Word):
    """All that is public about a supplier (opérateur économique) at one of its versions; None where nobody said.

    `legal_form` is INSEE's category (catégorie juridique), `staff_band` its code of staff (tranche d'effectifs).
    `activities` are the codes alone of what it does; `offers` tell more of some of them. `insolvent` says that a
    collective procedure is open (procédure collective).

    `place` is that of the establishment, `head_office` that of its company (siège social); `turnover` the yearly one
    (chiffre d'affaires), excluding VAT. `social_economy` says that it is of the social and solidarity economy (ESS: law
    2014-856 art. 1), `inclusive` that it employs people far from employment or with a disability (SIAE, EA, ESAT: CCP
    L2113-12, L2113-13).
    """

    identifier: OperatorId
    name: Text
    size: SizeClass | None = None
    place: Place | None = None
    naf: Annotated[str, Field(pattern=r"^\d{2}\.\d{2}[A-Z]$")] | None = None
    activities: tuple[Cpv, ...] = Field(default=(), max_length=50)
    natural_person: bool = False
    brands: Annotated[tuple[Text, ...], Field(max_length=20)] = ()
    legal_form: Annotated[str, Field(pattern=r"^[0-9]{4}$")] | None = None
    staff_band: Annotated[str, Field(pattern=r"^(NN|[0-9]{2})$")] | None = None
    coordinates: Coordinates | None = None
    insolvent: bool | None = None
    offers: Annotated[tuple[Activity, ...], Field(max_length=50)] = ()
    head_office: Place | None = None
    turnover: Money | None = None
    social_economy: bool | None = None
    inclusive: bool | None = None


class SupplierFact(Fact):
    """A fact about a supplier with the whole state it led to."""

    topic: ClassVar[str] = TOPIC
    supplier_id: UUID
    supplier: SupplierState


class SupplierRegistered(SupplierFact):
    """A supplier entered the registry."""


class SupplierUpdated(SupplierFact):
    """What the registry knows of a supplier changed."""


class SupplierVerified(SupplierFact):
    """Somebody checked that the supplier is who it says, by `evidence`."""

    evidence: Text
    verified_at: Instant


class SupplierSuspended(SupplierFact):
    """The supplier may not be awarded contracts for now (exclusion): CCP L2141-1 to L2141-11."""

    reason: Text
    until: Day | None = None


class SupplierReinstated(SupplierFact):
    """The suspension of the supplier is over."""

    reason: Text


class SupplierMerged(SupplierFact):
    """The supplier was found to be another one, `into`, which answers for it from now on."""

    into: UUID
    into_identifier: OperatorId
    reason: Text


class CertificateKind(StrEnum):
    """What a certificate proves (certificats et labels)."""

    LABEL = "label"
    QUALIFICATION = "qualification"
    INSURANCE = "insurance"
    TAX = "tax"
    SOCIAL = "social"
    OTHER = "other"


class Certificate(Word):
    """A label or certificate that a supplier holds; it proves nothing after `valid_until`."""

    kind: CertificateKind
    code: Code
    issuer: Text
    number: Text | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None
    verified_on: Day | None = None


class CertificateFact(Fact):
    """A fact about a certificate of a supplier."""

    topic: ClassVar[str] = TOPIC
    certificate_id: UUID
    supplier_id: UUID
    certificate: Certificate


class CertificateAdded(CertificateFact):
    """A supplier showed a certificate."""


class CertificateVerified(CertificateFact):
    """Somebody checked a certificate with its issuer."""


class CertificateWithdrawn(CertificateFact):
    """A certificate no longer counts, before its time."""

    reason: Text


class CertificateExpired(CertificateFact):
    """The time of a certificate ran out."""


FACTS = (
    SupplierRegistered,
    SupplierUpdated,
    SupplierVerified,
    SupplierSuspended,
    SupplierReinstated,
    SupplierMerged,
    CertificateAdded,
    CertificateVerified,
    CertificateWithdrawn,
    CertificateExpired,
)
"""Every fact of the topic."""
