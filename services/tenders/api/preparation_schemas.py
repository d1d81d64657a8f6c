"""What callers send to prepare a tender, and how reviews, acts and templates are shown."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from contracts.procedures import LotNotice
from contracts.vocabulary import Code, ReviewRole, Siret, Text
from services.tenders.api.resources import Shown
from services.tenders.api.schemas import Body, GivenLot, GivenMoney, GivenTerms
from services.tenders.application.reviewing import Reviewed
from services.tenders.domain.review_round import RoundStatus, StepState
from services.tenders.domain.template import Template
from services.tenders.domain.tender_status import TenderStatus
from services.tenders.domain.terms import Terms


class Comment(Body):
    """What a reviewer adds to its approval."""

    comment: Text | None = None


class ChangeRequest(Body):
    """What has to change before approval."""

    comment: Text


class GivenTemplate(Body):
    """A template of what `tender_id` began with, or of `terms`: one of both."""

    name: Text
    tender_id: UUID | None = None
    terms: GivenTerms | None = None

    @model_validator(mode="after")
    def _of_one(self) -> Self:
        if (self.tender_id is None) == (self.terms is None):
            msg = "a template is made of a tender or of terms: give one of both"
            raise ValueError(msg)
        return self


class Changes(Body):
    """In what a tender differs from the template that it begins with; what is left out is taken from there."""

    buyer: Siret | None = None
    title: Text | None = None
    department: Code | None = None
    area: Code | None = None
    estimated_value: GivenMoney | None = None
    plan_entry: UUID | None = None
    lots: Annotated[tuple[GivenLot, ...], Field(min_length=1, max_length=1000)] | None = None

    def given(self) -> dict[str, Any]:
        """Those that are given."""
        return {name: value for name, value in self if value is not None}


class StepResource(BaseModel):
    """One approval of a chain."""

    role: ReviewRole
    state: StepState
    client: str | None
    at: Shown | None
    comment: Text | None


class RoundResource(BaseModel):
    """A submission and what became of it."""

    number: int
    submitted_by: str
    submitted_at: Shown
    steps: tuple[StepResource, ...]
    status: RoundStatus
    ended_at: Shown | None


class ReviewResource(BaseModel):
    """The approval of a tender, every round of it; `status` and `revision` are the tender's."""

    tender_id: UUID
    status: TenderStatus
    revision: int
    rounds: tuple[RoundResource, ...]

    @classmethod
    def of(cls, reviewed: Reviewed) -> "ReviewResource":
        """A review as its buyer sees it."""
        tender = reviewed.tender
        rounds = tuple(RoundResource.model_validate(one, from_attributes=True) for one in reviewed.review.rounds)
        return cls(tender_id=tender.id, status=tender.status, revision=tender.revision, rounds=rounds)


class ActResource(BaseModel):
    """Who did what to a tender; `detail` has the status and the revision that it led to."""

    at: datetime
    client: str
    act: str
    detail: dict[str, Any]


class ActPage(BaseModel):
    """Acts in the order in which they happened, with paths of the next and the previous page."""

    items: list[ActResource]
    next: str | None
    prev: str | None


class TemplateResource(BaseModel):
    """A template; that of the organisation `*` is every buyer's."""

    id: UUID
    organisation: str
    name: Text
    terms: Terms
    lots: tuple[LotNotice, ...]
    made_at: Shown
    revision: int

    @classmethod
    def of(cls, template: Template) -> "TemplateResource":
        """A template as its organisation sees it."""
        return cls.model_construct(**{name: getattr(template, name) for name in cls.model_fields})


class TemplatePage(BaseModel):
    """Templates, oldest first, with paths of the next and the previous page."""

    items: list[TemplateResource]
    next: str | None
    prev: str | None
