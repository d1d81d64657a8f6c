"""Routes of the certificates that suppliers show."""

from typing import Self
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from chassis.auth import PUBLIC, NotYours
from chassis.caching import PreconditionFailed
from chassis.idempotency import IdempotencyKeyReused, StillInProgress
from chassis.identity import uuid7
from chassis.paging import InvalidCursor, Paging
from chassis.problems import VersionConflict, problems
from contracts.suppliers import Certificate
from services.suppliers.api.acting import Acting
from services.suppliers.api.dependencies import VERIFIER, Identified, Reads
from services.suppliers.api.speaking import SPEAKER
from services.suppliers.api.standing_schemas import GivenReason
from services.suppliers.api.suppliers import WRITING
from services.suppliers.application.certifying import show_certificate, verify_certificate, withdraw_certificate
from services.suppliers.domain.certificate import (
    CertificateNotFound,
    CertificateOutOfDate,
    CertificateOver,
    CertificateStatus,
    HeldCertificate,
)
from services.suppliers.domain.identity import path_of
from services.suppliers.domain.supplier import SupplierNotFound

router = APIRouter(prefix="/suppliers/{siret:path}/certificates", tags=["certificates"])

ONCE = (*WRITING, IdempotencyKeyReused, StillInProgress)
JUDGING = (*ONCE, CertificateNotFound, CertificateOver, PreconditionFailed, VersionConflict)


class GivenCertificate(Certificate, extra="forbid"):
    """A label or certificate as its holder shows it; `verified_on` is set by who checks it."""

    verified_on: None = None


class CertificateResource(Certificate):
    """A certificate, and whether it counts."""

    id: UUID
    version: int
    status: CertificateStatus

    @classmethod
    def of(cls, held: HeldCertificate) -> Self:
        """A certificate as everybody sees it."""
        return cls(**dict(held.certificate), id=held.id, version=held.version, status=held.status)


class CertificatePage(BaseModel):
    """Certificates of a supplier, with paths of the next and the previous page."""

    items: list[CertificateResource]
    next: str | None
    prev: str | None


@router.post(
    "",
    status_code=201,
    dependencies=SPEAKER,
    response_model=CertificateResource,
    responses=problems(*ONCE, NotYours, SupplierNotFound, CertificateOutOfDate, PreconditionFailed),
)
async def show(identifier: Identified, body: GivenCertificate, act: Acting) -> Response:
    """Add a certificate; when its last day is over it stops counting by itself."""
    certificate = Certificate.model_validate(body.model_dump())
    return await act(
        lambda: show_certificate(act.uow, uuid7(), identifier, certificate, now=act.now),
        CertificateResource.of,
        location=f"{path_of(identifier)}/certificates/{{id}}",
    )


@router.get(
    "",
    dependencies=PUBLIC,
    response_model=CertificatePage,
    responses=problems(SupplierNotFound, InvalidCursor),
)
async def list_certificates(
    identifier: Identified, reads: Reads, page: Paging, status: CertificateStatus | None = None
) -> Response:
    """List the certificates of a supplier, those that no longer count included."""
    return page.answer(await reads.certificates(identifier, page, status))


@router.post(
    "/{certificate_id}/verification",
    status_code=201,
    dependencies=VERIFIER,
    response_model=CertificateResource,
    responses=problems(*JUDGING),
)
async def verify(identifier: Identified, certificate_id: UUID, act: Acting) -> Response:
    """Record that the issuer confirms a certificate."""
    return await act(
        lambda: verify_certificate(act.uow, identifier, certificate_id, expected=act.expected, now=act.now),
        CertificateResource.of,
    )


@router.post(
    "/{certificate_id}/withdrawal",
    status_code=201,
    dependencies=SPEAKER,
    response_model=CertificateResource,
    responses=problems(*JUDGING, NotYours),
)
async def withdraw(identifier: Identified, certificate_id: UUID, body: GivenReason, act: Acting) -> Response:
    """Take a certificate back before its time."""
    return await act(
        lambda: withdraw_certificate(
            act.uow, identifier, certificate_id, body.reason, expected=act.expected, now=act.now
        ),
        CertificateResource.of,
    )
