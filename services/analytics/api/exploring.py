"""What routes beside figures are given: a look at the columns, and what is looked for."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from decimal import Decimal
from typing import Annotated, Any, Literal

from fastapi import Depends, Query
from pydantic import Field

from chassis.awaiting import PositionNotReached
from chassis.companion import NotReady
from chassis.paging import DEFAULT_LIMIT, MAX_CURSOR, MAX_LIMIT
from contracts.vocabulary import Code
from services.analytics.api.dependencies import Copied, reach
from services.analytics.api.question import Question
from services.analytics.domain.column import COLUMNS
from services.analytics.domain.ordering import NEWEST_FIRST
from services.analytics.domain.past import PRESENT
from services.analytics.persistence.columns.look import Look
from services.analytics.persistence.columns.store import Columns
from services.analytics.persistence.exploring.wanted import Search

Facet = Literal[
    "year", "buyer", "principal", "department", "area", "cpv", "nature", "technique", "procedure", "place", "size",
    "territory", "grade",
]  # fmt: skip
Several: Any = Field(default=(), max_length=50)
Amount = Annotated[Decimal, Field(ge=0, le=Decimal(9999999999999), decimal_places=2)]


class ContractQuestion(Question):
    """Which contracts: those of a figure's question, narrowed by words and by what else one looks for."""

    q: str | None = Field(
        None, max_length=200, description="words of the subject, the reference or the holder, accents or not"
    )
    company: str | None = Field(None, max_length=60, description="a holder, alone or with others: SIREN or identifier")
    grade: tuple[Literal["A", "B", "C", "D", "E"], ...] = Several
    anomaly: tuple[Code, ...] = Field(default=(), max_length=50, description="rules that set a value aside")
    at_least: Amount | None = Field(None, description="EUR excluding VAT, of the value named by `value`")
    at_most: Amount | None = None
    sort: str = Field(NEWEST_FIRST, max_length=100, description="columns, most important first; - for downwards")
    columns: str = Field("", max_length=1000, description="names of columns, separated by commas")

    @property
    def search(self) -> Search:
        """What is looked for beyond the slice."""
        return Search(
            q=self.q,
            company=self.company,
            grade=self.grade,
            anomaly=self.anomaly,
            at_least=self.at_least,
            at_most=self.at_most,
            value=self.value,
        )

    @property
    def column_names(self) -> tuple[str, ...]:
        """The columns that were chosen."""
        return tuple(filter(None, (one.strip() for one in self.columns.split(","))))


class ListQuestion(ContractQuestion):
    """The same, for a page of a list."""

    facet: tuple[Facet, ...] = Field(default=(), max_length=len(COLUMNS), description="count the values of these")
    total: bool = Field(default=False, description="count all contracts found")
    limit: int = Field(DEFAULT_LIMIT, ge=1, le=MAX_LIMIT)
    cursor: str | None = Field(None, max_length=MAX_CURSOR, description="opaque, from `next` or `prev`")


class Opening:
    """Opens looks that last until the whole answer is sent: an answer may be a stream."""

    def __init__(self, columns: Columns, stack: AsyncExitStack) -> None:
        self._columns, self._stack = columns, stack

    async def look(self, question: Question | None = None) -> Look:
        """A look at the world that a question is about, the present one without; raises `PositionNotReached`."""
        if question is not None:
            await reach(self._columns, question)
        past = question.past if question else PRESENT
        return await self._stack.enter_async_context(self._columns.look(past))


async def _opening(columns: Copied) -> AsyncIterator[Opening]:
    async with AsyncExitStack() as stack:
        yield Opening(columns, stack)


Looking = Annotated[Opening, Depends(_opening)]
LOOKING = (NotReady, PositionNotReached)
"""What any look may be refused with."""
Asked = Annotated[Question, Query()]
Listed = Annotated[ListQuestion, Query()]
Exported = Annotated[ContractQuestion, Query()]
