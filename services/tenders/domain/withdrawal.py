"""Who took the documents of a consultation (registre des retraits)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import StringConstraints

from chassis.aggregate import Aggregate
from chassis.errors import Conflict
from contracts.procedures import DossierWithdrawn
from contracts.vocabulary import Siret, Text
from services.tenders.domain.tender import Tender
from services.tenders.domain.tender_status import TenderStatus

Email = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$", max_length=254)
]
"""An address for electronic mail, of the plain kind."""


class WithdrawalClosed(Conflict):
    """The time for bids is over: the register of withdrawals is closed."""


@dataclass(kw_only=True, eq=False)
class Withdrawal(Aggregate):
    """Somebody took the documents of a tender (retrait du dossier).

    They may name themselves, to be told of amendments, and need not: CCP R2132-2 and annex 6, order of 22 March 2019.
    Names and addresses stay here: only a company's SIRET is told, as it was declared.
    """

    id: UUID
    tender_id: UUID
    withdrawn_at: datetime
    siret: Siret | None = None
    name: Text | None = None
    email: Email | None = None
    version: int = 0

    @property
    def key(self) -> str:
        """The procedure whose facts it stands among."""
        return str(self.tender_id)

    @classmethod
    def of(
        cls, tender: Tender, withdrawal_id: UUID, *, siret: Siret | None, name: Text | None, email: str | None,
        now: datetime,
    ) -> Self:  # fmt: skip
        """Enter a withdrawal while bids may come; it leaves the tender as it is, so that hundreds may come at once."""
        if tender.status is not TenderStatus.PUBLISHED:
            raise WithdrawalClosed(status=tender.status.value)
        made = cls(id=withdrawal_id, tender_id=tender.id, withdrawn_at=now, siret=siret, name=name, email=email)
        made.tell(
            DossierWithdrawn(tender_id=tender.id, withdrawal_id=withdrawal_id, withdrawn_at=now, organisation=siret),
            at=now,
        )
        return made
