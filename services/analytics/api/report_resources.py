"""What people report about records, and how it is shown."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.analytics.domain.citizen_report import CitizenReport, ReportState

_STRICT = ConfigDict(extra="forbid", frozen=True)
Sentences = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$"),
]


class GivenReport(BaseModel):
    """What is wrong in a field of a contract, in plain words; a contact only if one wants to be asked."""

    model_config = _STRICT

    contract_id: UUID
    field: Annotated[str, Field(max_length=60)]
    wrong: Sentences
    contact: Annotated[Sentences, Field(max_length=200)] | None = Field(
        None, description="never public; forgotten once the report is decided"
    )


class GivenDecision(BaseModel):
    """Why a report is accepted or refused; the reason of an accepted one is public."""

    model_config = _STRICT

    reason: Sentences


class ReportResource(BaseModel):
    """A report as anyone who sent it may see it."""

    id: UUID
    contract_id: UUID
    field: str
    wrong: str
    state: ReportState
    reported_at: datetime
    reason: str | None
    decided_at: datetime | None

    @classmethod
    def of(cls, report: CitizenReport) -> "ReportResource":
        """The document of a report."""
        return cls(**{name: getattr(report, name) for name in ReportResource.model_fields})


class HandledReport(ReportResource):
    """The same for those who decide."""

    contact: str | None
    decided_by: str | None


class ReportPage(BaseModel):
    """Reports in the order in which they came."""

    items: list[HandledReport]
    next: str | None
    prev: str | None
