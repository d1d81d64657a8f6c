"""For whom a call is made, and what is theirs."""

from dataclasses import dataclass

from chassis.errors import Forbidden
from contracts.vocabulary import Siret
from services.tenders.domain.ownership import Portal

ANY = "*"
"""Organisation of those who act for every buyer: the operator of the platform."""


class NotTheBuyer(Forbidden):
    """Only the buyer itself may do this."""


@dataclass(frozen=True)
class Buyer:
    """A contracting authority (acheteur) in whose name somebody acts; None for those who belong to none."""

    organisation: str | None
    portal: Portal | None = None
    """The marketplace of others through which its users act, where it is not the buyer itself."""

    def is_buyer(self, siret: Siret) -> bool:
        """Whether what belongs to `siret` is theirs."""
        return self.organisation in (siret, ANY)

    def must_be(self, siret: Siret) -> None:
        """Refuse who does not act for `siret`."""
        if not self.is_buyer(siret):
            raise NotTheBuyer(buyer=siret)
