"""Routes of contracts, companies and buyers as the observatory knows them."""

from hashlib import sha256
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

import orjson
from fastapi import APIRouter, Path, Query, Request, Response

from chassis.auth import PUBLIC, Caller, Unauthenticated
from chassis.caching import ready
from chassis.companion import NotReady
from chassis.paging import InvalidCursor, Paging
from chassis.problems import problems
from contracts.vocabulary import Siret
from services.analytics.api.dependencies import Today
from services.analytics.api.explorer_resources import (
    ColumnList,
    ColumnResource,
    ContractPage,
    ObservedContractPage,
)
from services.analytics.api.exploring import LOOKING, Listed, Looking
from services.analytics.api.party_resources import BuyerPage, CompanyPage
from services.analytics.api.question import PeriodName
from services.analytics.application.exploring import looked_for, whole_contract
from services.analytics.domain.column import COLUMNS, ColumnUnknown, chosen
from services.analytics.domain.ordering import SortUnknown, ordering
from services.analytics.domain.period import ALL, Period
from services.analytics.domain.slice import Scope
from services.analytics.persistence.exploring.buyer import BuyerUnknown, buyer_page
from services.analytics.persistence.exploring.company import CompanyUnknown, company_page
from services.analytics.persistence.exploring.contract_page import ContractNotObserved
from services.analytics.persistence.exploring.contracts import Facets, Listing, facets_of, page_of, total_of
from services.analytics.persistence.exploring.documents import Members, joined
from services.analytics.persistence.querying.condition import owner

router = APIRouter(prefix="/observatory", tags=["explorer"], dependencies=PUBLIC)

_KEY_FIGURES = "".join(f"&indicator={one}" for one in ("V1", "V2", "A1", "A3", "A6", "A12", "A26", "R1", "S1", "E1"))
NOT_MODIFIED: dict[int | str, dict[str, Any]] = {304: {"description": "Not modified"}}


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
    responses=problems(InvalidCursor, ColumnUnknown, SortUnknown, *LOOKING),
)
async def list_observed_contracts(question: Listed, page: Paging, today: Today, opening: Looking) -> Response:
    """Look for contracts: by words, by every filter of figures, in any order, page by page."""
    wanted, look = looked_for(question.slice(today), question.search), await opening.look(question)
    rows = await page_of(look, Listing(wanted, ordering(question.sort), chosen(question.column_names)), page)
    members = {}
    if question.facet:
        members["facets"] = _facets(await facets_of(look, wanted, question.facet))
    if question.total:
        members["total"] = str(await total_of(look, wanted))
    return page.answer(rows, members)


@router.get(
    "/contracts/{contract_id}",
    response_model=ContractPage,
    responses=problems(ContractNotObserved, Unauthenticated, NotReady) | NOT_MODIFIED,
)
async def read_observed_contract(
    contract_id: UUID, request: Request, caller: Caller, today: Today, opening: Looking
) -> Response:
    """Read all that is public of a contract: versions, holders, acts, quality, and which figures count it."""
    reads = request.app.state.database.reads
    sees_flags = caller is not None and "flags:read" in caller.scopes
    members = await whole_contract(await opening.look(), reads, contract_id, today, flags=sees_flags)
    return _answer(request, members, "private, no-cache" if sees_flags else "no-cache")


@router.get(
    "/suppliers/{company}",
    response_model=CompanyPage,
    responses=problems(CompanyUnknown, NotReady) | NOT_MODIFIED,
)
async def read_company(
    company: Annotated[str, Path(max_length=60, description="a SIREN, or another identifier behind its scheme")],
    request: Request,
    opening: Looking,
) -> Response:
    """Read all that is public of a company: its contracts by year and buyer, what it bid for and won."""
    links = {"contracts": f"/observatory/contracts?company={quote(company)}"}
    members = await company_page(await opening.look(), company)
    return _answer(request, {"company": _json(company), **members, "links": _json(links)})


@router.get("/buyers/{siret}", response_model=BuyerPage, responses=problems(BuyerUnknown, NotReady) | NOT_MODIFIED)
async def read_buyer(
    siret: Siret,
    request: Request,
    opening: Looking,
    today: Today,
    period: Annotated[PeriodName, Query()] = ALL,
    scope: Scope = Scope.WITH_MANDATARIES,
) -> Response:
    """Read all that is public of a buyer: how much it buys, how, from whom, and how concentrated that is."""
    days = Period.named(period, today)
    members = await buyer_page(await opening.look(), siret, owner(scope), days.first, days.last)
    links = {
        "contracts": f"/observatory/contracts?buyer={siret}&period={period}&scope={scope}",
        "years": f"/figures?buyer={siret}&scope={scope}&group_by=year{_KEY_FIGURES}",
        "peers": f"/observatory/comparisons?by=buyer&between={siret}&peers=true&period={period}{_KEY_FIGURES}",
    }
    said = {"buyer": _json(siret), "period": _json(period), "scope": _json(scope)}
    return _answer(request, {**said, **members, "links": _json(links)})


def _answer(request: Request, members: Members, cache_control: str = "no-cache") -> Response:
    body = joined(members)
    return ready(request, body, sha256(body).hexdigest()[:24], cache_control)


def _json(value: object) -> str:
    return orjson.dumps(value).decode()


def _facets(facets: Facets) -> str:
    return _json({name: [{"value": v, "contracts": n} for v, n in values] for name, values in facets.items()})
