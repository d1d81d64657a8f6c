"""Routes of the money of contracts: advances, invoices, payments."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field, GetJsonSchemaHandler, TypeAdapter
from pydantic.json_schema import JsonSchemaValue

from chassis.auth import ScopeMissing, Unauthenticated
from chassis.problems import Flaw, VersionConflict, problems
from chassis.records import MAX_RECORDS, RecordBatch, RecordResult, RecordResults, RecordStatus, sort_out
from contracts.calendar import day_of
from services.tenders.api.acting import Acting
from services.tenders.api.dependencies import PaymentWriter
from services.tenders.api.execution_resources import ExecutionActResource
from services.tenders.api.execution_schemas import GivenAdvance, GivenInvoice, GivenPayment
from services.tenders.api.performance import ON_CONTRACT
from services.tenders.api.tenders import BODY, ONCE
from services.tenders.application.paying import enter_payment, record_payments
from services.tenders.domain.ledger import ExternalIdTaken, InvoiceUnknown, PaidBeyondInvoice
from services.tenders.domain.payment_record import (
    AdvanceRecord,
    AnyRecord,
    InvoiceRecord,
    PaidBeforeInvoice,
    PaymentRecord,
)

router = APIRouter(tags=["payments"])

_FORMS: dict[str, type[AdvanceRecord | InvoiceRecord | PaymentRecord]] = {
    "advance": AdvanceRecord,
    "invoice": InvoiceRecord,
    "payment": PaymentRecord,
}
_KIND = Flaw(pointer="/kind", code="literal-error", detail=f"Input should be one of {', '.join(_FORMS)}")
_NO_KIND = RecordResult(status=RecordStatus.REFUSED, errors=[_KIND])


class _OneOfForms:
    """Documents a member that is validated later, each record by itself."""

    def __get_pydantic_json_schema__(self, _: Any, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(TypeAdapter[Any](AnyRecord).core_schema)


class PaymentRecords(RecordBatch):
    """Advances, invoices and payments as a finance system has them, in any order."""

    records: list[Annotated[dict[str, Any], _OneOfForms()]] = Field(min_length=1, max_length=MAX_RECORDS)


@router.post(
    "/contracts/{contract_id}/advances",
    status_code=201,
    response_model=ExecutionActResource,
    responses=problems(*ON_CONTRACT, ExternalIdTaken),
)
async def advance(contract_id: UUID, body: GivenAdvance, buyer: PaymentWriter, act: Acting) -> Response:
    """Record an advance that was paid; warns where less is given than is due."""
    return await act(
        lambda: enter_payment(act.uow, contract_id, body.record, by=buyer, today=day_of(act.now)),
        ExecutionActResource.of,
    )


@router.post(
    "/contracts/{contract_id}/invoices",
    status_code=201,
    response_model=ExecutionActResource,
    responses=problems(*ON_CONTRACT, ExternalIdTaken),
)
async def invoice(contract_id: UUID, body: GivenInvoice, buyer: PaymentWriter, act: Acting) -> Response:
    """Record an invoice that was received."""
    return await act(
        lambda: enter_payment(act.uow, contract_id, body.record, by=buyer, today=day_of(act.now)),
        ExecutionActResource.of,
    )


@router.post(
    "/contracts/{contract_id}/payments",
    status_code=201,
    response_model=ExecutionActResource,
    responses=problems(*ON_CONTRACT, ExternalIdTaken, InvoiceUnknown, PaidBeforeInvoice, PaidBeyondInvoice),
)
async def pay(contract_id: UUID, body: GivenPayment, buyer: PaymentWriter, act: Acting) -> Response:
    """Record what was paid of an invoice, and whether late interest is due."""
    return await act(
        lambda: enter_payment(act.uow, contract_id, body.record, by=buyer, today=day_of(act.now)),
        ExecutionActResource.of,
    )


@router.post(
    "/payment-records",
    response_model=RecordResults,
    responses=problems(*BODY, Unauthenticated, ScopeMissing, *ONCE, VersionConflict),
)
async def record(body: PaymentRecords, buyer: PaymentWriter, act: Acting) -> Response:
    """Take over what a finance system has; each is judged by itself, and recording the same again changes nothing."""

    async def taken_over() -> tuple[BaseModel, dict[str, str]]:
        known, refused = _sorted_out(body.records)
        results = refused | await record_payments(act.uow, known, by=buyer, today=day_of(act.now))
        return RecordResults(results=[results[place] for place in range(len(body.records))]), {}

    return await act.once.keep(act.uow, taken_over)


def _sorted_out(records: list[dict[str, Any]]) -> tuple[dict[int, AnyRecord], dict[int, RecordResult]]:
    """The records by the form of their kind, invoices before payments, and the refusals of the others, by place."""
    good: dict[int, AnyRecord] = {}
    refused = {place: _NO_KIND for place, raw in enumerate(records) if raw.get("kind") not in _FORMS}
    for kind, form in _FORMS.items():
        places = [place for place, raw in enumerate(records) if raw.get("kind") == kind]
        fine, wrong = sort_out([records[place] for place in places], form)
        good |= {places[index]: one for index, one in fine.items()}
        refused |= {places[index]: one for index, one in wrong.items()}
    return good, refused
