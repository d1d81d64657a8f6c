"""For whom something is kept, and under whose key."""

from dataclasses import dataclass

from chassis.errors import Unacceptable
from contracts.vocabulary import Siret


class BuyerUnnamed(Unacceptable):
    """A key of every organisation has to name the buyer for whom it speaks."""


@dataclass(frozen=True)
class Keeper:
    """The buyer whose own it is, and the name of the key that speaks for it."""

    buyer: Siret
    client: str
