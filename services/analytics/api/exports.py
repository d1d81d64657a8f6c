"""Routes of exports: files of exactly what a list or a figure shows."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from chassis.auth import PUBLIC
from chassis.downloads import disposition
from chassis.problems import problems
from chassis.uploads import giving
from services.analytics.api.dependencies import ONCE, AskedOfSeveral, ParameterRepeated, Today
from services.analytics.api.exploring import LOOKING, Exported, Looking
from services.analytics.api.own import Now
from services.analytics.application.answering import Question as Figures
from services.analytics.application.answering import answer
from services.analytics.application.exploring import looked_for
from services.analytics.application.exporting import written
from services.analytics.application.tabulating import FIGURE_COLUMNS, figures_table
from services.analytics.domain.column import COLUMNS, ColumnUnknown, chosen
from services.analytics.domain.export import About, Format
from services.analytics.domain.indicator import DefinitionUnknown, IndicatorUnknown
from services.analytics.domain.indicator import chosen as chosen_indicator
from services.analytics.domain.ordering import SortUnknown, ordering
from services.analytics.persistence.columns.look import Look
from services.analytics.persistence.exploring.keyset import Keyset
from services.analytics.persistence.exploring.table import Table, cells

router = APIRouter(prefix="/observatory/exports", tags=["exports"], dependencies=PUBLIC)

COUNTED = "Contracts that count: notified (CCP R2182-4), by the version that holds; values exclude VAT."
VERSION = "1"
FILES: dict[int | str, dict[str, Any]] = {
    200: {"content": {one.media_type.partition(";")[0]: {} for one in Format}, "description": "The file"}
}


@router.get(
    "/contracts.{format}",
    responses=problems(ColumnUnknown, SortUnknown, *LOOKING) | FILES,
    response_class=StreamingResponse,
    openapi_extra=giving(),
)
async def export_contracts(
    format: Format,  # noqa: A002 - as it is called in the path
    request: Request,
    question: Exported,
    today: Today,
    opening: Looking,
    now: Now,
) -> Response:
    """Save every contract of a search, with the columns chosen; sorted only where `sort` is given."""
    columns = chosen(question.column_names, tuple(COLUMNS))
    sort = Keyset(ordering(question.sort)).order if "sort" in question.model_fields_set else None
    table = Table("contract", cells(columns), looked_for(question.slice(today), question.search), sort)
    look = await opening.look(question)
    about = About(
        title="Contracts",
        question=_asked(request),
        columns={column.name: column.en for column in columns},
        definition=COUNTED,
        version=VERSION,
        position=position(look),
    )
    return file(written(look, table, format, about), "contracts", format, about, now, "/observatory/columns")


@router.get(
    "/figures.{format}",
    dependencies=ONCE,
    responses=problems(IndicatorUnknown, DefinitionUnknown, ParameterRepeated, *LOOKING) | FILES,
    response_class=StreamingResponse,
    openapi_extra=giving(),
)
async def export_figures(
    format: Format,  # noqa: A002 - as it is called in the path
    request: Request,
    question: AskedOfSeveral,
    today: Today,
    opening: Looking,
    now: Now,
) -> Response:
    """Save the figures of a slice, whole and by groups."""
    several = tuple(chosen_indicator(one, question.definition_version) for one in dict.fromkeys(question.indicator))
    look = await opening.look(question)
    answers = await answer(look, Figures(several, question.slice(today), question.group_by, today, question.past))
    about = About(
        title="Figures",
        question=_asked(request),
        columns=FIGURE_COLUMNS,
        definition="; ".join(f"{one.indicator.id}: {one.definition.definition.en}" for one in several),
        version="; ".join(f"{one.indicator.id}: {one.definition.version}" for one in several),
        position=position(look),
    )
    chunks = written(look, figures_table(answers, question.group_by), format, about)
    return file(chunks, "figures", format, about, now, "/indicators")


def file(chunks: AsyncIterator[bytes], name: str, kind: Format, about: About, now: datetime, meant: str) -> Response:
    """The answer that is a file; what it says of itself is in its headers too, for CSV has no other place.

    `meant` is the address of the definitions (RFC 6892).
    """
    headers = {
        "Content-Disposition": disposition(f"{name}-{now:%Y-%m-%d}.{kind}"),
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
        "Prenan-Position": about.position,
        "Prenan-Definition-Version": about.version,
        "Link": f'<{meant}>; rel="describedby"',
    }
    return StreamingResponse(chunks, headers=headers, media_type=kind.media_type)


def position(look: Look) -> str:
    """Facts of each topic that were applied."""
    return ",".join(f"{topic}={count}" for topic, count in sorted(look.standing.positions.items()))


def _asked(request: Request) -> str:
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
