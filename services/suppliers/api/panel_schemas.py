"""The bodies of what buyers keep for themselves."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, Field

from contracts.vocabulary import Day, Identifier, Siret, Text
from services.suppliers.domain.panels.caution import Caution
from services.suppliers.domain.panels.note import Note
from services.suppliers.domain.panels.panel import Panel

Name = Annotated[str, Field(min_length=1, max_length=200)]


class GivenPanel(BaseModel, extra="forbid"):
    """A list of suppliers, and what it is for."""

    name: Name
    purpose: Text


class GivenNote(BaseModel, extra="forbid"):
    """What is noted of a supplier."""

    text: Text


class GivenCaution(BaseModel, extra="forbid"):
    """Why a company is left out of shortlists, and until which day, that included: at most three years ahead."""

    reason: Text
    until: Day


class PanelResource(BaseModel):
    """A panel as its buyer sees it."""

    id: UUID
    buyer: Siret
    name: str
    purpose: str
    members: int
    revision: int

    @classmethod
    def of(cls, panel: Panel) -> Self:
        """The document of a panel."""
        return cls(**{name: getattr(panel, name) for name in cls.model_fields})


class PanelPage(BaseModel):
    """Panels, with paths of the next and the previous page."""

    items: list[PanelResource]
    next: str | None
    prev: str | None


class KeptSupplier(BaseModel):
    """A supplier that a buyer keeps in a panel or among its favourites."""

    id: UUID
    identifier: Identifier
    name: str


class KeptSupplierPage(BaseModel):
    """Suppliers in the order of their names, with paths of the next and the previous page."""

    items: list[KeptSupplier]
    next: str | None
    prev: str | None


class NoteResource(BaseModel):
    """A note as its buyer sees it."""

    id: UUID
    buyer: Siret
    text: str
    client: str
    written_at: datetime

    @classmethod
    def of(cls, note: Note) -> Self:
        """The document of a note."""
        return cls(**{name: getattr(note, name) for name in cls.model_fields})


class NotePage(BaseModel):
    """Notes, with paths of the next and the previous page."""

    items: list[NoteResource]
    next: str | None
    prev: str | None


class CautionResource(BaseModel):
    """A caution as its buyer sees it; `company` is a SIREN, or an identifier behind its scheme."""

    buyer: Siret
    company: str
    reason: str
    until: date
    since: date
    client: str

    @classmethod
    def of(cls, caution: Caution) -> Self:
        """The document of a caution."""
        return cls(**{name: getattr(caution, name) for name in cls.model_fields})


class CautionPage(BaseModel):
    """Cautions, with paths of the next and the previous page."""

    items: list[CautionResource]
    next: str | None
    prev: str | None
