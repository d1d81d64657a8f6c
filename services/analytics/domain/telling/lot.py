"""What facts tell of lots: as they were advertised, and what became of them."""

from collections.abc import Collection
from typing import Any

from contracts.calendar import day_of
from contracts.envelope import Envelope
from contracts.procedures import (
    AwardAnnulled,
    AwardApproved,
    AwardNotified,
    AwardProposed,
    ContractAwarded,
    Criterion,
    CriterionKind,
    EvaluationReopened,
    LotClosed,
    LotEvaluated,
    LotNotice,
    LotReopened,
    TenderPublished,
)
from contracts.vocabulary import Instant
from services.analytics.domain.telling.row import Rows, Told, amount, frame, members, told_by

_PRICE = frozenset({CriterionKind.PRICE, CriterionKind.LIFE_CYCLE_COST})
_CLAUSES = members("social", "environmental", "equality", "innovation", "reserved")
_EVALUATED = members("bids", "admissible", "abnormally_low", "abnormally_low_rejected", "price_weight")


def notice_rows(fact: TenderPublished, envelope: Envelope) -> list[Told]:
    """The lots of a tender, as they were advertised."""
    common = {**frame(envelope, day_of(fact.published_at)), "tender_id": fact.tender_id}
    return [("lot_notice", {**common, **_of_notice(notice)}) for notice in fact.lots]


def _of_notice(notice: LotNotice) -> dict[str, Any]:
    return {
        "lot": notice.number,
        "title": notice.title,
        "cpv": notice.cpv,
        "value": amount(notice.value),
        "months": notice.months,
        "advance": notice.advance,
        "advance_guarantee": notice.advance_guarantee,
        "insertion_hours": notice.insertion_hours,
        "price_revision": notice.price_revision,
        **_CLAUSES(notice.clauses),
        "criteria": len(notice.criteria),
        **_of_criteria(notice.criteria),
    }


def _of_criteria(criteria: Collection[Criterion]) -> dict[str, Any]:
    """What criteria weigh, in percent: CCP R2152-12; nothing is known where the dossier gives them."""
    if not criteria:
        return {}
    return {
        "price_weight": _weight(criteria, _PRICE),
        "environmental_weight": _weight(criteria, {CriterionKind.ENVIRONMENT}),
        "social_weight": _weight(criteria, {CriterionKind.SOCIAL}),
        "life_cycle_cost": any(one.kind is CriterionKind.LIFE_CYCLE_COST for one in criteria),
    }


def _weight(criteria: Collection[Criterion], kinds: Collection[CriterionKind]) -> int:
    return sum(one.weight for one in criteria if one.kind in kinds)


def closing_rows(fact: LotClosed, envelope: Envelope) -> Rows:
    """The end of a lot; where no instant is told, that of the fact."""
    told = {"outcome": fact.outcome, "bids": fact.bids, "reason": fact.reason}
    return _event(fact, envelope, "closed", fact.closed_at or envelope.time, told)


def award_rows(fact: ContractAwarded, envelope: Envelope) -> Rows:
    """A lot that was given to its winners."""
    told = {
        "bids": fact.bids,
        "value": amount(fact.value),
        "award_id": fact.award_id,
        "bid_id": fact.bid_id,
        "further": fact.further_bids,
    }
    return _event(fact, envelope, "awarded", fact.awarded_at, told)


def evaluation_rows(fact: LotEvaluated, envelope: Envelope) -> Rows:
    """The ranking of the bids for a lot."""
    told = _EVALUATED(fact)
    return _event(fact, envelope, "evaluated", fact.concluded_at, told)


def reevaluation_rows(fact: EvaluationReopened, envelope: Envelope) -> Rows:
    """A ranking that no longer stands."""
    return _event(fact, envelope, "evaluation-reopened", fact.reopened_at, {"reason": fact.reason})


def reopening_rows(fact: LotReopened, envelope: Envelope) -> Rows:
    """A lot that is to be decided again."""
    return _event(fact, envelope, "reopened", fact.reopened_at, {"reason": fact.reason})


def proposal_rows(fact: AwardProposed, envelope: Envelope) -> Rows:
    """A winner was proposed."""
    return _event(fact, envelope, "proposed", fact.proposed_at, {"award_id": fact.award_id})


def approval_rows(fact: AwardApproved, envelope: Envelope) -> Rows:
    """The award was approved."""
    return _event(fact, envelope, "approved", fact.approved_at, {"award_id": fact.award_id})


def standstill_rows(fact: AwardNotified, envelope: Envelope) -> Rows:
    """All losers were told."""
    return _event(fact, envelope, "notified", fact.notified_at, {"award_id": fact.award_id, "losers": fact.losers})


def annulment_rows(fact: AwardAnnulled, envelope: Envelope) -> Rows:
    """The award was taken back."""
    told = {"award_id": fact.award_id, "reason": fact.reason}
    return _event(fact, envelope, "annulled", fact.annulled_at, told)


LotFact = (
    LotClosed
    | ContractAwarded
    | LotEvaluated
    | EvaluationReopened
    | LotReopened
    | AwardProposed
    | AwardApproved
    | AwardNotified
    | AwardAnnulled
)


def _event(fact: LotFact, envelope: Envelope, kind: str, at: Instant, told: dict[str, Any]) -> Rows:
    common = {**told_by(envelope, at), "tender_id": fact.tender_id, "lot": fact.lot}
    return [("lot_event", {**common, "kind": kind, **told})]
