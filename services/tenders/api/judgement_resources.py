"""Judgements, inquiries, evaluations and awards as they are shown."""

from typing import Any
from uuid import UUID

from pydantic import BaseModel

from contracts.procedures import Criterion
from contracts.vocabulary import Holder, Money, Text
from services.tenders.api.resources import Shown
from services.tenders.application.gathering import Findings
from services.tenders.domain.award_decision import AwardDecision
from services.tenders.domain.award_status import AwardStatus
from services.tenders.domain.evaluation_status import EvaluationStatus
from services.tenders.domain.inquiry import Inquiry, InquiryStatus, Justification, PriceDecision
from services.tenders.domain.judgement import Judgement, JudgementStatus, Regularisation
from services.tenders.domain.letter import RejectionLetter
from services.tenders.domain.ranking import Ranked
from services.tenders.domain.scoring import Appointment, Declaration, Score


def _own(kind: type[BaseModel], thing: object) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in kind.model_fields if hasattr(thing, name)}


class JudgementResource(BaseModel):
    """Whether a bid is in the running for a lot; `revision` is its entity tag."""

    id: UUID
    tender_id: UUID
    bid_id: UUID
    lot: int
    status: JudgementStatus
    reason: Text | None
    regularisation: Regularisation | None
    by: str
    at: Shown
    revision: int

    @classmethod
    def of(cls, judgement: Judgement) -> "JudgementResource":
        """A judgement; the domain has checked it."""
        return cls.model_construct(**_own(cls, judgement))


class InquiryResource(BaseModel):
    """The questioning of a price; `version` is its entity tag."""

    id: UUID
    tender_id: UUID
    bid_id: UUID
    lot: int
    status: InquiryStatus
    asked_at: Shown
    due: Shown
    justification: Justification | None
    decision: PriceDecision | None
    version: int

    @classmethod
    def of(cls, inquiry: Inquiry) -> "InquiryResource":
        """An inquiry; the domain has checked it."""
        return cls.model_construct(**_own(cls, inquiry))


class EvaluationResource(BaseModel):
    """The evaluation of the bids for a lot; `revision` is its entity tag for this reader.

    `suspects` are the bids whose price seems abnormally low, with the rules that say so, `inquiries` what was asked of
    bidders about theirs. Until the conclusion `scores` are the reader's own, and there is no ranking.
    """

    id: UUID
    tender_id: UUID
    lot: int
    status: EvaluationStatus
    appointments: tuple[Appointment, ...]
    declarations: tuple[Declaration, ...]
    bids: tuple[UUID, ...]
    admissible: tuple[UUID, ...]
    suspects: dict[UUID, tuple[str, ...]]
    inquiries: list[InquiryResource]
    scores: list[Score]
    ranking: list[Ranked]
    draw: tuple[UUID, ...]
    concluded_by: str | None
    concluded_at: Shown | None
    revision: int

    @classmethod
    def of(cls, findings: Findings) -> "EvaluationResource":
        """An evaluation as its reader may see it; the domain has checked it."""
        seen = {**_own(cls, findings.evaluation), **_own(cls, findings.evidence), **_own(cls, findings)}
        seen["inquiries"] = [InquiryResource.of(one) for one in findings.evidence.inquiries.values()]
        return cls.model_construct(**seen)


class AwardResource(BaseModel):
    """The decision to award a lot to a bid, of a framework agreement to `further_bids` too, by rank.

    `due_at` is when its standstill is over, `version` its entity tag.
    """

    id: UUID
    tender_id: UUID
    lot: int
    bid_id: UUID
    further_bids: tuple[UUID, ...]
    status: AwardStatus
    proposed_by: str
    proposed_at: Shown
    approved_by: str | None
    approved_at: Shown | None
    notified_at: Shown | None
    days: int | None
    article: str | None
    due_at: Shown | None
    confirmed_at: Shown | None
    annulled_by: str | None
    annulled_at: Shown | None
    reason: Text | None
    version: int

    @classmethod
    def of(cls, award: AwardDecision) -> "AwardResource":
        """An award; the domain has checked it."""
        return cls.model_construct(**_own(cls, award))


class Rejections(BaseModel):
    """The letters about a bid, by lot."""

    items: list[RejectionLetter]


class Inquiries(BaseModel):
    """What was asked about the prices of a bid, by lot."""

    items: list[InquiryResource]


class ResultResource(BaseModel):
    """Who won a lot, out of how many bids, and by which criteria."""

    lot: int
    title: Text
    bids: int
    criteria: tuple[Criterion, ...]
    holders: tuple[Holder, ...]
    value: Money
    awarded_at: Shown
