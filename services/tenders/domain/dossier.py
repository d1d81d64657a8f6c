"""The documents of a consultation, each with its versions (dossier de consultation des entreprises)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from chassis.errors import Conflict, NotFound
from contracts.procedures import DocumentReference
from contracts.vocabulary import FileName, Instant, Text, Word
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.tender_status import TenderStatus

MOST_VERSIONS = 500


class DocumentKind(StrEnum):
    """What a document is for: CCP R2132-1."""

    RULES = "rules"
    """Règlement de la consultation."""
    ADMINISTRATIVE = "administrative"
    """Cahier des clauses administratives (CCAP)."""
    TECHNICAL = "technical"
    """Cahier des clauses techniques (CCTP)."""
    COMMITMENT = "commitment"
    """Acte d'engagement."""
    PRICES = "prices"
    """Bordereau des prix, décomposition du prix (BPU, DPGF)."""
    PLANS = "plans"
    """Plans et maquettes."""
    OTHER = "other"
    """Annexes and whatever else is told."""


DocumentName = FileName
"""What a document is called."""


class DocumentNotFound(NotFound):
    """The tender has no such document, or no such version of it."""


class DossierFrozen(Conflict):
    """The documents of a published tender change by an amendment only."""


class DossierFull(Conflict):
    """The tender has as many versions of documents as are kept."""


class NothingWaiting(Conflict):
    """No version of this document waits for an amendment: send it first."""


class DocumentVersion(Word):
    """A document as it was at one time; `stored_as` is what the storage calls it, `added_by` an organisation.

    A `pending` one waits for the amendment that it is part of, and is seen by the buyer alone.
    """

    name: DocumentName
    version: Annotated[int, Field(ge=1)]
    kind: DocumentKind
    media_type: Text
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    stored_as: str
    added_at: Instant
    added_by: Text
    pending: bool = False


@dataclass(frozen=True)
class Deposit:
    """A file that was received, recognised and kept; not yet part of anything."""

    name: DocumentName
    kind: DocumentKind
    media_type: str
    size: int
    sha256: str
    stored_as: str


@dataclass(kw_only=True, eq=False)
class Dossier:
    """The documents of one tender, whose identity it shares; it tells nothing, amendments tell for it."""

    id: UUID
    versions: tuple[DocumentVersion, ...] = ()
    revision: int = 1

    @property
    def latest(self) -> tuple[DocumentVersion, ...]:
        """The newest version of each document, by name, as suppliers see them."""
        newest = {one.name: one for one in self.versions if not one.pending}
        return tuple(newest[name] for name in sorted(newest))

    def add(
        self, deposit: Deposit, *, status: TenderStatus, by: Buyer, now: datetime, amending: bool = False
    ) -> DocumentVersion:
        """Take a file as the newest version of its name; what the newest version holds already changes nothing.

        While `amending` it waits for the amendment, in the place of one that was waiting already.
        """
        must_be_open(status, amending=amending)
        versions = self._versions(deposit.name)
        if versions and versions[-1].sha256 == deposit.sha256:
            return versions[-1]
        if len(self.versions) >= MOST_VERSIONS:
            raise DossierFull(most=MOST_VERSIONS)
        number = 1 + sum(not one.pending for one in versions)
        added_by = by.organisation or ""
        version = DocumentVersion(**vars(deposit), version=number, added_at=now, added_by=added_by, pending=amending)
        self._become((*(one for one in self.versions if not (one.name == deposit.name and one.pending)), version))
        return version

    def remove(self, name: DocumentName, *, status: TenderStatus) -> None:
        """Drop a document of a draft with all its versions, or of a published tender the one that waits."""
        is_draft = status is TenderStatus.DRAFT
        must_be_open(status, amending=not is_draft and any(one.pending for one in self._versions(name)))
        kept = tuple(one for one in self.versions if one.name != name or not (is_draft or one.pending))
        if kept == self.versions:
            raise DocumentNotFound(name=name)
        self._become(kept)

    def release(self, names: tuple[DocumentName, ...]) -> tuple[DocumentReference, ...]:
        """Let everybody see the versions of these names that waited for an amendment."""
        waiting = {one.name: one for one in self.versions if one.pending}
        for name in names:
            if name not in waiting:
                raise NothingWaiting(name=name)
        released = [waiting[name] for name in dict.fromkeys(names)]
        if released:
            self._become(tuple(_released(one) if one in released else one for one in self.versions))
        return tuple(DocumentReference(name=one.name, version=one.version, sha256=one.sha256) for one in released)

    def _versions(self, name: DocumentName) -> list[DocumentVersion]:
        return [one for one in self.versions if one.name == name]

    def _become(self, versions: tuple[DocumentVersion, ...]) -> None:
        self.versions = versions
        self.revision += 1


def _released(version: DocumentVersion) -> DocumentVersion:
    return version.model_copy(update={"pending": False})


def must_be_open(status: TenderStatus, *, amending: bool = False) -> None:
    """Refuse to change documents that suppliers rely on, except by an amendment while bids may come: CCP R2151-4."""
    if status is not (TenderStatus.PUBLISHED if amending else TenderStatus.DRAFT):
        raise DossierFrozen(status=status.value, article="CCP R2151-4")
