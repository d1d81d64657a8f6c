"""The observatory as the tests speak to it: tell it facts, ask it figures, look at its tables."""

from collections.abc import Sequence
from datetime import date
from types import TracebackType
from typing import Any, Self

import httpx
from fastapi import FastAPI

from chassis.persistence import Database
from chassis.replay import checksums
from contracts.catalogue import BY_TYPE, TOPICS
from contracts.envelope import Envelope
from services.analytics.persistence.columns.store import Columns
from services.analytics.persistence.told import told
from services.analytics.worker import part
from tests.component.analytics.bus import Listener, PartOfLogs

TODAY = date(2026, 3, 2)
_OWN = ("consumer_offset", "consumer_subject", "parked_event")


class Observatory:
    """The service over HTTP, and its consumers at the end of a bus in memory."""

    def __init__(self, app: FastAPI) -> None:
        self.database: Database = app.state.database
        self.columns: Columns = app.state.columns
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://analytics")
        self.forget()

    def forget(self) -> None:
        self.listeners = {topic: Listener(self.database, topic) for topic in TOPICS}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.http.aclose()

    async def tell(self, *facts: Envelope) -> None:
        """Facts of one topic, in one batch."""
        await self.listeners[BY_TYPE[facts[0].type].topic].hear(facts)
        await self.columns.catch_up()

    async def ask(self, indicator: str, **question: Any) -> dict[str, Any]:
        answer = await self.http.get(f"/indicators/{indicator}", params=question)
        assert answer.status_code == 200, answer.text
        figure: dict[str, Any] = answer.json()
        return figure

    async def counts(self, indicator: str, **question: Any) -> tuple[Any, Any]:
        figure = await self.ask(indicator, **question)
        return figure["numerator"], figure["denominator"]

    async def checksums(self) -> dict[str, str]:
        return await checksums(self.database, told)

    async def marks(self) -> dict[str, bool | None]:
        """Whether each contract is a first-time award."""
        query = """
            SELECT contract_id::VARCHAR, CASE WHEN has_company AND day IS NOT NULL
                THEN previous_any IS NULL OR previous_any < day - INTERVAL 48 MONTH END FROM contract
        """
        async with self.columns.look() as look:
            return dict(await look.rows(query))

    async def rows(self, query: str) -> Sequence[Any]:
        found: Sequence[Any] = await self.database.reads.fetch(query)
        return found

    async def clear(self) -> None:
        """An observatory that has heard nothing."""
        deletions = (f"DELETE FROM {name}" for name in (*_OWN, *told.tables))
        await self.database.reads.execute("; ".join(deletions))
        await self.columns.catch_up()
        self.forget()

    def part(self) -> PartOfLogs:
        """The service over what was told so far."""
        real, logs = part(), tuple(listener.log for listener in self.listeners.values())
        return PartOfLogs(
            name=real.name,
            settings=real.settings,
            begin=real.begin,
            topics=real.topics,
            follows=real.follows,
            reactions=real.reactions,
            projection=real.projection,
            logs=logs,
        )
