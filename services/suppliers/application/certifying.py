"""The certificates that suppliers show."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from contracts.suppliers import Certificate
from contracts.vocabulary import Identifier, Text
from services.suppliers.domain.certificate import HeldCertificate
from services.suppliers.domain.identity import supplier_id
from services.suppliers.persistence.unit_of_work import UnitOfWork


async def show_certificate(
    uow: UnitOfWork, certificate_id: UUID, identifier: Identifier, certificate: Certificate, *, now: datetime
) -> HeldCertificate:
    """Add a certificate to a registered supplier."""
    async with uow:
        await uow.suppliers.must_know(identifier)
        held = HeldCertificate.shown(certificate_id, supplier_id(identifier), certificate, now=now)
        uow.certificates.add(held)
    return held


async def verify_certificate(
    uow: UnitOfWork, identifier: Identifier, certificate_id: UUID, *, expected: Expected, now: datetime
) -> HeldCertificate:
    """Record that the issuer confirms a certificate."""
    async with uow:
        held = await uow.certificates.get(identifier, certificate_id, expected=expected)
        held.verify(now=now)
    return held


async def withdraw_certificate(
    uow: UnitOfWork, identifier: Identifier, certificate_id: UUID, reason: Text, *, expected: Expected, now: datetime
) -> HeldCertificate:
    """Take a certificate back before its time."""
    async with uow:
        held = await uow.certificates.get(identifier, certificate_id, expected=expected)
        held.withdraw(reason, now=now)
    return held


async def expire_certificates(uow: UnitOfWork, ids: Sequence[UUID], now: datetime) -> None:
    """Let certificates run out whose last day is over."""
    async with uow:
        for held in await uow.certificates.locked(ids):
            held.expire(now=now)
