"""Labels and certificates that suppliers show (certificats et labels): CCP R2143-6 to R2143-12."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from chassis.aggregate import Aggregate
from chassis.errors import Conflict, NotFound, Unacceptable
from contracts.calendar import day_of, end_of
from contracts.suppliers import (
    Certificate,
    CertificateAdded,
    CertificateExpired,
    CertificateFact,
    CertificateVerified,
    CertificateWithdrawn,
)
from contracts.vocabulary import Text


class CertificateStatus(StrEnum):
    """Whether a certificate counts."""

    VALID = "valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


NEXT: Mapping[CertificateStatus, frozenset[CertificateStatus]] = {
    CertificateStatus.VALID: frozenset({CertificateStatus.EXPIRED, CertificateStatus.WITHDRAWN}),
    CertificateStatus.EXPIRED: frozenset(),
    CertificateStatus.WITHDRAWN: frozenset(),
}


class CertificateNotFound(NotFound):
    """The supplier shows no such certificate."""


class CertificateOver(Conflict):
    """The certificate no longer counts."""


class CertificateOutOfDate(Unacceptable):
    """A certificate that ran out already, or ends before it begins, proves nothing."""


@dataclass(kw_only=True, eq=False)
class HeldCertificate(Aggregate):
    """A certificate of a supplier, from when it was shown until it runs out or is withdrawn."""

    id: UUID
    supplier_id: UUID
    certificate: Certificate
    status: CertificateStatus = CertificateStatus.VALID
    version: int = 0

    @property
    def key(self) -> str:
        """The supplier whose facts it stands among."""
        return str(self.supplier_id)

    @property
    def due_at(self) -> datetime | None:
        """When time makes it expire: the first instant after its last day, in Paris."""
        until = self.certificate.valid_until
        if until is None or self.status is not CertificateStatus.VALID:
            return None
        return end_of(until)

    @classmethod
    def shown(cls, certificate_id: UUID, supplier_id: UUID, certificate: Certificate, *, now: datetime) -> Self:
        """A certificate that a supplier shows."""
        _must_be_of_use(certificate, day_of(now))
        held = cls(id=certificate_id, supplier_id=supplier_id, certificate=certificate)
        held.tell(held._fact(CertificateAdded), at=now)
        return held

    def verify(self, *, now: datetime) -> None:
        """Record that its issuer confirms it."""
        self._must_count()
        verified_on = day_of(now)
        self.certificate = self.certificate.model_copy(update={"verified_on": verified_on})
        self.tell(self._fact(CertificateVerified), at=now)

    def withdraw(self, reason: Text, *, now: datetime) -> None:
        """Take it back before its time."""
        self._move(CertificateStatus.WITHDRAWN)
        self.tell(self._fact(CertificateWithdrawn, reason=reason), at=now)

    def expire(self, *, now: datetime) -> None:
        """Let it run out, where its last day is over."""
        if self.due_at and self.due_at <= now:
            self._move(CertificateStatus.EXPIRED)
            self.tell(self._fact(CertificateExpired), at=now)

    def _move(self, status: CertificateStatus) -> None:
        if status not in NEXT[self.status]:
            raise CertificateOver(status=self.status.value)
        self.status = status

    def _must_count(self) -> None:
        if self.status is not CertificateStatus.VALID:
            raise CertificateOver(status=self.status.value)

    def _fact(self, kind: type[CertificateFact], **more: object) -> CertificateFact:
        return kind(certificate_id=self.id, supplier_id=self.supplier_id, certificate=self.certificate, **more)


def _must_be_of_use(certificate: Certificate, today: date) -> None:
    begins, ends = certificate.valid_from, certificate.valid_until
    if ends and (ends < today or (begins and begins > ends)):
        raise CertificateOutOfDate(valid_until=ends.isoformat())
