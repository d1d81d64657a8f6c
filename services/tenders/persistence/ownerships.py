"""The ownerships that are kept, and the tokens that go out with an answer."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.tokens import Mint, named
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.ownership import Ownership, Portal, TransferRefused, fingerprint

OWNER_TOKEN = "Prenan-Owner-Token"  # noqa: S105 - the header's name
TRANSFER_TOKEN = "Prenan-Transfer-Token"  # noqa: S105 - the header's name


class Ownerships:
    """Which objects are changed through which portal.

    `headers` go with the answer; they hold the names of tokens, which `mint` turns into tokens when it is sent.
    """

    def __init__(self, session: AsyncSession, headers: dict[str, str], mint: Mint | None) -> None:
        self._session, self._headers, self._mint = session, headers, mint

    def issue(self, object_id: UUID, kind: str, *, to: Buyer, now: datetime) -> None:
        """Give the portal that creates an object its owner token, with the answer; a buyer itself needs none."""
        if to.portal is not None:
            ownership = Ownership(object_id=object_id, kind=kind, created_at=now)
            self._hand_out(ownership)
            self._session.add(ownership)

    async def must_allow(self, object_id: UUID, by: Buyer) -> None:
        """Refuse a portal that does not prove that the object is changed through it; a buyer itself may."""
        if by.portal is not None:
            by.portal.must_hold(await self._session.get(Ownership, object_id))

    async def rotate(self, object_id: UUID, by: Portal, now: datetime) -> Ownership:
        """Give the owning portal another owner token, and end the one that it has."""
        ownership = by.must_hold(await self._locked(object_id))
        ownership.rotate(now)
        self._hand_out(ownership)
        return ownership

    async def offer(self, object_id: UUID, by: Portal, now: datetime) -> Ownership:
        """Give the owning portal a transfer token for another portal; it stays the owner until that is accepted."""
        ownership = by.must_hold(await self._locked(object_id))
        name = ownership.offer(now)
        ownership.transfer_hash = self._hash_of(name)
        self._headers[TRANSFER_TOKEN] = named(name)
        return ownership

    async def accept(self, object_id: UUID, transfer_token: str, now: datetime) -> Ownership:
        """Give the portal that presents the transfer token an owner token; refuses alike where nothing is offered."""
        ownership = await self._locked(object_id)
        if ownership is None:
            raise TransferRefused
        ownership.accept(transfer_token, now)
        self._hand_out(ownership)
        return ownership

    async def _locked(self, object_id: UUID) -> Ownership | None:
        return await self._session.get(Ownership, object_id, with_for_update=True)

    def _hand_out(self, ownership: Ownership) -> None:
        ownership.token_hash = self._hash_of(ownership.token_name)
        self._headers[OWNER_TOKEN] = named(ownership.token_name)

    def _hash_of(self, name: str) -> bytes:
        assert self._mint is not None, "only what answers requests hands out tokens"
        return fingerprint(self._mint.token(name))
