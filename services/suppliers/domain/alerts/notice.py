"""What an alert tells of: a planned purchase, a tender, or an award."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from uuid import UUID, uuid5

from contracts.procedures import ContractAwarded, PlanEntryPublished, TenderPublished
from contracts.reference.nuts import department_of
from contracts.vocabulary import Code, Cpv, DepartmentCode, Nuts, Siret, Text, Word


class NoticeKind(StrEnum):
    """What happened: a purchase was planned, a tender was published, a lot was awarded."""

    PLAN = "plan"
    TENDER = "tender"
    AWARD = "award"


class Notice(Word):
    """Its facts as searches ask for them; `low` and `high` are euros excluding VAT, `subject` what it is about.

    `department` is the buyer's own (direction), `departments` are where it is to be performed (départements).
    """

    kind: NoticeKind
    subject: UUID
    path: str
    title: Text
    buyer: Siret
    department: Code
    codes: tuple[Cpv, ...] = ()
    departments: tuple[DepartmentCode, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None


def planned(fact: PlanEntryPublished) -> Notice:
    """What is told of a planned purchase; of its changes nobody hears again."""
    entry = fact.entry
    return Notice(
        kind=NoticeKind.PLAN,
        subject=fact.entry_id,
        path=f"/plan-entries/{fact.entry_id}",
        title=entry.title,
        buyer=entry.buyer,
        department=entry.department,
        codes=(entry.cpv,),
        departments=_departments(entry.places),
        low=entry.value.minimum.amount if entry.value else None,
        high=entry.value.maximum.amount if entry.value else None,
    )


def published(fact: TenderPublished) -> Notice:
    """What is told of a tender: its codes and places are those of its lots too."""
    codes = {fact.cpv: None, **{lot.cpv: None for lot in fact.lots if lot.cpv}}
    places = (*fact.places, *(place for lot in fact.lots for place in lot.places))
    return Notice(
        kind=NoticeKind.TENDER,
        subject=fact.tender_id,
        path=f"/tenders/{fact.tender_id}",
        title=fact.title,
        buyer=fact.buyer,
        department=fact.department,
        codes=tuple(codes),
        departments=_departments(places),
        low=fact.estimated_value.amount,
        high=fact.estimated_value.amount,
    )


def awarded(fact: ContractAwarded, tender: Notice) -> Notice:
    """What is told of the award of a lot of a tender."""
    changes = {
        "kind": NoticeKind.AWARD,
        "subject": uuid5(fact.tender_id, f"award of lot {fact.lot}"),
        "low": fact.value.amount,
        "high": fact.value.amount,
    }
    return tender.model_copy(update=changes)


def _departments(places: Iterable[Nuts]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found for place in places if (found := department_of(place))))
