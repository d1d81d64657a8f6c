"""The rows behind a figure: those that were derived, or the indicators themselves."""

import orjson

from chassis.paging import Page
from contracts.indicators import Computation
from services.analytics.application.answering import Question, figures_of_catalogue
from services.analytics.application.computing import is_computable
from services.analytics.domain.grain import Grain
from services.analytics.persistence.columns.look import Look
from services.analytics.persistence.querying.tracing import rows_behind

Listed = list[tuple[str, str]]
"""Rows as (place, JSON document)."""


async def rows_of(look: Look, computation: Computation, question: Question, page: Page) -> Listed:
    """A page of the rows of a slice, with the parts of the figure that each is counted in."""
    if Grain(computation.grain) is Grain.INDICATOR:
        return await _indicators(look, question, page)
    return await rows_behind(look, computation, question.asked, page, question.today)


async def _indicators(look: Look, question: Question, page: Page) -> Listed:
    """The indicators that are counted, by their ids, and which of them can be computed."""
    figures = (await figures_of_catalogue(look, question))[None]
    places = sorted(figures, reverse=page.order == "DESC")
    edge = page.edge
    if edge is not None:
        places = [place for place in places if (place < edge if page.order == "DESC" else place > edge)]
    kept = places[: page.limit + 1]
    documents = [
        {
            "indicator": place,
            "status": figures[place].status,
            "in_numerator": is_computable(figures[place]),
            "in_denominator": True,
        }
        for place in kept
    ]
    return [(place, orjson.dumps(each).decode()) for place, each in zip(kept, documents, strict=True)]
