"""Publishing the essential data of a buyer's contracts as one document, and saying what it lacks."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from uuid import UUID

import orjson

from chassis.paging import Page
from services.tenders.domain.decp.essential import CONCESSION, MARKET, Essential
from services.tenders.domain.decp.words import Node
from services.tenders.persistence.told_contracts import Sought, ToldContracts

PAGE = 200


def packaged(essential: Essential) -> dict[str, dict[str, list[Node]]]:
    """The document of one contract; raises `EssentialDataIncomplete`."""
    essential.must_be_whole()
    return {"marches": {essential.kind: [essential.node]}}


@dataclass(frozen=True)
class Essentials:
    """The essential data of contracts that take effect."""

    told: ToldContracts

    async def one(self, contract_id: UUID) -> Essential:
        """Those of one contract."""
        return Essential.of(await self.told.one(contract_id))

    async def page(self, sought: Sought, page: Page) -> list[tuple[str, Essential]]:
        """Those of a page of contracts by identity, and one more where more follow."""
        return [(str(told.id), Essential.of(told)) for told in await self.told.page(sought, page)]

    async def document(self, sought: Sought) -> AsyncIterator[bytes]:
        """All that are whole, as one document, page by page as fast as it is read."""
        opening = b'{"marches":{"'
        for kind in (MARKET, CONCESSION):
            yield opening + kind.encode() + b'":['
            separator = b""
            async for each in self._whole(replace(sought, concessions=kind == CONCESSION)):
                yield separator + orjson.dumps(each.node)
                separator = b","
            opening = b'],"'
        yield b"]}}"

    async def _whole(self, sought: Sought) -> AsyncIterator[Essential]:
        page: Page | None = Page(url="", secret=b"", limit=PAGE)
        while page:
            found = await self.page(sought, page)
            for _, each in found[:PAGE]:
                if not each.missing:
                    yield each
            page = replace(page, edge=found[PAGE - 1][0]) if len(found) > PAGE else None
