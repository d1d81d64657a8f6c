"""Routes of contracts, companies and buyers as the observatory knows them."""

from hashlib import sha256
from typing import Annotated, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter, Path, Query, Request, Response

from chassis.auth import PUBLIC
from chassis.caching import ready
from chassis.paging import InvalidCursor, Paging
from chassis.problems import problems
from contracts.vocabulary import Siret
from services.analytics.api.dependencies import Today
from services.analytics.api.explorer_resources import (
    BuyerPage,
    ColumnList,
    ColumnResource,
    CompanyPage,
    ContractPage,
    ObservedContractPage,
)
from services.analytics.api.exploring import Listed, Looking, PeriodName
from services.analytics.application.exploring import looked_for, whole_contract
from services.analytics.domain.column import COLUMNS, ColumnUnknown, chosen
from services.analytics.domain.ordering import SortUnknown, ordering
from services.analytics.domain.period import ALL, Period
from services.analytics.persistence.exploring.buyer import BuyerUnknown, buyer_page
from services.analytics.persistence.exploring.company import CompanyUnknown, company_page
from services.analytics.persistence.exploring.contract_page import ContractNotObserved
from services.analytics.persistence.exploring.contracts import Facets, Listing, facets_of, page_of, total_of
from services.analytics.persistence.exploring.documents import Members, joined

router = APIRouter(prefix="/observatory", tags=["explorer"], dependencies=PUBLIC)

NOT_MODIFIED = {304: {"description": "Not modified"}}


@router.get("/columns", response_model=ColumnList, responses=problems())
async def list_columns() -> ColumnList:
    """List the columns of contracts that one may choose, sort by and export."""
    return ColumnList(
        items=[
            ColumnResource(name=one.name, kind=one.kind, fr=one.fr, en=one.en, sortable=one.sortable)
            for one in COLUMNS.values()
        ]
    )


@router.get(
    "/contracts",
    response_model=ObservedContractPage,
    responses=problems(InvalidCursor, ColumnUnknown, SortUnknown),
)
async def list_observed_contracts(question: Listed, page: Paging, today: Today, look: Looking) -> Response:
    """Look for contracts: by words, by every filter of figures, in any order, page by page."""
    wanted = looked_for(question.slice(today), question.search)
    rows = await page_of(look, Listing(wanted, ordering(question.sort), chosen(question.column_names)), page)
    members = {}
    if question.facet:
        members["facets"] = _facets(await facets_of(look, wanted, question.facet))
    if question.total:
        members["total"] = str(await total_of(look, wanted))
    return page.answer(rows, members)


@router.get(
    "/contracts/{contract_id}", response_model=ContractPage, responses=problems(ContractNotObserved) | NOT_MODIFIED
)
async def read_observed_contract(contract_id: UUID, request: Request, look: Looking) -> Response:
    """Read all that is public of a contract: versions, holders, acts, quality, and which figures count it."""
    members = await whole_contract(look, request.app.state.database.reads, contract_id)
    return _answer(request, members)


@router.get("/suppliers/{company}", response_model=CompanyPage, responses=problems(CompanyUnknown) | NOT_MODIFIED)
async def read_company(
    company: Annotated[str, Path(max_length=60, description="a SIREN, or another identifier behind its scheme")],
    request: Request,
    look: Looking,
) -> Response:
    """Read all that is public of a company: its contracts by year and buyer, what it bid for and won."""
    links = {"contracts": f"/observatory/contracts?company={company}"}
    return _answer(request, {"company": _json(company), **await company_page(look, company), "links": _json(links)})


@router.get("/buyers/{siret}", response_model=BuyerPage, responses=problems(BuyerUnknown) | NOT_MODIFIED)
async def read_buyer(
    siret: Siret,
    request: Request,
    look: Looking,
    today: Today,
    period: Annotated[PeriodName, Query()] = ALL,
    scope: Literal["with-mandataries", "own"] = "with-mandataries",
) -> Response:
    """Read all that is public of a buyer: how much it buys, how, from whom, and how concentrated that is."""
    days = Period.named(period, today)
    column = "principal" if scope == "with-mandataries" else "buyer"
    members = await buyer_page(look, siret, column, days.first, days.last)
    links = {"contracts": f"/observatory/contracts?buyer={siret}&period={period}"}
    said = {"buyer": _json(siret), "period": _json(period), "scope": _json(scope)}
    return _answer(request, {**said, **members, "links": _json(links)})


def _answer(request: Request, members: Members) -> Response:
    body = joined(members)
    return ready(request, body, sha256(body).hexdigest()[:24])


def _json(value: object) -> str:
    return orjson.dumps(value).decode()


def _facets(facets: Facets) -> str:
    return _json({name: [{"value": v, "contracts": n} for v, n in values] for name, values in facets.items()})
