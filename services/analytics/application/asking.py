"""Asking the observatory's own API for figures: what is published is what anybody reads, and is computed once."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import httpx

from chassis.client import client
from contracts.catalogue import FEEDS, RESTRICTED
from contracts.indicators import indicators
from contracts.observatory import FigureSlice, FigureStatus
from services.analytics.application.publishing import Scope
from services.analytics.domain.published_figure import Computed

PATIENCE_SECONDS = 60.0
_TOPICS = {**FEEDS, **RESTRICTED}


class Asker:
    """Asks the API for documents; it is connected to when it is first asked."""

    def __init__(self, connect: Callable[[], httpx.AsyncClient]) -> None:
        self._connect = connect
        self._http: httpx.AsyncClient | None = None

    async def ask(self, path: str, question: Mapping[str, str | Sequence[str]]) -> dict[str, Any]:
        """The document at a path; raises `httpx.HTTPError`."""
        self._http = self._http or self._connect()
        answer = await self._http.get(path, params=question)
        answer.raise_for_status()
        document: dict[str, Any] = answer.json()
        return document


def served_at(url: str) -> Asker:
    """The API at a URL."""
    return Asker(lambda: client(url, PATIENCE_SECONDS))


class AskedFigures:
    """Figures as `/figures` answers them."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    async def computed(self, scope: Scope) -> Sequence[Computed]:
        """Every indicator over a scope, all at one position; raises `httpx.HTTPError`."""
        buyer = {"buyer": scope.buyer} if scope.buyer else {}
        question = {"indicator": list(indicators()), "period": scope.period, **buyer}
        answer = await self._asker.ask("/figures", question)
        return [computed(one, scope) for one in answer["items"]]


def positions_of(said: Mapping[str, int]) -> dict[str, int]:
    """How many facts of each topic something was made from, where feeds are named."""
    return {_TOPICS.get(feed, feed): count for feed, count in said.items()}


def computed(answer: Mapping[str, Any], scope: Scope) -> Computed:
    """A figure as its document says it."""
    days = {"first_day": answer["first_day"], "last_day": answer["last_day"]}
    return Computed(
        indicator=answer["id"],
        definition_version=answer["definition_version"],
        slice=FigureSlice(period=scope.period, buyer=scope.buyer or None, **days),
        value=_number(answer["value"]),
        numerator=_number(answer["numerator"]),
        denominator=_number(answer["denominator"]),
        status=FigureStatus(answer["status"]),
        positions=positions_of(answer["positions"]),
    )


def _number(said: str | int | None) -> Decimal | None:
    return None if said is None else Decimal(said)
