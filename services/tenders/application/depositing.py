"""Receiving a file for the documents of a tender."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from chassis.depot import Depot
from services.tenders.domain.dossier import Deposit, DocumentKind


@dataclass(frozen=True)
class Offer:
    """A file that somebody sends: its name, its purpose, what it claims to be, and its bytes as they come."""

    name: str
    kind: DocumentKind
    media_type: str
    chunks: AsyncIterator[bytes]


async def deposit(depot: Depot, offer: Offer) -> Deposit:
    """Keep a file of a type that is taken; what is refused at any point is not kept."""
    kept = await depot.receive(offer.name, offer.media_type, offer.chunks)
    return Deposit(offer.name, offer.kind, kept.media_type, kept.size, kept.sha256, stored_as=kept.stored_as)
