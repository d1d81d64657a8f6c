"""Who acts for a buyer, where it matters which person or system did."""

from dataclasses import dataclass, field

from services.tenders.domain.buyer import Buyer


@dataclass(frozen=True)
class Official(Buyer):
    """A person or a system that acts for a buyer; `client` is the name of its key."""

    client: str = field(kw_only=True)
