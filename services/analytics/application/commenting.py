"""What a buyer says of a red flag."""

from datetime import datetime
from uuid import UUID

from chassis.auth import Principal
from chassis.errors import Unacceptable
from chassis.identity import uuid7
from services.analytics.domain.red_flag import Comment
from services.analytics.persistence.own.unit_of_work import OwnUnitOfWork


class FlagOfNoBuyer(Unacceptable):
    """The flag is about a company in the procedures of several buyers; none of them can answer for it."""


async def comment_on_flag(uow: OwnUnitOfWork, flag_id: UUID, text: str, *, by: Principal, now: datetime) -> Comment:
    """Keep what the buyer says; raises `FlagUnknown`, `NotYours`, `FlagOfNoBuyer`."""
    async with uow:
        flag = await uow.flags.get(flag_id)
        buyer = flag.said.buyer if flag.said else None
        if buyer is None:
            raise FlagOfNoBuyer
        by.must_own(buyer)
        comment = Comment(uuid7(), flag_id, text, by.client, now)
        await uow.flags.comment(comment)
    return comment
