"""Writing to suppliers that are asked: those who can be reached and did not refuse, each with links of its own."""

from collections.abc import Callable, Sequence
from datetime import datetime

from chassis.tokens import Mint
from services.suppliers.domain.letter import Draft
from services.suppliers.domain.requests.contact import Contact
from services.suppliers.domain.requests.invitation import KIND
from services.suppliers.persistence.unit_of_work import UnitOfWork

Wording = Callable[[Contact, str, str, str], Draft]
"""The letter to a contact at an address, with the token of its links, and the one that ends such letters."""


async def write_to(
    uow: UnitOfWork, contacts: Sequence[Contact], wording: Wording, *, mint: Mint, now: datetime
) -> None:
    """Put a letter to each of them in the queue, with the change that it tells of."""
    addresses = await uow.mailboxes.reachable([one.supplier_id for one in contacts], KIND)
    letters = [
        wording(
            one, addresses[one.supplier_id], mint.token(f"contact {one.id}"), mint.token(f"mailbox {one.supplier_id}")
        )
        for one in contacts
        if one.supplier_id in addresses
    ]
    await uow.notifications.write(letters, now)
