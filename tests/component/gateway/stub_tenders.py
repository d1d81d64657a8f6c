"""What the stand-in for the marketplace answers: tenders, contracts, plan entries by reference."""

from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Header, Request, Response
from pydantic import BaseModel, ConfigDict

from chassis.auth import PUBLIC, Caller, Principal, ScopeMissing, Unauthenticated, requires
from chassis.caching import IfMatch, PreconditionFailed, PreconditionRequired, ready
from chassis.errors import NotFound
from chassis.problems import MalformedJson, problems
from tests.component.gateway.stubs import Stub


class TenderNotFound(NotFound):
    """There is no tender of this id."""


class Draft(BaseModel):
    """A tender to draft."""

    model_config = ConfigDict(extra="forbid")

    title: str


def tenders_router() -> APIRouter:
    router = APIRouter(dependencies=PUBLIC)

    @router.get("/tenders/{tender_id}", response_model=dict[str, Any], responses=problems(TenderNotFound))
    async def read_tender(tender_id: UUID, request: Request, service: Stub, caller: Caller) -> Response:
        tender = service.documents.get(str(tender_id))
        if tender is None or (tender["status"] == "draft" and caller is None):
            raise TenderNotFound
        return ready(request, orjson.dumps(tender), tender["revision"])

    @router.get("/tenders", responses=problems())
    async def list_tenders(service: Stub) -> Response:
        items = [one for one in service.documents.values() if one.get("status", "draft") != "draft"]
        return Response(orjson.dumps({"items": items}), media_type="application/json")

    @router.post("/tenders", status_code=201, responses=problems(MalformedJson, Unauthenticated, ScopeMissing))
    async def draft(
        body: Draft,
        caller: Annotated[Principal, Depends(requires("tenders:write"))],
        key: Annotated[str | None, Header(alias="Idempotency-Key")] = None,
    ) -> Response:
        said = {"title": body.title, "client": caller.client, "organisation": caller.organisation, "key": key}
        headers = {"Location": "/tenders/1", "ETag": '"1"', "Idempotency-Replayed": "true"}
        return Response(orjson.dumps(said), 201, headers, "application/json")

    @router.put("/tenders/{tender_id}", responses=problems(PreconditionFailed, PreconditionRequired))
    async def change(tender_id: UUID, body: Draft, service: Stub, expected: IfMatch) -> Response:
        tender = service.documents[str(tender_id)]
        expected.check(tender["revision"])
        tender.update(title=body.title, revision=tender["revision"] + 1)
        return Response(orjson.dumps(tender), media_type="application/json")

    return router


def contracts_router() -> APIRouter:
    router = APIRouter(dependencies=PUBLIC)

    @router.get("/contracts/{contract_id}", responses=problems(TenderNotFound))
    async def read_contract(contract_id: UUID, service: Stub) -> Response:
        return Response(orjson.dumps(service.documents[str(contract_id)]), media_type="application/json")

    @router.get("/contracts", responses=problems())
    async def list_contracts(service: Stub, cursor: int = 0, limit: int = 100) -> Response:
        if service.broken and cursor:
            raise TenderNotFound
        items = service.listed[cursor : cursor + limit]
        follows = cursor + limit < len(service.listed)
        page = {"items": items, "next": f"/contracts?cursor={cursor + limit}" if follows else None, "prev": None}
        return Response(orjson.dumps(page), media_type="application/json")

    return router


def records_router() -> APIRouter:
    """Takes plan entries over by reference, as their own buyer, once for each idempotency key."""
    router = APIRouter(include_in_schema=False)

    @router.post("/plan-entry-records")
    async def record(
        request: Request,
        service: Stub,
        caller: Annotated[Principal, Depends(requires("plan-entries:write"))],
        key: Annotated[str, Header(alias="Idempotency-Key")],
    ) -> Response:
        kept, answers = service.records, service.answers
        if key not in answers:
            records = (await request.json())["records"]
            answers[key] = orjson.dumps({"results": [_recorded(kept, one, caller) for one in records]})
        return Response(answers[key], media_type="application/json")

    return router


def _recorded(kept: dict[str, Any], record: dict[str, Any], caller: Principal) -> dict[str, Any]:
    if not caller.owns(record.get("buyer", "")):
        flaw = {"pointer": "/buyer", "code": "not-the-buyer", "detail": "Not yours"}
        return {"status": "refused", "errors": [flaw]}
    known = kept.get(record["reference"])
    kept[record["reference"]] = record
    status = "created" if known is None else "unchanged" if known == record else "corrected"
    return {"status": status, "id": f"id of {record['reference']}", "version": 1, "errors": []}
