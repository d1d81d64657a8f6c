"""Documents and withdrawals as they are shown."""

from uuid import UUID

from pydantic import BaseModel

from contracts.vocabulary import Siret, Text
from services.tenders.api.resources import Shown
from services.tenders.domain.dossier import DocumentKind, DocumentVersion
from services.tenders.domain.withdrawal import Withdrawal


class DocumentResource(BaseModel):
    """A version of a document: `size` in bytes, `sha256` in hex, `added_by` the organisation that added it.

    A `pending` one waits for the next amendment, and is shown to the buyer alone.
    Its content is at `/tenders/{id}/documents/{name}?version={version}`.
    """

    name: Text
    version: int
    kind: DocumentKind
    media_type: Text
    size: int
    sha256: str
    added_at: Shown
    added_by: Text
    pending: bool

    @classmethod
    def of(cls, version: DocumentVersion) -> "DocumentResource":
        """A version as it is listed."""
        return cls.model_construct(**{name: getattr(version, name) for name in cls.model_fields})


class DocumentPage(BaseModel):
    """The newest version of each document by name, with paths of the next and the previous page."""

    items: list[DocumentResource]
    next: str | None
    prev: str | None


class WithdrawalResource(BaseModel):
    """A withdrawal, and the documents as they stand; who took them is not said again."""

    id: UUID
    tender_id: UUID
    withdrawn_at: Shown
    documents: list[DocumentResource]

    @classmethod
    def of(cls, withdrawal: Withdrawal, documents: tuple[DocumentVersion, ...]) -> "WithdrawalResource":
        """What whoever takes the documents is answered."""
        own = {name: getattr(withdrawal, name) for name in ("id", "tender_id", "withdrawn_at")}
        return cls.model_construct(**own, documents=[DocumentResource.of(one) for one in documents])


class RegisteredWithdrawal(BaseModel):
    """A line of the register, for the buyer alone."""

    id: UUID
    withdrawn_at: Shown
    siret: Siret | None
    name: Text | None
    email: str | None


class WithdrawalPage(BaseModel):
    """The register in the order of time, with paths of the next and the previous page."""

    items: list[RegisteredWithdrawal]
    next: str | None
    prev: str | None


class WithdrawalCount(BaseModel):
    """How many withdrawals there were; those `identified` left an address, and are told of amendments."""

    withdrawals: int
    identified: int
